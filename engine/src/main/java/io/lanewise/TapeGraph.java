package io.lanewise;

import java.util.List;

final class TapeGraph {
  TapeGraph(List<Node> nodes, Tensor output) {}
}

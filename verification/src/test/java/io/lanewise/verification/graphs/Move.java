package io.lanewise.verification.graphs;

import io.lanewise.op.Catalogue;
import io.lanewise.op.Elementwise;
import java.util.ArrayList;
import java.util.List;

/// A way in which a graph can grow by one operation. It does nothing where its operand does not
/// fit.
interface Move {
  /// Every elementwise op of the registry, and every other op and view by hand, twice each,
  /// for they are fewer and can do more harm.
  List<Move> ALL = all();

  void grow(Grower g, Gene gene);

  private static List<Move> all() {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      moves.addAll(Views.MOVES);
      moves.addAll(Structures.MOVES);
    }
    List<Catalogue.Entry> entries = Catalogue.entries();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).op() instanceof Elementwise) {
        moves.add(new ElementwiseMove(i));
      }
    }
    return List.copyOf(moves);
  }
}

package io.lanewise.picture;

/// Gives ordered vertices their place across: sweeps in which every layer moves as near to the
/// neighbours of each vertex as order and widths allow ([Spread]).
final class Placement {
  private static final int SWEEPS = 12;
  private static final double GAP = 26;

  /// A segment between two bends insists on being vertical, so that long edges run straight.
  private static final double BEND_TO_BEND = 8;

  private static final double TO_BEND = 2;

  /// A source that is not its user's first operand follows the user and does not pull it aside.
  private static final double FOLLOWS = 1e-3;

  /// Keeps a vertex without neighbours on the side looked at from wandering.
  private static final double STAYS = 1e-4;

  private final LayeredGraph graph;
  private final double[] reach;
  private final Adjacency up;
  private final Adjacency down;
  private final double[] weight;
  private final double[] x;

  private Placement(LayeredGraph graph, double[] reach) {
    this.graph = graph;
    this.reach = reach;
    this.up = Adjacency.of(graph.vertices(), graph.lower, graph.upper);
    this.down = Adjacency.of(graph.vertices(), graph.upper, graph.lower);
    this.weight = weights();
    this.x = new double[graph.vertices()];
  }

  /// The middle of each vertex.
  ///
  /// @param reach how far each vertex reaches to either side of its middle
  static double[] place(LayeredGraph graph, double[] reach) {
    Placement placement = new Placement(graph, reach);
    placement.pack();
    int count = graph.layers.length;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean last = sweep == SWEEPS - 1;
      boolean downward = sweep % 2 == 0;
      for (int i = 0; i < count; i++) {
        int l = downward ? i : count - 1 - i;
        placement.move(graph.layers[l], downward || last, !downward || last);
      }
    }
    return placement.x;
  }

  private double[] weights() {
    double[] weight = new double[graph.upper.length];
    for (int v = 0; v < graph.vertices(); v++) {
      for (int i = up.begin(v); i < up.end(v); i++) {
        int above = up.neighbour(i);
        boolean follows = i > up.begin(v) && up.degree(above) == 0 && down.degree(above) == 1;
        boolean from = graph.isBend(above);
        boolean to = graph.isBend(v);
        weight[up.edge(i)] =
            follows ? FOLLOWS : from && to ? BEND_TO_BEND : from || to ? TO_BEND : 1;
      }
    }
    return weight;
  }

  /// Side by side, each layer around the same middle.
  private void pack() {
    for (int[] vertices : graph.layers) {
      double width = 0;
      for (int k = 0; k < vertices.length; k++) {
        width += k == 0 ? 0 : gap(vertices, k - 1);
        x[vertices[k]] = width;
      }
      for (int v : vertices) {
        x[v] -= width / 2;
      }
    }
  }

  private double gap(int[] vertices, int k) {
    return reach[vertices[k]] + GAP + reach[vertices[k + 1]];
  }

  private void move(int[] vertices, boolean toUpper, boolean toLower) {
    double[] wanted = new double[vertices.length];
    double[] weights = new double[vertices.length];
    double[] gaps = new double[Math.max(0, vertices.length - 1)];
    for (int k = 0; k < vertices.length; k++) {
      int v = vertices[k];
      double sum = STAYS * x[v];
      double total = STAYS;
      for (int i = up.begin(v); toUpper && i < up.end(v); i++) {
        double w = weight[up.edge(i)];
        sum += w * x[up.neighbour(i)];
        total += w;
      }
      for (int i = down.begin(v); toLower && i < down.end(v); i++) {
        double w = weight[down.edge(i)];
        sum += w * x[down.neighbour(i)];
        total += w;
      }
      wanted[k] = sum / total;
      weights[k] = total;
      if (k < gaps.length) {
        gaps[k] = gap(vertices, k);
      }
    }
    double[] placed = Spread.inOrder(wanted, weights, gaps);
    for (int k = 0; k < vertices.length; k++) {
      x[vertices[k]] = placed[k];
    }
  }
}

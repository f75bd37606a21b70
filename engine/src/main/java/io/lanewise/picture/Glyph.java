package io.lanewise.picture;

/// The shape of a point, so that classes differ by more than their colour.
enum Glyph {
  CIRCLE {
    @Override
    void add(PathData path, double x, double y, double r) {
      path.circle(x, y, r);
    }
  },
  SQUARE {
    @Override
    void add(PathData path, double x, double y, double r) {
      double half = 0.88 * r;
      path.rectangle(x - half, y - half, 2 * half, 2 * half);
    }
  },
  TRIANGLE {
    @Override
    void add(PathData path, double x, double y, double r) {
      double w = 1.15 * r;
      path.move(x, y - 1.2 * r).line(x + w, y + 0.85 * r).line(x - w, y + 0.85 * r).close();
    }
  },
  DIAMOND {
    @Override
    void add(PathData path, double x, double y, double r) {
      double h = 1.3 * r;
      path.move(x, y - h).line(x + h, y).line(x, y + h).line(x - h, y).close();
    }
  };

  private static final Glyph[] ALL = values();

  static Glyph of(int classIndex) {
    return ALL[classIndex % ALL.length];
  }

  /// Adds the shape around (x, y); all shapes cover about the area of a circle of radius r.
  abstract void add(PathData path, double x, double y, double r);
}

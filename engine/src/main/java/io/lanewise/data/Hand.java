package io.lanewise.data;

import io.lanewise.random.Philox;

/// The hand that writes one example: what it draws, and where its chance movements take each point.
///
/// A point p of the glyph becomes, in this order,
///
/// 1. p + jitter, for control points: this writer's idea of the shape;
/// 2. p + e(p), with e interpolated in a grid of random displacements: a smooth elastic distortion
///    (P. Simard, D. Steinkraus, J. Platt, *Best practices for convolutional neural networks
///    applied to visual document analysis*, ICDAR 2003, had it as a blurred random field);
/// 3. A·(p − centre) + shift: size, slant, rotation and place.
final class Hand {
  // How much each movement varies: chosen by measurement for the accuracies that Strokes names.
  // Shift
  // and slant are what a linear model cannot follow, jitter and elastic displacement what keeps an
  // MLP from 1.

  /// Standard deviation of a control point's own movement, in glyph sides.
  private static final double JITTER = 0.022;

  /// Standard deviation of the displacement at a knot of the elastic grid, in glyph sides.
  private static final double ELASTIC = 0.042;

  /// Largest rotation either way, in radians.
  private static final double ROTATION = 0.22;

  /// Largest slant either way: sideways per unit of height.
  private static final double SLANT = 0.3;

  /// Largest shift either way along each axis, in pixels.
  private static final double SHIFT = 2.25;

  /// Smallest height of the glyph's square, in pixels.
  private static final double LOW = 15;

  /// Largest height of the glyph's square, in pixels.
  private static final double HIGH = 20;

  /// Knots of the elastic grid per side; it spans the unit square.
  private static final int KNOTS = 4;

  private final Canvas canvas = new Canvas();
  private final float[] elasticX = new float[KNOTS * KNOTS];
  private final float[] elasticY = new float[KNOTS * KNOTS];

  /// The glyph's control points as this hand puts them; the longest glyph has 17.
  private final float[] control = new float[64];

  private Philox random;

  /// How many of its numbers are used.
  private long drawn;

  /// The affine map: the matrix A, times the glyph's size, and where the centre goes.
  private float xx;
  private float xy;
  private float yx;
  private float yy;
  private float centreX;
  private float centreY;

  /// Where `place` put its point.
  private float x;

  private float y;

  /// Writes a glyph the way this stream of random numbers has it.
  void write(Glyph[] ways, Philox numbers, byte[] into, int at) {
    random = numbers;
    drawn = 0;
    Glyph glyph = ways[random.below(ways.length, drawn++)];
    float radius = (float) between(0.9, 1.6);
    float softness = (float) between(1.0, 1.8);
    float ink = (float) between(0.9, 1);
    affine();
    // Normals are made of pairs of numbers, so they begin at an even one.
    drawn += drawn & 1;
    elastic();
    for (int i = 0; i < 2 * glyph.size(); i++) {
      control[i] = glyph.points()[i] + (float) (JITTER * random.normal(drawn++));
    }
    canvas.clear(radius + softness / 2);
    for (int s = 0; s < glyph.strokes(); s++) {
      for (int c = 0; c < glyph.curves(s); c++) {
        curve(2 * glyph.first(s, c));
      }
    }
    canvas.develop(radius, softness, ink, into, at);
  }

  private double between(double low, double high) {
    return low + (high - low) * random.uniform(drawn++);
  }

  /// Draws A = rotation · slant · size, and the shift.
  private void affine() {
    double angle = between(-ROTATION, ROTATION);
    double slant = between(-SLANT, SLANT);
    double height = between(LOW, HIGH);
    double width = height * between(0.75, 1.1);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    xx = (float) (cos * width);
    xy = (float) (-(slant * cos + sin) * height);
    yx = (float) (sin * width);
    yy = (float) ((cos - slant * sin) * height);
    centreX = (float) (Canvas.SIDE / 2.0 + between(-SHIFT, SHIFT));
    centreY = (float) (Canvas.SIDE / 2.0 + between(-SHIFT, SHIFT));
  }

  private void elastic() {
    for (int i = 0; i < KNOTS * KNOTS; i++) {
      elasticX[i] = (float) (ELASTIC * random.normal(drawn++));
      elasticY[i] = (float) (ELASTIC * random.normal(drawn++));
    }
  }

  /// Draws the curve whose four control points begin at index `p`.
  private void curve(int p) {
    place(control[p], control[p + 1]);
    for (int i = 1; i <= Glyph.PIECES; i++) {
      float fromX = x;
      float fromY = y;
      float t = (float) i / Glyph.PIECES;
      float u = 1 - t;
      float b0 = u * u * u;
      float b1 = 3 * u * u * t;
      float b2 = 3 * u * t * t;
      float b3 = t * t * t;
      place(
          b0 * control[p] + b1 * control[p + 2] + b2 * control[p + 4] + b3 * control[p + 6],
          b0 * control[p + 1] + b1 * control[p + 3] + b2 * control[p + 5] + b3 * control[p + 7]);
      canvas.line(fromX, fromY, x, y);
    }
  }

  /// Takes a point of the unit square to the canvas, into `x` and `y`.
  private void place(float px, float py) {
    float gx = Math.max(0, Math.min(1, px)) * (KNOTS - 1);
    float gy = Math.max(0, Math.min(1, py)) * (KNOTS - 1);
    int column = Math.min(KNOTS - 2, (int) gx);
    int row = Math.min(KNOTS - 2, (int) gy);
    float tx = smooth(gx - column);
    float ty = smooth(gy - row);
    int knot = row * KNOTS + column;
    float ex = px + blend(elasticX, knot, tx, ty) - 0.5f;
    float ey = py + blend(elasticY, knot, tx, ty) - 0.5f;
    x = xx * ex + xy * ey + centreX;
    y = yx * ex + yy * ey + centreY;
  }

  /// 3t² − 2t³: 0 at 0, 1 at 1, level at both, so that lines bend without corners at the knots.
  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }

  /// The bilinear mean of the four knots around a point.
  private static float blend(float[] grid, int knot, float tx, float ty) {
    float above = grid[knot] + tx * (grid[knot + 1] - grid[knot]);
    float below = grid[knot + KNOTS] + tx * (grid[knot + KNOTS + 1] - grid[knot + KNOTS]);
    return above + ty * (below - above);
  }
}

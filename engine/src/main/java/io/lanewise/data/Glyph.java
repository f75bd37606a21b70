package io.lanewise.data;

import java.util.Arrays;

/// One way of writing a character: strokes through the unit square, x to the right and y down, as
/// cubic Bézier curves. A straight line is a curve whose control points lie on it.
final class Glyph {
  /// Straight pieces that a curve is drawn with.
  static final int PIECES = 8;

  /// Control points as x, y pairs. A stroke of n curves holds 3n + 1 of them.
  private final float[] points;

  /// Where each stroke begins in `points`, counted in points, and the end of the last one.
  private final int[] starts;

  private Glyph(float[] points, int[] starts) {
    this.points = points;
    this.starts = starts;
  }

  /// A pen lifted over an empty glyph.
  static Pen pen() {
    return new Pen();
  }

  /// The number of control points.
  int size() {
    return points.length / 2;
  }

  /// The control points as x, y pairs.
  float[] points() {
    return points;
  }

  /// The number of strokes.
  int strokes() {
    return starts.length - 1;
  }

  /// The number of curves in a stroke.
  int curves(int stroke) {
    return (starts[stroke + 1] - starts[stroke]) / 3;
  }

  /// The first of the four control points of a curve of a stroke.
  int first(int stroke, int curve) {
    return starts[stroke] + 3 * curve;
  }

  /// Builds a glyph stroke by stroke.
  static final class Pen {
    private float[] points = new float[0];
    private int[] starts = new int[0];

    /// Begins a stroke.
    Pen from(double x, double y) {
      starts = Arrays.copyOf(starts, starts.length + 1);
      starts[starts.length - 1] = points.length / 2;
      append(x, y);
      return this;
    }

    /// A cubic Bézier curve by way of two control points.
    Pen curve(double x1, double y1, double x2, double y2, double x, double y) {
      append(x1, y1);
      append(x2, y2);
      append(x, y);
      return this;
    }

    /// A straight line.
    Pen line(double x, double y) {
      double fromX = points[points.length - 2];
      double fromY = points[points.length - 1];
      return curve(
          fromX + (x - fromX) / 3,
          fromY + (y - fromY) / 3,
          x - (x - fromX) / 3,
          y - (y - fromY) / 3,
          x,
          y);
    }

    /// The finished glyph.
    Glyph lift() {
      int[] bounds = Arrays.copyOf(starts, starts.length + 1);
      bounds[starts.length] = points.length / 2;
      return new Glyph(points, bounds);
    }

    private void append(double x, double y) {
      points = Arrays.copyOf(points, points.length + 2);
      points[points.length - 2] = (float) x;
      points[points.length - 1] = (float) y;
    }
  }
}

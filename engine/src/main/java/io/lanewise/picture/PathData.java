package io.lanewise.picture;

/// The `d` of an SVG path.
final class PathData {
  private final StringBuilder out = new StringBuilder();

  PathData move(double x, double y) {
    return command('M').point(x, y);
  }

  PathData line(double x, double y) {
    return command('L').point(x, y);
  }

  /// An S-shaped curve from the current point that leaves and arrives vertically.
  PathData descend(double x0, double y0, double x1, double y1) {
    double bend = (y1 - y0) / 2;
    return command('C').point(x0, y0 + bend).space().point(x1, y1 - bend).space().point(x1, y1);
  }

  /// A rectangle with its upper left corner at (x, y).
  PathData rectangle(double x, double y, double w, double h) {
    return move(x, y).horizontal(w).vertical(h).horizontal(-w).close();
  }

  /// A circle around (x, y).
  PathData circle(double x, double y, double r) {
    move(x - r, y);
    return arc(r, 2 * r).arc(r, -2 * r).close();
  }

  PathData close() {
    out.append('z');
    return this;
  }

  boolean isEmpty() {
    return out.isEmpty();
  }

  private PathData arc(double r, double dx) {
    return command('a').point(r, r).raw(" 0 1 0 ").point(dx, 0);
  }

  private PathData horizontal(double dx) {
    Numbers.appendCoordinate(out.append('h'), dx);
    return this;
  }

  private PathData vertical(double dy) {
    Numbers.appendCoordinate(out.append('v'), dy);
    return this;
  }

  private PathData command(char c) {
    out.append(c);
    return this;
  }

  private PathData space() {
    out.append(' ');
    return this;
  }

  private PathData raw(String s) {
    out.append(s);
    return this;
  }

  private PathData point(double x, double y) {
    Numbers.appendCoordinate(out, x);
    out.append(' ');
    Numbers.appendCoordinate(out, y);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

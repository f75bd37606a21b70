package io.lanewise.picture;

import java.util.ArrayList;
import java.util.List;

/// Work under the roof of a machine: arithmetic for a byte across, arithmetic for a second up, both
/// on logarithmic axes.
///
/// Source: S. Williams, A. Waterman and D. Patterson, *Roofline: an insightful visual performance
/// model for multicore architectures*, CACM 52(4), 2009.
public final class Roofline {
  private static final double WIDTH = 680;
  private static final double HEIGHT = 420;
  private static final double TOP = 62;
  private static final double BOTTOM = 48;
  private static final double LEFT = 58;
  private static final double SMALLEST = 3;
  private static final double LARGEST = 12;

  private record Point(String kind, String name, double intensity, double rate, double share) {}

  private final String title;
  private final double peak;
  private final double bandwidth;
  private final List<Point> points = new ArrayList<>();
  private final List<String> kinds = new ArrayList<>();

  /// @param title what is shown
  /// @param peak GFLOP/s; NaN if it is not known
  /// @param bandwidth GB/s
  public Roofline(String title, double peak, double bandwidth) {
    this.title = title;
    this.peak = peak;
    this.bandwidth = bandwidth;
  }

  /// Adds a piece of work.
  ///
  /// @param kind points of a kind share a colour
  /// @param name shown when it is pointed at
  /// @param intensity FLOP for a byte, above 0
  /// @param rate GFLOP/s, above 0
  /// @param share of the time, from 0 to 1
  public Roofline point(String kind, String name, double intensity, double rate, double share) {
    if (!(intensity > 0 && rate > 0) || !Double.isFinite(intensity) || !Double.isFinite(rate)) {
      throw new IllegalArgumentException(
          "roofline: " + name + " of " + intensity + " FLOP/B and " + rate + " GFLOP/s");
    }
    if (!kinds.contains(kind)) {
      kinds.add(kind);
    }
    points.add(new Point(kind, name, intensity, rate, share));
    return this;
  }

  /// Draws the picture.
  public Svg toSvg() {
    Range across = new Range();
    Range up = new Range();
    across.add(0.1);
    across.add(100);
    up.add(1);
    if (peak > 0) {
      up.add(2 * peak);
    }
    for (Point p : points) {
      across.add(p.intensity);
      up.add(p.rate);
    }
    Axis x = Axis.logarithmic(across.low, across.high, 8);
    Axis y = Axis.logarithmic(up.low, up.high, 7);
    Frame frame = new Frame(LEFT, TOP, WIDTH - LEFT - 20, HEIGHT - TOP - BOTTOM, x, y);
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    svg.heading();
    svg.text(0, 38, "GFLOP/s", "muted small");
    frame.draw(svg, "FLOP for each byte read or written");
    roof(svg, frame, across, up);
    for (int k = 0; k < kinds.size(); k++) {
      points(svg, frame, k);
      double left = LEFT + 110 * k;
      PathData glyph = new PathData();
      Glyph.of(k).add(glyph, left + 70, 34, 4.5);
      svg.group(Theme.colour(k)).path(glyph, "dot").end();
      svg.text(left + 80, 38, TextWidth.fit(kinds.get(k), 12, 90), "");
    }
    return svg;
  }

  private void roof(Svg svg, Frame frame, Range across, Range up) {
    double ridge = peak > 0 ? peak / bandwidth : Double.POSITIVE_INFINITY;
    double from = Math.max(across.low, up.low / bandwidth);
    double to = Math.min(Math.min(across.high, ridge), up.high / bandwidth);
    PathData path = new PathData();
    if (from < to) {
      path.move(frame.x(from), frame.y(from * bandwidth));
      path.line(frame.x(to), frame.y(to * bandwidth));
    }
    if (ridge < across.high) {
      double begin = Math.max(ridge, across.low);
      path.move(frame.x(begin), frame.y(peak)).line(frame.x(across.high), frame.y(peak));
    }
    svg.group("c6").path(path, "line").end();
  }

  private void points(Svg svg, Frame frame, int kind) {
    for (Point p : points) {
      if (p.kind.equals(kinds.get(kind))) {
        PathData glyph = new PathData();
        double radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.clamp(p.share, 0, 1));
        Glyph.of(kind).add(glyph, frame.x(p.intensity), frame.y(p.rate), radius);
        svg.group(Theme.colour(kind)).hint(p.name).path(glyph, "dot").end();
      }
    }
  }
}

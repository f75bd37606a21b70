package io.lanewise.picture;

import java.util.ArrayList;
import java.util.List;

/// How many times as much as one thing others are, in groups: bars from 1 to the right where it is
/// more and to the left where it is less, on a logarithmic axis.
///
/// ```java
/// Svg times = new RatioChart("Time", "times as long as ours")
///     .group("a step").bar("theirs", 2.5).bar("another's", 0.8)
///     .toSvg();
/// ```
public final class RatioChart {
  private static final double WIDTH = 680;
  private static final double TOP = 40;
  private static final double BOTTOM = 48;
  private static final double LEFT = 110;
  private static final double RIGHT = 70;
  private static final double ROW = 18;
  private static final double BAR = 12;
  private static final double FONT = 12;

  /// A line: a bar, or the name of a group if its value is NaN.
  private record Line(String name, double value) {}

  private final String title;
  private final String label;
  private final List<Line> lines = new ArrayList<>();

  /// Those that have bars: each keeps its colour through all groups.
  private final List<String> names = new ArrayList<>();

  /// A chart without bars.
  ///
  /// @param title what is shown
  /// @param label what the axis counts
  public RatioChart(String title, String label) {
    this.title = title;
    this.label = label;
  }

  /// Begins a group.
  public RatioChart group(String name) {
    lines.add(new Line(name, Double.NaN));
    return this;
  }

  /// Adds a bar to the last group.
  ///
  /// @throws IllegalArgumentException if the ratio is not finite and above 0
  public RatioChart bar(String name, double ratio) {
    if (!(ratio > 0) || !Double.isFinite(ratio)) {
      throw new IllegalArgumentException("ratio chart: a bar of " + ratio + " for " + name);
    }
    if (!names.contains(name)) {
      names.add(name);
    }
    lines.add(new Line(name, ratio));
    return this;
  }

  /// Draws the chart.
  public Svg toSvg() {
    Range across = new Range();
    across.add(0.5);
    across.add(2);
    for (Line line : lines) {
      if (!Double.isNaN(line.value)) {
        across.add(line.value);
      }
    }
    Axis axis = Axis.logarithmic(across.low, across.high, 8);
    double height = TOP + ROW * lines.size() + BOTTOM;
    double bottom = height - BOTTOM + 6;
    Svg svg = new Svg(WIDTH, height, title);
    svg.heading();
    for (int i = 0; i < axis.ticks.length; i++) {
      double x = x(axis, axis.ticks[i]);
      svg.line(x, TOP - 6, x, bottom, axis.ticks[i] == 1 ? "axis" : "grid");
      svg.text(x, bottom + 16, axis.labels[i], "muted small middle");
    }
    svg.text(LEFT + (WIDTH - LEFT - RIGHT) / 2, bottom + 36, label, "muted small middle");
    for (int i = 0; i < lines.size(); i++) {
      line(svg, axis, lines.get(i), TOP + ROW * i);
    }
    return svg;
  }

  private static double x(Axis axis, double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * axis.at(value);
  }

  private void line(Svg svg, Axis axis, Line line, double y) {
    double baseline = y + ROW / 2 + 4;
    if (Double.isNaN(line.value)) {
      svg.text(0, baseline, TextWidth.fitBold(line.name, FONT, LEFT), "strong");
      return;
    }
    double one = x(axis, 1);
    double end = x(axis, line.value);
    double left = Math.min(one, end);
    svg.text(LEFT - 8, baseline, TextWidth.fit(line.name, FONT, LEFT - 8), "right");
    svg.group(Theme.colour(names.indexOf(line.name)));
    svg.rect(left, y + (ROW - BAR) / 2, Math.max(1, Math.abs(end - one)), BAR, "fill");
    svg.end();
    // Beside the bar's right end, where nothing else is.
    svg.text(Math.max(one, end) + 6, baseline, Numbers.significant(line.value, 2), "small");
  }
}

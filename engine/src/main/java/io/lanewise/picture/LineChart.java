package io.lanewise.picture;

import java.util.ArrayList;
import java.util.List;

/// Curves over epochs or steps, such as losses and accuracies. Each curve carries its name and last
/// value at its end, so no legend has to be looked up.
///
/// A value that is not finite (or not positive on a logarithmic axis) leaves a gap in its curve.
/// Curves with more points than pixels are thinned so that every extreme stays.
///
/// ```java
/// Svg loss = new LineChart("Loss", "epoch", "cross-entropy")
///     .series("training", new double[] {1.2, 0.7, 0.5})
///     .series("test", new double[] {1.1, 0.8, 0.7})
///     .toSvg();
/// ```
public final class LineChart {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 320;
  private static final double TOP = 58;
  private static final double BOTTOM = 44;
  private static final double LABEL = 12;
  private static final double WIDEST_LABEL = 170;
  private static final double LINE_HEIGHT = 16;

  /// Beyond this a difference of two values could overflow.
  private static final double LARGEST = 1e300;

  /// Curves with at most this many points show each of them.
  private static final int DOTS = 40;

  /// One curve, its values made drawable: NaN for gaps.
  private record Series(String name, double[] x, double[] y) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final List<Series> all = new ArrayList<>();
  private boolean logarithmic;

  /// A chart without curves.
  ///
  /// @param title what the chart shows
  /// @param xLabel what runs along, such as `epoch`
  /// @param yLabel what is measured, with its unit
  public LineChart(String title, String xLabel, String yLabel) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /// Makes the y axis logarithmic.
  public LineChart logarithmic() {
    logarithmic = true;
    return this;
  }

  /// Adds a curve over 1, 2, 3, …
  public LineChart series(String name, double[] y) {
    double[] x = new double[y.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    return series(name, x, y);
  }

  /// Adds a curve through the points (`x[i]`, `y[i]`), in this order.
  ///
  /// @throws IllegalArgumentException if there are not as many y as x
  public LineChart series(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "series " + name + ": " + x.length + " x but " + y.length + " y; give one y for each x");
    }
    all.add(new Series(name, x.clone(), y.clone()));
    return this;
  }

  /// Draws the chart.
  public Svg toSvg() {
    List<Series> drawable = new ArrayList<>();
    Range across = new Range();
    Range up = new Range();
    for (Series s : all) {
      Series d = drawable(s);
      drawable.add(d);
      for (int i = 0; i < d.x.length; i++) {
        if (!Double.isNaN(d.x[i])) {
          across.add(d.x[i]);
          up.add(d.y[i]);
        }
      }
    }
    if (across.isEmpty()) {
      return nothing();
    }
    Axis y = logarithmic ? Axis.logarithmic(up.low, up.high, 5) : Axis.rounded(up.low, up.high, 6);
    Axis x = Axis.tight(across.low, across.high, 8, across.whole);

    double left = 10;
    for (String label : y.labels) {
      left = Math.max(left, TextWidth.of(label, 11) + 10);
    }
    double right = 12;
    for (Series s : drawable) {
      right = Math.max(right, Math.min(WIDEST_LABEL, TextWidth.bold(endLabel(s), LABEL)) + 16);
    }
    double height = Math.max(HEIGHT, TOP + BOTTOM + LINE_HEIGHT * drawable.size());
    Frame frame = new Frame(left, TOP, WIDTH - left - right, height - TOP - BOTTOM, x, y);
    Svg svg = new Svg(WIDTH, height, title);
    svg.heading();
    svg.text(0, 38, logarithmic ? yLabel + " (logarithmic)" : yLabel, "muted small");
    frame.draw(svg, xLabel);
    for (int i = 0; i < drawable.size(); i++) {
      curve(svg, frame, drawable.get(i), i);
    }
    endLabels(svg, frame, drawable);
    return svg;
  }

  private Svg nothing() {
    Svg svg = new Svg(WIDTH, 64, title);
    svg.heading();
    return svg.text(0, 42, "no finite values to draw", "muted");
  }

  private Series drawable(Series s) {
    double[] x = new double[s.x.length];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      boolean gap =
          !(Math.abs(s.x[i]) <= LARGEST)
              || !(Math.abs(s.y[i]) <= LARGEST)
              || logarithmic && s.y[i] < 1 / LARGEST;
      x[i] = gap ? Double.NaN : flush(s.x[i]);
      y[i] = gap ? Double.NaN : flush(s.y[i]);
    }
    return new Series(s.name, x, y);
  }

  /// Values so near zero that no power of ten is left between them are zero.
  private static double flush(double v) {
    return Math.abs(v) < 1 / LARGEST ? 0 : v;
  }

  private void curve(Svg svg, Frame frame, Series s, int index) {
    double[] px = new double[s.x.length];
    int points = 0;
    for (int i = 0; i < px.length; i++) {
      px[i] = Double.isNaN(s.x[i]) ? Double.NaN : frame.x(s.x[i]);
      points += Double.isNaN(s.x[i]) ? 0 : 1;
    }
    int[] kept = Thinning.keep(px, s.y);
    boolean dots = points <= DOTS;
    PathData path = new PathData();
    svg.group(Theme.colour(index));
    for (int k = 0; k < kept.length; k++) {
      int i = kept[k];
      if (Double.isNaN(px[i])) {
        continue;
      }
      boolean starts = k == 0 || Double.isNaN(px[kept[k - 1]]);
      boolean ends = k == kept.length - 1 || Double.isNaN(px[kept[k + 1]]);
      if (starts) {
        path.move(px[i], frame.y(s.y[i]));
      } else {
        path.line(px[i], frame.y(s.y[i]));
      }
      if (starts && ends && !dots) {
        dot(svg, frame, s, i);
      }
    }
    if (!path.isEmpty()) {
      boolean fine = px.length > frame.width();
      boolean dashed = index / Theme.COLOURS % 2 == 1;
      svg.path(path, "line" + (fine ? " fine" : "") + (dashed ? " dashed" : ""));
    }
    for (int i = 0; dots && i < px.length; i++) {
      if (!Double.isNaN(px[i])) {
        dot(svg, frame, s, i);
      }
    }
    svg.end();
  }

  private void dot(Svg svg, Frame frame, Series s, int i) {
    String at = xLabel + " " + Numbers.significant(s.x[i], 6);
    String hint = s.name + ", " + at + ": " + Numbers.significant(s.y[i], 4);
    svg.dot(frame.x(s.x[i]), frame.y(s.y[i]), 3, "dot", hint);
  }

  /// The names at the ends of the curves, pushed apart where they would overlap.
  private void endLabels(Svg svg, Frame frame, List<Series> series) {
    int n = series.size();
    double[] wanted = new double[n];
    for (int i = 0; i < n; i++) {
      int last = last(series.get(i));
      wanted[i] = last < 0 ? frame.bottom() : frame.y(series.get(i).y[last]);
    }
    double[] placed = Spread.apart(wanted, LINE_HEIGHT, frame.top(), frame.bottom());
    for (int i = 0; i < n; i++) {
      double y = placed[i];
      svg.group(Theme.colour(i));
      String label = TextWidth.fitBold(endLabel(series.get(i)), LABEL, WIDEST_LABEL);
      svg.text(frame.right() + 10, y + 4, label, "colour");
      svg.end();
    }
  }

  private static String endLabel(Series s) {
    int last = last(s);
    return s.name + " " + (last < 0 ? "–" : Numbers.significant(s.y[last], 4));
  }

  private static int last(Series s) {
    int i = s.x.length - 1;
    while (i >= 0 && Double.isNaN(s.x[i])) {
      i--;
    }
    return i;
  }
}

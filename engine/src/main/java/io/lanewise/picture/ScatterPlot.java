package io.lanewise.picture;

import java.util.ArrayList;
import java.util.List;

/// Samples with two features as points coloured and shaped by class, over the regions in which a
/// model decides for each class.
///
/// Points that are not finite are left out; of several points of a class on the same pixel one is
/// drawn.
public final class ScatterPlot {
  private static final double WIDTH = 560;
  private static final double TOP = 58;
  private static final double BOTTOM = 44;
  private static final double SIDE = 400;
  private static final double RADIUS = 3.5;

  private record Points(double[] x, double[] y, int[] classes) {}

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final String[] classes;
  private final List<Points> all = new ArrayList<>();
  private final Range across = new Range();
  private final Range up = new Range();
  private int[][] regions;
  private double[] bounds;

  /// A plot without points.
  ///
  /// @param title what the plot shows
  /// @param xLabel the first feature
  /// @param yLabel the second feature
  /// @param classes the class names
  public ScatterPlot(String title, String xLabel, String yLabel, String... classes) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.classes = classes.clone();
  }

  /// Adds the points (`x[i]`, `y[i]`) of class `classes[i]`.
  ///
  /// @throws IllegalArgumentException if the arrays differ in length or there is no such class
  public ScatterPlot points(double[] x, double[] y, int[] classes) {
    if (x.length != y.length || x.length != classes.length) {
      throw new IllegalArgumentException(
          "scatter plot: "
              + x.length
              + " x, "
              + y.length
              + " y and "
              + classes.length
              + " classes");
    }
    for (int i = 0; i < x.length; i++) {
      checkClass(classes[i]);
      if (drawable(x[i], y[i])) {
        across.add(x[i]);
        up.add(y[i]);
      }
    }
    all.add(new Points(x.clone(), y.clone(), classes.clone()));
    return this;
  }

  /// Colours the background by the model's decisions on a regular grid over
  /// [left, right]×[bottom, top].
  ///
  /// @param grid the class decided for in each cell, `grid[row][column]`, the lowest row first
  /// @throws IllegalArgumentException if the grid is empty or ragged, there is no such class, or
  ///     the bounds are not finite and ascending
  public ScatterPlot regions(int[][] grid, double left, double right, double bottom, double top) {
    if (!drawable(left, bottom) || !drawable(right, top) || left >= right || bottom >= top) {
      throw new IllegalArgumentException(
          "scatter plot: regions over [" + left + "," + right + "]×[" + bottom + "," + top + "]");
    }
    if (grid.length == 0 || grid[0].length == 0) {
      throw new IllegalArgumentException("scatter plot: regions without cells");
    }
    int columns = grid[0].length;
    regions = new int[grid.length][];
    for (int r = 0; r < grid.length; r++) {
      if (grid[r].length != columns) {
        throw new IllegalArgumentException("scatter plot: regions need rows of equal length");
      }
      for (int decided : grid[r]) {
        checkClass(decided);
      }
      regions[r] = grid[r].clone();
    }
    bounds = new double[] {left, right, bottom, top};
    across.add(left);
    across.add(right);
    up.add(bottom);
    up.add(top);
    return this;
  }

  private void checkClass(int index) {
    if (index < 0 || index >= classes.length) {
      throw new IllegalArgumentException(
          "scatter plot: class " + index + " of " + classes.length + " named classes");
    }
  }

  private static boolean drawable(double x, double y) {
    return Math.abs(x) <= 1e300 && Math.abs(y) <= 1e300;
  }

  /// Draws the plot.
  public Svg toSvg() {
    double low = across.isEmpty() ? 0 : across.low;
    double high = across.isEmpty() ? 1 : across.high;
    double bottom = across.isEmpty() ? 0 : up.low;
    double top = across.isEmpty() ? 1 : up.high;
    // Without regions to fill the frame the outermost points need air around them.
    boolean bare = bounds == null;
    Axis x = bare ? Axis.rounded(low, high, 8) : Axis.tight(low, high, 8, false);
    Axis y = bare ? Axis.rounded(bottom, top, 7) : Axis.tight(bottom, top, 7, false);
    double left = 10;
    for (String label : y.labels) {
      left = Math.max(left, TextWidth.of(label, 11) + 10);
    }
    double legend = 0;
    for (String name : classes) {
      legend = Math.max(legend, Math.min(140, TextWidth.of(name, 12)) + 34);
    }
    Frame frame = new Frame(left, TOP, WIDTH - left - legend, SIDE - TOP - BOTTOM, x, y);
    Svg svg = new Svg(WIDTH, Math.max(SIDE, TOP + 20 * classes.length), title);
    svg.heading();
    svg.text(0, 38, yLabel, "muted small");
    frame.draw(svg, xLabel);
    if (!bare) {
      drawRegions(svg, frame);
      svg.rect(frame.left(), frame.top(), frame.width(), frame.height(), "frame");
    }
    drawPoints(svg, frame);
    for (int c = 0; c < classes.length; c++) {
      double middle = TOP + 10 + 20 * c;
      PathData glyph = new PathData();
      Glyph.of(c).add(glyph, frame.right() + 20, middle, RADIUS + 1);
      svg.group(Theme.colour(c)).path(glyph, "dot").end();
      String name = TextWidth.fit(classes[c], 12, 140);
      svg.text(frame.right() + 32, middle + 4, name, "");
    }
    return svg;
  }

  /// One path for each class; neighbouring cells of a row become one rectangle.
  private void drawRegions(Svg svg, Frame frame) {
    PathData[] paths = new PathData[classes.length];
    double cellWidth = (bounds[1] - bounds[0]) / regions[0].length;
    double cellHeight = (bounds[3] - bounds[2]) / regions.length;
    for (int r = 0; r < regions.length; r++) {
      int[] row = regions[r];
      double y = frame.y(bounds[2] + (r + 1) * cellHeight);
      double h = frame.y(bounds[2] + r * cellHeight) - y;
      for (int from = 0; from < row.length; ) {
        int to = from + 1;
        while (to < row.length && row[to] == row[from]) {
          to++;
        }
        double x = frame.x(bounds[0] + from * cellWidth);
        double w = frame.x(bounds[0] + to * cellWidth) - x;
        path(paths, row[from]).rectangle(x, y, w, h);
        from = to;
      }
    }
    drawByClass(svg, paths, "tint");
  }

  private void drawPoints(Svg svg, Frame frame) {
    PathData[] paths = new PathData[classes.length];
    int columns = (int) WIDTH;
    long[] seen = new long[(int) (columns * SIDE * classes.length / 64) + 1];
    for (Points points : all) {
      for (int i = 0; i < points.x.length; i++) {
        if (drawable(points.x[i], points.y[i])) {
          int c = points.classes[i];
          double x = frame.x(points.x[i]);
          double y = frame.y(points.y[i]);
          int pixel = (c * (int) SIDE + (int) y) * columns + (int) x;
          long bit = 1L << pixel;
          if ((seen[pixel >> 6] & bit) == 0) {
            seen[pixel >> 6] |= bit;
            Glyph.of(c).add(path(paths, c), x, y, RADIUS);
          }
        }
      }
    }
    drawByClass(svg, paths, "dot");
  }

  private static PathData path(PathData[] paths, int c) {
    if (paths[c] == null) {
      paths[c] = new PathData();
    }
    return paths[c];
  }

  private void drawByClass(Svg svg, PathData[] paths, String what) {
    for (int c = 0; c < paths.length; c++) {
      if (paths[c] != null) {
        svg.group(Theme.colour(c)).hint(classes[c]).path(paths[c], what).end();
      }
    }
  }
}

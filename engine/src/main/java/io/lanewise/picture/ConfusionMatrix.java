package io.lanewise.picture;

/// The counts of a classifier's right and wrong answers, true classes down and predicted classes
/// across, each cell shaded by its share of its row.
///
/// The shade is the square root of the share, so that rare confusions can be seen at all. Right
/// answers and confusions differ in hue and by the diagonal. Up to 24 classes print their counts,
/// with recall (share of the row) and precision (share of the column); more are drawn thinner.
public final class ConfusionMatrix {
  private static final int MOST_PRINTED = 24;
  private static final int MOST_HINTED = 60;
  private static final double FONT = 12;
  private static final double WIDEST_NAME = 130;

  private final String title;
  private final String[] classes;
  private final int[][] counts;

  /// @param title what the matrix shows
  /// @param classes the k class names
  /// @param counts k rows of k: `counts[t][p]` samples of class t were taken for class p
  /// @throws IllegalArgumentException if the counts are not k×k or one is negative
  public ConfusionMatrix(String title, String[] classes, int[][] counts) {
    this.title = title;
    this.classes = classes.clone();
    this.counts = new int[counts.length][];
    int k = classes.length;
    boolean square = k > 0 && counts.length == k;
    for (int t = 0; square && t < k; t++) {
      square = counts[t].length == k;
      this.counts[t] = counts[t].clone();
      for (int count : counts[t]) {
        if (count < 0) {
          throw new IllegalArgumentException(
              "confusion matrix: a count of class " + classes[t] + " is " + count);
        }
      }
    }
    if (!square) {
      throw new IllegalArgumentException(
          "confusion matrix: "
              + k
              + " classes need "
              + k
              + " rows of "
              + k
              + " counts, at least one");
    }
  }

  /// Draws the matrix.
  public Svg toSvg() {
    int k = classes.length;
    long[] rows = new long[k];
    long[] columns = new long[k];
    long total = 0;
    long right = 0;
    for (int t = 0; t < k; t++) {
      for (int p = 0; p < k; p++) {
        rows[t] += counts[t][p];
        columns[p] += counts[t][p];
      }
      total += rows[t];
      right += counts[t][t];
    }
    boolean printed = k <= MOST_PRINTED;
    double cell = cellSize(printed);
    double widest = 0;
    for (String name : classes) {
      widest = Math.max(widest, TextWidth.of(name, FONT));
    }
    widest = Math.min(widest, WIDEST_NAME);
    boolean rising = widest > cell - 4;
    double left = Math.max(widest, TextWidth.of("true", 11)) + 14;
    if (printed) {
      left = Math.max(left, TextWidth.of("precision", 11) + 14);
    }
    double top = 34 + 16 + (rising ? widest * 0.71 + 14 : 20);
    double side = cell * k;
    double margin = printed ? 62 : 4;
    double overhang = rising ? widest * 0.71 + 8 : 0;
    Svg svg =
        new Svg(left + side + Math.max(margin, overhang), top + side + (printed ? 30 : 4), title);
    svg.heading();
    svg.text(left, 38, "predicted →", "muted small");
    svg.text(left - 10, top - 8, "true ↓", "muted small right");
    names(svg, left, top, cell, rising);
    cells(svg, left, top, cell, rows, printed);
    svg.rect(left, top, side, side, "frame");
    if (printed) {
      double x = left + side + 52;
      svg.text(x, top - 8, "recall", "muted small right");
      svg.text(left - 10, top + side + 20, "precision", "muted small right");
      for (int i = 0; i < k; i++) {
        double middle = (i + 0.5) * cell;
        String recall = Numbers.percent((double) counts[i][i] / rows[i]);
        String precision = Numbers.percent((double) counts[i][i] / columns[i]);
        svg.text(x, top + middle + 4, recall, "muted small right");
        // A per cent sign in every column would not fit; the corner has one.
        String digits = precision.endsWith("%") ? precision.replace("%", "") : precision;
        svg.text(left + middle, top + side + 20, digits, "muted small middle");
      }
      String accuracy = Numbers.percent((double) right / total);
      svg.text(x, top + side + 20, accuracy, "small strong right");
    }
    return svg;
  }

  /// Wide enough for the largest count, or as small as many classes need.
  private double cellSize(boolean printed) {
    int k = classes.length;
    if (!printed) {
      return k <= MOST_HINTED ? 14 : Math.max(2, Math.floor(840.0 / k));
    }
    int largest = 0;
    for (int[] row : counts) {
      for (int count : row) {
        largest = Math.max(largest, count);
      }
    }
    return Math.max(k <= 12 ? 42 : 34, TextWidth.of(Integer.toString(largest), FONT) + 10);
  }

  private void names(Svg svg, double left, double top, double cell, boolean rising) {
    // Where cells are lower than a line of text, only every so many classes are named.
    int down = (int) Math.ceil(12 / cell);
    // Rising lines lie closer to each other than the columns they name.
    int across = rising ? (int) Math.ceil(18 / cell) : down;
    for (int i = 0; i < classes.length; i++) {
      String name = TextWidth.fit(classes[i], FONT, WIDEST_NAME);
      double middle = (i + 0.5) * cell;
      if (i % down == 0) {
        svg.text(left - 10, top + middle + 4, name, "right");
      }
      if (i % across != 0) {
        continue;
      }
      if (rising) {
        svg.risingText(left + middle + 3, top - 6, name, "");
      } else {
        svg.text(left + middle, top - 8, name, "middle");
      }
    }
  }

  private void cells(Svg svg, double left, double top, double cell, long[] rows, boolean printed) {
    int k = classes.length;
    // Thin cells touch; where counts are printed a little paper between them guides the eye.
    double gap = printed ? 1 : 0;
    for (int t = 0; t < k; t++) {
      for (int p = 0; p < k; p++) {
        int count = counts[t][p];
        if (count == 0 && !printed) {
          continue;
        }
        double x = left + p * cell;
        double y = top + t * cell;
        double shade = rows[t] == 0 ? 0 : Math.sqrt((double) count / rows[t]);
        String hue = t == p ? "fill c0" : "fill c1";
        double size = cell - gap;
        if (k <= MOST_HINTED) {
          svg.hint(x + gap, y + gap, size, size, shade, hue, hint(t, p, rows[t]));
        } else {
          svg.rect(x, y, size, size, 0, shade, hue);
        }
        if (printed) {
          String ink = count == 0 ? "muted small middle" : shade > 0.7 ? "on middle" : "middle";
          String shown = count == 0 ? "·" : Integer.toString(count);
          svg.text(x + (cell + gap) / 2, y + cell / 2 + 4, shown, ink);
        }
      }
    }
  }

  private String hint(int t, int p, long row) {
    return (t == p ? classes[t] + ": " : classes[t] + " taken for " + classes[p] + ": ")
        + counts[t][p]
        + " of "
        + row
        + (row == 0 ? "" : " (" + Numbers.percent((double) counts[t][p] / row) + ")");
  }
}

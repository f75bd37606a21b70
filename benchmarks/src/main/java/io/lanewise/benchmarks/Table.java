package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table in Markdown, its columns aligned so that it can be read as it is.
final class Table {
  /// What stands where there is no figure.
  static final String NONE = "–";

  private final int labels;
  private final List<String[]> rows = new ArrayList<>();

  /// @param labels the number of columns of words, which come first; figures follow
  Table(int labels, List<String> headers) {
    this.labels = labels;
    row(headers);
  }

  void row(List<String> cells) {
    rows.add(cells.toArray(String[]::new));
  }

  /// A figure with so many decimals.
  static String figure(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", value)
        : NONE;
  }

  /// A figure of three digits, whatever its size.
  static String figure(double value) {
    double size = Math.abs(value);
    return figure(value, size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
  }

  @Override
  public String toString() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
      }
    }
    StringBuilder s = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(r)[i];
        int gap = widths[i] - cell.codePointCount(0, cell.length());
        s.append("| ");
        if (i < labels) {
          s.append(cell).repeat(' ', gap);
        } else {
          s.repeat(' ', gap).append(cell);
        }
        s.append(' ');
      }
      s.append("|\n");
      if (r == 0) {
        for (int i = 0; i < columns; i++) {
          s.append('|').repeat('-', widths[i] + 1).append(i < labels ? '-' : ':');
        }
        s.append("|\n");
      }
    }
    return s.toString();
  }
}

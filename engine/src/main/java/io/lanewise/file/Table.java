package io.lanewise.file;

import io.lanewise.text.Spelling;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// A table of text cells with named columns, some of which hold numbers. Rows count from 0, without
/// the header. Immutable.
public final class Table {
  /// How many rows a header is compared with.
  private static final int SAMPLE = 100;

  private final String file;
  private final Cells cells;
  private final int[] lines;
  private final int rows;
  private final int columns;
  private final int headers;
  private final List<String> names;

  private Table(String file, Cells cells, int[] lines, int rows, int columns, boolean header) {
    this.file = file;
    this.cells = cells;
    this.lines = lines;
    this.headers = header ? 1 : 0;
    this.rows = rows - headers;
    this.columns = columns;
    String[] names = new String[columns];
    for (int c = 0; c < columns; c++) {
      String name = header ? cells.text(c).strip() : "";
      names[c] = name.isEmpty() ? "c" + c : name;
    }
    this.names = Collections.unmodifiableList(Arrays.asList(names));
  }

  /// A table over all cells of a file; `lines[r]` is where its row r starts.
  static Table of(String file, Cells cells, int[] lines, int rows, int columns, Csv.Header header) {
    boolean present =
        switch (header) {
          case PRESENT -> true;
          case ABSENT -> false;
          case DETECT -> detectHeader(cells, rows, columns);
        };
    return new Table(file, cells, lines, rows, columns, present);
  }

  private static boolean detectHeader(Cells cells, int rows, int columns) {
    for (int c = 0; c < columns; c++) {
      String first = cells.text(c);
      if (first.isBlank() || Decimal.isNumber(first)) {
        continue;
      }
      boolean numbers = true;
      int met = 0; // an empty cell speaks neither for a header nor against it
      for (int r = 1; r < rows && r <= SAMPLE && numbers; r++) {
        String text = cells.text(r * columns + c);
        numbers = text.isBlank() || Decimal.isNumber(text);
        met += text.isBlank() ? 0 : 1;
      }
      if (numbers && met > 0) {
        return true;
      }
    }
    return false;
  }

  /// The names of the columns: those of the header, `c0`, `c1`, … where it has none.
  public List<String> names() {
    return names;
  }

  /// The number of columns.
  public int columns() {
    return columns;
  }

  /// The number of rows, without the header.
  public int rows() {
    return rows;
  }

  /// Whether the file's first row names the columns.
  public boolean hasHeader() {
    return headers == 1;
  }

  /// The column of this name.
  ///
  /// @throws IllegalArgumentException if there is none, with the nearest name, or more than one
  public int column(String name) {
    int column = names.indexOf(name);
    if (column < 0) {
      String nearest = Spelling.nearest(name, names);
      throw new IllegalArgumentException(
          file
              + ": there is no column '"
              + name
              + (nearest == null
                  ? "'; the columns are " + some(names)
                  : "'; is '" + nearest + "' meant?"));
    }
    int last = names.lastIndexOf(name);
    if (last != column) {
      throw new IllegalArgumentException(
          file
              + ": columns "
              + column
              + " and "
              + last
              + " are both called '"
              + name
              + "'; rename one, or use the number");
    }
    return column;
  }

  private static String some(List<String> names) {
    return names.size() <= 20 ? names.toString() : names.subList(0, 20) + " and more";
  }

  /// A cell as it stands in the file, without its quotes.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row or column
  public String text(int row, int column) {
    Objects.checkIndex(row, rows);
    Objects.checkIndex(column, columns);
    return cells.text((row + headers) * columns + column);
  }

  /// Whether every cell of a column is a number, so that [#numbers(int)] would give it.
  public boolean isNumeric(int column) {
    for (int row = 0; row < rows; row++) {
      if (!Decimal.isNumber(text(row, column))) {
        return false;
      }
    }
    return true;
  }

  /// A column as floats, each the nearest to its decimal; `nan` and `inf` are numbers too.
  ///
  /// @throws FileFormatException if a cell is no number, with line and column
  public float[] numbers(int column) throws FileFormatException {
    float[] numbers = new float[rows];
    for (int row = 0; row < rows; row++) {
      String text = text(row, column);
      try {
        numbers[row] = Decimal.parse(text);
      } catch (NumberFormatException e) {
        throw new FileFormatException(
            file,
            "line " + lines[row + headers] + ", column '" + names.get(column) + "'",
            text.isBlank() ? "an empty cell" : "'" + text + "'",
            e.getMessage());
      }
    }
    return numbers;
  }
}

package io.lanewise.file;

import java.io.IOException;

/// Reads one table, byte by byte, into [Cells].
final class CsvReader {
  private final CsvInput in;
  private final Cells cells;
  private final char separator;
  private int columns;
  private int[] lines = new int[1 << 6];
  private int rows;

  CsvReader(CsvInput in, Csv.Separator separator) {
    this.in = in;
    this.cells = new Cells(in.file());
    this.separator =
        separator == Csv.Separator.DETECT ? in.sample().separator() : separator.character();
  }

  Table read(Csv.Header header) throws IOException {
    int blank = 0;
    while (in.peek() != CsvInput.END) {
      int line = in.line();
      if (in.acceptLineEnd()) {
        blank = blank == 0 ? line : blank;
        continue;
      }
      if (blank != 0) {
        throw in.refusal(blank, "", "a blank line between rows", "remove it");
      }
      row(line);
    }
    if (rows == 0) {
      throw in.refusal(1, "", "no row at all", "is this the right file?");
    }
    return Table.of(in.file(), cells, lines, rows, columns, header);
  }

  private void row(int line) throws IOException {
    int fields = 0;
    do {
      if (fields == Csv.MAX_COLUMNS) {
        throw in.refusal(line, "", "more than " + fields + " fields", "is this a text table?");
      }
      field(line, ++fields);
    } while (acceptSeparator());
    if (!in.acceptLineEnd() && in.peek() != CsvInput.END) {
      throw in.refusal(
          in.line(),
          ", field " + fields,
          "text after a closing quote",
          "double the quotes within it");
    }
    if (rows == 0) {
      columns = fields;
    } else if (fields != columns) {
      throw in.refusal(
          line,
          "",
          fields + (fields == 1 ? " field" : " fields") + " where the first row has " + columns,
          "give every row as many; a field that holds a separator needs quotes");
    }
    if (rows == lines.length) {
      lines = Memory.resized(in.file(), lines, rows + (rows >> 1));
    }
    lines[rows++] = line;
  }

  private boolean acceptSeparator() throws IOException {
    if (in.peek() != separator) {
      return false;
    }
    in.next();
    return true;
  }

  private void field(int line, int number) throws IOException {
    refuseIfFull(number);
    if (in.peek() == '"') {
      quoted(line, number);
    } else {
      for (int b = in.peek(); !endsField(b); b = in.peek()) {
        append(in.next(), number);
      }
    }
    if (!cells.end()) {
      throw in.refusal(
          line, ", field " + number, "bytes that are no UTF-8", "save the file in UTF-8");
    }
  }

  private boolean endsField(int b) {
    return b == separator || b == '\n' || b == '\r' || b == CsvInput.END;
  }

  private void quoted(int line, int number) throws IOException {
    in.next();
    while (true) {
      int b = in.next();
      if (b == CsvInput.END) {
        throw in.refusal(
            line, ", field " + number, "a quote that is never closed", "close it, or double it");
      }
      if (b == '"') {
        if (in.peek() != '"') {
          return;
        }
        in.next();
      }
      append(b, number);
    }
  }

  private void append(int b, int number) throws IOException {
    if (b == 0) {
      throw in.refusal(
          in.line(),
          ", field " + number,
          "a NUL byte",
          "this is no text, or text in UTF-16: save it as CSV in UTF-8");
    }
    refuseIfFull(number);
    cells.append(b);
  }

  private void refuseIfFull(int number) throws IOException {
    if (cells.full()) {
      throw in.refusal(
          in.line(),
          ", field " + number,
          "more than " + Csv.MAX_CELLS + " cells or " + Csv.MAX_TEXT + " bytes of text",
          "split the table, or save its numbers as npy");
    }
  }
}

package io.lanewise.file;

import java.io.IOException;
import java.nio.file.Path;

/// Separated text (RFC 4180): CSV, TSV and the like, in UTF-8 with or without a byte-order mark.
///
/// A field in double quotes may hold separators, line breaks and doubled quotes; a quote within an
/// unquoted field is an ordinary character. Rows end with LF, CR LF or CR. Blank lines may stand at
/// the end only, and every row has as many fields as the first.
///
/// Refused as absurd: more than [#MAX_COLUMNS] columns, [#MAX_CELLS] cells, or [#MAX_TEXT] bytes of
/// text in all.
///
/// Source: <https://www.rfc-editor.org/rfc/rfc4180>
public final class Csv {
  /// The most columns of a table.
  public static final int MAX_COLUMNS = 1 << 17;

  /// The most cells of a table.
  public static final int MAX_CELLS = 1 << 28;

  /// The most bytes of text in all cells together.
  public static final int MAX_TEXT = 1 << 30;

  /// What stands between two fields.
  public enum Separator {
    /// Whichever of the three cuts the first lines into equally many fields.
    DETECT('\0'),
    /// A comma.
    COMMA(','),
    /// A tab.
    TAB('\t'),
    /// A semicolon.
    SEMICOLON(';');

    private final char character;

    Separator(char character) {
      this.character = character;
    }

    char character() {
      return character;
    }
  }

  /// Whether the first row names the columns.
  public enum Header {
    /// It does if one of its fields is no number while that column's next rows are: so a table of
    /// text alone has none unless told otherwise.
    DETECT,
    /// It does.
    PRESENT,
    /// It does not: the columns are called c0, c1, ….
    ABSENT
  }

  private Csv() {}

  /// Reads a table; separator and header are detected.
  ///
  /// @throws FileFormatException if the text is no table, with line and column
  /// @throws IOException if the file cannot be reached or is larger than the heap
  public static Table read(Path path) throws IOException {
    return read(path, Separator.DETECT, Header.DETECT);
  }

  /// Reads a table.
  ///
  /// @throws FileFormatException if the text is no table, with line and column
  /// @throws IOException if the file cannot be reached or is larger than the heap
  public static Table read(Path path, Separator separator, Header header) throws IOException {
    try (InputFile file = InputFile.open(path)) {
      return new CsvReader(new CsvInput(file), separator).read(header);
    }
  }
}

package io.lanewise.train;

import io.lanewise.file.FileFormatException;
import io.lanewise.file.Table;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A table as examples: one column holds the labels, all others are features and hold numbers.
final class TableExamples {
  private TableExamples() {}

  static Examples of(String source, Table table, DataRequest request, Checkpoint.Description model)
      throws IOException {
    if (table.rows() == 0) {
      throw new FileFormatException(source, "table", "no rows", "add some");
    }
    boolean labelled =
        model == null || table.columns() != model.features() || request.label() != null;
    int label = labelled ? labelColumn(source, table, request.label()) : -1;
    List<Integer> features = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int c = 0; c < table.columns(); c++) {
      if (c != label) {
        features.add(c);
        names.add(table.names().get(c));
      }
    }
    if (features.isEmpty()) {
      throw new FileFormatException(
          source,
          "table",
          "a single column",
          "labels and features are needed, separated by commas, semicolons or tabs");
    }
    if (table.rows() == 1 && !table.isNumeric(features.get(0))) {
      throw new FileFormatException(
          source, "table", "a single row without numbers", "add rows under the header");
    }
    Examples.checkWidth(source, features.size(), model);
    float[] values = features(source, table, features);
    Labels labels =
        labelled ? labels(source, table, label, request, model) : Labels.none(table.rows(), model);
    return new Examples(
        List.of(labels.dataset(source, values, Shape.of(features.size()))), labelled, names);
  }

  /// By name if there is such a column, else by number.
  private static int labelColumn(String source, Table table, String label) throws IOException {
    if (label == null) {
      return table.columns() - 1;
    }
    if (!table.names().contains(label)) {
      try {
        int number = Integer.parseInt(label);
        int column = number < 0 ? number + table.columns() : number;
        if (column >= 0 && column < table.columns()) {
          return column;
        }
        throw new FileFormatException(
            source,
            "table",
            "no column " + label,
            "columns count from 0 to " + (table.columns() - 1) + ", and -1 is the last");
      } catch (NumberFormatException e) {
        // Then it is a name, and the table knows how to say that it has none like it.
      }
    }
    return table.column(label);
  }

  private static float[] features(String source, Table table, List<Integer> columns)
      throws IOException {
    List<Integer> text = new ArrayList<>();
    for (int c : columns) {
      if (!table.isNumeric(c)) {
        text.add(c);
      }
    }
    if (text.size() > 1) {
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < Math.min(10, text.size()); i++) {
        names.append(i == 0 ? "'" : ", '").append(table.names().get(text.get(i))).append('\'');
      }
      throw new FileFormatException(
          source,
          "columns " + names + (text.size() > 10 ? " and more" : ""),
          "they hold something else than numbers",
          "remove them, turn them into numbers, or name the label's column with --label");
    }
    int width = columns.size();
    float[] values = new float[Math.multiplyExact(table.rows(), width)];
    for (int f = 0; f < width; f++) {
      float[] column = table.numbers(columns.get(f)); // a lone cell of text is named by this
      for (int row = 0; row < column.length; row++) {
        values[row * width + f] = column[row];
      }
    }
    return values;
  }

  private static Labels labels(
      String source, Table table, int column, DataRequest request, Checkpoint.Description model)
      throws IOException {
    String where = source + ", column '" + table.names().get(column) + "'";
    if (table.isNumeric(column)) {
      return Labels.ofNumbers(where, table.numbers(column), request.kind(), model);
    }
    String[] texts = new String[table.rows()];
    for (int row = 0; row < texts.length; row++) {
      texts[row] = table.text(row, column).strip();
      if (texts[row].isEmpty()) {
        throw new FileFormatException(
            source,
            "row " + row + ", column '" + table.names().get(column) + "'",
            "an empty label",
            "remove the row, or name the label's column with --label");
      }
    }
    return Labels.ofTexts(where, texts, request.kind(), model);
  }
}

package io.lanewise;

import io.lanewise.Profile.Line;
import io.lanewise.text.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A [Profile] as a table.
final class ProfileTable {
  private static final String NONE = "–";

  private final Profile profile;
  private final List<Line> lines;
  private final double total;

  ProfileTable(Profile profile) {
    this.profile = profile;
    lines = profile.lines();
    total = profile.nanosOfStep();
  }

  private static String rate(double value) {
    return Double.isFinite(value)
        ? NumberText.fixed(value, value < 10 ? 2 : value < 100 ? 1 : 0)
        : NONE;
  }

  String text() {
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "pass",
          "op",
          "instruction",
          "shape",
          "calls",
          "µs",
          "share",
          "kFLOP",
          "kB",
          "GFLOP/s",
          "GB/s",
          "of roof",
          "bound by"
        });
    for (Line l : lines) {
      boolean part = l.shape() == null;
      rows.add(
          new String[] {
            l.pass(),
            part ? NONE : l.op(),
            part ? NONE : shortened(l.instruction()),
            part ? NONE : l.shape().toString(),
            NumberText.grouped(l.calls()),
            NumberText.fixed(l.nanos() / 1e3, 2),
            NumberText.fixed(100 * l.nanos() / total, 1) + " %",
            part ? NONE : NumberText.fixed(l.flops() / 1e3, 1),
            part ? NONE : NumberText.fixed(l.bytes() / 1e3, 1),
            part ? NONE : rate(l.flops() / l.nanos()),
            part ? NONE : rate(l.bytes() / l.nanos()),
            part ? NONE : NumberText.fixed(profile.shareOfRoof(l), 2),
            part ? NONE : profile.boundBy(l)
          });
    }
    StringBuilder s = new StringBuilder(table(rows, 4)).append('\n');
    for (Map.Entry<String, Double> pass : profile.nanosOfPasses().entrySet()) {
      s.append(pass.getKey()).append(' ').append(micros(pass.getValue())).append(", ");
    }
    s.append("a step ").append(micros(total)).append('\n');
    return s.append(profile.roofInWords()).append('\n').toString();
  }

  private static String micros(double nanos) {
    return NumberText.fixed(nanos / 1e3, 1) + " µs";
  }

  private static String shortened(String instruction) {
    return instruction.length() <= 40 ? instruction : instruction.substring(0, 39) + "…";
  }

  /// Columns aligned; the first ones, of words, to the left.
  private static String table(List<String[]> rows, int words) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder s = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        int gap = widths[i] - row[i].length();
        boolean left = i < words;
        s.append(i == 0 ? "" : "  ");
        s.repeat(' ', left ? 0 : gap).append(row[i]);
        s.repeat(' ', left && i < widths.length - 1 ? gap : 0);
      }
      s.append('\n');
    }
    return s.toString();
  }
}

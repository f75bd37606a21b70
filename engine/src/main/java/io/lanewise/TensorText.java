package io.lanewise;

import io.lanewise.backend.Buffer;
import java.math.BigDecimal;
import java.math.MathContext;

/// Tensors as text.
final class TensorText {
  /// An axis longer than this is shortened to its first and last three elements.
  private static final int LONGEST = 8;

  private static final int EDGE = 3;

  private TensorText() {}

  static String of(Tensor t) {
    if (Tape.recording()) {
      return "tensor " + t.shape() + " (being recorded)";
    }
    StringBuilder s = new StringBuilder("tensor ").append(t.shape());
    if (t.rank() == 0) {
      return s.append(' ').append(number(t.item())).toString();
    }
    s.append('\n');
    write(t, 0, s);
    return s.toString();
  }

  private static void write(Tensor t, int indent, StringBuilder s) {
    s.append('[');
    int n = t.dim(0);
    boolean cut = n > LONGEST;
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        s.append(',');
        if (t.rank() == 1) {
          s.append(' ');
        } else {
          s.append("\n".repeat(t.rank() - 1)).append(" ".repeat(indent + 1));
        }
      }
      if (cut && i == EDGE) {
        s.append("…");
        i = n - EDGE - 1;
      } else if (t.rank() == 1) {
        s.append(number(t.get(i)));
      } else {
        write(t.select(0, i), indent + 1, s);
      }
    }
    s.append(']');
  }

  static String describe(Tensor t) {
    if (Tape.recording()) {
      return of(t);
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int nan = 0;
    int infinite = 0;
    int n = t.size();
    Buffer buffer = t.readable("describe()");
    for (int i = 0; i < n; i++) {
      double v = buffer.get(t.layout.at(i));
      if (Double.isNaN(v)) {
        nan++;
      } else {
        min = Math.min(min, v);
        max = Math.max(max, v);
        sum += v;
        infinite += Double.isInfinite(v) ? 1 : 0;
      }
    }
    StringBuilder s = new StringBuilder();
    if (t.name() != null) {
      s.append(t.name()).append(' ');
    }
    s.append(t.shape());
    if (n > nan) {
      s.append(" min ").append(number(min)).append(" max ").append(number(max));
      s.append(" mean ").append(number(sum / (n - nan)));
    }
    return s.append(" nan ").append(nan).append(" inf ").append(infinite).toString();
  }

  /// Six significant digits at most, and no more characters than needed.
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return Long.toString((long) value);
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return Double.toString(new BigDecimal(value).round(new MathContext(6)).doubleValue());
  }
}

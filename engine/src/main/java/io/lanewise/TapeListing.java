package io.lanewise;

import io.lanewise.backend.Buffer;
import io.lanewise.layout.Layout;
import io.lanewise.op.Operand;
import io.lanewise.program.Bound;
import io.lanewise.program.Program;
import io.lanewise.program.Step;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A tape as text: one line an instruction.
///
/// Buffers are numbered in the order in which the tape meets them; a buffer that has a name is
/// called by it. `ᵀ` marks a transposed operand; any other view than the whole buffer shows its
/// layout.
final class TapeListing {
  private final List<Node> nodes;
  private final Program program;
  private final Tensor output;
  private final Map<Buffer, String> names = new IdentityHashMap<>();

  TapeListing(List<Node> nodes, Program program, Tensor output) {
    this.nodes = nodes;
    this.program = program;
    this.output = output;
  }

  String text() {
    for (Node node : nodes) {
      for (Tensor t : node.in()) {
        name(t);
      }
    }
    StringBuilder s = new StringBuilder("forward\n");
    section(program.forward(), s);
    if (!program.backward().isEmpty()) {
      for (Node node : nodes) {
        for (Tensor t : node.in()) {
          if (t.storage.wantsGradient) {
            names.put(t.storage.gradient(), "d" + names.get(t.storage.buffer));
          }
        }
      }
      s.append("backward\n");
      section(program.backward(), s);
    }
    return s.append("output ").append(name(output)).append(' ').append(output.shape()).toString();
  }

  private String name(Tensor t) {
    if (t.name() != null) {
      names.putIfAbsent(t.storage.buffer, t.name());
    }
    return name(t.storage.buffer);
  }

  private String name(Buffer b) {
    String name = names.get(b);
    if (name == null) {
      name = "%" + names.size();
      names.put(b, name);
    }
    return name;
  }

  private void section(List<Step> list, StringBuilder s) {
    long flops = 0;
    long bytes = 0;
    for (Step step : list) {
      line(step, s);
      flops += step.instruction().flops();
      bytes += step.instruction().bytes();
    }
    s.append("  total ").append(amount(flops, "FLOP")).append(' ').append(amount(bytes, "B"));
    s.append('\n');
  }

  private void line(Step step, StringBuilder s) {
    Operand[] o = step.operands();
    s.append("  ");
    for (int i = 0; i < step.instruction().outputs(); i++) {
      s.append(i == 0 ? "" : ", ").append(operand(o[i]));
    }
    s.append(" = ").append(step.instruction().listing(i -> operand(o[i])));
    s.append("  ").append(step.output().layout().distinct().shape());
    s.append("  ").append(amount(step.instruction().flops(), "FLOP"));
    s.append(' ').append(amount(step.instruction().bytes(), "B"));
    s.append("  # ").append(step.origin().op()).append('\n');
  }

  private String operand(Operand o) {
    String name = name(o.buffer());
    Layout seen = o.layout().distinct(); // broadcasting is plain from the shapes
    if (LayoutText.transposed(seen)) {
      return name + "ᵀ";
    }
    return seen.contiguous() && seen.size() == o.buffer().length() ? name : name + seen;
  }

  static String amount(long n, String unit) {
    if (n < 1000) {
      return n + " " + unit;
    }
    String prefixes = "kMGTP";
    double value = n / 1e3;
    int p = 0;
    while (value >= 999.5 && p < prefixes.length() - 1) {
      value /= 1e3;
      p++;
    }
    String digits = value < 10 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, digits, value) + " " + prefixes.charAt(p) + unit;
  }

  /// Runs the steps and logs the time of each.
  static void runTimed(List<Bound> steps, String pass) {
    StringBuilder s = new StringBuilder(pass).append('\n');
    for (Bound bound : steps) {
      Step step = bound.step();
      long start = System.nanoTime();
      bound.kernel().run();
      long ns = System.nanoTime() - start;
      s.append(String.format(Locale.ROOT, "  %10.2f us  ", ns / 1e3));
      s.append(step.origin().op()).append(": ");
      s.append(step.instruction().listing(i -> "%" + i));
      s.append("  ").append(step.output().layout().distinct().shape()).append('\n');
    }
    Debug.log(s.toString());
  }
}

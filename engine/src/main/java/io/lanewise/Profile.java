package io.lanewise;

import io.lanewise.layout.Shape;
import io.lanewise.program.Bound;
import io.lanewise.program.Step;
import io.lanewise.text.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the time of steps goes: what every instruction of a tape took, call by call, and every
/// other part of a step that is timed beside it.
///
/// Times are medians over the calls, so that an interruption does not count. The clock is asked
/// once after every instruction, which adds some 20 ns to each; on a device each is waited for, so
/// that kernels that would overlap do not.
///
/// ```java
/// Tensor w = Tensor.uniform(1, 64, 64).requireGradient();
/// Tape tape = Tape.record(() -> w.matmul(w).sum());
/// var profile = new Profile();
/// for (int step = 0; step < 100; step++) {
///   tape.forward(profile);
///   tape.backward(profile);
///   profile.time("update", () -> w.set(1, 0, 0));
/// }
/// System.out.println(profile);
/// ```
public final class Profile {
  /// An instruction of a tape, or another part of a step.
  ///
  /// @param pass `forward`, `backward`, or the name of the part
  /// @param op the operation that the instruction belongs to; empty for a part
  /// @param instruction the instruction; empty for a part
  /// @param shape of what it computes; null for a part
  /// @param flops of a call
  /// @param bytes that a call has to read and write, each operand once
  /// @param calls how many there were
  /// @param nanos of a call, the median
  public record Line(
      String pass,
      String op,
      String instruction,
      Shape shape,
      long flops,
      long bytes,
      int calls,
      double nanos) {}

  /// The times of what is called again and again.
  private static final class Samples {
    private long[] nanos = new long[64];
    private int count;

    void add(long sample) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = sample;
    }

    double median() {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return count == 0 ? 0 : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
    }
  }

  private record Timed(String pass, Step step, Samples samples) {}

  private final List<Timed> timed = new ArrayList<>();
  private final Map<Bound, Samples> ofSteps = new IdentityHashMap<>();
  private final Map<String, Samples> ofParts = new LinkedHashMap<>();
  private Roof roof;

  /// An empty profile.
  public Profile() {}

  /// Times a part of a step that is no tape: loading a batch, an update.
  ///
  /// @param part its name
  public void time(String part, Runnable work) {
    Samples samples = ofParts.get(part);
    if (samples == null) {
      samples = new Samples();
      ofParts.put(part, samples);
      timed.add(new Timed(part, null, samples));
    }
    long start = System.nanoTime();
    work.run();
    samples.add(System.nanoTime() - start);
  }

  /// Runs the steps of a tape's pass, and times each.
  void run(String pass, List<Bound> steps) {
    for (Bound step : steps) {
      if (!ofSteps.containsKey(step)) {
        Samples samples = new Samples();
        ofSteps.put(step, samples);
        timed.add(new Timed(pass, step.step(), samples));
      }
    }
    long before = System.nanoTime();
    for (Bound step : steps) {
      step.runToEnd();
      long now = System.nanoTime();
      ofSteps.get(step).add(now - before);
      before = now;
    }
  }

  /// What was timed, in the order in which it first ran.
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Timed t : timed) {
      double nanos = t.samples.median();
      Step s = t.step;
      lines.add(
          s == null
              ? new Line(t.pass, "", "", null, 0, 0, t.samples.count, nanos)
              : new Line(
                  t.pass,
                  s.origin().op(),
                  s.instruction().listing(i -> "%" + i),
                  s.output().layout().distinct().shape(),
                  s.instruction().flops(),
                  s.instruction().bytes(),
                  t.samples.count,
                  nanos));
    }
    return lines;
  }

  /// The nanoseconds of a step by pass, in the order of [#lines].
  public Map<String, Double> nanosOfPasses() {
    Map<String, Double> passes = new LinkedHashMap<>();
    lines().forEach(l -> passes.merge(l.pass(), l.nanos(), Double::sum));
    return passes;
  }

  /// The nanoseconds of a step.
  public double nanosOfStep() {
    return nanosOfPasses().values().stream().mapToDouble(n -> n).sum();
  }

  private Roof roof() {
    if (roof == null) {
      roof = new Roof();
    }
    return roof;
  }

  /// The FLOP/s of one core at best, measured when it is first asked for; NaN where the Vector API
  /// is not there to find out.
  public double peak() {
    return roof().flops;
  }

  /// The bytes/s that one core copies, reads and writes together, in a working set of so many
  /// bytes; measured when it is first asked for.
  public double bandwidth(long bytes) {
    return roof().bandwidth(bytes);
  }

  /// How near an instruction comes to what one core can do: the time that its FLOPs take at the
  /// peak, or its bytes at the bandwidth of as large a working set, whichever is longer, by the
  /// time that it took. May pass 1 where several threads share the work. NaN for a part.
  public double shareOfRoof(Line line) {
    return line.shape() == null
        ? Double.NaN
        : roof().seconds(line.flops(), line.bytes()) * 1e9 / line.nanos();
  }

  /// What bounds an instruction at best: `compute` or `memory`.
  public String boundBy(Line line) {
    return roof().computes(line.flops(), line.bytes()) ? "compute" : "memory";
  }

  /// What one core of this machine can do.
  public String roofInWords() {
    return "roof of one core, measured: "
        + (Double.isNaN(peak()) ? "" : giga(peak()) + " GFLOP/s; ")
        + "copies "
        + giga(bandwidth(1 << 15))
        + " GB/s in 32 kB, "
        + giga(bandwidth(1 << 20))
        + " in 1 MB, "
        + giga(bandwidth(1 << 27))
        + " in 128 MB";
  }

  private static String giga(double value) {
    return NumberText.fixed(value / 1e9, 1);
  }

  /// A table: a line for each instruction and part, and totals of the passes.
  @Override
  public String toString() {
    return new ProfileTable(this).text();
  }
}

package io.lanewise;

import io.lanewise.backend.Kernel;
import io.lanewise.picture.Svg;
import io.lanewise.program.Bound;
import io.lanewise.program.Pass;
import io.lanewise.program.Program;
import io.lanewise.program.Rewriting;
import io.lanewise.program.Schedule;
import io.lanewise.program.Slot;
import io.lanewise.program.Step;
import java.util.List;
import java.util.function.Supplier;

/// A recorded computation that can be replayed and differentiated.
///
/// Recording runs the closure once and remembers the instructions. `forward()` runs them again on
/// the same buffers, so the inputs' new values give new results; `backward()` computes the gradient
/// of the result with respect to every tensor that asked for one. Replays allocate nothing.
///
/// A tape that is replayed is rewritten: maps are fused, copies and dead work dropped, and results
/// share memory ([#passes] shows how). No bit changes; but a result other than the output can be
/// read after the second replay only if [Tensor#keep] asked for it, or if it was read before. From
/// `forward` to `backward`, inputs and parameters have to stay as they are.
///
/// What the closure does outside tensors (branches on values, random numbers, other threads) is
/// frozen in a replay. Shapes are fixed: a batch of another size has its own tape, over the same
/// parameters. A tape belongs to one thread.
///
/// ```java
/// Tensor w = Tensor.of(3).requireGradient();
/// Tape tape = Tape.record(() -> w.mul(w).sum());
/// tape.backward();
/// float slope = w.gradient().get(0);           // = 6
/// ```
public final class Tape {
  private final Tensor output;
  private final List<Node> nodes;
  private final List<Step> recorded;
  private Backward backward;
  private Schedule schedule;

  /// Whether the schedule is the one that replays keep to.
  private boolean settled = !Rewriting.ON || Debug.ANOMALY;

  private boolean replayed;

  private Tape(Recording recording, Tensor output) {
    this.output = output.keep();
    this.nodes = List.copyOf(recording.nodes);
    this.schedule = Schedule.recorded(recording.steps, List.of());
    this.recorded = schedule.program().forward();
  }

  /// Records what `body` computes; its result is the tape's output.
  ///
  /// @throws IllegalStateException if `body` reads a value, returns null or records a tape itself
  public static Tape record(Supplier<Tensor> body) {
    if (recording()) {
      throw new IllegalStateException(
          "Tape.record inside Tape.record: a tape cannot hold another; record them one by one");
    }
    Recording recording = new Recording();
    Tensor output = ScopedValue.where(Recording.CURRENT, recording).call(body::get);
    if (output == null) {
      throw new IllegalStateException(
          "Tape.record: the closure returned null; let it return the tensor to be computed");
    }
    Tape tape = new Tape(recording, output);
    if (Debug.LEVEL >= 1) {
      Debug.log("backend " + output.backend().name() + " (" + Backends.explain() + ")");
    }
    if (Debug.LEVEL >= 2) {
      Debug.log(tape.toString());
    }
    if (Debug.ANOMALY) {
      tape.requireFinite();
    }
    return tape;
  }

  /// Whether this thread is recording.
  static boolean recording() {
    return Recording.CURRENT.isBound();
  }

  /// The result of the recorded closure; `forward` gives it new values.
  public Tensor output() {
    return output;
  }

  /// The value of a scalar output.
  public float loss() {
    return output.item();
  }

  /// Computes the output anew from the present values of the inputs and parameters.
  public void forward() {
    if (!settled) {
      settle();
    }
    run(schedule.forwardKernels(), schedule.forward(), "forward");
    if (Debug.ANOMALY) {
      requireFinite();
    }
  }

  /// As [#forward()], with the time of every instruction noted, as they are when a tape is
  /// replayed. One that has not been replayed yet is taken for one of training, if it can be.
  public void forward(Profile profile) {
    if (!settled) {
      if (Backward.reaches(nodes, output)) {
        derived();
      }
      rewrite();
    }
    profile.run("forward", schedule.forward());
  }

  /// As [#backward()], with the time of every instruction noted.
  public void backward(Profile profile) {
    derived().seed(null);
    profile.run("backward", schedule.assigning());
  }

  /// Computes the gradients of a scalar output. Each tensor that asked for a gradient has its own
  /// assigned: zeros if the output does not depend on it.
  ///
  /// @throws IllegalStateException if the output is not a scalar (then give a seed), if nothing on
  ///     the tape asked for a gradient, or if an op on the way has none
  public void backward() {
    derived().seed(null);
    runBackward(schedule.assigningKernels(), schedule.assigning());
  }

  /// Computes Σ seedᵢ · ∂outputᵢ, the gradients for an output of any shape.
  ///
  /// @param seed the gradient with respect to the output, of its shape
  /// @throws IllegalArgumentException if its shape is not the output's
  public void backward(Tensor seed) {
    derived().seed(seed);
    runBackward(schedule.assigningKernels(), schedule.assigning());
  }

  /// As [#backward()], but adds to the gradients: for a batch in several parts.
  public void backwardAccumulating() {
    derived().seed(null);
    runBackward(schedule.accumulatingKernels(), schedule.accumulating());
  }

  private Backward derived() {
    if (backward == null) {
      backward = Backward.derive(nodes, output);
      if (schedule.rewritten()) { // without regard to what the backward pass reads
        rewrite();
        run(schedule.forwardKernels(), schedule.forward(), "forward");
      } else {
        adopt(Schedule.recorded(schedule.forward(), backward.steps()));
      }
    }
    return backward;
  }

  /// Before a replay. The first one runs what was recorded; with the second it is worth the trouble
  /// to rewrite it, and plain whether somebody has asked for gradients.
  private void settle() {
    if (replayed) {
      rewrite();
    }
    replayed = true;
  }

  private void rewrite() {
    adopt(Schedule.rewritten(asRecordedProgram()));
    settled = true;
  }

  private void adopt(Schedule other) {
    schedule = other;
    if (Debug.LEVEL >= 2) {
      Debug.log(toString());
    }
  }

  private Program asRecordedProgram() {
    return new Program(recorded, backward == null ? List.of() : backward.steps());
  }

  /// Leaves this tape as it was recorded, each result in a memory of its own, for good. Call it
  /// before the second replay.
  ///
  /// @return this tape
  /// @throws IllegalStateException if it has been rewritten
  public Tape asRecorded() {
    if (schedule.rewritten()) {
      throw new IllegalStateException(
          "asRecorded() of a tape that has been rewritten: call it before the second replay");
    }
    settled = true;
    return this;
  }

  private static void run(Kernel[] kernels, List<Bound> steps, String pass) {
    if (Debug.LEVEL >= 3) {
      TapeListing.runTimed(steps, pass);
      return;
    }
    if (Debug.EVENTS) {
      KernelEvent.run(pass, steps);
      return;
    }
    for (Kernel k : kernels) {
      k.run();
    }
  }

  private static void runBackward(Kernel[] kernels, List<Bound> steps) {
    if (Debug.ANOMALY) {
      Anomaly.runBackward(steps);
    } else {
      run(kernels, steps, "backward");
    }
  }

  /// The first op whose result holds a NaN or an infinity at present, in words, or null if there is
  /// none. It reads every result, and computes anew what a rewritten tape does without: meant for
  /// the moment when a loss has gone wrong.
  public String firstAnomaly() {
    return Anomaly.first(
        nodes, schedule.rewritten() ? Schedule.recomputed(recorded) : Slot::memory);
  }

  private void requireFinite() {
    String anomaly = firstAnomaly();
    if (anomaly != null) {
      throw new ArithmeticException(anomaly);
    }
  }

  /// The number of instructions of the forward pass.
  public int length() {
    return schedule.forward().size();
  }

  /// The instructions, forward and (once derived) backward, with shapes, FLOPs and bytes.
  @Override
  public String toString() {
    return listing(schedule.program());
  }

  private String listing(Program program) {
    return new TapeListing(nodes, program, output).text();
  }

  /// How the tape is rewritten for replays: the listing as it was recorded, and after each pass
  /// that changes something; and the memory that it takes before and after.
  public String passes() {
    StringBuilder s = new StringBuilder("as recorded\n\n");
    Program program = asRecordedProgram();
    s.append(listing(program)).append('\n');
    for (Pass pass : Rewriting.passes()) {
      Program next = pass.on(program);
      s.append('\n').append(pass.name());
      if (next.equals(program)) {
        s.append(": nothing to do\n");
      } else {
        s.append("\n\n").append(listing(next)).append('\n');
      }
      program = next;
    }
    s.append("\nresults and gradients on their way share ");
    s.append(TapeListing.amount(Rewriting.bytesShared(program), "B")).append(" instead of ");
    return s.append(TapeListing.amount(bytesApart(), "B")).append('\n').toString();
  }

  /// The bytes that results, and gradients on their way to others, take in all; parameters, inputs
  /// and the gradients that were asked for not counted.
  public long bytes() {
    return schedule.bytes();
  }

  /// What [#bytes] would be with a memory of its own for each result and each gradient.
  public long bytesApart() {
    return Rewriting.bytesApart(asRecordedProgram());
  }

  /// The operations as a picture in the language of Graphviz: from inputs and parameters down to
  /// the output. Views are no operations; they stand beside the edge on which they are taken.
  public String toDot() {
    return TapeGraph.of(nodes, output).toDot();
  }

  /// The picture of [#toDot] in the language of Mermaid.
  public String toMermaid() {
    return TapeGraph.of(nodes, output).toMermaid();
  }

  /// The picture of [#toDot], drawn.
  public Svg toSvg() {
    return TapeGraph.of(nodes, output).toSvg();
  }

  /// The instructions of the backward pass, for tests of what it does without.
  List<Step> backwardSteps() {
    derived();
    return schedule.program().backward();
  }
}

package io.lanewise;

import io.lanewise.backend.Kernel;
import io.lanewise.picture.Svg;
import java.util.List;
import java.util.function.Supplier;

/// A recorded computation that can be replayed and differentiated.
///
/// Recording runs the closure once and remembers the instructions. `forward()` runs them again on
/// the same buffers, so the inputs' new values give new results; `backward()` computes the gradient
/// of the result with respect to every tensor that asked for one. Replays allocate nothing.
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
  private final List<Step> steps;
  private final Kernel[] kernels;
  private Backward backward;

  private Tape(Recording recording, Tensor output) {
    this.output = output;
    this.nodes = List.copyOf(recording.nodes);
    this.steps = List.copyOf(recording.steps);
    this.kernels = Backward.kernels(steps);
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
    run(kernels, steps, "forward");
    if (Debug.ANOMALY) {
      requireFinite();
    }
  }

  /// As [#forward()], with the time of every instruction noted.
  public void forward(Profile profile) {
    profile.run("forward", steps);
  }

  /// As [#backward()], with the time of every instruction noted.
  public void backward(Profile profile) {
    Backward b = derived();
    b.seed(null);
    profile.run("backward", b.assigningSteps());
  }

  /// Computes the gradients of a scalar output. Each tensor that asked for a gradient has its own
  /// assigned: zeros if the output does not depend on it.
  ///
  /// @throws IllegalStateException if the output is not a scalar (then give a seed), if nothing on
  ///     the tape asked for a gradient, or if an op on the way has none
  public void backward() {
    Backward b = derived();
    b.seed(null);
    runBackward(b.assigning(), b.assigningSteps());
  }

  /// Computes Σ seedᵢ · ∂outputᵢ, the gradients for an output of any shape.
  ///
  /// @param seed the gradient with respect to the output, of its shape
  /// @throws IllegalArgumentException if its shape is not the output's
  public void backward(Tensor seed) {
    Backward b = derived();
    b.seed(seed);
    runBackward(b.assigning(), b.assigningSteps());
  }

  /// As [#backward()], but adds to the gradients: for a batch in several parts.
  public void backwardAccumulating() {
    Backward b = derived();
    b.seed(null);
    runBackward(b.accumulating(), b.accumulatingSteps());
  }

  private Backward derived() {
    if (backward == null) {
      backward = Backward.derive(nodes, output);
      if (Debug.LEVEL >= 2) {
        Debug.log(toString());
      }
    }
    return backward;
  }

  private static void run(Kernel[] kernels, List<Step> steps, String pass) {
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

  private static void runBackward(Kernel[] kernels, List<Step> steps) {
    if (Debug.ANOMALY) {
      Anomaly.runBackward(steps);
    } else {
      run(kernels, steps, "backward");
    }
  }

  /// The first op whose result holds a NaN or an infinity at present, in words, or null if there is
  /// none. It reads every result: meant for the moment when a loss has gone wrong.
  public String firstAnomaly() {
    return Anomaly.first(nodes);
  }

  private void requireFinite() {
    String anomaly = firstAnomaly();
    if (anomaly != null) {
      throw new ArithmeticException(anomaly);
    }
  }

  /// The number of instructions of the forward pass.
  public int length() {
    return steps.size();
  }

  /// The instructions, forward and (once derived) backward, with shapes, FLOPs and bytes.
  @Override
  public String toString() {
    return new TapeListing(nodes, steps, backward, output).text();
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
    return derived().assigningSteps();
  }
}

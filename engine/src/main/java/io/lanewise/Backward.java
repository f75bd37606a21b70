package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.op.Emitter;
import io.lanewise.op.Op;
import io.lanewise.op.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The backward pass of a tape, derived once.
///
/// Walks the nodes from last to first. When a node is reached, all users of its result have
/// contributed to the result's gradient, so its own backward rule can pass it on. The first write
/// to a gradient assigns (or fills with zeros first, where it covers a part only), later ones
/// accumulate; a tensor that asked for its gradient is a *leaf*, and its first write exists in both
/// forms, for `backward` and `backwardAccumulating`. The gradient of an intermediate result is dead
/// once its node is done; its buffer is given out again.
final class Backward {
  /// The gradient of one storage while the pass is derived.
  private static final class Gradient {
    final Buffer buffer;
    final boolean leaf;
    boolean written;

    Gradient(Buffer buffer, boolean leaf) {
      this.buffer = buffer;
      this.leaf = leaf;
    }
  }

  private final Tensor output;
  private final Backend backend;
  private final Operand seed;
  private boolean seedIsOne;

  private final Map<Storage, Gradient> gradients = new IdentityHashMap<>();
  private final Map<Buffer, Gradient> byBuffer = new IdentityHashMap<>();
  private final Map<Integer, List<Buffer>> free = new HashMap<>();
  private final List<Buffer> scratch = new ArrayList<>();

  private final List<Step> assigning = new ArrayList<>();
  private final List<Step> accumulating = new ArrayList<>();
  private Kernel[] assigningKernels;
  private Kernel[] accumulatingKernels;

  private Backward(Tensor output) {
    this.output = output;
    this.backend = output.backend();
    this.seed = new Operand(backend.allocate(output.storage.buffer.length()), output.layout);
  }

  static Backward derive(List<Node> nodes, Tensor output) {
    Map<Storage, Boolean> wanted = wanted(nodes);
    if (nodes.isEmpty() || !wanted.containsKey(output.storage) || !isComputed(nodes, output)) {
      throw new IllegalStateException(
          "backward: the output "
              + output.shape()
              + " depends on no tensor that asked for a gradient; call requireGradient() on the"
              + " parameters before recording");
    }
    Backward b = new Backward(output);
    Gradient first = new Gradient(b.seed.buffer(), false);
    first.written = true;
    b.gradients.put(output.storage, first);
    b.byBuffer.put(first.buffer, first);
    for (int n = nodes.size() - 1; n >= 0; n--) {
      b.derive(nodes.get(n), wanted);
    }
    b.zeroUntouchedLeaves(nodes, wanted);
    b.assigningKernels = kernels(b.assigning);
    b.accumulatingKernels = kernels(b.accumulating);
    return b;
  }

  /// The storages that a gradient has to reach: those that asked for one, and every result that
  /// depends on one through operands that can change it smoothly.
  private static Map<Storage, Boolean> wanted(List<Node> nodes) {
    Map<Storage, Boolean> wanted = new IdentityHashMap<>();
    for (Node node : nodes) {
      boolean any = false;
      for (Tensor t : node.in()) {
        if (t.storage.wantsGradient) {
          wanted.put(t.storage, true);
        }
        any |= wanted.containsKey(t.storage);
      }
      if (any) {
        wanted.put(node.out().storage, node.out().storage.wantsGradient);
      }
    }
    return wanted;
  }

  private static boolean isComputed(List<Node> nodes, Tensor output) {
    for (Node node : nodes) {
      if (node.out().storage == output.storage) {
        return true;
      }
    }
    return false;
  }

  private void derive(Node node, Map<Storage, Boolean> wanted) {
    Storage out = node.out().storage;
    Gradient dOut = gradients.get(out);
    if (dOut == null || !dOut.written || !wanted.containsKey(out)) {
      return; // the output does not depend on it, or nobody wants to know how
    }
    Op op = node.op();
    Operand[] d = new Operand[node.in().length];
    for (int i = 0; i < d.length; i++) {
      Tensor t = node.in()[i];
      boolean flows = wanted.containsKey(t.storage) && op.differentiable(i);
      d[i] = flows ? new Operand(gradient(t.storage).buffer, t.layout) : Operand.NONE;
    }
    op.backward(new Emission(node), node.site().backward(d, dOut(node, dOut)));
    for (Buffer b : scratch) {
      release(b);
    }
    scratch.clear();
    if (!dOut.leaf && dOut.buffer != seed.buffer()) {
      byBuffer.remove(dOut.buffer);
      release(dOut.buffer);
    }
  }

  private static Operand dOut(Node node, Gradient dOut) {
    return new Operand(dOut.buffer, node.out().layout);
  }

  private Gradient gradient(Storage s) {
    Gradient g = gradients.get(s);
    if (g == null) {
      Buffer buffer = s.wantsGradient ? s.gradient() : take(s.buffer.length());
      g = new Gradient(buffer, s.wantsGradient);
      gradients.put(s, g);
      byBuffer.put(buffer, g);
    }
    return g;
  }

  private Buffer take(int length) {
    List<Buffer> known = free.get(length);
    return known == null || known.isEmpty() ? backend.allocate(length) : known.removeLast();
  }

  private void release(Buffer b) {
    free.computeIfAbsent(b.length(), k -> new ArrayList<>()).add(b);
  }

  /// Tensors that asked for a gradient and lie on the tape, but which the output does not depend
  /// on.
  private void zeroUntouchedLeaves(List<Node> nodes, Map<Storage, Boolean> wanted) {
    for (Node node : nodes) {
      for (Tensor t : node.in()) {
        if (t.storage.wantsGradient && !gradient(t.storage).written) {
          Gradient g = gradient(t.storage);
          assigning.add(zeroFill(node, g.buffer));
          g.written = true;
        }
      }
    }
  }

  private Step zeroFill(Node node, Buffer buffer) {
    Layout whole = Layout.of(Shape.of(buffer.length()));
    return step(
        node,
        new Instruction.Map(List.of(Formula.ZERO), List.of(whole)),
        new Operand(buffer, whole));
  }

  private Step step(Node node, Instruction instruction, Operand... operands) {
    Kernel kernel = backend.bind(instruction, Dispatch.buffers(operands));
    return new Step(node, instruction, operands, kernel);
  }

  /// Where the backward rule of one node puts its instructions.
  private final class Emission extends Emitter {
    private final Node node;

    Emission(Node node) {
      this.node = node;
    }

    @Override
    public Operand scratch(Shape shape) {
      Buffer b = take(shape.size());
      scratch.add(b);
      return new Operand(b, Layout.of(shape));
    }

    @Override
    protected void emit(Instruction instruction, Operand... operands) {
      Gradient target = byBuffer.get(operands[0].buffer());
      if (target == null) {
        both(step(node, instruction, operands)); // an intermediate result of the rule
        return;
      }
      boolean first = !target.written;
      target.written = true;
      if (!first) {
        both(adding(instruction, operands));
        return;
      }
      if (operands[0].layout().distinct().covers(target.buffer.length())) {
        Step assign = step(node, instruction, operands);
        assigning.add(assign);
        accumulating.add(target.leaf ? adding(instruction, operands) : assign);
        return;
      }
      Step zero = zeroFill(node, target.buffer);
      assigning.add(zero);
      if (!target.leaf) {
        accumulating.add(zero);
      }
      both(adding(instruction, operands));
    }

    private void both(Step step) {
      assigning.add(step);
      accumulating.add(step);
    }

    private Step adding(Instruction instruction, Operand[] operands) {
      Instruction a = instruction.accumulating();
      int n = operands.length;
      Operand[] all = operands;
      if (a.operands().size() > n) { // the outputs once more, as inputs
        all = Arrays.copyOf(operands, n + instruction.outputs());
        System.arraycopy(operands, 0, all, n, instruction.outputs());
      }
      return step(node, a, all);
    }
  }

  /// Sets the gradient of the output: ones for a scalar, if none is given.
  void seed(Tensor given) {
    if (given == null) {
      if (output.size() != 1) {
        throw new IllegalStateException(
            "backward of an output of shape "
                + output.shape()
                + ": give the gradient with respect to it, or reduce it to a scalar");
      }
      if (!seedIsOne) {
        seed.buffer().set(seed.layout().offset(), 1);
        seedIsOne = true;
      }
      return;
    }
    new Tensor(new Storage(seed.buffer()), seed.layout()).copyFrom(given);
    seedIsOne = false;
  }

  Kernel[] assigning() {
    return assigningKernels;
  }

  Kernel[] accumulating() {
    return accumulatingKernels;
  }

  List<Step> assigningSteps() {
    return assigning;
  }

  List<Step> accumulatingSteps() {
    return accumulating;
  }

  static Kernel[] kernels(List<Step> steps) {
    Kernel[] kernels = new Kernel[steps.size()];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = steps.get(i).kernel();
    }
    return kernels;
  }
}

package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.op.Emitter;
import io.lanewise.op.Operand;
import io.lanewise.program.Slot;
import io.lanewise.program.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The backward pass of a tape, derived once.
///
/// Walks the nodes from last to first. When a node is reached, all users of its result have
/// contributed to the result's gradient, so its own backward rule can pass it on. The first write
/// to a gradient assigns (or fills with zeros first, where it covers a part only), later ones
/// accumulate. A gradient that somebody asked for is *kept*: its first write has a role of its
/// own, for `backwardAccumulating` adds to it instead. The gradient of a result lies in a slot,
/// dead once its node is done; if it is asked for, it is kept as a copy, for what earlier passes
/// have added to it must not flow on.
final class Backward {
  /// The gradient of one storage while the pass is derived.
  private static final class Gradient {
    final Buffer buffer;
    final boolean kept;
    boolean written;

    Gradient(Buffer buffer, boolean kept) {
      this.buffer = buffer;
      this.kept = kept;
    }
  }

  private final Tensor output;
  private final Backend backend;
  private final Operand seed;
  private boolean seedIsOne;

  /// The storages that a gradient has to reach.
  private final Set<Storage> wanted;

  /// The storages that nodes compute.
  private final Set<Storage> computed;

  private final Map<Storage, Gradient> gradients = new IdentityHashMap<>();
  private final Map<Buffer, Gradient> byBuffer = new IdentityHashMap<>();
  private final List<Step> steps = new ArrayList<>();

  private Backward(Tensor output, Set<Storage> wanted, Set<Storage> computed) {
    this.output = output;
    this.backend = output.backend();
    this.seed = new Operand(backend.allocate(output.storage.buffer.length()), output.layout);
    this.wanted = wanted;
    this.computed = computed;
  }

  static Backward derive(List<Node> nodes, Tensor output) {
    Set<Storage> computed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : nodes) {
      computed.add(node.out().storage);
    }
    if (!computed.contains(output.storage)) {
      throw new IllegalStateException(
          "backward: the output "
              + output.shape()
              + " was not computed on this tape; let the closure given to Tape.record return the"
              + " result of its operations");
    }
    Set<Storage> wanted = wanted(nodes);
    if (!wanted.contains(output.storage)) {
      throw new IllegalStateException(
          "backward: the output "
              + output.shape()
              + " depends on no tensor that asked for a gradient; call requireGradient() on the"
              + " parameters before recording");
    }
    Backward b = new Backward(output, wanted, computed);
    Gradient first = b.remember(output.storage, new Gradient(b.seed.buffer(), false));
    first.written = true;
    for (int n = nodes.size() - 1; n >= 0; n--) {
      b.derive(nodes.get(n));
    }
    b.zeroUntouched(nodes);
    return b;
  }

  /// Whether the output depends on a tensor that asked for a gradient.
  static boolean reaches(List<Node> nodes, Tensor output) {
    return wanted(nodes).contains(output.storage);
  }

  /// The storages that a gradient has to reach: those that asked for one, and every result that
  /// depends on one through operands that can change it smoothly. An op without any such operand
  /// lets it through, to complain when a gradient is asked of it.
  private static Set<Storage> wanted(List<Node> nodes) {
    Set<Storage> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : nodes) {
      boolean smooth = hasGradient(node);
      boolean reaches = node.out().storage.wantsGradient;
      for (int i = 0; i < node.in().length; i++) {
        Storage in = node.in()[i].storage;
        if (in.wantsGradient) {
          wanted.add(in);
        }
        reaches |= wanted.contains(in) && (!smooth || node.op().differentiable(i));
      }
      if (reaches) {
        wanted.add(node.out().storage);
      }
    }
    return wanted;
  }

  private static boolean hasGradient(Node node) {
    for (int i = 0; i < node.in().length; i++) {
      if (node.op().differentiable(i)) {
        return true;
      }
    }
    return false;
  }

  private void derive(Node node) {
    Storage out = node.out().storage;
    Gradient dOut = gradients.get(out);
    if (dOut == null || !dOut.written || !wanted.contains(out)) {
      return; // the output does not depend on it, or nobody wants to know how
    }
    if (out.wantsGradient) {
      keep(node, dOut);
    }
    Operand[] d = new Operand[node.in().length];
    boolean asked = false;
    for (int i = 0; i < d.length; i++) {
      Tensor t = node.in()[i];
      boolean wants = wanted.contains(t.storage);
      boolean flows = wants && node.op().differentiable(i);
      d[i] = flows ? new Operand(gradient(t.storage).buffer, t.layout) : Operand.NONE;
      asked |= wants;
    }
    if (asked) {
      Operand upstream = new Operand(dOut.buffer, node.out().layout);
      node.op().backward(new Emission(node), node.site().backward(d, upstream));
    }
  }

  /// A result's gradient, now complete, is copied to where its tensor shows it.
  private void keep(Node node, Gradient complete) {
    Storage s = node.out().storage;
    Layout whole = Layout.of(Shape.of(s.buffer.length()));
    Gradient kept = new Gradient(s.gradient(), true);
    byBuffer.put(kept.buffer, kept);
    new Emission(node).copy(new Operand(complete.buffer, whole), new Operand(kept.buffer, whole));
  }

  private Gradient gradient(Storage s) {
    Gradient g = gradients.get(s);
    if (g != null) {
      return g;
    }
    boolean kept = s.wantsGradient && !computed.contains(s);
    return remember(
        s, new Gradient(kept ? s.gradient() : new Slot(backend, s.buffer.length()), kept));
  }

  private Gradient remember(Storage s, Gradient g) {
    gradients.put(s, g);
    byBuffer.put(g.buffer, g);
    return g;
  }

  /// Tensors on the tape that asked for a gradient, but which the output does not depend on.
  private void zeroUntouched(List<Node> nodes) {
    for (Node node : nodes) {
      for (Tensor t : node.in()) {
        zeroUntouched(node, t.storage);
      }
      zeroUntouched(node, node.out().storage);
    }
  }

  private void zeroUntouched(Node node, Storage s) {
    if (!s.wantsGradient) {
      return;
    }
    Gradient kept = byBuffer.get(s.gradient());
    if (kept == null) {
      kept = new Gradient(s.gradient(), true);
      byBuffer.put(kept.buffer, kept);
    }
    if (!kept.written) {
      steps.add(zeroFill(node, kept.buffer).as(Step.Role.FILL));
      kept.written = true;
    }
  }

  private Step zeroFill(Node node, Buffer buffer) {
    Layout whole = Layout.of(Shape.of(buffer.length()));
    var zeros = new Instruction.Map(List.of(Formula.ZERO), List.of(whole));
    return Step.of(node.origin(), zeros, new Operand(buffer, whole));
  }

  /// Where the backward rule of one node puts its instructions.
  private final class Emission extends Emitter {
    private final Node node;

    Emission(Node node) {
      this.node = node;
    }

    @Override
    public Operand scratch(Shape shape) {
      return new Operand(new Slot(backend, shape.size()), Layout.of(shape));
    }

    @Override
    protected void emit(Instruction instruction, Operand... operands) {
      Step step = Step.of(node.origin(), instruction, operands);
      Gradient target = byBuffer.get(operands[0].buffer());
      if (target == null) { // an intermediate result of the rule
        steps.add(step);
      } else if (target.written) {
        steps.add(step.accumulating());
      } else if (operands[0].layout().distinct().covers(target.buffer.length())) {
        steps.add(target.kept ? step.as(Step.Role.FIRST) : step);
      } else {
        Step zeros = zeroFill(node, target.buffer);
        steps.add(target.kept ? zeros.as(Step.Role.FILL) : zeros);
        steps.add(step.accumulating());
      }
      if (target != null) {
        target.written = true;
      }
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
    if (!given.shape().equals(output.shape())) {
      throw new IllegalArgumentException(
          "backward: a seed of shape "
              + given.shape()
              + " for an output of shape "
              + output.shape()
              + "; the gradient with respect to the output has its shape");
    }
    // An output that repeats elements has the sum of their seeds.
    Buffer to = seed.buffer();
    for (int i = 0; i < output.size(); i++) {
      to.set(seed.layout().at(i), 0);
    }
    for (int i = 0; i < output.size(); i++) {
      int at = seed.layout().at(i);
      to.set(at, to.get(at) + given.storage.buffer.get(given.layout.at(i)));
    }
    seedIsOne = false;
  }

  /// The pass, assigning.
  List<Step> steps() {
    return steps;
  }
}

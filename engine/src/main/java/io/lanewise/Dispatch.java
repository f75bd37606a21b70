package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.op.Emitter;
import io.lanewise.op.Op;
import io.lanewise.op.Operand;
import io.lanewise.op.Site;
import io.lanewise.program.Bound;
import io.lanewise.program.Origin;
import io.lanewise.program.Slot;
import io.lanewise.program.Step;

/// Applies an op to tensors: checks, allocates, lowers, and runs each instruction at once. If a
/// tape is being recorded, it keeps them.
final class Dispatch {
  private Dispatch() {}

  static Tensor apply(Op op, Tensor... in) {
    Backend backend = sameBackend(op, in);
    Shape[] shapes = new Shape[in.length];
    Operand[] operands = new Operand[in.length];
    for (int i = 0; i < in.length; i++) {
      shapes[i] = in[i].shape();
      operands[i] = in[i].seen();
    }
    Recording recording = Recording.current();
    Tensor out = allocate(recording, backend, op.shape(shapes));
    Shape[] savedShapes = op.saved(shapes);
    Operand[] saved = new Operand[savedShapes.length];
    for (int i = 0; i < saved.length; i++) {
      saved[i] = allocate(recording, backend, savedShapes[i]).seen();
    }
    Site site = Site.forward(operands, out.seen(), saved);
    Node node = recording == null ? null : recording.add(op, site, in, out);
    op.forward(
        new Emitter() {
          @Override
          protected void emit(Instruction instruction, Operand... operands) {
            Origin origin = node == null ? null : node.origin();
            Bound bound = Bound.of(Step.of(origin, instruction, operands), Slot::memory);
            bound.kernel().run();
            if (node != null) {
              recording.add(bound);
            }
          }

          @Override
          public Operand scratch(Shape shape) {
            return allocate(recording, backend, shape).seen();
          }
        },
        site);
    return out;
  }

  /// What a recorded op computes lies in a slot, which the tape may give another memory.
  private static Tensor allocate(Recording recording, Backend backend, Shape shape) {
    if (recording == null) {
      return Tensor.allocate(backend, shape);
    }
    Slot slot = new Slot(backend, shape.size(), recording);
    return new Tensor(new Storage(slot, shape), Layout.of(shape));
  }

  private static Backend sameBackend(Op op, Tensor[] in) {
    if (in.length == 0) {
      throw new IllegalArgumentException(op.name() + " of nothing: give it at least one tensor");
    }
    if (op.arity() != Op.ANY && in.length != op.arity()) {
      String takes = op.arity() == 1 ? " operand, not " : " operands, not ";
      throw new IllegalArgumentException(op.name() + " takes " + op.arity() + takes + in.length);
    }
    Backend backend = in[0].backend();
    for (Tensor t : in) {
      if (t.backend() != backend) {
        throw new IllegalArgumentException(
            op.name()
                + ": operands live on different backends, "
                + backend.name()
                + " and "
                + t.backend().name()
                + "; move one with to(backend)");
      }
    }
    return backend;
  }
}

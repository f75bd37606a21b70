package io.lanewise;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Shape;
import io.lanewise.op.Emitter;
import io.lanewise.op.Op;
import io.lanewise.op.Operand;
import io.lanewise.op.Site;

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
      operands[i] = in[i].operand();
    }
    Tensor out = Tensor.allocate(backend, op.shape(shapes));
    Shape[] savedShapes = op.saved(shapes);
    Operand[] saved = new Operand[savedShapes.length];
    for (int i = 0; i < saved.length; i++) {
      saved[i] = Tensor.allocate(backend, savedShapes[i]).operand();
    }
    Site site = Site.forward(operands, out.operand(), saved);
    Recording recording = Recording.current();
    Node node = recording == null ? null : recording.add(op, site, in, out);
    op.forward(
        new Emitter() {
          @Override
          protected void emit(Instruction instruction, Operand... operands) {
            Kernel kernel = backend.bind(instruction, buffers(operands));
            kernel.run();
            if (node != null) {
              recording.add(new Step(node, instruction, operands, kernel));
            }
          }

          @Override
          public Operand scratch(Shape shape) {
            return Tensor.allocate(backend, shape).operand();
          }
        },
        site);
    return out;
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

  static Buffer[] buffers(Operand... operands) {
    Buffer[] buffers = new Buffer[operands.length];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = operands[i].buffer();
    }
    return buffers;
  }
}

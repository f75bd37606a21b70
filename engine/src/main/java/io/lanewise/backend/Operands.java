package io.lanewise.backend;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/// The checks at the door: what a kernel may rely on and never looks at again.
public final class Operands {
  private Operands() {}

  /// Checks that there is a buffer for each operand, that all are this backend's, and that every
  /// element of every layout lies within its buffer.
  ///
  /// @throws IllegalArgumentException if one does not, with the operand named
  public static void check(Backend backend, Instruction instruction, Buffer... buffers) {
    List<Layout> layouts = instruction.operands();
    if (buffers.length != layouts.size()) {
      throw new IllegalArgumentException(
          words(instruction)
              + ": "
              + layouts.size()
              + " operands and "
              + buffers.length
              + " buffers; bind one buffer for each operand, outputs first");
    }
    int outputs = instruction.outputs();
    for (int i = 0; i < buffers.length; i++) {
      Buffer buffer = buffers[i];
      if (buffer.backend() != backend) {
        throw new IllegalArgumentException(
            words(instruction)
                + ": the buffer of operand %"
                + i
                + " belongs to backend "
                + buffer.backend().name()
                + ", not to "
                + backend.name()
                + "; move the tensor there first");
      }
      Layout layout = layouts.get(i);
      // A reduction over an empty axis writes its identity all the same.
      int reach = layout.size() == 0 && i < outputs ? layout.distinct().reach() : layout.reach();
      if (reach > buffer.length()) {
        throw new IllegalArgumentException(
            words(instruction)
                + ": operand %"
                + i
                + " is "
                + layout
                + " and reaches element "
                + (reach - 1)
                + " of a buffer of "
                + buffer.length()
                + "; the layout belongs to another buffer");
      }
    }
  }

  /// An instruction on buffers as one on the memories that these are parts of.
  public static Instruction inMemory(Instruction instruction, Buffer... buffers) {
    List<Layout> layouts = new ArrayList<>(instruction.operands());
    boolean same = true;
    for (int i = 0; i < buffers.length; i++) {
      layouts.set(i, layouts.get(i).shifted(buffers[i].offset()));
      same &= buffers[i].offset() == 0;
    }
    return same ? instruction : instruction.withOperands(layouts);
  }

  private static String words(Instruction instruction) {
    return instruction.listing(i -> "%" + i);
  }
}

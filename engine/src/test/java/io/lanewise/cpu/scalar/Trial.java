package io.lanewise.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.cpu.reference.ReferenceBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import java.util.List;
import java.util.Random;

/// One instruction run on the same operands by the scalar and the reference backend. Whatever lies
/// in the scalar buffers outside the outputs' elements must be as it was.
final class Trial {
  /// Where an operand's element comes from: its operand and row-major number, so that the same
  /// logical operand can be laid out in many ways.
  interface Values {
    double at(int operand, int element);
  }

  private static final int TABLE = 4099;

  private final Instruction instruction;
  private final float[][] scalar;
  private final double[][] reference;

  private Trial(Instruction instruction, float[][] scalar, double[][] reference) {
    this.instruction = instruction;
    this.scalar = scalar;
    this.reference = reference;
  }

  /// Values between -2 and 2, each drawn anew for an operand and element but the same in every
  /// trial of this seed.
  static Values drawn(long seed) {
    double[] drawn = new Random(seed).doubles(TABLE, -1, 1).toArray();
    return (operand, element) -> {
      int at = (operand * 7919 + element) % TABLE;
      return drawn[at] + drawn[(at + element / TABLE + 1) % TABLE];
    };
  }

  static Trial of(Instruction instruction, Values values) {
    List<Layout> layouts = instruction.operands();
    Buffer[] mine = buffers(ScalarBackend.INSTANCE, layouts, values);
    Buffer[] theirs = buffers(ReferenceBackend.INSTANCE, layouts, values);
    float[][] before = contents(mine);
    ScalarBackend.INSTANCE.bind(instruction, mine).run();
    ReferenceBackend.INSTANCE.bind(instruction, theirs).run();
    float[][] after = contents(mine);
    for (int i = 0; i < layouts.size(); i++) {
      boolean[] written = new boolean[after[i].length];
      if (i < instruction.outputs()) {
        Layout out = layouts.get(i).distinct();
        for (int e = 0; e < out.size(); e++) {
          written[out.at(e)] = true;
        }
      }
      for (int at = 0; at < written.length; at++) {
        if (!written[at] && Float.compare(before[i][at], after[i][at]) != 0) {
          fail("element " + at + " of buffer " + i + " was written by " + instruction);
        }
      }
    }
    double[][] reference = new double[layouts.size()][];
    for (int i = 0; i < reference.length; i++) {
      reference[i] = new double[theirs[i].length()];
      for (int at = 0; at < reference[i].length; at++) {
        reference[i][at] = theirs[i].get(at);
      }
    }
    return new Trial(instruction, after, reference);
  }

  private static Buffer[] buffers(Backend backend, List<Layout> layouts, Values values) {
    Buffer[] buffers = new Buffer[layouts.size()];
    for (int i = 0; i < buffers.length; i++) {
      Layout layout = layouts.get(i).distinct();
      buffers[i] = backend.allocate(layout.reach() + 3);
      for (int at = 0; at < buffers[i].length(); at++) {
        buffers[i].set(at, -1000 - at);
      }
      for (int e = 0; e < layout.size(); e++) {
        buffers[i].set(layout.at(e), (float) values.at(i, e));
      }
    }
    return buffers;
  }

  private static float[][] contents(Buffer[] buffers) {
    float[][] contents = new float[buffers.length][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = new float[buffers[i].length()];
      buffers[i].read(0, contents[i], 0, contents[i].length);
    }
    return contents;
  }

  /// The number of elements of an operand, each counted once.
  int size(int operand) {
    return instruction.operands().get(operand).distinct().size();
  }

  /// What the scalar backend made of an element.
  float scalar(int operand, int element) {
    return scalar[operand][instruction.operands().get(operand).distinct().at(element)];
  }

  /// What the reference made of it.
  double reference(int operand, int element) {
    return reference[operand][instruction.operands().get(operand).distinct().at(element)];
  }

  /// Every element of an output is the reference's, rounded to float.
  Trial assertEqual(int operand) {
    for (int element = 0; element < size(operand); element++) {
      int e = element;
      assertEquals((float) reference(operand, e), scalar(operand, e), () -> where(operand, e));
    }
    return this;
  }

  /// Every element of an output is within a bound of the reference's; where that is not finite, the
  /// same.
  Trial assertWithin(int operand, double relative, double absolute) {
    for (int element = 0; element < size(operand); element++) {
      int e = element;
      double expected = reference(operand, e);
      double bound = Double.isFinite(expected) ? relative * Math.abs(expected) + absolute : 0;
      assertEquals(expected, scalar(operand, e), bound, () -> where(operand, e));
    }
    return this;
  }

  /// Every element of an output has the bits it has in another trial.
  void assertSameBits(Trial other, int operand) {
    assertEquals(other.size(operand), size(operand));
    for (int element = 0; element < size(operand); element++) {
      int e = element;
      assertEquals(
          Float.floatToIntBits(other.scalar(operand, e)),
          Float.floatToIntBits(scalar(operand, e)),
          () -> where(operand, e));
    }
  }

  private String where(int operand, int element) {
    return "element " + element + " of operand " + operand + " of " + instruction;
  }
}

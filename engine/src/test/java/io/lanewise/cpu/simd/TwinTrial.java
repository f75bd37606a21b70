package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// One instruction run by the SIMD and the scalar backend on the same operands. The buffers are
/// compared whole, so whatever lies outside the outputs must be as it was.
final class TwinTrial {
  /// An operand's element by its row-major number.
  @FunctionalInterface
  interface Values {
    float at(int operand, int element);
  }

  private static final float[] SPECIALS = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -87.5f,
    -104f,
    88.8f
  };

  private TwinTrial() {}

  /// Ordinary values, the same for a seed, operand and element.
  static Values drawn(long seed) {
    return (operand, element) ->
        new Random(seed * 31 + operand * 7919L + element).nextFloat(-4f, 4f);
  }

  /// Ordinary values, and every third or so a special one.
  static Values special(long seed) {
    return (operand, element) -> {
      Random random = new Random(seed * 31 + operand * 7919L + element);
      float ordinary = random.nextFloat(-4f, 4f);
      return random.nextInt(3) == 0 ? SPECIALS[random.nextInt(SPECIALS.length)] : ordinary;
    };
  }

  /// Both run once; every bit of every buffer is compared, NaNs as one.
  static void assertSameBits(Instruction instruction, Values values) {
    Buffer[] simd = operands(SimdBackend.INSTANCE, instruction, values);
    Buffer[] scalar = operands(ScalarBackend.INSTANCE, instruction, values);
    kernel(instruction, simd).run();
    ScalarBackend.INSTANCE.bind(instruction, scalar).run();
    assertSame(instruction, scalar, simd);
  }

  /// The SIMD kernel itself, which otherwise takes over only after a rehearsal.
  private static Kernel kernel(Instruction instruction, Buffer... operands) {
    Kernel fast = SimdBackend.fast(instruction, FloatBuffer.arrays(operands), Workers.NONE);
    if (fast instanceof Rehearsed r) {
      assertFalse(Arrays.asList(r.loops()).contains(null), "no loop where one is to practise");
    }
    return fast == null ? SimdBackend.INSTANCE.bind(instruction, operands) : fast;
  }

  /// Buffers filled with what lies outside the operands, then with the operands.
  static Buffer[] operands(Backend backend, Instruction instruction, Values values) {
    List<Layout> layouts = instruction.operands();
    Buffer[] buffers = new Buffer[layouts.size()];
    for (int i = 0; i < buffers.length; i++) {
      Layout layout = layouts.get(i);
      buffers[i] = backend.allocate(Math.max(layout.distinct().reach(), layout.reach()) + 3);
      float[] array = FloatBuffer.array(buffers[i]);
      for (int at = 0; at < array.length; at++) {
        array[at] = -1000 - at;
      }
      for (int e = 0; e < layout.size(); e++) {
        array[layout.at(e)] = values.at(i, e);
      }
    }
    return buffers;
  }

  static void assertSame(Instruction instruction, Buffer[] scalar, Buffer[] simd) {
    for (int i = 0; i < scalar.length; i++) {
      float[] expected = FloatBuffer.array(scalar[i]);
      float[] actual = FloatBuffer.array(simd[i]);
      assertEquals(expected.length, actual.length);
      for (int at = 0; at < expected.length; at++) {
        if (Float.floatToIntBits(expected[at]) != Float.floatToIntBits(actual[at])) {
          fail(
              instruction
                  + ": buffer "
                  + i
                  + " at "
                  + at
                  + " holds "
                  + actual[at]
                  + ", in scalar "
                  + expected[at]);
        }
      }
    }
  }

  /// Ways to lay a shape out: dense, shifted, column-major, every second element, and the first
  /// axis turned to the end.
  static List<Layout> layouts(Shape shape) {
    int rank = shape.rank();
    Layout dense = Layout.of(shape);
    List<Layout> all = new ArrayList<>();
    all.add(dense);
    all.add(Layout.of(shape, dense.strides(), 5));
    int[] turned = new int[rank];
    int[] back = new int[rank];
    int[] reversed = new int[rank];
    int[] mirror = new int[rank];
    int[] twice = new int[rank];
    for (int i = 0; i < rank; i++) {
      turned[i] = shape.dim((i + 1) % rank);
      back[(i + 1) % rank] = i;
      mirror[i] = rank - 1 - i;
      reversed[i] = shape.dim(rank - 1 - i);
      twice[i] = 2 * shape.dim(i) + 1;
    }
    all.add(Layout.of(Shape.of(reversed)).permute(mirror));
    all.add(Layout.of(Shape.of(turned)).permute(back));
    Layout sliced = Layout.of(Shape.of(twice));
    for (int i = 0; i < rank; i++) {
      sliced = sliced.slice(i, 1, twice[i], 2);
    }
    all.add(sliced);
    return all;
  }
}

package io.lanewise.cpu.scalar;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.Z;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.backend.Buffer;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapKernelTest {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    1.5f,
    3e38f,
    -3e38f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    8388607.5f,
    16777216f,
    -2.7f,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    1e-30f,
    7f
  };

  /// What these do depends on the number format, so their meaning in double is no measure.
  private static final Set<Primitive> ON_BITS =
      EnumSet.of(Primitive.EXP2I, Primitive.SCALE, Primitive.EXPONENT, Primitive.FMA);

  private static Instruction.Map map(Formula formula, Layout... operands) {
    return new Instruction.Map(List.of(formula), List.of(operands));
  }

  private static float[] run(Formula formula, float[]... inputs) {
    int n = inputs[0].length;
    Layout layout = Layout.of(Shape.of(n));
    List<Layout> layouts = new ArrayList<>();
    Buffer[] buffers = new Buffer[inputs.length + 1];
    for (int i = 0; i < buffers.length; i++) {
      layouts.add(layout);
      buffers[i] = ScalarBackend.INSTANCE.allocate(n);
      if (i > 0) {
        buffers[i].write(0, inputs[i - 1], 0, n);
      }
    }
    ScalarBackend.INSTANCE.bind(new Instruction.Map(List.of(formula), layouts), buffers).run();
    return FloatBuffer.array(buffers[0]);
  }

  @ParameterizedTest
  @EnumSource(Primitive.class)
  void primitiveIsItsMeaningRoundedOnceForAllPairsOfSpecialValues(Primitive primitive) {
    if (ON_BITS.contains(primitive)) {
      return;
    }
    int n = SPECIAL.length;
    float[][] in = new float[3][n * n];
    for (int i = 0; i < n * n; i++) {
      in[0][i] = SPECIAL[i / n];
      in[1][i] = SPECIAL[i % n];
      in[2][i] = SPECIAL[(i + 3) % n];
    }
    Formula[] arguments = {X, Y, Z};
    Formula applied = Formula.apply(primitive, Arrays.copyOf(arguments, primitive.arity()));
    float[] out = run(applied, in);
    for (int i = 0; i < n * n; i++) {
      float expected = (float) primitive.value(in[0][i], in[1][i], in[2][i]);
      assertEquals(expected, out[i], primitive.toString());
    }
  }

  @Test
  void fmaRoundsOnce() {
    float a = 1 + 0x1p-23f;
    float[] out = run(Formula.fma(X, Y, Z), new float[] {a}, new float[] {a}, new float[] {-1});
    assertEquals(Math.fma(a, a, -1f), out[0]);
  }

  @Test
  void exp2iSetsTheExponentField() {
    float[] whole = new float[254];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = i - 126;
    }
    float[] out = run(Formula.apply(Primitive.EXP2I, X), whole);
    for (int i = 0; i < whole.length; i++) {
      assertEquals(Math.scalb(1f, i - 126), out[i]);
    }
  }

  @Test
  void exponentIsThatOfTheNumber() {
    float[] exponents = run(Formula.apply(Primitive.EXPONENT, X), SPECIAL);
    for (int i = 0; i < SPECIAL.length; i++) {
      assertEquals(Math.getExponent(SPECIAL[i]), exponents[i]);
    }
  }

  @Test
  void scaleReachesFromTheLargestPowerToTheSmallestSubnormal() {
    int lowest = -252;
    float[] ones = new float[254 + 252 + 1];
    float[] whole = new float[ones.length];
    for (int i = 0; i < whole.length; i++) {
      ones[i] = 1;
      whole[i] = lowest + i;
    }
    float[] out = run(Formula.apply(Primitive.SCALE, X, Y), ones, whole);
    for (int i = 0; i < whole.length; i++) {
      assertEquals(Math.scalb(1f, lowest + i), out[i], "2^" + (lowest + i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 33, 255, 256, 257, 509, 1000})
  void elementsAreIndependentOfSizeAndPlacement(int n) {
    Formula formula = Formula.sub(Formula.mul(X, Y), Formula.max(X, Y));
    for (Placement out : Placement.values()) {
      for (Placement in : Placement.values()) {
        for (Shape shape :
            List.of(Shape.of(n), Shape.of(n, 2), Shape.of(3, n), Shape.of(2, n, 5))) {
          Trial trial =
              Trial.of(map(formula, out.of(shape), in.of(shape), out.of(shape)), Trial.drawn(n));
          for (int e = 0; e < shape.size(); e++) {
            float x = trial.scalar(1, e);
            float y = trial.scalar(2, e);
            assertEquals(x * y - Math.max(x, y), trial.scalar(0, e));
          }
        }
      }
    }
  }

  @Test
  void broadcastOperandsRepeatAlongAnyAxis() {
    Formula sum = Formula.add(X, Y);
    for (int[] dims : new int[][] {{64, 10}, {3, 300}, {7, 1}, {1, 7}}) {
      Shape shape = Shape.of(dims);
      Layout row = Placement.SHIFTED.of(Shape.of(dims[1])).expand(shape);
      Layout column = Placement.SLICED.of(Shape.of(dims[0], 1)).expand(shape);
      Layout scalar = Placement.SHIFTED.of(Shape.SCALAR).expand(shape);
      for (Layout y : List.of(row, column, scalar)) {
        for (Placement x : Placement.values()) {
          Trial.of(map(sum, Layout.of(shape), x.of(shape), y), Trial.drawn(1)).assertEqual(0);
        }
      }
    }
  }

  @Test
  void scalarsOfRankZeroAndConstantsHaveKernelsToo() {
    Layout scalar = Layout.of(Shape.SCALAR);
    Trial.of(map(Formula.mul(X, X), scalar, scalar), Trial.drawn(1)).assertEqual(0);
    for (Placement out : Placement.values()) {
      Trial.of(map(Formula.constant(0.1), out.of(Shape.of(3, 100))), Trial.drawn(1)).assertEqual(0);
    }
  }

  @Test
  void severalOutputsShareInputs() {
    Shape shape = Shape.of(13, 29);
    var two =
        new Instruction.Map(
            List.of(Formula.mul(X, Y), Formula.max(X, Y)),
            List.of(
                Placement.REVERSED.of(shape),
                Placement.SLICED.of(shape),
                Placement.DENSE.of(shape),
                Placement.SHIFTED.of(shape)));
    Trial.of(two, Trial.drawn(2)).assertEqual(0).assertEqual(1);
    Trial.of(two.accumulating(), Trial.drawn(2)).assertWithin(0, 0x1p-22, 0x1p-22);
  }

  @Test
  void outputMayBeAnInputOfTheSameLayout() {
    for (Placement placement : Placement.values()) {
      Layout layout = placement.of(Shape.of(30, 30));
      float[] before = new float[layout.reach()];
      for (int i = 0; i < before.length; i++) {
        before[i] = i;
      }
      Buffer a = ScalarBackend.INSTANCE.allocate(before.length);
      Buffer b = ScalarBackend.INSTANCE.allocate(before.length);
      a.write(0, before, 0, before.length);
      var swap = new Instruction.Map(List.of(Y, X), List.of(layout, layout, layout, layout));
      ScalarBackend.INSTANCE.bind(swap, a, b, a, b).run();
      for (int e = 0; e < layout.size(); e++) {
        assertEquals(0, a.get(layout.at(e)));
        assertEquals(layout.at(e), b.get(layout.at(e)));
      }
    }
  }

  @Test
  void repeatedScalarIsReadAnewInEveryRun() {
    Buffer rate = ScalarBackend.INSTANCE.allocate(1);
    Buffer out = ScalarBackend.INSTANCE.allocate(4);
    Shape shape = Shape.of(4);
    var kernel =
        ScalarBackend.INSTANCE.bind(map(X, Layout.of(shape), Layout.repeated(shape, 0)), out, rate);
    for (float value : new float[] {1, 2}) {
      rate.set(0, value);
      kernel.run();
      assertArrayEquals(new float[] {value, value, value, value}, FloatBuffer.array(out));
    }
  }

  @Test
  void compositesFollowTheirExpansions() {
    Formula exp = Formula.of(Composite.EXP, X);
    Formula log = Formula.of(Composite.LOG, Formula.add(Formula.square(X), Formula.constant(0.5)));
    Shape shape = Shape.of(1000);
    Trial.of(map(exp, Layout.of(shape), Layout.of(shape)), Trial.drawn(3)).assertWithin(0, 1e-4, 0);
    Trial.of(map(log, Layout.of(shape), Layout.of(shape)), Trial.drawn(3))
        .assertWithin(0, 1e-4, 1e-5);
  }
}

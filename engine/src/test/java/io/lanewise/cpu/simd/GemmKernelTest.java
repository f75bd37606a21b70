package io.lanewise.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.backend.Buffer;
import io.lanewise.cpu.FloatBuffer;
import io.lanewise.cpu.Workers;
import io.lanewise.cpu.scalar.ScalarBackend;
import io.lanewise.instruction.Instruction.Gemm;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GemmKernelTest {
  private static final Workers THREE = new Workers(3);

  /// Around the rows and columns of a tile, of two, and beyond a block.
  private static final int[] SIZES = {
    1, 2, 3, 5, 6, 7, 10, Lanes.COUNT, Lanes.COUNT + 1, Tiles.COLUMNS, Tiles.COLUMNS + 3, 50, 53
  };

  @AfterAll
  static void endWorkers() {
    THREE.close();
  }

  private static Layout matrix(int rows, int columns, boolean transposed) {
    return transposed
        ? Layout.of(Shape.of(columns, rows)).transpose()
        : Layout.of(Shape.of(rows, columns));
  }

  /// The SIMD kernel alone and with three threads against the scalar one, buffers compared whole.
  private static void assertSameBits(Gemm gemm, TwinTrial.Values values) {
    Buffer[] expected = TwinTrial.operands(ScalarBackend.INSTANCE, gemm, values);
    ScalarBackend.INSTANCE.bind(gemm, expected).run();
    for (Workers workers : new Workers[] {Workers.NONE, THREE}) {
      Buffer[] actual = TwinTrial.operands(SimdBackend.INSTANCE, gemm, values);
      float[][] arrays = new float[actual.length][];
      for (int i = 0; i < arrays.length; i++) {
        arrays[i] = FloatBuffer.array(actual[i]);
      }
      GemmKernel kernel = GemmKernel.of(gemm, arrays, workers);
      if (kernel != null) {
        kernel.run();
        TwinTrial.assertSame(gemm, expected, actual);
      }
    }
  }

  @Test
  void everySizeAroundATileHasTheBitsOfScalar() {
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : new int[] {1, 3, 4, 17}) {
          for (int how = 0; how < 8; how++) {
            Layout a = matrix(m, k, (how & 1) != 0);
            Layout b = matrix(k, n, (how & 2) != 0);
            assertSameBits(
                new Gemm(matrix(m, n, false), a, b, (how & 4) != 0), TwinTrial.drawn(m + n + k));
          }
        }
      }
    }
  }

  @Test
  void severalBlocksOfDepthRowsAndColumnsHaveTheBitsOfScalar() {
    int[][] sizes = {{301, 801, 70}, {64, 784, 50}, {50, 64, 784}, {97, 401, 300}, {4, 1201, 530}};
    for (int[] s : sizes) {
      for (int how = 0; how < 8; how++) {
        Layout a = matrix(s[0], s[1], (how & 1) != 0);
        Layout b = matrix(s[1], s[2], (how & 2) != 0);
        assertSameBits(
            new Gemm(matrix(s[0], s[2], (how & 4) != 0), a, b, how % 3 == 0), TwinTrial.drawn(how));
      }
    }
  }

  @Test
  void everyLayoutOfEachOperandHasTheBitsOfScalar() {
    for (Layout c : TwinTrial.layouts(Shape.of(3, 19, 21))) {
      for (Layout a : TwinTrial.layouts(Shape.of(3, 19, 13))) {
        for (Layout b : TwinTrial.layouts(Shape.of(3, 13, 21))) {
          assertSameBits(new Gemm(c, a, b, false), TwinTrial.special(7));
          assertSameBits(new Gemm(c, a, b, true), TwinTrial.drawn(8));
        }
      }
    }
  }

  @Test
  void matrixThatIsRepeatedAlongTheBatchIsReadAgain() {
    Layout a = Layout.of(Shape.of(1, 9, 20)).expand(Shape.of(4, 9, 20));
    Layout b = Layout.of(Shape.of(4, 20, 18));
    assertSameBits(new Gemm(Layout.of(Shape.of(4, 9, 18)), a, b, false), TwinTrial.drawn(1));
  }

  /// A tile may end where its operand's place does: it must not, where all steps are at one place.
  @Test
  void stepsThatAreAllAtOnePlaceHaveTheBitsOfScalar() {
    Layout c = Layout.of(Shape.of(50, 70));
    Layout repeatedRow = Layout.of(Shape.of(1, 70)).expand(Shape.of(33, 70));
    Layout repeatedColumn = Layout.of(Shape.of(50, 1)).expand(Shape.of(50, 33));
    assertSameBits(new Gemm(c, matrix(50, 33, true), repeatedRow, false), TwinTrial.drawn(1));
    assertSameBits(new Gemm(c, repeatedColumn, matrix(33, 70, false), true), TwinTrial.drawn(2));
    assertSameBits(new Gemm(c, repeatedColumn, repeatedRow, false), TwinTrial.drawn(3));
  }

  @Test
  void heightOfTilesLeavesFewRowsUnused() {
    for (boolean upright : new boolean[] {false, true}) {
      for (int rows = 1; rows < 200; rows++) {
        int height = Tiles.height(rows, upright);
        assertTrue(Tiles.cost(rows, height, upright) <= Tiles.cost(rows, Tiles.ROWS, upright));
        assertTrue(height <= Tiles.ROWS && height >= Tiles.ROWS / 2);
      }
      assertEquals(Tiles.ROWS, Tiles.height(100 * Tiles.ROWS, upright));
      assertEquals(Tiles.ROWS / 2, Tiles.height(1, upright));
      int lower = Tiles.ROWS * 5 / 6;
      assertEquals(lower, Tiles.height(5 * lower, upright));
    }
  }

  @Test
  void emptySumsAreTheScalarKernels() {
    Gemm gemm = new Gemm(matrix(4, 5, false), matrix(4, 0, false), matrix(0, 5, false), false);
    assertNull(GemmKernel.of(gemm, new float[][] {new float[20], {}, {}}, Workers.NONE));
  }

  @Test
  void productsOfAllShapesShareAFewLoops() {
    Set<Loop> loops = new HashSet<>();
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int how = 0; how < 4; how++) {
          Layout a = matrix(m, 100, (how & 1) != 0);
          Layout b = matrix(100, n, (how & 2) != 0);
          Gemm gemm = new Gemm(matrix(m, n, false), a, b, false);
          float[][] arrays = {new float[m * n], new float[m * 100], new float[100 * n]};
          GemmKernel kernel = GemmKernel.of(gemm, arrays, Workers.NONE);
          if (kernel != null) {
            loops.addAll(List.of(kernel.loops()));
          }
        }
      }
    }
    // Tiles of four heights and two widths, A in rows and in panels; and the three ways to pack.
    assertTrue(loops.size() <= 4 * 2 * 2 + 3, loops.size() + " loops");
  }
}

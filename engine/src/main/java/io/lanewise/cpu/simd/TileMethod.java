package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.lanewise.formula.Primitive;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.IntConsumer;

/// The code of a [Tile].
final class TileMethod {
  private static final ClassDesc ARRAY = CD_float.arrayType();
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  /// Whether C2 may see how many turns a loop takes. It makes three loops of it then, without the
  /// checks of A's indices in the middle one, and takes up to twice the time for that. With 512
  /// bits there is room for them beside the multiply-adds: a loop that ends where B's last row
  /// does, or A's last step, is as fast or faster. With less, rows of A in place need them gone.
  private static final boolean COUNTED = Lanes.COUNT < 16;

  /// The type of `run`.
  static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(
          CD_void, CD_int, ARRAY, CD_int, CD_int, CD_int, ARRAY, CD_int, CD_int, ARRAY, CD_int,
          CD_int, ARRAY, CD_int, CD_int);

  /// Its parameters, as local variables.
  private static final int STEPS = 1;

  private static final int A = 2;
  private static final int A_AT = 3;
  private static final int A_STRIDE = 4;
  private static final int A_ROWS = 5;
  private static final int B = 6;
  private static final int B_AT = 7;
  private static final int B_STEP = 8;
  private static final int C = 9;
  private static final int C_AT = 10;
  private static final int C_ROW = 11;
  private static final int OLD = 12;
  private static final int OLD_AT = 13;
  private static final int OLD_ROW = 14;

  private final CodeBuilder code;
  private final VectorCode vectors;
  private final int rows;
  private final int width;
  private final boolean upright;
  private final int[] sums;
  private final int[] aRows;

  TileMethod(CodeBuilder code, int rows, int width, boolean upright) {
    this.code = code;
    this.vectors = new VectorCode(code);
    this.rows = rows;
    this.width = width;
    this.upright = upright;
    this.sums = new int[rows * width];
    this.aRows = new int[rows];
  }

  void emit() {
    LoopCompiler.begin(code, STEPS);
    clear();
    if (!upright) {
      findRows();
    }
    loop();
    write();
  }

  private void loop() {
    int p = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(p);
    int at = upright ? A_AT : B_AT;
    int last = code.allocateLocal(TypeKind.INT);
    code.iload(STEPS).iload(upright ? A_STRIDE : B_STEP).imul().iload(at).iadd().istore(last);
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    if (COUNTED) {
      code.iload(p).iload(STEPS).if_icmpge(end);
    } else {
      code.iload(at).iload(last).if_icmpeq(end);
    }
    if (upright) {
      step(i -> code.iload(A_AT).loadConstant(i).iadd());
      code.iload(A_AT).iload(A_STRIDE).iadd().istore(A_AT);
    } else {
      step(i -> code.iload(aRows[i]).iload(p).iadd());
    }
    code.iinc(p, 1).goto_(head).labelBinding(end);
  }

  private void clear() {
    code.fconst_0();
    int zero = vectors.broadcast();
    for (int i = 0; i < sums.length; i++) {
      code.aload(zero);
      sums[i] = vectors.stored();
    }
  }

  /// Row i of A begins at aAt + min(i, aRows − 1)·aStride.
  private void findRows() {
    for (int i = 0; i < rows; i++) {
      aRows[i] = code.allocateLocal(TypeKind.INT);
      code.loadConstant(i)
          .iload(A_ROWS)
          .iconst_1()
          .isub()
          .invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int))
          .iload(A_STRIDE)
          .imul()
          .iload(A_AT)
          .iadd()
          .istore(aRows[i]);
    }
  }

  /// One step, in which the test of B's index keeps C2 from loading what A has for later ones.
  ///
  /// @param a pushes where a row's element of A is
  private void step(IntConsumer a) {
    int[] b = new int[width];
    for (int v = 0; v < width; v++) {
      int beyond = v * Lanes.COUNT;
      b[v] = vectors.load(B, () -> code.iload(B_AT).loadConstant(beyond).iadd(), -1).stored();
    }
    for (int i = 0; i < rows; i++) {
      code.aload(A);
      a.accept(i);
      code.faload();
      int row = vectors.broadcast();
      for (int v = 0; v < width; v++) {
        int sum = sums[i * width + v];
        vectors.fma(row, b[v], sum);
        code.astore(sum);
      }
    }
    code.iload(B_AT).iload(B_STEP).iadd().istore(B_AT);
  }

  private void write() {
    for (int i = 0; i < rows; i++) {
      for (int v = 0; v < width; v++) {
        int beyond = v * Lanes.COUNT;
        int old =
            vectors.load(OLD, () -> code.iload(OLD_AT).loadConstant(beyond).iadd(), -1).stored();
        int sum = vectors.apply(Primitive.ADD, old, sums[i * width + v]).stored();
        vectors.store(sum, C, () -> code.iload(C_AT).loadConstant(beyond).iadd(), -1);
      }
      code.iload(C_AT).iload(C_ROW).iadd().istore(C_AT);
      code.iload(OLD_AT).iload(OLD_ROW).iadd().istore(OLD_AT);
    }
  }
}

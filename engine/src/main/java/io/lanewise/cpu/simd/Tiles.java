package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// The register tiles of this JVM's lane width, generated when first asked for. Each is a class of
/// its own, so that no shape's profile spoils another's code.
final class Tiles {
  /// The rows of a full tile: as many as leave no accumulator without a register. 512-bit vectors
  /// have 32 registers, others 16.
  static final int ROWS = Lanes.COUNT == 16 ? 12 : 6;

  /// The vectors of a full tile's row.
  static final int VECTORS = 2;

  /// The columns of a full tile.
  static final int COLUMNS = VECTORS * Lanes.COUNT;

  private static final Tile[] KNOWN = new Tile[ROWS * VECTORS * 4];

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_float.arrayType(),
          CD_int,
          CD_int,
          CD_float.arrayType(),
          CD_int,
          CD_int,
          CD_float.arrayType(),
          CD_int,
          CD_int,
          CD_int,
          CD_boolean);

  private Tiles() {}

  /// A tile.
  ///
  /// @param rows from 1 to [#ROWS]
  /// @param columns from 1 to [#COLUMNS]; other than whole vectors are masked
  /// @param bPanel whether B is a panel of [#COLUMNS] columns; else its rows lie anywhere
  static Tile of(int rows, int columns, boolean bPanel) {
    int vectors = Math.ceilDiv(columns, Lanes.COUNT);
    boolean masked = columns % Lanes.COUNT != 0;
    int key = ((rows - 1) * VECTORS + vectors - 1) * 4;
    key += (masked ? 2 : 0) + (bPanel ? 1 : 0);
    synchronized (KNOWN) {
      if (KNOWN[key] == null) {
        KNOWN[key] =
            (Tile)
                LoopCompiler.define(
                    "Tile",
                    Tile.class,
                    RUN,
                    code -> new Method(code, rows, vectors, masked, bPanel).emit());
      }
      return KNOWN[key];
    }
  }

  private static final class Method {
    private static final int STEPS = 1;
    private static final int A = 2;
    private static final int A_AT = 3;
    private static final int A_ROW = 4;
    private static final int B = 5;
    private static final int B_AT = 6;
    private static final int B_STEP = 7;
    private static final int C = 8;
    private static final int C_AT = 9;
    private static final int C_ROW = 10;
    private static final int COLUMNS_OF_C = 11;
    private static final int ADD = 12;
    private static final ClassDesc FLOATS = VectorCode.FLOATS;

    private final CodeBuilder code;
    private final VectorCode vectors;
    private final int rows;
    private final int count;
    private final boolean masked;
    private final boolean bPanel;
    private final int[] sums;
    private final int[] aRows;
    private int mask = -1;

    Method(CodeBuilder code, int rows, int count, boolean masked, boolean bPanel) {
      this.code = code;
      this.vectors = new VectorCode(code);
      this.rows = rows;
      this.count = count;
      this.masked = masked;
      this.bPanel = bPanel;
      this.sums = new int[rows * count];
      this.aRows = new int[rows];
    }

    void emit() {
      if (masked) {
        code.iload(COLUMNS_OF_C).loadConstant((count - 1) * Lanes.COUNT).isub();
        mask = vectors.lanesBelow();
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] = vectors.constant(0);
      }
      for (int i = 0; i < rows; i++) {
        aRows[i] = i == 0 ? A_AT : code.allocateLocal(TypeKind.INT);
        if (i > 0) {
          code.iload(aRows[i - 1]).iload(A_ROW).iadd().istore(aRows[i]);
        }
      }
      int p = code.allocateLocal(TypeKind.INT);
      code.iconst_0().istore(p);
      Label head = code.newBoundLabel();
      Label end = code.newLabel();
      code.iload(p).iload(STEPS).if_icmpge(end);
      step(p);
      code.iinc(p, 1).goto_(head).labelBinding(end);
      Label add = code.newLabel();
      Label done = code.newLabel();
      code.iload(ADD).ifne(add);
      write(false);
      code.goto_(done).labelBinding(add);
      write(true);
      code.labelBinding(done);
    }

    private void step(int p) {
      int[] b = new int[count];
      for (int v = 0; v < count; v++) {
        int beyond = v * Lanes.COUNT;
        boolean edge = masked && !bPanel && v == count - 1;
        b[v] =
            vectors
                .load(B, () -> code.iload(B_AT).loadConstant(beyond).iadd(), edge ? mask : -1)
                .stored();
      }
      for (int i = 0; i < rows; i++) {
        code.aload(A).iload(aRows[i]).iload(p).iadd().faload();
        int a = vectors.broadcast();
        for (int v = 0; v < count; v++) {
          int sum = sums[i * count + v];
          vectors.fma(a, b[v], sum);
          code.astore(sum);
        }
      }
      if (bPanel) {
        code.iinc(B_AT, Tiles.COLUMNS);
      } else {
        code.iload(B_AT).iload(B_STEP).iadd().istore(B_AT);
      }
    }

    private void write(boolean add) {
      int row = code.allocateLocal(TypeKind.INT);
      code.iload(C_AT).istore(row);
      for (int i = 0; i < rows; i++) {
        for (int v = 0; v < count; v++) {
          int beyond = v * Lanes.COUNT;
          int lanes = masked && v == count - 1 ? mask : -1;
          Runnable at = () -> code.iload(row).loadConstant(beyond).iadd();
          int result = sums[i * count + v];
          if (add) {
            vectors.load(C, at, lanes);
            code.aload(result)
                .invokevirtual(
                    FLOATS,
                    "add",
                    MethodTypeDesc.of(FLOATS, ClassDesc.of("jdk.incubator.vector.Vector")));
            result = vectors.stored();
          }
          vectors.store(result, C, at, lanes);
        }
        code.iload(row).iload(C_ROW).iadd().istore(row);
      }
    }
  }
}

package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// The code of a [TransposeLoop]: its parameters are the local variables 1 to 7.
///
/// With 4 or 8 lanes a tile stays in registers. With 16, four rows at a time exchange two bits, and
/// then the rows of the output, four apart, the other two: a whole tile in one method would be more
/// than HotSpot's first compiler takes, see [FoldMethod]. In between they lie in the output, so
/// there rows must not overlap.
final class TransposeMethod {
  static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(
          CD_void,
          CD_float.arrayType(),
          CD_int,
          CD_int,
          CD_int,
          CD_float.arrayType(),
          CD_int,
          CD_int);

  private static final int FROM = 1;
  private static final int START = 2;
  private static final int STRIDE = 3;
  private static final int M = 4;
  private static final int TO = 5;
  private static final int AT = 6;
  private static final int STEP = 7;
  private static final int LANES = Lanes.COUNT;

  /// Rows in registers.
  static final int ROWS = LANES == 16 ? 4 : LANES;

  private static final ClassDesc LOOP = TransposeLoop.class.describeConstable().orElseThrow();

  private final CodeBuilder code;
  private final VectorCode vectors;

  TransposeMethod(CodeBuilder code) {
    this.code = code;
    this.vectors = new VectorCode(code);
  }

  void emit() {
    Label end = code.newLabel();
    LoopCompiler.begin(code, M);
    int tile = zero();
    int in = code.allocateLocal(TypeKind.INT);
    int out = code.allocateLocal(TypeKind.INT);
    Label head = code.newBoundLabel();
    code.iload(tile).iload(M).if_icmpge(end);
    code.iload(tile).iload(M).loadConstant(LANES).isub();
    code.invokestatic(
        ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    code.dup().iload(START).iadd().istore(in);
    code.iload(STEP).imul().iload(AT).iadd().istore(out);
    if (ROWS == LANES) {
      exchange(FROM, in, STRIDE, out, 1, 0);
    } else {
      groups(ROWS, in, out, () -> exchange(FROM, in, STRIDE, out, 1, 0));
      code.iload(out).loadConstant(LANES).iload(STEP).imul().isub().istore(out);
      groups(1, in, out, () -> exchange(TO, out, STEP, out, ROWS, 2));
    }
    code.iinc(tile, LANES).goto_(head).labelBinding(end);
  }

  private int zero() {
    int local = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(local);
    return local;
  }

  /// Does something for each group of rows in registers, and goes so many rows on after each.
  private void groups(int rows, int in, int out, Runnable body) {
    int group = zero();
    Label head = code.newBoundLabel();
    body.run();
    advance(in, STRIDE, rows);
    advance(out, STEP, rows);
    code.iinc(group, 1).iload(group).loadConstant(LANES / ROWS).if_icmplt(head);
  }

  /// place += times · distance
  private void advance(int place, int distance, int times) {
    code.iload(distance).loadConstant(times).imul().iload(place).iadd().istore(place);
  }

  /// Loads rows, so many apart, exchanges as many bits of their numbers as they have, and stores
  /// them to the output.
  ///
  /// @param bit the first of these bits
  private void exchange(int array, int begin, int distance, int out, int apart, int bit) {
    int[] rows = new int[ROWS];
    int place = code.allocateLocal(TypeKind.INT);
    code.iload(begin).istore(place);
    for (int k = 0; k < ROWS; k++) {
      rows[k] = vectors.load(array, () -> code.iload(place), -1).stored();
      advance(place, distance, apart);
    }
    for (int b = 0; 1 << b < ROWS; b++) {
      for (int k = 0; k < ROWS; k++) {
        if ((k >> b & 1) == 0) {
          pair(rows, k, k | 1 << b, bit + b);
        }
      }
    }
    code.iload(out).istore(place);
    for (int k = 0; k < ROWS; k++) {
      vectors.store(rows[k], TO, () -> code.iload(place), -1);
      advance(place, STEP, apart);
    }
  }

  private void pair(int[] rows, int a, int b, int bit) {
    int first = vectors.rearranged(rows[a], LOOP, "EXCHANGE_" + bit);
    int second = vectors.rearranged(rows[b], LOOP, "EXCHANGE_" + bit);
    int set = vectors.mask(LOOP, "SET_" + bit);
    rows[a] = vectors.choose(set, second, rows[a]).stored();
    rows[b] = vectors.choose(set, rows[b], first).stored();
  }
}

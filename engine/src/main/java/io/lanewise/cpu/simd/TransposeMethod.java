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
/// A tile stays in registers from its first row to its last.
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
    int tile = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(tile);
    int in = code.allocateLocal(TypeKind.INT);
    int out = code.allocateLocal(TypeKind.INT);
    Label head = code.newBoundLabel();
    code.iload(tile).iload(M).if_icmpge(end);
    code.iload(tile).iload(M).loadConstant(LANES).isub();
    code.invokestatic(
        ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    code.dup().iload(START).iadd().istore(in);
    code.iload(STEP).imul().iload(AT).iadd().istore(out);
    exchange(in, out);
    code.iinc(tile, LANES).goto_(head).labelBinding(end);
  }

  /// Loads the rows of a tile, exchanges all bits of their numbers, and stores them in order.
  private void exchange(int in, int out) {
    int[] rows = new int[LANES];
    for (int k = 0; k < LANES; k++) {
      rows[k] = vectors.load(FROM, () -> code.iload(in), -1).stored();
      code.iload(in).iload(STRIDE).iadd().istore(in);
    }
    for (int bit = 0; 1 << bit < LANES; bit++) {
      for (int k = 0; k < LANES; k++) {
        if ((k >> bit & 1) == 0) {
          pair(rows, k, k | 1 << bit, bit);
        }
      }
    }
    for (int k = 0; k < LANES; k++) {
      vectors.store(rows[k], TO, () -> code.iload(out), -1);
      code.iload(out).iload(STEP).iadd().istore(out);
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

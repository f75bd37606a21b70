package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.lanewise.instruction.Instruction.Combine;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// A method of a [FoldLoop]: `run`, whose parameters are the local variables 1 to 7, or one that it
/// calls with two more.
///
/// There are several because HotSpot's first compiler gives up on a method of more than some sixty
/// vector operations, and then the second begins later.
class FoldMethod {
  static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_float.arrayType(2),
          CD_int.arrayType(),
          CD_int.arrayType(),
          CD_int,
          CD_int,
          CD_int,
          CD_float.arrayType());

  /// That of a method that `run` calls: the same, where to begin in a row, and which row it is or
  /// how many columns.
  static final MethodTypeDesc PART = RUN.insertParameterTypes(RUN.parameterCount(), CD_int, CD_int);

  /// That of [FoldLoop#part].
  static final MethodTypeDesc ANY_PART = RUN.insertParameterTypes(RUN.parameterCount(), CD_int);

  static final int STEPS = 3;
  static final int ROWS = 4;
  static final int N = 5;
  static final int PARTIALS = 7;
  static final int FIRST = 8;
  static final int ROW = 9;

  /// Indices are cut to these bits, which changes none of them, but tells C2 that no sum of two
  /// overflows: then an address is one base and a constant for each vector.
  static final int WITHIN = FoldLoop.LARGEST - 1;

  private static final int MODE = 6;
  private static final ClassDesc FLOATS = CD_float.arrayType();
  private static final ClassDesc FOLD_LOOP = FoldLoop.class.describeConstable().orElseThrow();
  static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  static final MethodTypeDesc OF_INTS = MethodTypeDesc.of(CD_int, CD_int, CD_int);
  private static final MethodTypeDesc OF_FLOATS = MethodTypeDesc.of(CD_float, CD_float, CD_float);

  final CodeBuilder code;
  final VectorCode vectors;

  /// For each operand, the output first, whether its elements lie side by side.
  final boolean[] dense;

  final int[] arrays;
  final int[] at;
  private final Combine how;
  private final FormulaCode formula;
  private int[] constants;

  /// The identity in every lane.
  private int identity;

  FoldMethod(CodeBuilder code, Fold fold) {
    this.code = code;
    this.how = fold.how();
    this.formula = new FormulaCode(List.of(fold.formula()));
    this.vectors = new VectorCode(code);
    this.dense = fold.dense();
    arrays = new int[dense.length];
    at = new int[dense.length];
  }

  /// Calls one of several methods, by its number: the method's last parameter.
  final void callOneOf(String... names) {
    for (int k = 0; k < names.length; k++) {
      Label other = code.newLabel();
      code.iload(FIRST).loadConstant(k).if_icmpne(other);
      call(names[k], code::iconst_0, code::iconst_0);
      code.labelBinding(other);
    }
  }

  /// Calls a method with this one's parameters.
  final void call(String name, Runnable first, Runnable row) {
    code.aload(0).aload(1).aload(2).aload(STEPS).iload(ROWS).iload(N).iload(MODE).aload(PARTIALS);
    first.run();
    row.run();
    code.invokevirtual(LoopCompiler.self("Fold"), name, PART);
  }

  /// Begins the method: the operands' arrays and places in local variables.
  final void begin() {
    LoopCompiler.begin(code, N);
    for (int o = 0; o < dense.length; o++) {
      arrays[o] = vectors.local();
      code.aload(1).loadConstant(o).aaload().astore(arrays[o]);
      at[o] = code.allocateLocal(TypeKind.INT);
      code.aload(2).loadConstant(o).iaload().loadConstant(WITHIN).iand().istore(at[o]);
    }
    code.iload(N).loadConstant(WITHIN).iand().istore(N);
    constants = formula.constants(vectors);
    identity = vectors.constant((float) how.identity());
  }

  /// Moves all places down to the row of the parameter.
  final void toRow() {
    for (int place = 0; place < at.length; place++) {
      code.iload(at[place]).aload(STEPS).loadConstant(place).iaload().iload(ROW).imul().iadd();
      code.loadConstant(WITHIN).iand().istore(at[place]);
    }
  }

  /// for (; i < limit; i += step)
  final void loop(int i, int limit, int step, Runnable body) {
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.iload(i).iload(limit).if_icmpge(end);
    body.run();
    code.iinc(i, step).goto_(head).labelBinding(end);
  }

  /// A new local variable with a number.
  final int zero() {
    int local = code.allocateLocal(TypeKind.INT);
    code.iconst_0().istore(local);
    return local;
  }

  /// n, down to a multiple of a power of two.
  final int rounded(int unit) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(N).loadConstant(-unit).iand().istore(local);
    return local;
  }

  /// Pushes what `mode` has of a constant of [FoldLoop].
  final CodeBuilder mode(int what) {
    return code.iload(MODE).loadConstant(what).iand();
  }

  /// place += steps[operand]
  final void advance(int place, int operand) {
    code.iload(place).aload(STEPS).loadConstant(operand).iaload().iadd();
    code.loadConstant(WITHIN).iand().istore(place);
  }

  /// A vector of an input's one element.
  final int broadcast(int operand, int place) {
    code.aload(arrays[operand]).iload(place).faload();
    return vectors.invariant();
  }

  /// Accumulators that begin with the identity.
  final int[] identities(int count) {
    int[] accumulators = new int[count];
    for (int k = 0; k < count; k++) {
      accumulators[k] = vectors.copy(identity);
    }
    return accumulators;
  }

  /// Begins accumulators with the identity or, if the loop continues, with the partials from a
  /// local variable's number on.
  final int[] accumulators(int count, int first) {
    int[] lanes = new int[count];
    for (int k = 0; k < count; k++) {
      lanes[k] = code.allocateLocal(TypeKind.INT);
      code.loadConstant(k * Lanes.COUNT).istore(lanes[k]);
    }
    return chosen(FoldLoop.CONTINUE, "identities", PARTIALS, first, -1, lanes);
  }

  /// Vectors of an array, if `mode` has a constant of [FoldLoop]; if not, of a field of that class.
  /// Loading is the same either way: of vectors that came in two ways, C2 might leave some in
  /// memory.
  ///
  /// @param place a local variable: where in the array to begin
  /// @param lanes local variables: how far from there each vector is
  final int[] chosen(int what, String field, int array, int place, int mask, int... lanes) {
    int from = vectors.local();
    int begin = code.allocateLocal(TypeKind.INT);
    Label other = code.newLabel();
    Label ready = code.newLabel();
    mode(what).ifeq(other).aload(array).astore(from);
    code.iload(place).istore(begin).goto_(ready).labelBinding(other);
    code.aload(0).getfield(FOLD_LOOP, field, FLOATS).astore(from).iconst_0().istore(begin);
    code.labelBinding(ready);
    int[] chosen = new int[lanes.length];
    for (int k = 0; k < lanes.length; k++) {
      int lane = lanes[k];
      chosen[k] = vectors.load(from, () -> code.iload(begin).iload(lane).iadd(), mask).stored();
    }
    return chosen;
  }

  /// The formula's values; in lanes outside the mask, whatever comes.
  final int value(int... inputs) {
    return formula.emit(vectors, inputs, constants)[0];
  }

  /// The formula's inputs.
  final int inputs() {
    return formula.inputs();
  }

  /// The identity where the mask is not set.
  final int masked(int value, int mask) {
    return vectors.choose(mask, value, identity).stored();
  }

  /// a = a ⊕ b
  final void combine(int a, int b) {
    // b goes first: it comes fresh from an operation, so that C2 knows its class, while an
    // accumulator is whatever comes round a loop.
    vectors.apply(how.function(), b, a);
    code.astore(a);
  }

  /// Replaces the two floats on the stack by their combination.
  final void combineFloats() {
    if (how == Combine.SUM) {
      code.fadd();
    } else if (how == Combine.PRODUCT) {
      code.fmul();
    } else {
      code.invokestatic(MATH, how.function().label(), OF_FLOATS);
    }
  }
}

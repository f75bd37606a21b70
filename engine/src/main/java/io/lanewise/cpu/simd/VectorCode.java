package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import io.lanewise.formula.Primitive;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;

/// Vector operations as bytecode: calls of the Vector API on local variables.
///
/// The calls stand in the generated method itself. Behind shared helpers they would be ten to a
/// hundred times slower as soon as two lane widths met in one of them, for C2 has to know the exact
/// class of every vector.
final class VectorCode {
  static final ClassDesc FLOATS = api("FloatVector");
  static final ClassDesc MASK = api("VectorMask");
  private static final ClassDesc SHUFFLE = api("VectorShuffle");
  private static final ClassDesc INTS = api("IntVector");
  private static final ClassDesc VECTOR = api("Vector");
  private static final ClassDesc SPECIES = api("VectorSpecies");
  private static final ClassDesc OPERATORS = api("VectorOperators");
  private static final ClassDesc COMPARISON = operator("Comparison");
  private static final ClassDesc BINARY = operator("Binary");
  private static final ClassDesc CONVERSION = operator("Conversion");
  private static final ClassDesc ARRAY = CD_float.arrayType();

  // Constants, for each has its text but once.
  private static final MethodTypeDesc BROADCAST_CALL = MethodTypeDesc.of(FLOATS, SPECIES, CD_float);
  private static final MethodTypeDesc LOAD_CALL = MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, CD_int);
  private static final MethodTypeDesc STORE_CALL = MethodTypeDesc.of(CD_void, ARRAY, CD_int);
  private static final MethodTypeDesc REARRANGE_CALL = MethodTypeDesc.of(FLOATS, SHUFFLE);
  private static final MethodTypeDesc BLEND_CALL = MethodTypeDesc.of(FLOATS, VECTOR, MASK);
  private static final MethodTypeDesc TERNARY_CALL = MethodTypeDesc.of(FLOATS, VECTOR, VECTOR);
  private static final MethodTypeDesc UNARY_CALL = MethodTypeDesc.of(FLOATS);
  private static final MethodTypeDesc BINARY_CALL = MethodTypeDesc.of(FLOATS, VECTOR);

  /// a + WHOLE, for |a| below 2²², is rounded to a whole number, which its lowest bits hold.
  private static final float WHOLE = 0x1.8p23f;

  /// From here on all floats are whole numbers.
  private static final float ALL_WHOLE = 0x1p23f;

  /// What [#exp2] wants added to its exponent: a float's bias.
  static final int EXP2I_OFFSET = 127;

  /// What [#scale] wants added to its exponent.
  static final int SCALE_OFFSET = 2 * EXP2I_OFFSET;

  private final CodeBuilder code;

  /// The local variables of [#invariant] vectors: each is a float.
  private final BitSet scalars = new BitSet();

  /// A local variable that is 0 now and then, or −1: see [#jumpIfAny].
  private int turn = -1;

  VectorCode(CodeBuilder code) {
    this.code = code;
  }

  private static ClassDesc api(String name) {
    return ClassDesc.of("jdk.incubator.vector." + name);
  }

  private static ClassDesc operator(String name) {
    return ClassDesc.of("jdk.incubator.vector.VectorOperators$" + name);
  }

  /// Pushes the species, a constant of this JVM.
  VectorCode species() {
    code.getstatic(FLOATS, "SPECIES_" + Lanes.FLOATS.vectorBitSize(), SPECIES);
    return this;
  }

  /// A new local variable for a reference.
  int local() {
    return code.allocateLocal(TypeKind.REFERENCE);
  }

  /// A new local variable that holds what is on the stack.
  int stored() {
    int local = local();
    code.astore(local);
    return local;
  }

  /// The float on the stack in every lane.
  int broadcast() {
    push(invariant());
    return stored();
  }

  /// The float on the stack in every lane, of a vector that may stay the same in a loop to come.
  int invariant() {
    int scalar = code.allocateLocal(TypeKind.FLOAT);
    code.fstore(scalar);
    scalars.set(scalar);
    return scalar;
  }

  /// A constant in every lane.
  int constant(float value) {
    code.loadConstant(value);
    return invariant();
  }

  /// Pushes a vector.
  ///
  /// One that a loop does not change is made anew, which C2 does before the loop. For to use it is
  /// to learn its class; and what C2 knows of a variable in a loop but not before it makes an
  /// object of the vector, unless C2 is lucky.
  CodeBuilder push(int vector) {
    if (!scalars.get(vector)) {
      return code.aload(vector);
    }
    species();
    return code.fload(vector).invokestatic(FLOATS, "broadcast", BROADCAST_CALL);
  }

  /// Pushes the vector at an index of an array.
  ///
  /// @param mask the lanes to read, or -1 for all
  VectorCode load(int array, Runnable index, int mask) {
    species();
    code.aload(array);
    index.run();
    if (mask < 0) {
      code.invokestatic(FLOATS, "fromArray", LOAD_CALL);
    } else {
      code.aload(mask)
          .invokestatic(
              FLOATS, "fromArray", MethodTypeDesc.of(FLOATS, SPECIES, ARRAY, CD_int, MASK));
    }
    return this;
  }

  /// Writes a vector to an index of an array.
  void store(int vector, int array, Runnable index, int mask) {
    push(vector).aload(array);
    index.run();
    if (mask < 0) {
      code.invokevirtual(FLOATS, "intoArray", STORE_CALL);
    } else {
      code.aload(mask)
          .invokevirtual(FLOATS, "intoArray", MethodTypeDesc.of(CD_void, ARRAY, CD_int, MASK));
    }
  }

  /// The mask of the lanes below the number on the stack.
  int lanesBelow() {
    int limit = code.allocateLocal(TypeKind.INT);
    code.istore(limit);
    species();
    code.iconst_0()
        .iload(limit)
        .invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
    return stored();
  }

  /// The mask of so many lanes.
  int lanesBelow(int limit) {
    code.loadConstant(limit);
    return lanesBelow();
  }

  /// A mask that is a constant of a class.
  int mask(ClassDesc holder, String name) {
    code.getstatic(holder, name, MASK);
    return stored();
  }

  /// A vector with its lanes in the order of a shuffle that is a constant of a class.
  int rearranged(int vector, ClassDesc holder, String name) {
    code.aload(vector).getstatic(holder, name, SHUFFLE);
    code.invokevirtual(FLOATS, "rearrange", REARRANGE_CALL);
    return stored();
  }

  /// Replaces the two vectors and the mask on the stack, a, b and m, by b where m is set, else a.
  VectorCode blend() {
    code.invokevirtual(FLOATS, "blend", BLEND_CALL);
    return this;
  }

  /// A new local variable with the vector of another one.
  int copy(int vector) {
    push(vector);
    return stored();
  }

  /// Tells [#jumpIfAny] of a local variable that is 0 for the first vector.
  void turn(int local) {
    turn = local;
  }

  /// Jumps if a lane of the mask is set; and where the turn is 0, for C2 leaves out what has never
  /// been run, and to run it then means the interpreter.
  void jumpIfAny(int mask, Label to) {
    code.aload(mask).invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
    if (turn >= 0) {
      code.iload(turn).iconst_1().isub().bipush(31).iushr().ior();
    }
    code.ifne(to);
  }

  /// The mask of a comparison of two vectors.
  int compare(String how, int a, int b) {
    push(a).getstatic(OPERATORS, how, COMPARISON);
    push(b).invokevirtual(FLOATS, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
    return stored();
  }

  /// The fused multiply-add a·b + c, on the stack.
  VectorCode fma(int a, int b, int c) {
    push(a);
    push(b);
    push(c).invokevirtual(FLOATS, "fma", TERNARY_CALL);
    return this;
  }

  /// Pushes the result of a primitive, other than a comparison or a choice.
  VectorCode apply(Primitive function, int... a) {
    switch (function) {
      case ADD -> binary("add", a);
      case SUB -> binary("sub", a);
      case MUL -> binary("mul", a);
      case DIV -> binary("div", a);
      case MIN -> binary("min", a);
      case MAX -> binary("max", a);
      case FMA -> fma(a[0], a[1], a[2]);
      case NEG -> unary("neg", a[0]);
      case ABS -> unary("abs", a[0]);
      case SQRT -> unary("sqrt", a[0]);
      case FLOOR -> floor(a[0]);
      case GREATER -> zeroOrOne(compare("GT", a[0], a[1]));
      case EQUAL -> zeroOrOne(compare("EQ", a[0], a[1]));
      case SELECT -> choose(compare("NE", a[0], constant(0)), a[1], a[2]);
      case EXP2I -> exp2(wholes(a[0], EXP2I_OFFSET));
      case SCALE -> scale(a[0], wholes(a[1], SCALE_OFFSET));
      case EXPONENT -> exponent(exponentFields(a[0]));
      case COPYSIGN -> copySign(a[0], a[1]);
    }
    return this;
  }

  /// Pushes b where the mask is set, else c.
  VectorCode choose(int mask, int b, int c) {
    push(c);
    push(b).aload(mask);
    return blend();
  }

  private void unary(String name, int a) {
    push(a).invokevirtual(FLOATS, name, UNARY_CALL);
  }

  private void binary(String name, int... a) {
    push(a[0]);
    push(a[1]).invokevirtual(FLOATS, name, BINARY_CALL);
  }

  private void zeroOrOne(int mask) {
    choose(mask, constant(1), constant(0));
  }

  /// Rounds |a| to the nearest whole number by adding 2²³, takes 1 away where that is above a, and
  /// gives zeros the sign of a. What is 2²³ and more is whole already, and NaN stays what it is.
  private void floor(int a) {
    int big = constant(ALL_WHOLE);
    unary("abs", a);
    int magnitude = stored();
    binary("add", magnitude, big);
    int sum = stored();
    binary("sub", sum, big);
    int nearest = stored();
    copySign(nearest, a);
    int signed = stored();
    binary("sub", signed, constant(1));
    int less = stored();
    choose(compare("GT", signed, a), less, signed);
    int below = stored();
    copySign(below, a);
    int whole = stored();
    choose(compare("LT", magnitude, big), whole, a);
  }

  private VectorCode bits(int a) {
    push(a).invokevirtual(FLOATS, "reinterpretAsInts", MethodTypeDesc.of(INTS));
    return this;
  }

  /// Shifts the ints on the stack.
  private VectorCode shifted(String operator, int bits) {
    code.getstatic(OPERATORS, operator, BINARY)
        .loadConstant(bits)
        .invokevirtual(INTS, "lanewise", MethodTypeDesc.of(INTS, BINARY, CD_int));
    return this;
  }

  /// Pushes an int in every lane.
  private VectorCode ints(int value) {
    code.getstatic(INTS, "SPECIES_" + Lanes.INTS.vectorBitSize(), SPECIES)
        .loadConstant(value)
        .invokestatic(INTS, "broadcast", MethodTypeDesc.of(INTS, SPECIES, CD_int));
    return this;
  }

  /// Replaces the two vectors of ints on the stack.
  private VectorCode ints(String method) {
    code.invokevirtual(INTS, method, MethodTypeDesc.of(INTS, VECTOR));
    return this;
  }

  private VectorCode floats() {
    code.invokevirtual(INTS, "reinterpretAsFloats", MethodTypeDesc.of(FLOATS));
    return this;
  }

  /// Ints whose lowest 22 bits are those of a + offset, for whole a: they are the lowest ones of
  /// the float a + WHOLE + offset.
  private int wholes(int a, int offset) {
    binary("add", a, constant(WHOLE + offset));
    return bitsOf(stored());
  }

  /// The bits of a vector of floats.
  int bitsOf(int a) {
    bits(a);
    return stored();
  }

  /// The exponent fields: those of [Primitive#EXPONENT] and 127.
  int exponentFields(int a) {
    bits(a).shifted("LSHR", 23).ints(255).ints("and");
    return stored();
  }

  /// ints + addend
  int plus(int ints, int addend) {
    if (addend == 0) {
      return ints;
    }
    code.aload(ints);
    ints(addend).ints("add");
    return stored();
  }

  /// minuend − ints
  int minus(int minuend, int ints) {
    ints(minuend);
    code.aload(ints);
    ints("sub");
    return stored();
  }

  /// Pushes [Primitive#EXP2I] of a whole number k.
  ///
  /// @param ints k + [#EXP2I_OFFSET], of which the lowest 9 bits count
  VectorCode exp2(int ints) {
    code.aload(ints);
    shifted("LSHL", 23).floats();
    return this;
  }

  /// Pushes a · 2ᵏ as two multiplications, by 2^⌊k/2⌋ and by the rest.
  ///
  /// @param ints k + [#SCALE_OFFSET], twice the bias of an exponent, of which the lowest 22 bits
  ///     count
  VectorCode scale(int a, int ints) {
    code.aload(ints);
    shifted("LSHR", 1);
    int half = stored();
    code.aload(ints).aload(half);
    ints("sub");
    int rest = stored();
    exp2(half);
    int first = stored();
    exp2(rest);
    int second = stored();
    binary("mul", a, first);
    int once = stored();
    binary("mul", once, second);
    return this;
  }

  /// Pushes the smaller or the larger of a and a constant that is not NaN: the constant, where a is
  /// beyond it, else a. NaN is beyond nothing, and which of two zeros is beyond the other is in the
  /// comparison. Two instructions, where the general one needs up to five.
  ///
  /// @param function MIN or MAX
  VectorCode bounded(Primitive function, int a, int bound, double value) {
    boolean minusZero = Float.floatToRawIntBits((float) value) == Integer.MIN_VALUE;
    String beyond = function == Primitive.MIN ? minusZero ? "GE" : "GT" : minusZero ? "LT" : "LE";
    return choose(compare(beyond, a, bound), bound, a);
  }

  /// Pushes [Primitive#EXPONENT].
  ///
  /// @param fields those of [#exponentFields]
  VectorCode exponent(int fields) {
    code.aload(plus(fields, -EXP2I_OFFSET));
    code.getstatic(OPERATORS, "I2F", CONVERSION)
        .iconst_0()
        .invokevirtual(INTS, "convert", MethodTypeDesc.of(VECTOR, CONVERSION, CD_int))
        .checkcast(FLOATS);
    return this;
  }

  /// Pushes a number with the signs of a vector.
  void signed(double magnitude, int sign) {
    int number = Float.floatToRawIntBits((float) Math.abs(magnitude));
    bits(sign).ints(Integer.MIN_VALUE).ints("and").ints(number).ints("or").floats();
  }

  private void copySign(int magnitude, int sign) {
    bits(magnitude).ints(Integer.MAX_VALUE).ints("and");
    bits(sign).ints(Integer.MIN_VALUE).ints("and").ints("or").floats();
  }
}

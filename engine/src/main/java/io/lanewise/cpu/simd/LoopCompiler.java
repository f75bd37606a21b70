package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.lanewise.formula.Formula;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Consumer;

/// Makes the classes of loops. Each is a hidden class, so it goes when nobody holds its loop.
///
/// The formulas stand in a loop once, for what the compiler needs for it grows faster than its
/// length.
final class LoopCompiler {
  /// HotSpot never compiles a method of more bytes than this.
  private static final int LARGEST_METHOD = 8_000;

  /// A formula of more primitives and inputs is computed into a block first: the copies of it that
  /// a fold holds would be long, and what is saved by having one is little beside it.
  private static final int LARGEST_FOLD = 5;

  private static final ClassDesc ARRAYS = CD_float.arrayType(2);
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final MethodTypeDesc MAP =
      MethodTypeDesc.of(CD_void, ARRAYS, INTS, INTS, CD_int, CD_int);

  private static final ClassDesc LOOP = Loop.class.describeConstable().orElseThrow();

  private static final MethodTypeDesc REFUSE = MethodTypeDesc.of(CD_void, CD_int);

  private LoopCompiler() {}

  /// A loop over formulas, or null if it would be too long to be compiled.
  ///
  /// @param dense for each operand, outputs first, whether its elements lie side by side; if not,
  ///     it has one element for the whole row
  /// @param ragged whether rows may end in a part of a vector, which goes under a mask
  static MapLoop map(List<Formula> formulas, boolean ragged, boolean... dense) {
    FormulaCode code = new FormulaCode(formulas);
    MapLoop loop =
        (MapLoop)
            define(
                "Map",
                MapLoop.class,
                MAP,
                c -> new MapMethod(c, code, formulas.size(), ragged, dense).emit());
    if (loop != null) {
      loop.describe(formulas.size(), dense.length, dense.length + code.size(), ragged);
    }
    return loop;
  }

  /// A loop that combines a formula's values, or null if it would be too long to be compiled or to
  /// stay in registers.
  static FoldLoop fold(Fold fold) {
    if (fold.operations() > LARGEST_FOLD) {
      return null;
    }
    Consumer<ClassBuilder> methods;
    if (fold.rows() > 1) {
      methods =
          type ->
              method(
                  type,
                  "run",
                  FoldMethod.RUN,
                  c -> {
                    if (fold.partials() == 0) {
                      new WideMethod(c, fold).emit();
                    } else {
                      new AbreastMethod(c, fold).emit();
                    }
                  });
    } else {
      methods = fold.partials() == 0 ? AcrossMethod.methods(fold) : AlongMethod.methods(fold);
    }
    FoldLoop loop = (FoldLoop) define("Fold", FoldLoop.class, methods);
    if (loop != null) {
      loop.describe(fold);
    }
    return loop;
  }

  /// An object of a class whose one method is `run`.
  static Object define(String name, Class<?> type, MethodTypeDesc run, Consumer<CodeBuilder> body) {
    return define(name, type, c -> method(c, "run", run, body));
  }

  /// An object of a class that has these methods.
  static Object define(String name, Class<?> type, Consumer<ClassBuilder> methods) {
    byte[] bytes;
    try {
      bytes = bytes(name, type, methods);
    } catch (IllegalArgumentException e) {
      return null; // more than a method may have at all
    }
    if (bytes.length >= LARGEST_METHOD && length(bytes) >= LARGEST_METHOD) {
      return null;
    }
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated loop cannot be defined", e);
    }
  }

  /// The name that a class has for itself.
  static ClassDesc self(String name) {
    return ClassDesc.of(LoopCompiler.class.getPackageName() + "." + name + "Generated");
  }

  /// Adds a method that returns nothing.
  static void method(
      ClassBuilder type, String name, MethodTypeDesc signature, Consumer<CodeBuilder> body) {
    type.withMethodBody(
        name,
        signature,
        0,
        code -> {
          body.accept(code);
          code.return_();
        });
  }

  /// Begins a method of a [Loop]: goes −n − 1 times round an empty loop, and is refused if n < 0.
  ///
  /// @param n the local variable with the method's count
  static void begin(CodeBuilder code, int n) {
    int turn = code.allocateLocal(TypeKind.INT);
    code.iload(n).iconst_1().iadd().istore(turn);
    Label head = code.newBoundLabel();
    Label end = code.newLabel();
    code.iload(turn).ifge(end).iinc(turn, 1).goto_(head).labelBinding(end);
    if (Loop.BY_CHECK) {
      code.iload(n).invokestatic(LOOP, "refuse", REFUSE);
    } else {
      Label work = code.newLabel();
      code.iload(n).ifge(work).return_().labelBinding(work);
    }
  }

  private static byte[] bytes(String name, Class<?> type, Consumer<ClassBuilder> methods) {
    ClassDesc above = type.describeConstable().orElseThrow();
    return ClassFile.of()
        .build(
            self(name),
            c -> {
              c.withFlags(ClassFile.ACC_FINAL)
                  .withSuperclass(above)
                  .withMethodBody(
                      "<init>",
                      MTD_void,
                      0,
                      code -> code.aload(0).invokespecial(above, "<init>", MTD_void).return_());
              methods.accept(c);
            });
  }

  /// The bytes of the longest method.
  private static int length(byte[] bytes) {
    int length = 0;
    for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
      length = Math.max(length, method.findAttribute(Attributes.code()).orElseThrow().codeLength());
    }
    return length;
  }

  /// `run` of a [MapLoop]: its parameters are the local variables 1 to 5.
  private static final class MapMethod {
    private static final int STEPS = 3;
    private static final int ROWS = 4;
    private static final int N = 5;
    private final FormulaCode formulas;
    private final int outputs;
    private final CodeBuilder code;
    private final VectorCode vectors;
    private final boolean ragged;
    private final boolean[] dense;
    private final int[] arrays;
    private final int[] at;
    private final int[] hoisted;

    MapMethod(
        CodeBuilder code, FormulaCode formulas, int outputs, boolean ragged, boolean... dense) {
      this.ragged = ragged;
      this.formulas = formulas;
      this.outputs = outputs;
      this.code = code;
      this.vectors = new VectorCode(code);
      this.dense = dense;
      arrays = new int[dense.length];
      at = new int[dense.length];
      hoisted = new int[dense.length];
    }

    /// Loads where the operands lie.
    private void begin() {
      for (int o = 0; o < dense.length; o++) {
        arrays[o] = vectors.local();
        code.aload(1).loadConstant(o).aaload().astore(arrays[o]);
        at[o] = code.allocateLocal(TypeKind.INT);
        code.aload(2).loadConstant(o).iaload().istore(at[o]);
      }
    }

    /// Broadcasts the inputs of one element.
    private void hoist() {
      for (int o = outputs; o < dense.length; o++) {
        if (!dense[o]) {
          code.aload(arrays[o]).iload(at[o]).faload();
          hoisted[o] = vectors.invariant();
        }
      }
    }

    /// Vectors of the inputs at element i.
    private int[] inputs(int i, int mask) {
      int[] inputs = new int[formulas.inputs()];
      for (int k = 0; k < inputs.length; k++) {
        int o = outputs + k;
        inputs[k] =
            dense[o] ? vectors.load(arrays[o], () -> index(o, i), mask).stored() : hoisted[o];
      }
      return inputs;
    }

    /// Pushes where element i of an operand lies.
    private void index(int operand, int i) {
      code.iload(at[operand]).iload(i).iadd();
    }

    /// for (; i < limit; i += step)
    private void loop(int i, int limit, int step, Runnable body) {
      Label head = code.newBoundLabel();
      Label end = code.newLabel();
      code.iload(i).iload(limit).if_icmpge(end);
      body.run();
      code.iinc(i, step).goto_(head).labelBinding(end);
    }

    /// Nothing is loaded, nor any vector touched, where there is nothing to do.
    void emit() {
      Label nothing = code.newLabel();
      code.iload(ROWS).ifle(nothing).iload(N).ifeq(nothing);
      LoopCompiler.begin(code, N);
      begin();
      int[] constants = formulas.constants(vectors);
      int whole = ragged ? code.allocateLocal(TypeKind.INT) : N;
      int rest = -1;
      if (ragged) {
        code.iload(N).loadConstant(-Lanes.COUNT).iand().istore(whole);
        code.iload(N).iload(whole).isub();
        rest = vectors.lanesBelow();
      }
      int mask = rest;
      int row = code.allocateLocal(TypeKind.INT);
      code.iconst_0().istore(row);
      int i = code.allocateLocal(TypeKind.INT);
      int turn = code.allocateLocal(TypeKind.INT);
      vectors.turn(turn);
      loop(
          row,
          ROWS,
          1,
          () -> {
            hoist();
            code.iconst_0().istore(i);
            loop(
                i,
                whole,
                Lanes.COUNT,
                () -> {
                  code.iload(i).iload(row).ior().istore(turn);
                  step(i, -1, constants);
                });
            if (ragged) {
              Label done = code.newLabel();
              code.iload(i).iload(N).if_icmpge(done);
              step(i, mask, constants);
              code.labelBinding(done);
            }
            for (int o = 0; o < dense.length; o++) {
              code.iload(at[o]).aload(STEPS).loadConstant(o).iaload().iadd().istore(at[o]);
            }
          });
      code.labelBinding(nothing);
    }

    private void step(int i, int mask, int... constants) {
      Label detour = code.newLabel();
      Label done = code.newLabel();
      if (formulas.detours()) {
        store(i, mask, formulas.usual(vectors, detour, inputs(i, mask), constants));
        code.goto_(done).labelBinding(detour);
      }
      store(i, mask, formulas.emit(vectors, inputs(i, mask), constants));
      code.labelBinding(done);
    }

    private void store(int i, int mask, int... results) {
      for (int o = 0; o < outputs; o++) {
        int operand = o;
        vectors.store(results[o], arrays[o], () -> index(operand, i), mask);
      }
    }
  }
}

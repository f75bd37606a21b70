package io.lanewise.cpu.simd;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.lanewise.formula.Formula;
import java.lang.classfile.Attributes;
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

  private static final ClassDesc ARRAYS = CD_float.arrayType(2);
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final MethodTypeDesc MAP =
      MethodTypeDesc.of(CD_void, ARRAYS, INTS, INTS, CD_int, CD_int);

  private LoopCompiler() {}

  /// A loop over formulas, or null if it would be too long to be compiled.
  ///
  /// @param dense for each operand, outputs first, whether its elements lie side by side; if not,
  ///     it has one element for the whole row
  static MapLoop map(List<Formula> formulas, boolean[] dense) {
    return (MapLoop)
        define("Map", MapLoop.class, MAP, code -> new MapMethod(code, formulas, dense).emit());
  }

  static Object define(String name, Class<?> type, MethodTypeDesc run, Consumer<CodeBuilder> body) {
    byte[] bytes;
    try {
      bytes = bytes(name, type, run, body);
    } catch (IllegalArgumentException e) {
      return null; // more than a method may have at all
    }
    if (length(bytes) >= LARGEST_METHOD) {
      return null;
    }
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a generated loop cannot be defined", e);
    }
  }

  private static byte[] bytes(
      String name, Class<?> type, MethodTypeDesc run, Consumer<CodeBuilder> body) {
    ClassDesc self = ClassDesc.of(LoopCompiler.class.getPackageName() + "." + name + "Generated");
    return ClassFile.of()
        .build(
            self,
            c ->
                c.withFlags(ClassFile.ACC_FINAL)
                    .withInterfaceSymbols(type.describeConstable().orElseThrow())
                    .withMethodBody(
                        "<init>",
                        MTD_void,
                        0,
                        code ->
                            code.aload(0).invokespecial(CD_Object, "<init>", MTD_void).return_())
                    .withMethodBody(
                        "run",
                        run,
                        ClassFile.ACC_PUBLIC,
                        code -> {
                          body.accept(code);
                          code.return_();
                        }));
  }

  /// The bytes of the method `run`.
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
    private final boolean[] dense;
    private final int[] arrays;
    private final int[] at;
    private final int[] hoisted;

    MapMethod(CodeBuilder code, List<Formula> formulas, boolean... dense) {
      this.formulas = new FormulaCode(formulas);
      this.outputs = formulas.size();
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
          hoisted[o] = vectors.broadcast();
        }
      }
    }

    /// Vectors of the inputs at element i.
    private int[] inputs(int i) {
      int[] inputs = new int[formulas.inputs()];
      for (int k = 0; k < inputs.length; k++) {
        int o = outputs + k;
        inputs[k] = dense[o] ? vectors.load(arrays[o], () -> index(o, i), -1).stored() : hoisted[o];
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
      code.iload(ROWS).ifle(nothing).iload(N).ifle(nothing);
      begin();
      int[] constants = formulas.constants(vectors);
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
                N,
                Lanes.COUNT,
                () -> {
                  code.iload(i).iload(row).ior().istore(turn);
                  step(i, constants);
                });
            for (int o = 0; o < dense.length; o++) {
              code.iload(at[o]).aload(STEPS).loadConstant(o).iaload().iadd().istore(at[o]);
            }
          });
      code.labelBinding(nothing);
    }

    private void step(int i, int... constants) {
      int[] results = formulas.emit(vectors, inputs(i), constants);
      for (int o = 0; o < outputs; o++) {
        int operand = o;
        vectors.store(results[o], arrays[o], () -> index(operand, i), -1);
      }
    }
  }
}

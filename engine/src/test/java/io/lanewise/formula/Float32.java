package io.lanewise.formula;

import java.util.List;

/// Formulas in float32, one element at a time: what each primitive means to the last bit.
final class Float32 {
  private final Program program;
  private final float[] registers;

  private Float32(Program program) {
    this.program = program;
    this.registers = new float[program.registers()];
    double[] constants = program.constants();
    for (int i = 0; i < constants.length; i++) {
      registers[program.inputs() + i] = (float) constants[i];
    }
  }

  /// An evaluator of the formula with its composites expanded.
  static Float32 of(Formula formula) {
    return new Float32(Program.of(List.of(formula.expand())));
  }

  /// An evaluator of the function of X, or of X and Y.
  static Float32 of(Composite function) {
    return of(
        function.arity() == 1
            ? Formula.of(function, Formula.X)
            : Formula.of(function, Formula.X, Formula.Y));
  }

  float at(float... inputs) {
    System.arraycopy(inputs, 0, registers, 0, program.inputs());
    for (Program.Step step : program.steps()) {
      int[] r = step.arguments();
      float a = registers[r[0]];
      float b = r.length > 1 ? registers[r[1]] : 0;
      float c = r.length > 2 ? registers[r[2]] : 0;
      registers[step.target()] = apply((Primitive) step.function(), a, b, c);
    }
    return registers[program.outputs()[0]];
  }

  static float apply(Primitive primitive, float a, float b, float c) {
    return switch (primitive) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case FMA -> Math.fma(a, b, c);
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> (float) Math.sqrt(a);
      case FLOOR -> (float) Math.floor(a);
      case GREATER -> a > b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
      case SELECT -> a != 0 ? b : c;
      case EXP2I -> power((int) a);
      case SCALE -> a * power((int) b >> 1) * power((int) b - ((int) b >> 1));
      case EXPONENT -> (Float.floatToRawIntBits(a) >>> 23 & 255) - 127;
      case COPYSIGN -> {
        int sign = Float.floatToRawIntBits(b) & Integer.MIN_VALUE;
        yield Float.intBitsToFloat(Float.floatToRawIntBits(a) & Integer.MAX_VALUE | sign);
      }
    };
  }

  private static float power(int k) {
    return Float.intBitsToFloat(k + 127 << 23);
  }
}

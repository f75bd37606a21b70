package io.lanewise.opencl;

import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.formula.Program;
import java.util.List;

/// Formulas as OpenCL C: an assignment for each primitive, on variables `r0`, `r1`, … of which the
/// first hold the inputs.
final class FormulaCode {
  private final Program program;

  FormulaCode(List<Formula> formulas) {
    program = Program.of(formulas.stream().map(Formula::expand).toList());
  }

  /// The number of inputs.
  int inputs() {
    return program.inputs();
  }

  /// The variable of an input.
  static String input(int i) {
    return "r" + i;
  }

  /// The variable that holds a formula's value in the end.
  String output(int i) {
    return "r" + program.outputs()[i];
  }

  /// The declarations: all variables, with the constants set.
  String declarations() {
    double[] constants = program.constants();
    StringBuilder s = new StringBuilder();
    for (int r = 0; r < program.registers(); r++) {
      int c = r - program.inputs();
      s.append("  float r").append(r);
      s.append(c >= 0 && c < constants.length ? " = " + literal((float) constants[c]) : "");
      s.append(";\n");
    }
    return s.toString();
  }

  /// The assignments.
  String assignments() {
    StringBuilder s = new StringBuilder();
    for (Program.Step step : program.steps()) {
      String[] a = new String[step.arguments().length];
      for (int i = 0; i < a.length; i++) {
        a[i] = "r" + step.arguments()[i];
      }
      s.append("  r").append(step.target()).append(" = ");
      s.append(apply((Primitive) step.function(), a)).append(";\n");
    }
    return s.toString();
  }

  private static String apply(Primitive function, String... a) {
    return switch (function) {
      case ADD -> a[0] + " + " + a[1];
      case SUB -> a[0] + " - " + a[1];
      case MUL -> a[0] + " * " + a[1];
      case DIV -> a[0] + " / " + a[1];
      case MIN -> "smaller(" + a[0] + ", " + a[1] + ")";
      case MAX -> "larger(" + a[0] + ", " + a[1] + ")";
      case FMA -> "fma(" + a[0] + ", " + a[1] + ", " + a[2] + ")";
      case NEG -> "-" + a[0];
      case ABS -> "fabs(" + a[0] + ")";
      case SQRT -> "sqrt(" + a[0] + ")";
      case FLOOR -> "floor(" + a[0] + ")";
      case GREATER -> a[0] + " > " + a[1] + " ? 1.0f : 0.0f";
      case EQUAL -> a[0] + " == " + a[1] + " ? 1.0f : 0.0f";
      case SELECT -> a[0] + " != 0.0f ? " + a[1] + " : " + a[2];
      case EXP2I -> "exp2i(" + a[0] + ")";
      case SCALE -> "scale(" + a[0] + ", " + a[1] + ")";
      case EXPONENT -> "exponent(" + a[0] + ")";
      case COPYSIGN -> "with_sign(" + a[0] + ", " + a[1] + ")";
    };
  }

  /// A float in OpenCL C.
  static String literal(float value) {
    if (Float.isFinite(value)) {
      return "(" + Float.toHexString(value) + "f)";
    }
    return "as_float(0x" + Integer.toHexString(Float.floatToRawIntBits(value)) + ")";
  }
}

package io.lanewise.verification;

import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.formula.Primitive;
import io.lanewise.formula.Program;
import java.util.Arrays;
import java.util.List;

/// A composite's expansion in float32 over blocks of elements: one loop a primitive, in its
/// plainest form.
final class Block {
  static final int LENGTH = 4_096;

  private final Program program;
  private final float[][] registers;

  Block(Composite function) {
    Formula[] inputs = {Formula.X, Formula.Y};
    Formula applied = Formula.apply(function, Arrays.copyOf(inputs, function.arity()));
    program = Program.of(List.of(applied.expand()));
    registers = new float[program.registers()][LENGTH];
    double[] constants = program.constants();
    for (int i = 0; i < constants.length; i++) {
      Arrays.fill(registers[program.inputs() + i], (float) constants[i]);
    }
  }

  float[] input(int index) {
    return registers[index];
  }

  /// The values at the inputs, valid until the next run.
  float[] run() {
    for (Program.Step step : program.steps()) {
      int[] r = step.arguments();
      float[] a = registers[r[0]];
      float[] b = registers[r[r.length > 1 ? 1 : 0]];
      float[] c = registers[r[r.length > 2 ? 2 : 0]];
      apply((Primitive) step.function(), a, b, c, registers[step.target()]);
    }
    return registers[program.outputs()[0]];
  }

  private static void apply(Primitive primitive, float[] a, float[] b, float[] c, float[] y) {
    switch (primitive) {
      case ADD -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] + b[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] - b[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] * b[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] / b[i];
        }
      }
      case MIN -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = Math.min(a[i], b[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = Math.max(a[i], b[i]);
        }
      }
      case FMA -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = Math.fma(a[i], b[i], c[i]);
        }
      }
      case NEG -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = -a[i];
        }
      }
      case ABS -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = Math.abs(a[i]);
        }
      }
      case SQRT -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = (float) Math.sqrt(a[i]);
        }
      }
      case FLOOR -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = (float) Math.floor(a[i]);
        }
      }
      case GREATER -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] > b[i] ? 1 : 0;
        }
      }
      case EQUAL -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] == b[i] ? 1 : 0;
        }
      }
      case SELECT -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = a[i] != 0 ? b[i] : c[i];
        }
      }
      case EXP2I -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = power((int) a[i]);
        }
      }
      case SCALE -> {
        for (int i = 0; i < LENGTH; i++) {
          int k = (int) b[i];
          y[i] = a[i] * power(k >> 1) * power(k - (k >> 1));
        }
      }
      case EXPONENT -> {
        for (int i = 0; i < LENGTH; i++) {
          y[i] = (Float.floatToRawIntBits(a[i]) >>> 23 & 255) - 127;
        }
      }
      case COPYSIGN -> {
        for (int i = 0; i < LENGTH; i++) {
          int sign = Float.floatToRawIntBits(b[i]) & Integer.MIN_VALUE;
          int magnitude = Float.floatToRawIntBits(a[i]) & Integer.MAX_VALUE;
          y[i] = Float.intBitsToFloat(magnitude | sign);
        }
      }
    }
  }

  private static float power(int k) {
    return Float.intBitsToFloat(k + 127 << 23);
  }
}

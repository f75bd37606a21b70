package io.lanewise.verification.kernels;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.verification.Counts;
import io.lanewise.verification.Placement;
import io.lanewise.verification.UnderTest;
import java.util.Collections;
import java.util.List;

/// Runs an instruction on every float32 backend and measures it against float64, on the same
/// operands in a generated layout and in the plain one, which has to give the same bits.
final class KernelCheck {
  /// Half the distance from 1 to the next float: the error of one rounding.
  static final double U = 0x1p-24;

  /// The instruction with its operands laid out so.
  interface Form {
    Instruction of(List<Placement> placements);
  }

  /// How far an element may lie from the truth.
  interface Bound {
    double at(int operand, int element, double truth);
  }

  private KernelCheck() {}

  /// The largest relative error of n roundings: γₙ = n·u / (1 − n·u). Source: N. Higham, *Accuracy
  /// and Stability of Numerical Algorithms*, lemma 3.1.
  static double gamma(int n) {
    return n * U / (1 - n * U);
  }

  /// What the instruction gives in float64 for these values.
  static Trial truth(Form form, List<Placement> placements, Trial.Values values, int... owner) {
    return plainly(Backends.reference(), form, placements, values, owner);
  }

  /// The run in the plain layout, on the same operands: where the generated layout repeats an
  /// element, the plain one holds it as often.
  private static Trial plainly(
      Backend backend, Form form, List<Placement> placements, Trial.Values values, int... owner) {
    List<Layout> generated = form.of(placements).operands();
    Instruction plain = form.of(plain(placements));
    Trial.Values same =
        (operand, element) -> {
          Layout l = generated.get(operand);
          boolean reduces = plain.operands().get(operand).repeats();
          return values.at(operand, (reduces ? l.distinct() : l).at(element));
        };
    return Trial.run(backend, plain, same, owner);
  }

  private static List<Placement> plain(List<Placement> placements) {
    return Collections.nCopies(placements.size(), Placement.plain(8));
  }

  /// Every output is within its bound of the truth and has the same bits in every layout.
  ///
  /// @param name what the counts list it under
  /// @param owner for each operand the one whose buffer it has
  static void check(
      String name,
      Form form,
      List<Placement> placements,
      Trial.Values values,
      Bound bound,
      int... owner) {
    Trial truth = truth(form, placements, values, owner);
    Instruction instruction = form.of(placements);
    for (Backend backend : UnderTest.FLOATS) {
      Trial trial = Trial.run(backend, instruction, values, owner);
      Trial plain = plainly(backend, form, placements, values, owner);
      double largest = 0;
      for (int o = 0; o < instruction.outputs(); o++) {
        trial.assertSameBits(plain, o);
        for (int e = 0; e < trial.size(o); e++) {
          largest = Math.max(largest, share(trial, truth, o, e, bound));
        }
      }
      Counts.tried("kernel", name, backend.name(), largest);
    }
    sameBits(name, instruction, values, owner);
  }

  /// Every way to run SIMD kernels gives the bits of the scalar backend.
  static void sameBits(String name, Instruction instruction, Trial.Values values, int... owner) {
    Trial scalar = Trial.run(Backends.scalar(), instruction, values, owner);
    for (Backend backend : UnderTest.sameBits(name)) {
      Trial trial = Trial.run(backend, instruction, values, owner);
      for (int o = 0; o < instruction.outputs(); o++) {
        trial.assertSameBits(scalar, o);
      }
      Counts.tried("bits", name, UnderTest.name(backend), 0);
    }
  }

  /// The error as a share of its bound.
  private static double share(Trial trial, Trial truth, int o, int e, Bound bound) {
    double expected = truth.at(o, e);
    double actual = trial.at(o, e);
    if (Double.compare(actual, (float) expected) == 0) {
      return 0;
    }
    double limit = bound.at(o, e, expected);
    double error = Math.abs(actual - expected);
    if (!(error <= limit)) {
      throw new AssertionError(
          "element "
              + e
              + " of operand "
              + o
              + " is "
              + actual
              + ", the truth is "
              + expected
              + ": an error of "
              + error
              + ", the bound is "
              + limit);
    }
    return error / limit;
  }
}

package io.lanewise.op;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.abs;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.sub;
import static io.lanewise.op.Sample.index;
import static io.lanewise.op.Sample.real;
import static io.lanewise.op.Sample.spaced;

import io.lanewise.formula.Formula;
import java.util.ArrayList;
import java.util.List;

/// The registry of all ops: for each one, samples of its use and where it has kinks. Whoever wants
/// to check, document or time every op iterates over it.
public final class Catalogue {
  /// One op.
  ///
  /// @param op the op, with options as an example where it has some
  /// @param samples uses of it
  /// @param kinks formulas over the operands that are 0 where the op is not differentiable
  public record Entry(Op op, List<Sample> samples, List<Formula> kinks) {
    /// Whether a gradient can be asked of it, with respect to one operand at least.
    public boolean differentiable() {
      for (int i = 0; i < samples.get(0).arguments().size(); i++) {
        if (op.differentiable(i)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final List<Entry> ENTRIES = new ArrayList<>();

  static {
    // Arithmetic
    binary(Functions.ADD, -2, 2);
    binary(Functions.SUB, -2, 2);
    binary(Functions.MUL, -2, 2);
    binary(Functions.DIV, 0.5, 2);
    binary(Functions.POWER, 0.5, 2);
    binary(Functions.MINIMUM, -2, 2, sub(X, Y));
    binary(Functions.MAXIMUM, -2, 2, sub(X, Y));
    unary(Functions.plus(1.5), -2, 2);
    unary(Functions.times(-1.5), -2, 2);
    unary(Functions.dividedBy(3), -2, 2);
    unary(Functions.power(2), -2, 2);
    unary(Functions.power(2.5), 0.5, 2);
    unary(Functions.power(-1), 0.5, 2);
    unary(Functions.NEG, -2, 2);
    unary(Functions.clamp(-1, 1), -2, 2, sub(X, constant(-1)), sub(X, constant(1)));
    binary(Functions.GREATER, -2, 2);
    binary(Functions.GREATER_EQUAL, -2, 2);
    binary(Functions.LESS, -2, 2);
    binary(Functions.LESS_EQUAL, -2, 2);
    binary(Functions.EQUAL, -2, 2);
    binary(Functions.NOT_EQUAL, -2, 2);
    add(
        Functions.SELECT,
        Sample.of(index(2, 3, 4), real(-2, 2, 3, 4), real(-2, 2, 3, 4)),
        Sample.of(index(2, 4), real(-2, 2, 3, 1), real(-2, 2)));

    // Functions of one operand
    unary(Functions.ABS, -2, 2, X);
    unary(Functions.SQRT, 0.25, 4);
    unary(Functions.FLOOR, -2, 2);
    unary(Functions.EXPONENTIAL, -3, 3);
    unary(Functions.EXPONENTIAL_MINUS_1, -3, 3);
    unary(Functions.LOGARITHM, 0.2, 5);
    unary(Functions.LOGARITHM_OF_1_PLUS, -0.7, 5);
    unary(Functions.SINE, -4, 4);
    unary(Functions.COSINE, -4, 4);
    unary(Functions.ERROR_FUNCTION, -3, 3);
    unary(Functions.LOG_COSH, -12, 12);

    // Activations
    unary(Functions.HYPERBOLIC_TANGENT, -3, 3);
    unary(Functions.LOGISTIC, -4, 4);
    unary(Functions.SOFT_PLUS, -4, 4);
    unary(Functions.RELU, -2, 2, X);
    unary(Functions.leakyRelu(0.1), -2, 2, X);
    unary(Functions.elu(1.5), -2, 2, X);
    unary(Functions.GELU, -3, 3);
    unary(Functions.GELU_TANH, -3, 3);
    unary(Functions.SILU, -4, 4);

    // Losses of one element
    binary(Functions.SQUARED_ERROR, -2, 2);
    binary(Functions.ABSOLUTE_ERROR, -2, 2, sub(X, Y));
    binary(Functions.huber(0.75), -2, 2, sub(abs(sub(X, Y)), constant(0.75)));
    binary(Functions.BCE_WITH_LOGITS, -2, 2);

    // Reductions
    for (boolean keep : new boolean[] {false, true}) {
      add(new Sum(false, keep), real3());
      add(new Sum(false, keep, 1), real3());
      add(new Sum(true, keep, 0, -1), real3());
      add(new Extremum(true, keep, -1), spaced3());
      add(new Extremum(false, keep, 0, 1), spaced3());
      add(new Product(keep, 1), Sample.of(real(0.5, 1.5, 2, 3, 4)));
      add(new Variance(1, keep, 0, 2), real3());
      add(new Variance(0, keep, -1), real3());
      add(new LogSumExp(keep, 1), real3());
      add(new ArgExtremum(true, keep, 1), spaced3());
      add(new ArgExtremum(false, keep), spaced3());
    }

    // Products
    add(
        new MatMul(),
        Sample.of(real(-1, 1, 3, 4), real(-1, 1, 4, 5)),
        Sample.of(real(-1, 1, 2, 3, 4), real(-1, 1, 4, 5)),
        Sample.of(real(-1, 1, 2, 1, 3, 4), real(-1, 1, 3, 4, 2)));

    add(
        new CosineSimilarity(-1),
        Sample.of(real(0.5, 2, 3, 4), real(-2, 2, 3, 4)),
        Sample.of(real(0.5, 2, 4), real(-2, 2, 4)));

    // Data movement
    add(new Contiguous(), real3());
    add(new Concat(1), Sample.of(real(-1, 1, 2, 3), real(-1, 1, 2, 1), real(-1, 1, 2, 2)));
    add(new Pad(0.5, new int[] {1, 0}, new int[] {0, 2}), Sample.of(real(-1, 1, 2, 3)));
    add(
        new IndexSelect(0),
        Sample.of(real(-1, 1, 5, 3), index(5, 4)),
        Sample.of(real(-1, 1, 5, 3), index(5, 2, 3)));
    add(new IndexSelect(-1), Sample.of(real(-1, 1, 2, 5), index(5, 3)));

    // Rows
    add(new Softmax(false, -1), real3());
    add(new Softmax(false, 0), real3());
    add(new Softmax(true, 1), real3());
    add(new CrossEntropy(), Sample.of(real(-2, 2, 4, 3), index(3, 4)));
  }

  private Catalogue() {}

  /// Every op.
  public static List<Entry> entries() {
    return List.copyOf(ENTRIES);
  }

  private static void add(Op op, Sample... samples) {
    ENTRIES.add(new Entry(op, List.of(samples), List.of()));
  }

  private static void unary(Op op, double low, double high, Formula... kinks) {
    Sample matrix = Sample.of(real(low, high, 3, 4));
    Sample scalar = Sample.of(real(low, high));
    ENTRIES.add(new Entry(op, List.of(matrix, scalar), List.of(kinks)));
  }

  /// Operands of one shape, and broadcast in both directions.
  private static void binary(Op op, double low, double high, Formula... kinks) {
    Sample same = Sample.of(real(low, high, 3, 4), real(low, high, 3, 4));
    Sample right = Sample.of(real(low, high, 2, 3, 4), real(low, high, 4));
    Sample both = Sample.of(real(low, high, 3, 1), real(low, high, 1, 4));
    ENTRIES.add(new Entry(op, List.of(same, right, both), List.of(kinks)));
  }

  private static Sample real3() {
    return Sample.of(real(-2, 2, 2, 3, 4));
  }

  private static Sample spaced3() {
    return Sample.of(spaced(-2, 2, 2, 3, 4));
  }
}

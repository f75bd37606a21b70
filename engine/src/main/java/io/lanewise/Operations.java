package io.lanewise;

import io.lanewise.op.ArgExtremum;
import io.lanewise.op.CosineSimilarity;
import io.lanewise.op.CrossEntropy;
import io.lanewise.op.Extremum;
import io.lanewise.op.Functions;
import io.lanewise.op.IndexSelect;
import io.lanewise.op.LogSumExp;
import io.lanewise.op.MatMul;
import io.lanewise.op.Op;
import io.lanewise.op.Pad;
import io.lanewise.op.Product;
import io.lanewise.op.Softmax;
import io.lanewise.op.Sum;
import io.lanewise.op.Variance;

/// Every operation as a method of [Tensor]. Operands broadcast as in NumPy and live on one backend;
/// the formula and the gradient of each stand with the op.
///
/// A reduction names its axes (none means all) and removes them; `keep…` leaves them with size 1.
public sealed interface Operations permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Applies an op, one of one's own for instance, to this tensor and further ones.
  ///
  /// @throws IllegalArgumentException if shapes or backends do not fit
  default Tensor apply(Op op, Tensor... others) {
    Tensor[] in = new Tensor[others.length + 1];
    in[0] = self();
    System.arraycopy(others, 0, in, 1, others.length);
    return Dispatch.apply(op, in);
  }

  // Arithmetic

  /// x + y
  default Tensor add(Tensor y) {
    return apply(Functions.ADD, y);
  }

  /// x + a
  default Tensor add(double a) {
    return apply(Functions.plus(a));
  }

  /// x − y
  default Tensor sub(Tensor y) {
    return apply(Functions.SUB, y);
  }

  /// x − a
  default Tensor sub(double a) {
    return apply(Functions.plus(-a));
  }

  /// x · y
  default Tensor mul(Tensor y) {
    return apply(Functions.MUL, y);
  }

  /// x · a
  default Tensor mul(double a) {
    return apply(Functions.times(a));
  }

  /// x / y
  default Tensor div(Tensor y) {
    return apply(Functions.DIV, y);
  }

  /// x / a, as a division
  default Tensor div(double a) {
    return apply(Functions.dividedBy(a));
  }

  /// −x
  default Tensor neg() {
    return apply(Functions.NEG);
  }

  /// x², as one multiplication
  default Tensor square() {
    return apply(Functions.power(2));
  }

  /// xᵃ; whole exponents from −1 to 3 as products
  default Tensor pow(double a) {
    return apply(Functions.power(a));
  }

  /// xʸ
  default Tensor pow(Tensor y) {
    return apply(Functions.POWER, y);
  }

  /// The smaller of the two.
  default Tensor minimum(Tensor y) {
    return apply(Functions.MINIMUM, y);
  }

  /// The larger of the two.
  default Tensor maximum(Tensor y) {
    return apply(Functions.MAXIMUM, y);
  }

  /// x within low and high
  default Tensor clamp(double low, double high) {
    return apply(Functions.clamp(low, high));
  }

  // Comparisons: 1 where they hold, else 0

  /// x > y
  default Tensor greater(Tensor y) {
    return apply(Functions.GREATER, y);
  }

  /// x ≥ y
  default Tensor greaterEqual(Tensor y) {
    return apply(Functions.GREATER_EQUAL, y);
  }

  /// x < y
  default Tensor less(Tensor y) {
    return apply(Functions.LESS, y);
  }

  /// x ≤ y
  default Tensor lessEqual(Tensor y) {
    return apply(Functions.LESS_EQUAL, y);
  }

  /// x = y, element by element
  default Tensor equalTo(Tensor y) {
    return apply(Functions.EQUAL, y);
  }

  /// x ≠ y, element by element
  default Tensor notEqualTo(Tensor y) {
    return apply(Functions.NOT_EQUAL, y);
  }

  /// y where this is not 0, else z
  default Tensor select(Tensor y, Tensor z) {
    return apply(Functions.SELECT, y, z);
  }

  // Functions of one operand

  /// |x|
  default Tensor abs() {
    return apply(Functions.ABS);
  }

  /// √x
  default Tensor sqrt() {
    return apply(Functions.SQRT);
  }

  /// ⌊x⌋
  default Tensor floor() {
    return apply(Functions.FLOOR);
  }

  /// eˣ
  default Tensor exp() {
    return apply(Functions.EXPONENTIAL);
  }

  /// eˣ − 1, accurate near 0
  default Tensor expm1() {
    return apply(Functions.EXPONENTIAL_MINUS_1);
  }

  /// ln x
  default Tensor log() {
    return apply(Functions.LOGARITHM);
  }

  /// ln(1 + x), accurate near 0
  default Tensor log1p() {
    return apply(Functions.LOGARITHM_OF_1_PLUS);
  }

  /// sin x
  default Tensor sin() {
    return apply(Functions.SINE);
  }

  /// cos x
  default Tensor cos() {
    return apply(Functions.COSINE);
  }

  /// The error function
  default Tensor erf() {
    return apply(Functions.ERROR_FUNCTION);
  }

  /// ln cosh x
  default Tensor logcosh() {
    return apply(Functions.LOG_COSH);
  }

  // Activations

  /// tanh x
  default Tensor tanh() {
    return apply(Functions.HYPERBOLIC_TANGENT);
  }

  /// 1 / (1 + e⁻ˣ)
  default Tensor sigmoid() {
    return apply(Functions.LOGISTIC);
  }

  /// ln(1 + eˣ)
  default Tensor softplus() {
    return apply(Functions.SOFT_PLUS);
  }

  /// max(x, 0)
  default Tensor relu() {
    return apply(Functions.RELU);
  }

  /// x where x > 0, else slope·x
  default Tensor leakyRelu(double slope) {
    return apply(Functions.leakyRelu(slope));
  }

  /// x where x > 0, else α(eˣ − 1)
  default Tensor elu(double alpha) {
    return apply(Functions.elu(alpha));
  }

  /// x·Φ(x), Φ the normal distribution
  default Tensor gelu() {
    return apply(Functions.GELU);
  }

  /// GELU with tanh in place of the error function
  default Tensor geluTanh() {
    return apply(Functions.GELU_TANH);
  }

  /// x·sigmoid(x)
  default Tensor silu() {
    return apply(Functions.SILU);
  }

  /// eˣ / Σ eˣ along an axis
  default Tensor softmax(int axis) {
    return apply(new Softmax(false, axis));
  }

  /// ln softmax along an axis
  default Tensor logSoftmax(int axis) {
    return apply(new Softmax(true, axis));
  }

  // Reductions

  /// Σ x
  default Tensor sum(int... axes) {
    return apply(new Sum(false, false, axes));
  }

  /// Σ x, the axes kept with size 1
  default Tensor keepSum(int... axes) {
    return apply(new Sum(false, true, axes));
  }

  /// The mean
  default Tensor mean(int... axes) {
    return apply(new Sum(true, false, axes));
  }

  /// The mean, the axes kept with size 1
  default Tensor keepMean(int... axes) {
    return apply(new Sum(true, true, axes));
  }

  /// The largest
  default Tensor max(int... axes) {
    return apply(new Extremum(true, false, axes));
  }

  /// The largest, the axes kept with size 1
  default Tensor keepMax(int... axes) {
    return apply(new Extremum(true, true, axes));
  }

  /// The smallest
  default Tensor min(int... axes) {
    return apply(new Extremum(false, false, axes));
  }

  /// The smallest, the axes kept with size 1
  default Tensor keepMin(int... axes) {
    return apply(new Extremum(false, true, axes));
  }

  /// Π x
  default Tensor prod(int... axes) {
    return apply(new Product(false, axes));
  }

  /// Π x, the axes kept with size 1
  default Tensor keepProd(int... axes) {
    return apply(new Product(true, axes));
  }

  /// The sample variance, Σ (x − mean)² / (n − 1)
  default Tensor variance(int... axes) {
    return apply(new Variance(1, false, axes));
  }

  /// The sample variance, the axes kept with size 1
  default Tensor keepVariance(int... axes) {
    return apply(new Variance(1, true, axes));
  }

  /// The population variance, Σ (x − mean)² / n
  default Tensor populationVariance(int... axes) {
    return apply(new Variance(0, false, axes));
  }

  /// The population variance, the axes kept with size 1
  default Tensor keepPopulationVariance(int... axes) {
    return apply(new Variance(0, true, axes));
  }

  /// ln Σ eˣ
  default Tensor logSumExp(int... axes) {
    return apply(new LogSumExp(false, axes));
  }

  /// ln Σ eˣ, the axes kept with size 1
  default Tensor keepLogSumExp(int... axes) {
    return apply(new LogSumExp(true, axes));
  }

  /// The index of the first largest element along one axis, or of all
  default Tensor argmax(int... axis) {
    return apply(new ArgExtremum(true, false, axis));
  }

  /// The index of the first smallest element along one axis, or of all
  default Tensor argmin(int... axis) {
    return apply(new ArgExtremum(false, false, axis));
  }

  // Products

  /// A·B on the last two axes; the axes before them broadcast. A vector on either side is taken as
  /// a row or a column, and the result has no axis for it.
  default Tensor matmul(Tensor b) {
    Tensor a = self();
    if (a.rank() == 1) {
      Tensor row = a.unsqueeze(0).matmul(b);
      return row.squeeze(b.rank() == 1 ? -1 : -2);
    }
    if (b.rank() == 1) {
      return apply(new MatMul(), b.unsqueeze(1)).squeeze(-1);
    }
    return apply(new MatMul(), b);
  }

  /// x·y / (‖x‖·‖y‖) along an axis, each norm at least 10⁻⁸
  default Tensor cosineSimilarity(Tensor y, int axis) {
    return apply(new CosineSimilarity(axis), y);
  }

  // Data movement

  /// Margins of a value around the tensor: `before[i]` and `after[i]` elements at axis i.
  default Tensor pad(double value, int[] before, int[] after) {
    return apply(new Pad(value, before, after));
  }

  /// The slices of an axis that `index` names, a tensor of whole numbers of any shape, which takes
  /// the place of the axis.
  default Tensor indexSelect(int axis, Tensor index) {
    return apply(new IndexSelect(axis), index);
  }

  /// The rows of this table [n, width] that `index` names: shape of the index, then width.
  default Tensor embedding(Tensor index) {
    return indexSelect(0, index);
  }

  /// For each class index a row of `classes` values, 1 at the index and 0 elsewhere.
  default Tensor oneHot(int classes) {
    Tensor index = self();
    return Backends.with(index.backend(), () -> Tensor.eye(classes)).embedding(index);
  }

  // Losses: the mean over all elements or rows

  /// Binary cross-entropy of logits with targets in [0, 1].
  default Tensor bceWithLogits(Tensor targets) {
    return MeanLoss.of("bceWithLogits", Functions.BCE_WITH_LOGITS, self(), targets);
  }

  /// Cross-entropy of logits [rows, classes] with class indices [rows].
  default Tensor crossEntropy(Tensor classes) {
    return apply(new CrossEntropy(), classes);
  }

  /// The mean squared error.
  default Tensor mse(Tensor targets) {
    return MeanLoss.of("mse", Functions.SQUARED_ERROR, self(), targets);
  }

  /// The mean absolute error.
  default Tensor l1(Tensor targets) {
    return MeanLoss.of("l1", Functions.ABSOLUTE_ERROR, self(), targets);
  }

  /// The Huber loss: quadratic up to an error of δ, linear beyond.
  default Tensor huber(Tensor targets, double delta) {
    return MeanLoss.of("huber", Functions.huber(delta), self(), targets);
  }
}

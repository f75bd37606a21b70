package io.lanewise.verification.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.layout.Shape;
import io.lanewise.verification.Tensors;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Identities of linear algebra, of softmax and of gradients.
class AlgebraTest {
  @Provide
  Arbitrary<Law> laws() {
    return Law.laws();
  }

  @Provide
  Arbitrary<Shape> matrices() {
    return Law.matrices();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Tensors.shapes(1);
  }

  @Provide
  Arbitrary<Integer> turns() {
    return Law.turns();
  }

  @Property(tries = 1_000)
  void transposeOfAProductIsTheProductOfTheTransposesInReverse(
      @ForAll("matrices") Shape left, @ForAll @IntRange(max = 5) int n, @ForAll("laws") Law law) {
    Law.holds(
        "transpose of a product",
        () -> {
          Tensor a = law.whole(0, left);
          Tensor b = law.whole(1, left.with(-2, left.dim(-1)).with(-1, n));
          Law.same(a.matmul(b).transpose(), b.transpose().matmul(a.transpose()));
        });
  }

  @Property(tries = 500)
  void productWithTheIdentityIsTheMatrix(@ForAll("matrices") Shape shape, @ForAll("laws") Law law) {
    Law.holds(
        "product with the identity",
        () -> {
          Tensor a = law.whole(0, shape);
          Law.same(a, a.matmul(Tensor.eye(shape.dim(-1))));
          Law.same(a, Tensor.eye(shape.dim(-2)).matmul(a));
        });
  }

  @Property(tries = 1_000)
  void sharesOfSoftmaxSumToOneAndIgnoreAShift(
      @ForAll("shapes") Shape drawn,
      @ForAll("turns") int turn,
      @ForAll @IntRange(min = -100, max = 100) int shift,
      @ForAll("laws") Law law) {
    int axis = turn % drawn.rank();
    Shape shape = drawn.with(axis, Math.max(1, drawn.dim(axis)));
    Law.holds(
        "softmax sums to 1 and ignores a shift",
        () -> {
          Tensor x = law.whole(0, shape);
          Tensor shares = x.softmax(axis);
          Tensor ones = Tensor.ones(shape.without(axis).toArray());
          // Each of the at most 5 quotients and 4 sums rounds by 2⁻²⁴ at most.
          Law.close(ones, shares.sum(axis), 10 * 0x1p-24);
          Law.same(shares, x.add(shift).softmax(axis));
          Law.same(x.logSoftmax(axis), x.add(shift).logSoftmax(axis));
        });
  }

  /// ⟨gather(T, i), U⟩ = ⟨T, scatter(U, i)⟩, scatter being the gradient of gather.
  @Property(tries = 1_000)
  void scatterIsTheAdjointOfGather(
      @ForAll("shapes") Shape drawn,
      @ForAll("turns") int turn,
      @ForAll @IntRange(max = 6) int n,
      @ForAll("laws") Law law) {
    int axis = turn % drawn.rank();
    Shape shape = drawn.with(axis, Math.max(1, drawn.dim(axis)));
    Law.holds(
        "scatter is the adjoint of gather",
        () -> {
          Tensor table = law.whole(0, shape).requireGradient();
          Tensor index = law.indices(1, Shape.of(n), shape.dim(axis));
          Tensor u = law.whole(2, shape.with(axis, n));
          Tape tape = Tape.record(() -> table.indexSelect(axis, index));
          tape.backward(u);
          assertEquals(tape.output().mul(u).sum().item(), table.mul(table.gradient()).sum().item());
        });
  }

  @Property(tries = 500)
  void oneHotRowsSelectAsIndicesDo(
      @ForAll @IntRange(max = 6) int n,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll("laws") Law law) {
    Law.holds(
        "one-hot rows select",
        () -> {
          Tensor table = law.whole(0, Shape.of(classes, width));
          Tensor index = law.indices(1, Shape.of(n), classes);
          Tensor hot = index.oneHot(classes);
          Law.same(table.indexSelect(0, index), hot.matmul(table));
          Law.same(index, hot.argmax(1));
          Law.same(Tensor.ones(n), hot.sum(1));
        });
  }

  @Property(tries = 1_000)
  void gradientOfASumOfLossesIsTheSumOfTheirGradients(
      @ForAll("shapes") Shape shape, @ForAll("laws") Law law) {
    Law.holds(
        "gradient of a sum of losses",
        () -> {
          Tensor x = law.whole(0, shape).requireGradient();
          Tensor w = law.whole(1, shape);
          Function<Tensor, Tensor> square = t -> t.square().mul(w).sum();
          Function<Tensor, Tensor> product = t -> t.mul(w).relu().sum();
          Tensor first = gradient(x, square);
          Tensor second = gradient(x, product);
          Law.same(first.add(second), gradient(x, t -> square.apply(t).add(product.apply(t))));
          Tape one = Tape.record(() -> square.apply(x));
          Tape other = Tape.record(() -> product.apply(x));
          one.backward();
          other.backwardAccumulating();
          Law.same(first.add(second), x.gradient());
        });
  }

  /// The gradient, in a tensor of its own.
  private static Tensor gradient(Tensor x, Function<Tensor, Tensor> loss) {
    Tape.record(() -> loss.apply(x)).backward();
    return Law.copy(x.gradient());
  }

  @Property(tries = 1_000)
  void gradientsOfLinearOpsAreLinearInTheirSeed(
      @ForAll("matrices") Shape shape, @ForAll @IntRange(max = 4) int n, @ForAll("laws") Law law) {
    Law.holds(
        "gradients of linear ops",
        () -> {
          Tensor x = law.whole(0, shape).requireGradient();
          Tensor b = law.whole(1, Shape.of(shape.dim(-1), n));
          linear(x, law, t -> t.matmul(b), 0);
          linear(x, law, t -> t.sum(-2), 0);
          // The quotients are rounded: each of at most 16, by 2⁻²⁴ of it.
          if (shape.dim(-1) > 0) {
            linear(x, law, t -> t.mean(-1), 32 * 0x1p-24);
          }
        });
  }

  private static void linear(Tensor x, Law law, Function<Tensor, Tensor> op, double bound) {
    Tape tape = Tape.record(() -> op.apply(x));
    Tensor u = law.whole(3, tape.output().shape());
    Tensor v = law.whole(4, tape.output().shape());
    tape.backward(u);
    Tensor sum = Law.copy(x.gradient());
    tape.backward(v);
    sum = sum.add(x.gradient());
    tape.backward(u.add(v));
    Law.close(sum, x.gradient(), bound);
  }

  @Property(tries = 500)
  void arithmeticOfWholeNumbersObeysTheLawsOfARing(
      @ForAll("shapes") Shape shape, @ForAll("laws") Law law) {
    Law.holds(
        "a ring",
        () -> {
          Tensor a = law.whole(0, shape);
          Tensor b = law.whole(1, shape);
          Tensor c = law.whole(2, shape);
          Law.same(a.add(b), b.add(a));
          Law.same(a.mul(b), b.mul(a));
          Law.same(a.add(b).add(c), a.add(b.add(c)));
          Law.same(a.mul(b).mul(c), a.mul(b.mul(c)));
          // Adding 0 makes −0 to 0: the two sides find different zeros.
          Law.same(a.mul(b.add(c)).add(0), a.mul(b).add(a.mul(c)).add(0));
          Law.same(a.sub(b), a.add(b.neg()));
        });
  }

  /// Zeros of both signs among the values: −0 + 0 is 0.
  @Property(tries = 500)
  void operationWithANumberIsTheOneWithATensorOfIt(
      @ForAll("shapes") Shape shape,
      @ForAll @IntRange(min = -2, max = 2) int number,
      @ForAll("laws") Law law) {
    Law.holds(
        "operations with a number",
        () -> {
          Tensor x = law.whole(0, shape).mul(Tensor.full(-1, shape.toArray()));
          Tensor all = Tensor.full(number, shape.toArray());
          Law.same(x.add(all), x.add(number));
          Law.same(x.sub(all), x.sub(number));
          Law.same(x.mul(all), x.mul(number));
          Law.same(x.div(all), x.div(number));
        });
  }
}

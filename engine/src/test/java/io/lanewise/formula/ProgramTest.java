package io.lanewise.formula;

import static io.lanewise.formula.Formula.X;
import static io.lanewise.formula.Formula.Y;
import static io.lanewise.formula.Formula.add;
import static io.lanewise.formula.Formula.constant;
import static io.lanewise.formula.Formula.mul;
import static io.lanewise.formula.Formula.neg;
import static io.lanewise.formula.Formula.sub;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  @Test
  void sharedSubformulaIsOneStep() {
    Formula sum = add(X, Y);
    assertEquals(2, Program.of(List.of(mul(sum, sum))).steps().size());
    assertEquals(3, Program.of(List.of(mul(sum, X), mul(sum, Y))).steps().size());
  }

  @Test
  void chainRunsInOneRegisterBesideInputsAndConstants() {
    Formula chain = X;
    for (int i = 0; i < 10; i++) {
      chain = Formula.sqrt(add(mul(chain, X), constant(0.5)));
    }
    assertEquals(3, Program.of(List.of(chain)).registers());
  }

  @Test
  void outputsKeepTheirRegisters() {
    Formula first = add(X, Y);
    Formula second = mul(first, first);
    Program program = Program.of(List.of(first, sub(second, X)));
    assertNotEquals(program.outputs()[0], program.outputs()[1]);
    assertArrayEquals(new double[] {5, 23}, program.evaluator().run(2, 3));
  }

  @Test
  void inputMayBeAnOutput() {
    Program program = Program.of(List.of(X, neg(X)));
    assertArrayEquals(new double[] {4, -4}, program.evaluator().run(4));
  }

  @Test
  void constantsLieAfterTheInputs() {
    Program program = Program.of(List.of(add(mul(X, constant(2)), constant(3))));
    assertEquals(1, program.inputs());
    assertArrayEquals(new double[] {2, 3}, program.constants());
    assertEquals(1, program.steps().get(0).arguments()[1]);
    assertEquals(2, program.steps().get(1).arguments()[1]);
  }

  @Test
  void evaluatorCanRunAgain() {
    Program.Evaluator evaluator = Program.of(List.of(mul(X, X))).evaluator();
    assertEquals(9, evaluator.run(3)[0]);
    assertEquals(16, evaluator.run(4)[0]);
  }

  /// A chain of so many steps.
  private static Formula chain(Formula from, int steps) {
    Formula chain = from;
    for (int i = 0; i < steps; i++) {
      chain = Formula.sqrt(chain);
    }
    return chain;
  }

  @Test
  void longFirstChoiceThatNothingElseNeedsIsADetour() {
    Formula far = Formula.greater(X, constant(9));
    Formula way = chain(Y, 60);
    Formula other = Formula.select(far, neg(way), X);
    Program program = Program.of(List.of(add(other, Formula.select(far, way, Y))));
    Program.Detour detour = program.detours().getFirst();
    assertEquals(1, program.detours().size());
    assertEquals(61, detour.end() - detour.first());
    assertEquals(Primitive.GREATER, program.steps().get(detour.first() - 1).function());
    assertArrayEquals(new double[] {3}, program.evaluator().run(1, 2));
    assertArrayEquals(new double[] {0}, program.evaluator().run(10, 1));
  }

  @Test
  void whatIsShortOrAskedForOrNeededElsewhereIsNoDetour() {
    Formula far = Formula.greater(X, constant(9));
    Formula way = chain(Y, 60);
    Formula chosen = Formula.select(far, way, Y);
    assertEquals(List.of(), Program.of(List.of(Formula.select(far, chain(Y, 5), Y))).detours());
    assertEquals(List.of(), Program.of(List.of(chosen, way)).detours());
    assertEquals(List.of(), Program.of(List.of(add(chosen, way))).detours());
    assertEquals(List.of(), Program.of(List.of(Formula.select(way, Y, way))).detours());
  }

  @Test
  void wayThatNeedsItsOwnSelectionIsLeftInPlace() {
    Formula far = Formula.greater(X, constant(9));
    Formula first = chain(Y, 50);
    Formula between = add(Formula.select(far, first, Y), constant(1));
    Formula second = chain(mul(first, between), 50);
    Program program = Program.of(List.of(add(between, Formula.select(far, second, X))));
    assertEquals(List.of(), program.detours());
    assertArrayEquals(new double[] {4}, program.evaluator().run(1, 2));
  }

  @Test
  void sineWithinSineHasTwoDetours() {
    Formula inner = Formula.of(Composite.SIN, X);
    Formula outer = Formula.of(Composite.SIN, mul(inner, constant(1e6)));
    assertEquals(2, Program.of(List.of(outer.expand())).detours().size());
    Formula both = add(inner, Formula.of(Composite.COS, X));
    assertEquals(1, Program.of(List.of(both.expand())).detours().size());
  }
}

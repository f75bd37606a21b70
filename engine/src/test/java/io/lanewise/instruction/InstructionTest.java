package io.lanewise.instruction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstructionTest {
  private static final Layout MATRIX = Layout.of(Shape.of(4, 4));
  private static final Layout ROW = Layout.of(Shape.of(4));

  static List<Instruction> each() {
    Layout column = Layout.of(Shape.of(4, 1)).expand(MATRIX.shape());
    return List.of(
        new Instruction.Map(List.of(Formula.X), List.of(MATRIX, MATRIX)),
        new Instruction.Reduce(Combine.MAX, Formula.X, List.of(column, MATRIX), false),
        new Instruction.Reduce(Combine.SUM, Formula.X, List.of(column, MATRIX), true),
        new Instruction.ArgReduce(ROW, MATRIX, true),
        new Instruction.Gemm(MATRIX, MATRIX.transpose(), MATRIX, true),
        new Instruction.Copy(MATRIX, MATRIX.transpose()),
        new Instruction.Gather(MATRIX, MATRIX, ROW, true),
        new Instruction.Scatter(MATRIX, MATRIX, ROW, true),
        new Instruction.RowSoftmax(MATRIX, MATRIX.transpose(), true),
        new Instruction.RowCrossEntropy(ROW, MATRIX, MATRIX.transpose(), ROW));
  }

  @ParameterizedTest
  @MethodSource("each")
  void operandsMayLieElsewhere(Instruction i) {
    assertEquals(i, i.withOperands(i.operands()));
    List<Layout> moved = i.operands().stream().map(l -> l.shifted(5)).toList();
    Instruction other = i.withOperands(moved);
    assertEquals(moved, other.operands());
    assertEquals(i, other.withOperands(i.operands()));
  }
}

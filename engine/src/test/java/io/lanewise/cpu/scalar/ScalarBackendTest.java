package io.lanewise.cpu.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Allocated;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.cpu.reference.ReferenceBackend;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.Instruction.Combine;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarBackendTest {
  private static Layout rows(int... dims) {
    return Layout.of(Shape.of(dims));
  }

  /// One of each family, in layouts that take the long ways round.
  static Stream<Instruction> instructions() {
    Shape s = Shape.of(40, 30);
    Layout x = Placement.REVERSED.of(s);
    Layout perRow = Layout.of(s, new int[] {1, 0}, 0);
    Layout perColumn = rows(30).expand(s);
    Formula formula = Formula.of(Composite.SIGMOID, Formula.add(Formula.X, Formula.Y));
    return Stream.of(
        new Instruction.Map(List.of(formula), List.of(rows(40, 30), x, perColumn)),
        new Instruction.Map(List.of(formula), List.of(rows(40, 30), x, perColumn)).accumulating(),
        new Instruction.Reduce(Combine.SUM, formula, List.of(perRow, x, perColumn), false),
        new Instruction.Reduce(Combine.SUM, formula, List.of(perColumn, x, perColumn), true),
        new Instruction.Reduce(Combine.MAX, Formula.X, List.of(Layout.repeated(s, 0), x), false),
        new Instruction.ArgReduce(rows(40), x, true),
        new Instruction.Gemm(rows(40, 20), x, rows(30, 20), false),
        new Instruction.Gemm(rows(4, 5, 3), rows(4, 5, 2), rows(4, 2, 3), true),
        new Instruction.Copy(rows(40, 30), x),
        new Instruction.Gather(rows(7, 30), x, rows(7), true),
        new Instruction.Scatter(x, rows(7, 30), rows(7), false),
        new Instruction.RowSoftmax(rows(40, 30), x, false),
        new Instruction.RowSoftmax(rows(40, 30), x, true),
        new Instruction.RowCrossEntropy(rows(40), rows(40, 30), x, rows(40)));
  }

  private static Kernel bound(Backend backend, Instruction instruction) {
    List<Layout> layouts = instruction.operands();
    Buffer[] buffers = new Buffer[layouts.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = backend.allocate(layouts.get(i).distinct().reach());
    }
    return backend.bind(instruction, buffers);
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void runAllocatesNothing(Instruction instruction) {
    Kernel kernel = bound(ScalarBackend.INSTANCE, instruction);
    assertEquals(0, Allocated.bytes(2, kernel::run));
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void referenceAllocatesNothingEither(Instruction instruction) {
    Kernel kernel = bound(ReferenceBackend.INSTANCE, instruction);
    assertEquals(0, Allocated.bytes(2, kernel::run));
  }

  @Test
  void bufferOfAnotherBackendIsRejectedByName() {
    var copy = new Instruction.Copy(rows(2), rows(2));
    Buffer mine = ScalarBackend.INSTANCE.allocate(2);
    Buffer theirs = ReferenceBackend.INSTANCE.allocate(2);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> ScalarBackend.INSTANCE.bind(copy, mine, theirs));
    assertEquals(
        "copy %1: the buffer of operand %1 belongs to backend reference, not to scalar;"
            + " move the tensor there first",
        error.getMessage());
  }

  @Test
  void bufferThatIsTooShortIsRejected() {
    var copy = new Instruction.Copy(rows(2), Placement.SHIFTED.of(Shape.of(2)));
    Buffer two = ScalarBackend.INSTANCE.allocate(2);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> ScalarBackend.INSTANCE.bind(copy, two, two));
    assertEquals(
        "copy %1: operand %1 is [2]+5 and reaches element 6 of a buffer of 2;"
            + " the layout belongs to another buffer",
        error.getMessage());
  }

  @Test
  void everyOperandNeedsABuffer() {
    var copy = new Instruction.Copy(rows(2), rows(2));
    Buffer two = ScalarBackend.INSTANCE.allocate(2);
    var error =
        assertThrows(IllegalArgumentException.class, () -> ScalarBackend.INSTANCE.bind(copy, two));
    assertEquals(
        "copy %1: 2 operands and 1 buffers; bind one buffer for each operand, outputs first",
        error.getMessage());
  }
}

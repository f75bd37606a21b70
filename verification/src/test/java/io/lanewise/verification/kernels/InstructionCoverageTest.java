package io.lanewise.verification.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.instruction.Instruction;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A new instruction wants a property in [KernelsTest] and a closed form in [ReferenceTest].
class InstructionCoverageTest {
  private static final Set<String> COVERED =
      new TreeSet<>(
          Set.of(
              "Map",
              "Reduce",
              "ArgReduce",
              "Gemm",
              "Copy",
              "Gather",
              "Scatter",
              "RowSoftmax",
              "RowCrossEntropy"));

  @Test
  void everyInstructionHasAProperty() {
    Set<String> all = new TreeSet<>();
    Arrays.stream(Instruction.class.getPermittedSubclasses())
        .forEach(c -> all.add(c.getSimpleName()));
    assertEquals(COVERED, all);
  }
}

package io.lanewise.verification.faults;

import io.lanewise.Backends;
import io.lanewise.GradCheck;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.op.Concat;
import io.lanewise.op.Functions;
import io.lanewise.op.MatMul;
import io.lanewise.op.Op;
import io.lanewise.verification.WrappedBackend;
import io.lanewise.verification.graphs.Graph;
import io.lanewise.verification.graphs.GraphChecks;
import io.lanewise.verification.graphs.RandomGraphs;
import java.util.List;
import java.util.function.BiConsumer;

/// A fault put in on purpose, and the property that has to catch it.
///
/// @param fault what is wrong
/// @param property what should notice
/// @param check checks the property with the fault or, if `planted` is false, without it
public record PlantedFault(String fault, String property, Check check) {
  /// The property, with or without the fault.
  @FunctionalInterface
  public interface Check {
    /// @throws AssertionError if it does not hold
    void run(boolean planted);
  }

  private static final int GRAPHS = 100;

  /// The catalogue.
  public static final List<PlantedFault> ALL =
      List.of(
          op(
              "a gradient scaled by 1.001",
              FaultyOps.SCALED,
              Functions.SINE,
              Tensor.uniform(1, 3, 4)),
          op(
              "a wrong declared gradient",
              FaultyOps.WRONG_DECLARATION,
              Functions.SOFT_PLUS,
              Tensor.normal(1, 3, 4)),
          op(
              "a swapped transpose in a backward rule",
              FaultyOps.SWAPPED_TRANSPOSE,
              new MatMul(),
              Tensor.normal(1, 3, 3),
              Tensor.normal(2, 3, 3)),
          op(
              "a dropped sum over a broadcast axis",
              FaultyOps.DROPPED_SUM,
              Functions.ADD,
              Tensor.normal(1, 3, 4),
              Tensor.normal(2, 1, 4)),
          op(
              "the parts of concat's gradient in another order",
              FaultyOps.WRONG_ORDER,
              new Concat(0),
              Tensor.normal(1, 2, 3),
              Tensor.normal(2, 2, 3)),
          backward("a product that assigns where it should add", FaultyKernels::gemmNeverAdds),
          backward("a sum that assigns where it should add", FaultyKernels::reduceNeverAdds),
          values("a map that misses the last element", FaultyKernels::mapWithoutTail),
          values("a reduction that misses the last element", FaultyKernels::reduceWithoutTail),
          values("a swapped transpose in a product", FaultyKernels::gemmTransposes),
          kernel(
              "a stale buffer on replay",
              "replay with new values = fresh recording",
              Backends.scalar(),
              FaultyKernels::mapIsStale,
              GraphChecks::replayWithNewValuesEqualsAFreshRecording),
          kernel(
              "a map that writes to memory it shares before it has read it",
              "rewritten = recorded",
              Backends.scalar(),
              FaultyKernels::mapWritesTooEarly,
              GraphChecks::rewrittenEqualsRecorded),
          kernel(
              "a partly written gradient that is not zeroed first",
              "eager = replay",
              Backends.scalar(),
              FaultyKernels::zerosAreForgotten,
              GraphChecks::eagerEqualsReplay),
          kernel(
              "a random number that changes on replay",
              "eager = replay",
              Backends.scalar(),
              FaultyKernels::randomNumbersMoveOn,
              GraphChecks::eagerEqualsReplay));

  private static PlantedFault op(String fault, Op wrong, Op right, Tensor... operands) {
    return new PlantedFault(
        fault, "rule", planted -> GradCheck.check(planted ? wrong : right, operands));
  }

  private static PlantedFault backward(String name, WrappedBackend.Binding fault) {
    return kernel(
        name,
        "graph gradients",
        Backends.reference(),
        fault,
        GraphChecks::gradientAgreesWithDifferences);
  }

  private static PlantedFault values(String name, WrappedBackend.Binding fault) {
    return kernel(
        name,
        "graph values against the reference",
        Backends.scalar(),
        fault,
        GraphChecks::agreesWithReference);
  }

  private static PlantedFault kernel(
      String name,
      String property,
      Backend honest,
      WrappedBackend.Binding fault,
      BiConsumer<Graph, Backend> check) {
    return new PlantedFault(
        name,
        property,
        planted -> {
          Backend backend = planted ? new WrappedBackend(honest, fault) : honest;
          for (Graph graph : RandomGraphs.first(GRAPHS)) {
            check.accept(graph, backend);
          }
        });
  }

  @Override
  public String toString() {
    return fault + " → " + property;
  }
}

package io.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every contender computes what its table says: whoever measures nonsense fails here.
class ContendersTest {
  private static final int LARGEST = 10_000;

  /// Of a value of 1 or more, its share; functions of the JDK are within a few ulp, and sums of
  /// some thousand numbers in another order within this.
  private static final double TOLERANCE = 2e-4;

  static Stream<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    for (Suite suite : Suites.ALL) {
      for (Cell cell : suite.cells(false)) {
        Problem problem = suite.problem(cell);
        if (problem != null && problem.instruction().operands().get(0).size() <= LARGEST) {
          all.add(problem);
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyContenderComputesWhatTheScalarBackendDoes(Problem problem) {
    float[][] expected = outputs(problem, Problem.SCALAR);
    for (String contender : problem.contenders()) {
      if (contender.equals(problem.roof().name())) {
        continue;
      }
      float[][] actual = outputs(problem, contender);
      assertEquals(expected.length, actual.length);
      for (int o = 0; o < expected.length; o++) {
        if (contender.equals(Problem.SIMD)) {
          assertArrayEquals(expected[o], actual[o], problem.name());
        } else {
          assertClose(expected[o], actual[o], problem.name() + " of " + contender);
        }
      }
    }
  }

  static Stream<Cell> onDevice() {
    return new OpenClSuite()
        .cells(true).stream().filter(c -> !c.get("work").equals("step") && !large(c));
  }

  private static boolean large(Cell cell) {
    return cell.get("size").startsWith("1024") || cell.get("size").startsWith("512");
  }

  @ParameterizedTest
  @MethodSource("onDevice")
  void everyContenderOnDeviceComputesWhatTheScalarBackendDoes(Cell cell) {
    OpenClSuite suite = new OpenClSuite();
    assumeTrue(suite.absent() == null, "no OpenCL device: " + suite.absent());
    String work = cell.get("work");
    String size = cell.get("size");
    float[][] expected = outputs(OpenClBenchmark.of(work, size, Problem.SCALAR));
    for (String contender : suite.contenders(cell)) {
      float[][] actual = outputs(OpenClBenchmark.of(work, size, contender));
      for (int o = 0; o < expected.length; o++) {
        assertClose(expected[o], actual[o], cell + " of " + contender);
      }
    }
  }

  private static float[][] outputs(Work work) {
    work.kernel().run();
    return work.outputs().get();
  }

  private static float[][] outputs(Problem problem, String contender) {
    return outputs(problem.on(contender));
  }

  private static void assertClose(float[] expected, float[] actual, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      double limit = TOLERANCE * Math.max(1, Math.abs(expected[i]));
      assertEquals(expected[i], actual[i], limit, what);
    }
  }

  @Test
  void aModelIsTimedAfterTheOther() {
    SpoilBenchmark benchmark = new SpoilBenchmark();
    benchmark.model = Workload.TINY.name();
    benchmark.contender = SpoilBenchmark.AFTER;
    benchmark.patience = 0;
    benchmark.train();
    // It has learnt all that it can.
    assertEquals(benchmark.run(), benchmark.run(), 1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {ThreadsBenchmark.ONE, ThreadsBenchmark.TWO})
  void anyNumberOfThreadsHasTheScalarBackendsBits(String contender) {
    ThreadsBenchmark benchmark = new ThreadsBenchmark();
    benchmark.shape = "128x128x128";
    benchmark.form = "NT";
    benchmark.contender = contender;
    Work work = benchmark.work();
    work.kernel().run();
    Problem problem = GemmBenchmark.problem(benchmark.shape, benchmark.form);
    assertArrayEquals(outputs(problem, Problem.SCALAR)[0], work.outputs().get()[0]);
  }

  @Test
  void thePeakIsAChainOfMultiplyAdds() {
    Work work = new Roof(Roof.PEAK, 0).work();
    work.kernel().run();
    for (float lane : work.outputs().get()[0]) {
      assertEquals(12 * (0.5 + 20_000 * 0x1p-22), lane, 1e-5);
    }
  }

  @Test
  void bandwidthIsOfEveryElement() {
    int n = 4099;
    float[] values = Range.of(0, 1).values(n, 0);
    Work copy = new Roof(Roof.COPY, 8L * n).work();
    copy.kernel().run();
    assertArrayEquals(values, copy.outputs().get()[0]);
    Work read = new Roof(Roof.READ, 4L * n).work();
    read.kernel().run();
    double sum = 0;
    for (float v : values) {
      sum += v;
    }
    double lanes = 0;
    int tail = 0;
    for (float lane : read.outputs().get()[0]) {
      lanes += lane;
      tail++;
    }
    // The rest of the last turn is in every lane.
    double rest = 0;
    for (int i = n - n % (8 * tail); i < n; i++) {
      rest += values[i];
    }
    assertEquals(sum, lanes - (tail - 1) * rest, 1e-3 * sum);
  }

  @Test
  void valuesAreSpreadOverTheirRange() {
    float[] values = Range.of(-1, 3).values(10_000, 1);
    double sum = 0;
    for (float v : values) {
      assertTrue(v >= -1 && v < 3);
      sum += v;
    }
    assertEquals(1, sum / values.length, 0.05);
    for (float v : Range.below(10).values(1000, 0)) {
      assertTrue(v == (int) v && v >= 0 && v < 10);
    }
  }
}

package io.lanewise.benchmarks;

import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Kernel;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Param;

/// What a tape costs besides its kernels, which have next to nothing to do here: a chain of
/// operations on eight elements.
public class TapeBenchmark extends KernelBenchmark {
  static final String RECORDED = "recorded";
  static final String DERIVED = "derived";
  static final String REWRITTEN = "rewritten";
  static final String REPLAYED = "replayed";

  /// The operations on the tape.
  @Param({"10", "100", "1000", "10000"})
  int operations;

  /// How far it goes: recorded; and differentiated; and rewritten for replays. Or a replay, forward
  /// and backward, of a tape that is there.
  @Param({RECORDED, DERIVED, REWRITTEN, REPLAYED})
  String contender;

  @Override
  Work work() {
    return of(operations, contender);
  }

  static Work of(int operations, String contender) {
    Tensor start = Tensor.uniform(1, 8).requireGradient();
    Supplier<Tensor> chain =
        () -> {
          Tensor t = start;
          for (int i = 1; i < operations; i++) {
            t = i % 2 == 0 ? t.mul(0.5) : t.tanh();
          }
          return t.sum();
        };
    Tape there = Tape.record(chain);
    for (int step = 0; step < 2; step++) {
      there.forward();
      there.backward();
    }
    Kernel kernel =
        switch (contender) {
          case RECORDED -> () -> Tape.record(chain);
          case DERIVED -> () -> Tape.record(chain).backward();
          case REWRITTEN ->
              () -> {
                Tape tape = Tape.record(chain);
                tape.backward();
                tape.forward();
                tape.forward();
              };
          default ->
              () -> {
                there.forward();
                there.backward();
              };
        };
    return new Work(kernel, () -> new float[][] {{there.loss()}});
  }
}

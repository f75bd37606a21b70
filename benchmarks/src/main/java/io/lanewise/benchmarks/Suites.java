package io.lanewise.benchmarks;

import java.util.List;

/// What `lanewise bench` knows.
final class Suites {
  /// In the order of the page.
  static final List<Suite> ALL =
      List.of(
          new MachineSuite(),
          new GemmSuite(),
          new ThreadsSuite(),
          ElementSuite.map(),
          ElementSuite.reduce(),
          ElementSuite.transcendental(),
          ElementSuite.rows(),
          new StepSuite(),
          new MnistSuite(),
          new TapeSuite(),
          new SpoilSuite(),
          new FootprintSuite(),
          new OpenClSuite());

  private Suites() {}

  static List<String> names() {
    return ALL.stream().map(Suite::name).toList();
  }
}

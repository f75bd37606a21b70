package io.lanewise.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/// Prints the seed and the [Counts] when all tests have run, and writes the counts to files.
public final class CountsListener implements TestExecutionListener {
  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    System.out.print("seed " + Seed.RUN + " (-Dlanewise.seed)\n" + Counts.summary());
    try {
      Counts.write(Path.of("target", "counts"));
      if (Boolean.getBoolean("lanewise.page")) {
        Page.write();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

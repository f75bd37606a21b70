package io.lanewise.verification;

import io.lanewise.backend.Backend;
import io.lanewise.op.Catalogue;
import io.lanewise.verification.faults.PlantedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The page of this module, `verification/README.md`: what the last run of all properties counted.
final class Page {
  /// The command that makes it, from a fresh clone.
  static final String COMMAND = "mvn verify -Dlanewise.page=true";

  private static final String HEAD =
      """
      # Verification

      Why anyone should believe the engine: properties over generated shapes, layouts, values and
      whole graphs, and faults planted on purpose to check the checks. The module ships nothing.

      This page is generated. It is made by

      ```sh
      %s
      ```

      from seed %d (`-Dlanewise.seed=N` draws others; `mvn -P thorough verify` makes 100 times as
      many tries from a fresh seed, which it prints). A plain `mvn verify` checks the same and
      leaves the page alone.

      ## Ops

      Tries, and the largest error among them.

      - *rule*: the backward of the op against central differences in float64, over generated shapes,
        layouts and values; relative to the gradient's scale.
      - *graph gradients*: random graphs of 2 to 40 operations and views with several parameters: the
        slope along a random direction against differences, at most 1e-6 of ‖g‖·‖v‖ + the loss.
      - *values*: the same graphs in float32 against float64, as a share of a first-order bound.
      - *replay*: eager, recorded and replayed give the same bits, forward and backward; so do a replay
        with new values and a fresh recording, and a tape that is rewritten for replays and one that
        is not. A second tape for a smaller batch, over the same parameters, assigns and adds its
        gradients right.

      - *SIMD bits*: the op's result and gradients on every lane width, on several threads and without
        generated loops, at sizes where vectors have tails: the scalar backend's bits.
      - *OpenCL bits*: the same, and random graphs, on the OpenCL device in both shapes of kernels, for
        processors and for GPUs; the first tries of each op and then one in a hundred.

      A graph counts for every op in it. `–`: the op has no gradient.

      """;

  private Page() {}

  static Path path() {
    return Path.of(System.getProperty("lanewise.root", ".."), "verification", "README.md");
  }

  static List<String> ops() {
    return Catalogue.entries().stream().map(e -> e.op().name()).distinct().sorted().toList();
  }

  /// Writes it, from the counts of a run of all tests.
  ///
  /// @throws IllegalStateException if this was a run of some tests only
  static void write() throws IOException {
    if (Counts.tries("rule") == 0 || Counts.tries("graphs") == 0) {
      throw new IllegalStateException("the page counts all properties: make it by " + COMMAND);
    }
    Files.writeString(path(), text());
  }

  private static String text() {
    StringBuilder s = new StringBuilder();
    s.append(HEAD.formatted(COMMAND, Seed.RUN));
    s.append("| op | rule | graph gradients |");
    StringBuilder line = new StringBuilder("|---|---|---|");
    for (Backend b : UnderTest.FLOATS) {
      s.append(" values on ").append(b.name()).append(" |");
      line.append("---|");
    }
    for (Backend b : UnderTest.ALL) {
      s.append(" replay on ").append(b.name()).append(" |");
      line.append("---|");
    }
    s.append(" SIMD bits | OpenCL bits |\n").append(line).append("---|---|\n");
    for (String op : ops()) {
      s.append("| ").append(op).append(" | ").append(cell("rule", op, "reference"));
      s.append(" | ").append(cell("graph gradients", op, "reference")).append(" |");
      for (Backend b : UnderTest.FLOATS) {
        s.append(' ').append(cell("graph values", op, b.name())).append(" |");
      }
      for (Backend b : UnderTest.ALL) {
        s.append(' ').append(cell("replay", op, b.name())).append(" |");
      }
      s.append(' ').append(bits(op, UnderTest.SAME_BITS, "op bits")).append(" |");
      s.append(' ').append(bits(op, OpenCl.all(), "op bits", "graph bits")).append(" |\n");
    }
    s.append("\n## Planted faults\n\n");
    s.append("Each was caught, and without it the same property held.\n\n");
    s.append("| fault | caught by |\n|---|---|\n");
    for (PlantedFault fault : PlantedFault.ALL) {
      s.append("| ").append(fault.fault()).append(" | ").append(fault.property()).append(" |\n");
    }
    s.append("\n## All counts\n\n| property | tries | largest error |\n|---|---|---|\n");
    for (String property : Counts.properties()) {
      s.append("| ").append(property).append(" | ").append(Counts.tries(property)).append(" | ");
      s.append(error(Counts.largestError(property))).append(" |\n");
    }
    return s.toString();
  }

  /// The tries on all of some backends together.
  private static String bits(String op, List<Backend> backends, String... properties) {
    long tries = 0;
    for (Backend b : backends) {
      for (String property : properties) {
        Counts.Count count = Counts.of(property, op, UnderTest.name(b));
        tries += count == null ? 0 : count.tries();
      }
    }
    return tries == 0 ? "–" : tries + ", exact";
  }

  private static String error(double error) {
    return error == 0 ? "exact" : String.format(Locale.ROOT, "%.1e", error);
  }

  private static String cell(String property, String op, String backend) {
    Counts.Count count = Counts.of(property, op, backend);
    if (count == null) {
      return "–";
    }
    String error = count.error() == 0 ? "exact" : String.format(Locale.ROOT, "%.1e", count.error());
    return count.tries() + ", " + error;
  }
}

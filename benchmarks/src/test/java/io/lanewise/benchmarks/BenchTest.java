package io.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/// The command's parts, on rounds of a millisecond.
class BenchTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  static List<Suite> suites() {
    return Suites.ALL.stream().filter(s -> s.forks() == 0 && s.absent() == null).toList();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aSuiteIsMeasuredAndReportedAndWrittenInTheFormOfJmh(Suite suite) throws Exception {
    Cell first = suite.cells(true).get(0);
    Settings settings = new Settings(2, 1, true, 0, first.toString());
    Results results = new Rounds(settings, NOWHERE).measure(suite);
    String report = suite.report(results);
    List<String> table = report.lines().filter(l -> l.startsWith("|")).toList();
    // The header, the line below it, and a row for the cell or for each of its contenders.
    assertTrue(table.size() == 3 || table.size() == 2 + suite.contenders(first).size(), report);
    for (String line : table) {
      assertEquals(columns(table.get(0)), columns(line), report);
    }
    var json = new ByteArrayOutputStream();
    var out = new PrintStream(json, true, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results.ofJmh());
    String text = json.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\"benchmark\" : \"" + suite.benchmark().getName() + ".run\""), text);
    assertTrue(text.contains("\"rawData\""), text);
  }

  private static long columns(String line) {
    return line.chars().filter(c -> c == '|').count();
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    var e =
        assertThrows(
            UsageException.class, () -> Request.parse(List.of("gem"), List.of("gemm", "map")));
    assertEquals("unknown benchmark gem; there are all, gemm, map", e.getMessage());
  }

  @Test
  void optionsComeInAnyOrderWithAndWithoutEqualsSigns() {
    Request r =
        Request.parse(
            List.of("--rounds=5", "map", "--json", "x.json", "--quick"), List.of("gemm", "map"));
    assertEquals(List.of("map"), r.names());
    assertEquals(new Settings(5, 8, true, 6, ""), r.settings());
    assertEquals("x.json", r.json().getFileName().toString());
    List<String> wrong = List.of("map", "--rounds", "0");
    assertThrows(UsageException.class, () -> Request.parse(wrong, List.of("map")));
    List<String> nowhere = List.of("map", "--json", "no/such/folder/x.json");
    assertThrows(UsageException.class, () -> Request.parse(nowhere, List.of("map")));
  }

  @Test
  void theMachineIsDescribedWithoutItsFolders() {
    String machine = Machine.describe(new Settings(1, 1, true, 0, ""), List.of());
    assertTrue(machine.contains("- flags: "), machine);
    assertFalse(machine.contains("=/"), machine);
  }

  @Test
  void mediansLeaveOutWhatWasNotMeasured() {
    double none = Double.NaN;
    assertEquals(2, Medians.of(new double[] {3, none, 1, 2}));
    assertEquals(2, Medians.ofRatio(new double[] {2, 8, none}, new double[] {1, 4, 1}));
  }

  @Test
  void columnsOfATableAreAligned() {
    Table table = new Table(1, List.of("shape", "ns"));
    table.row(List.of("2×2", "10.5"));
    assertEquals("| shape |   ns |\n|-------|-----:|\n| 2×2   | 10.5 |\n", table.toString());
  }
}

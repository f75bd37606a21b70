package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static String[] names(int k) {
    String[] names = new String[k];
    for (int i = 0; i < k; i++) {
      names[i] = "class " + i;
    }
    return names;
  }

  @Test
  void countsRecallPrecisionAndAccuracyAreWritten() {
    int[][] counts = {{30, 10}, {0, 60}};
    String svg = new ConfusionMatrix("t", new String[] {"no", "yes"}, counts).toSvg().toString();
    for (String shown : new String[] {">30<", ">10<", ">60<", ">75.0%<", ">85.7<", ">90.0%<"}) {
      assertTrue(svg.contains(shown), shown);
    }
  }

  @Test
  void theShadeIsTheRootOfTheShareOfTheRow() {
    int[][] counts = {{75, 25}, {0, 60}};
    String svg = new ConfusionMatrix("t", new String[] {"no", "yes"}, counts).toSvg().toString();
    assertTrue(svg.contains("fill-opacity=\"0.87\""));
    assertTrue(svg.contains("fill-opacity=\"0.5\""));
  }

  @Test
  void cellsTellTheirMeaningWhenPointedAt() {
    String svg = Samples.confusionMatrix("a").toSvg().toString();
    assertTrue(svg.contains("<title>a taken for b: 2 of 10 (20.0%)</title>"));
    assertTrue(svg.contains("<title>c: 0 of 0</title>"));
  }

  @Test
  void aClassWithoutSamplesHasNoRecall() {
    assertTrue(Samples.confusionMatrix("a").toSvg().toString().contains(">–<"));
  }

  @Test
  void manyClassesAreDrawnWithoutCountsAndStayAPictureOfReasonableSize() {
    int k = 500;
    int[][] counts = new int[k][k];
    for (int i = 0; i < k; i++) {
      counts[i][i] = 777;
    }
    Svg svg = new ConfusionMatrix("t", names(k), counts).toSvg();
    WellFormed.check(svg.toString());
    assertFalse(svg.toString().contains(">777<"));
    assertTrue(svg.width() < 1400 && svg.toString().length() < 120_000);
  }

  @Test
  void countsThatAreNotSquareAreRefused() {
    int[][][] all = {{{1, 2}}, {{1}, {2}}, {{1, 2}, {3}}, {}};
    for (int[][] counts : all) {
      assertThrows(
          IllegalArgumentException.class, () -> new ConfusionMatrix("t", names(2), counts));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new ConfusionMatrix("t", names(0), new int[0][]));
  }

  @Test
  void negativeCountsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConfusionMatrix("t", names(1), new int[][] {{-1}}));
  }
}

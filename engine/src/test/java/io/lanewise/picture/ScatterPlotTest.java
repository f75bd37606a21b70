package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScatterPlotTest {
  private static ScatterPlot plot() {
    return new ScatterPlot("t", "x", "y", "a", "b");
  }

  /// The `d` of the n-th path of a class of drawing.
  private static String path(Svg svg, String what, int n) {
    String text = svg.inline();
    int at = -1;
    for (int i = 0; i <= n; i++) {
      at = text.indexOf("<path class=\"" + what + "\"", at + 1);
    }
    int d = text.indexOf(" d=\"", at) + 4;
    return text.substring(d, text.indexOf('"', d));
  }

  private static long count(String text, char c) {
    return text.chars().filter(x -> x == c).count();
  }

  @Test
  void neighbouringCellsOfARowBecomeOneRectangle() {
    int[][] grid = {{0, 0, 0, 1}, {0, 1, 1, 0}};
    Svg svg = plot().regions(grid, 0, 1, 0, 1).toSvg();
    assertEquals(3, count(path(svg, "tint", 0), 'z'));
    assertEquals(2, count(path(svg, "tint", 1), 'z'));
  }

  @Test
  void theFirstRowOfRegionsIsTheLowest() {
    Svg svg = plot().regions(new int[][] {{0}, {1}}, 0, 1, 0, 1).toSvg();
    double lower = Double.parseDouble(path(svg, "tint", 0).split("[ h]")[1]);
    double upper = Double.parseDouble(path(svg, "tint", 1).split("[ h]")[1]);
    assertTrue(lower > upper);
  }

  @Test
  void pointsOfAClassOnOnePixelAreDrawnOnce() {
    double[] x = {1, 1, 1, 5, 1};
    double[] y = {2, 2, 2, 5, 2};
    Svg svg = plot().points(x, y, new int[] {0, 0, 0, 0, 1}).toSvg();
    assertEquals(2, count(path(svg, "dot", 0), 'M'));
    assertEquals(1, count(path(svg, "dot", 1), 'M'));
  }

  @Test
  void pointsThatAreNotFiniteAreLeftOut() {
    double[] x = {1, Double.NaN, 2};
    double[] y = {1, 1, Double.NEGATIVE_INFINITY};
    Svg svg = plot().points(x, y, new int[3]).toSvg();
    assertEquals(1, count(path(svg, "dot", 0), 'M'));
    WellFormed.check(svg.toString());
  }

  @Test
  void classesDifferInShape() {
    Svg svg = plot().points(new double[] {1, 2}, new double[] {1, 2}, new int[] {0, 1}).toSvg();
    assertTrue(path(svg, "dot", 0).contains("a") && !path(svg, "dot", 1).contains("a"));
  }

  @Test
  void aPlotWithoutPointsIsDrawn() {
    WellFormed.check(plot().toSvg().toString());
    WellFormed.check(new ScatterPlot("t", "x", "y").toSvg().toString());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    double[] two = new double[2];
    assertThrows(
        IllegalArgumentException.class, () -> plot().points(two, new double[3], new int[2]));
    assertThrows(IllegalArgumentException.class, () -> plot().points(two, two, new int[] {0, 2}));
    int[][] ragged = {{0, 1}, {0}};
    assertThrows(IllegalArgumentException.class, () -> plot().regions(ragged, 0, 1, 0, 1));
    int[][] cell = {{0}};
    assertThrows(IllegalArgumentException.class, () -> plot().regions(cell, 1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> plot().regions(cell, 0, Double.NaN, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> plot().regions(new int[0][], 0, 1, 0, 1));
  }
}

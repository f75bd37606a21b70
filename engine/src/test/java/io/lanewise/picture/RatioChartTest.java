package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RatioChartTest {
  @Test
  void barsOfOneNameHaveOneColourInAllGroups() {
    String svg =
        new RatioChart("time", "times as long")
            .group("a")
            .bar("x", 2)
            .bar("y", 0.25)
            .group("b & c")
            .bar("y", 1000)
            .toSvg()
            .toString();
    WellFormed.check(svg);
    assertEquals(2, svg.split("<g class=\"c1\">", -1).length - 1, svg);
    assertTrue(svg.contains("b &amp; c") && svg.contains(">0.25<"), svg);
  }

  @Test
  void barsGoLeftFromOneWhereItIsLess() {
    String svg = new RatioChart("t", "l").bar("x", 0.1).bar("y", 10).toSvg().toString();
    assertTrue(svg.contains(" x=\"110\" "), svg);
  }

  @Test
  void nothingIsDrawable() {
    WellFormed.check(new RatioChart("time", "times").toSvg().toString());
    RatioChart chart = new RatioChart("time", "times");
    assertThrows(IllegalArgumentException.class, () -> chart.bar("x", 0));
    assertThrows(IllegalArgumentException.class, () -> chart.bar("x", Double.NaN));
  }
}

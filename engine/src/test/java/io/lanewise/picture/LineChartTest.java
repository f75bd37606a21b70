package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private static LineChart chart(double... y) {
    return new LineChart("t", "epoch", "loss").series("s", y);
  }

  /// The `d` of the only curve.
  private static String curve(Svg svg) {
    String text = svg.toString();
    int d = text.indexOf(" d=\"", text.indexOf("class=\"line")) + 4;
    return text.substring(d, text.indexOf('"', d));
  }

  @Test
  void valuesThatAreNotFiniteLeaveGaps() {
    double[] y = {4, 3, Double.NaN, 2, 1, Double.POSITIVE_INFINITY, 1, 1};
    String curve = curve(chart(y).toSvg());
    assertEquals(3, count(curve, "M"));
    assertEquals(3, count(curve, "L"));
  }

  @Test
  void valuesThatAreNotPositiveLeaveGapsOnALogarithmicAxis() {
    assertEquals(2, count(curve(chart(4, 3, 0, 2, 1).logarithmic().toSvg()), "M"));
    assertEquals(1, count(curve(chart(4, 3, 0, 2, 1).toSvg()), "M"));
  }

  @Test
  void everyPointOfAShortCurveCanBePointedAt() {
    String svg = chart(4, 3, Double.NaN, 2).toSvg().toString();
    assertEquals(3, count(svg, "<circle"));
    assertTrue(svg.contains("<title>s, epoch 4: 2</title>"));
  }

  @Test
  void aPointAloneAmongGapsOfALongCurveIsSeen() {
    double[] y = new double[500];
    Arrays.fill(y, 1);
    y[100] = Double.NaN;
    y[102] = Double.NaN;
    assertEquals(1, count(chart(y).toSvg().toString(), "<circle"));
  }

  @Test
  void longCurvesAreThinned() {
    double[] y = new double[200_000];
    for (int i = 0; i < y.length; i++) {
      y[i] = (i * 7919L) % 10007;
    }
    assertTrue(chart(y).toSvg().toString().length() < 60_000);
  }

  @Test
  void degenerateSeriesAreDrawn() {
    double huge = Double.MAX_VALUE;
    double[][] all = {
      {},
      {5},
      {0},
      {3, 3, 3},
      {Double.NaN},
      {1e299, -1e299},
      {huge, -huge, 1},
      {Double.MIN_VALUE, 0},
      {1e-310, 1e-309},
      {1, 1 + 1e-15}
    };
    for (double[] y : all) {
      WellFormed.check(chart(y).toSvg().toString());
      WellFormed.check(chart(y).logarithmic().toSvg().toString());
    }
    WellFormed.check(new LineChart("t", "x", "y").toSvg().toString());
  }

  @Test
  void aChartWithoutValuesSaysSo() {
    assertTrue(chart(Double.NaN).toSvg().toString().contains("no finite values to draw"));
  }

  @Test
  void eachCurveEndsWithItsNameAndLastValue() {
    String svg = chart(2, 0.041234, Double.NaN).toSvg().toString();
    assertTrue(svg.contains(">s 0.04123</text>"));
  }

  @Test
  void curvesBeyondThePaletteAreDashed() {
    LineChart chart = new LineChart("t", "x", "y");
    for (int i = 0; i < Theme.COLOURS; i++) {
      chart.series("s" + i, new double[] {i, 1});
    }
    assertFalse(chart.toSvg().inline().contains("dashed"));
    chart.series("more", new double[] {1, 2});
    assertTrue(chart.toSvg().inline().contains("dashed"));
  }

  @Test
  void coordinatesOfDifferentLengthAreRefused() {
    LineChart chart = new LineChart("t", "x", "y");
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> chart.series("train", new double[2], new double[3]));
    assertEquals("series train: 2 x but 3 y; give one y for each x", e.getMessage());
  }
}

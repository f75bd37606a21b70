package io.lanewise.picture;

import java.util.LinkedHashMap;
import java.util.Map;

/// One picture of each kind, every name in it the same given text.
final class Samples {
  /// What breaks markup that forgets to escape, and characters that XML cannot hold.
  static final String HOSTILE =
      "\"'><script>alert(1)</script>&amp; ]]> #quot; `code` {[(|)]} \\n \0\u001B\uD800 é→𝛁";

  private Samples() {}

  static LineChart lineChart(String name) {
    return new LineChart(name, name, name)
        .series(name, new double[] {3, 2, Double.NaN, 1})
        .series(name + name, new double[] {1, 5, 9}, new double[] {2.5, 1.25, 1e-3});
  }

  static ConfusionMatrix confusionMatrix(String name) {
    return new ConfusionMatrix(
        name, new String[] {name, "b", "c"}, new int[][] {{8, 2, 0}, {0, 5, 0}, {0, 0, 0}});
  }

  static ImageGrid imageGrid(String name) {
    return new ImageGrid(name, 2, 3)
        .add(new byte[] {0, 50, 100, (byte) 150, (byte) 200, -1}, name, name, 0.9)
        .add(new float[] {0, 1, 2, 3, Float.NaN, -5}, name, "other", Double.NaN);
  }

  static ScatterPlot scatterPlot(String name) {
    return new ScatterPlot(name, name, name, name, "b")
        .regions(new int[][] {{0, 0, 1}, {1, 1, 1}}, -1, 1, -2, 2)
        .points(new double[] {0, 0.5, Double.NaN}, new double[] {1, -1, 0}, new int[] {0, 1, 1});
  }

  static Graph graph(String name) {
    return new Graph(name)
        .node("x" + name, Graph.Kind.INPUT, name, name)
        .node("w", Graph.Kind.PARAMETER)
        .node("h", Graph.Kind.OPERATION, name)
        .node("y", Graph.Kind.OUTPUT, name)
        .edge("x" + name, "h", name)
        .edge("w", "h")
        .edge("h", "y", "[1]")
        .edge("x" + name, "y", "other");
  }

  static HtmlPage page(String name) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(name, name);
    rows.put("seed", "1");
    return new HtmlPage(name, name)
        .keyNumbers(rows)
        .section(name)
        .paragraph(name)
        .figure(lineChart(name).toSvg(), name)
        .figure(confusionMatrix(name).toSvg(), name)
        .table(rows)
        .section("more")
        .figure(imageGrid(name).toSvg(), name)
        .figure(scatterPlot(name).toSvg(), name)
        .figure(graph(name).toSvg(), name);
  }

  static Svg[] pictures(String name) {
    return new Svg[] {
      lineChart(name).toSvg(),
      confusionMatrix(name).toSvg(),
      imageGrid(name).toSvg(),
      scatterPlot(name).toSvg(),
      graph(name).toSvg()
    };
  }
}

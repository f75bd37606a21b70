package io.lanewise.train;

import io.lanewise.data.Dataset;
import io.lanewise.data.Standardizer;
import io.lanewise.layout.Shape;
import io.lanewise.picture.HtmlPage;
import io.lanewise.picture.ImageGrid;
import io.lanewise.picture.ScatterPlot;
import io.lanewise.picture.Svg;
import io.lanewise.text.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Some answers of a model, shown the way its examples can be seen: images, points in the plane
/// with the regions of each class, predicted against true values, or rows of numbers.
final class Samples {
  private static final int IMAGES = 20;
  private static final int ROWS = 8;
  private static final int SHOWN_FEATURES = 8;
  private static final int GRID = 120;
  private static final int MOST_POINTS = 2000;

  private final TrainingData data;
  private final Shape shape;
  private final Predictor predictor;
  private final Dataset test;
  private final Predictions predictions;

  /// @param data with examples as plain rows
  /// @param shape what an example is before it is made a row
  Samples(TrainingData data, Shape shape, Predictor predictor) {
    this.data = data;
    this.shape = shape;
    this.predictor = predictor;
    this.test = data.test();
    this.predictions = predictor.predict(test);
  }

  void show(HtmlPage page) {
    int width = test.featureShape().size();
    if (test.classes() == 0) {
      page.figure(trueAndPredicted(), "A perfect model puts every point on the diagonal.");
    } else if (width == 2) {
      page.figure(
          plane(),
          "Test examples over the regions in which the model decides for each" + " class.");
    } else if (image() != null) {
      images(page);
    } else {
      rows(page);
    }
  }

  private Svg trueAndPredicted() {
    int n = Math.min(MOST_POINTS, test.size());
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = test.target(i);
      y[i] = predictions.value(i);
    }
    return new ScatterPlot("Predictions", "true value", "predicted value", "test")
        .points(x, y, new int[n])
        .toSvg();
  }

  private Svg plane() {
    int n = Math.min(MOST_POINTS, test.size());
    double[][] points = new double[2][n];
    int[] classes = new int[n];
    float[] row = new float[2];
    float[] low = {Float.MAX_VALUE, Float.MAX_VALUE};
    float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE};
    for (int i = 0; i < n; i++) {
      test.copyFeatures(i, row, 0);
      classes[i] = (int) test.target(i);
      for (int f = 0; f < 2; f++) {
        points[f][i] = raw(row[f], f);
        low[f] = Math.min(low[f], row[f]);
        high[f] = Math.max(high[f], row[f]);
      }
    }
    for (int f = 0; f < 2; f++) {
      float air = Math.max(0.05f * (high[f] - low[f]), 1e-3f);
      low[f] -= air;
      high[f] += air;
    }
    List<String> names = data.features();
    return new ScatterPlot(
            "Decisions",
            names.isEmpty() ? "first feature" : names.get(0),
            names.isEmpty() ? "second feature" : names.get(1),
            data.classes().toArray(String[]::new))
        .regions(
            regions(low, high), raw(low[0], 0), raw(high[0], 0), raw(low[1], 1), raw(high[1], 1))
        .points(points[0], points[1], classes)
        .toSvg();
  }

  /// A feature as it was before standardisation.
  private double raw(float value, int feature) {
    Standardizer s = data.standardizer();
    return s == null ? value : (double) value * s.deviation()[feature] + s.mean()[feature];
  }

  private int[][] regions(float[] low, float[] high) {
    float[] cells = new float[2 * GRID * GRID];
    for (int r = 0; r < GRID; r++) {
      for (int c = 0; c < GRID; c++) {
        int at = 2 * (r * GRID + c);
        cells[at] = low[0] + (c + 0.5f) / GRID * (high[0] - low[0]);
        cells[at + 1] = low[1] + (r + 0.5f) / GRID * (high[1] - low[1]);
      }
    }
    Dataset grid = Dataset.regression(cells, Shape.of(2), new float[GRID * GRID]);
    Predictions decided = predictor.predict(grid);
    int[][] regions = new int[GRID][GRID];
    for (int i = 0; i < GRID * GRID; i++) {
      regions[i / GRID][i % GRID] = decided.predictedClass(i);
    }
    return regions;
  }

  /// Height and width if examples are grey images, else null. Rows of 784 numbers are MNIST's
  /// images in all likelihood.
  private int[] image() {
    int rank = shape.rank();
    if (rank == 1) {
      return shape.dim(0) == 784 ? new int[] {28, 28} : null;
    }
    boolean grey = rank == 2 || rank == 3 && shape.dim(0) == 1;
    return grey ? new int[] {shape.dim(rank - 2), shape.dim(rank - 1)} : null;
  }

  private void images(HtmlPage page) {
    page.figure(
        grid("Right answers", rightOnes()), "True class, predicted class and its probability.");
    List<Integer> errors = worst(IMAGES);
    if (!errors.isEmpty()) {
      page.figure(
          grid("Most confident errors", errors),
          "Of all wrong answers those with the highest probability.");
    }
  }

  private Svg grid(String title, List<Integer> rows) {
    int[] size = image();
    ImageGrid grid = new ImageGrid(title, size[0], size[1]);
    float[] pixels = new float[size[0] * size[1]];
    for (int row : rows) {
      test.copyFeatures(row, pixels, 0);
      grid.add(pixels, truth(row), predicted(row), predictions.probability(row));
    }
    return grid.toSvg();
  }

  private String truth(int row) {
    return test.className((int) test.target(row));
  }

  private String predicted(int row) {
    return test.className(predictions.predictedClass(row));
  }

  private boolean right(int row) {
    return predictions.predictedClass(row) == (int) test.target(row);
  }

  /// The first right answers, as many of each class as there is room for.
  private List<Integer> rightOnes() {
    int each = Math.max(1, IMAGES / test.classes());
    int[] taken = new int[test.classes()];
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < test.size() && rows.size() < IMAGES; row++) {
      int c = (int) test.target(row);
      if (right(row) && taken[c] < each) {
        taken[c]++;
        rows.add(row);
      }
    }
    rows.sort((a, b) -> Float.compare(test.target(a), test.target(b)));
    return rows;
  }

  private List<Integer> worst(int most) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < test.size(); row++) {
      if (!right(row)) {
        rows.add(row);
      }
    }
    rows.sort((a, b) -> Float.compare(predictions.probability(b), predictions.probability(a)));
    return rows.subList(0, Math.min(most, rows.size()));
  }

  private void rows(HtmlPage page) {
    List<Integer> errors = worst(ROWS);
    if (errors.isEmpty()) {
      page.paragraph("Every answer is right.");
      return;
    }
    page.paragraph("The wrong answers with the highest probability:");
    Map<String, String> table = new LinkedHashMap<>();
    for (int row : errors) {
      String probability = NumberText.fixed(predictions.probability(row), 3);
      table.put(
          "row " + row + ": " + truth(row) + " → " + predicted(row) + " (" + probability + ")",
          numbers(row));
    }
    page.table(table);
  }

  private String numbers(int row) {
    float[] values = new float[test.featureShape().size()];
    test.copyFeatures(row, values, 0);
    StringBuilder s = new StringBuilder();
    int n = Math.min(SHOWN_FEATURES, values.length);
    for (int f = 0; f < n; f++) {
      String name = data.features().isEmpty() ? "" : data.features().get(f) + " ";
      s.append(f == 0 ? "" : ", ").append(name).append(NumberText.fixed(raw(values[f], f), 3));
    }
    return s.append(n < values.length ? ", …" : "").toString();
  }
}

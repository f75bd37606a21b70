package io.lanewise.train;

import io.lanewise.Tape;
import io.lanewise.picture.ConfusionMatrix;
import io.lanewise.picture.HtmlPage;
import io.lanewise.picture.LineChart;
import io.lanewise.picture.Svg;
import io.lanewise.text.NumberText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `report.html`: what was trained, how it went, where the model is right and wrong, what a step
/// computes, and how to do it again. One file, nothing fetched from anywhere.
final class Report {
  private final RunResult result;
  private final TrainingData data;
  private final Samples samples;
  private final LossHistory history;
  private final Tape tape;

  /// @param history the losses of the training batches
  /// @param tape that of a training step
  Report(RunResult result, TrainingData data, Samples samples, LossHistory history, Tape tape) {
    this.result = result;
    this.data = data;
    this.samples = samples;
    this.history = history;
    this.tape = tape;
  }

  /// The page.
  ///
  /// @param config what is said about the run
  /// @param command the command line that repeats it
  String html(Map<String, Object> config, String command) {
    HtmlPage page =
        new HtmlPage(
            config.get("model") + " on " + shortName(String.valueOf(config.get("data"))),
            subtitle(config));
    page.keyNumbers(keyNumbers());
    training(page);
    answers(page);
    page.section("One step");
    page.paragraph(
        "What every training step computes, from the batch and the parameters down to the loss;"
            + " below it the instructions that the tape replays, forward and backward.");
    page.figure(tape.toSvg(), "The tape of a batch.");
    page.listing(tape.toString());
    page.section("Settings");
    Map<String, String> settings = new LinkedHashMap<>();
    for (Map.Entry<String, Object> e : config.entrySet()) {
      if (e.getValue() != null) {
        settings.put(e.getKey(), e.getValue().toString());
      }
    }
    page.table(settings);
    page.paragraph("The same model once more, to the last bit:");
    page.listing(command);
    return page.toString();
  }

  /// The last part of a path.
  private static String shortName(String source) {
    String path = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String subtitle(Map<String, Object> config) {
    return NumberText.grouped(data.train().size())
        + " training and "
        + NumberText.grouped(data.test().size())
        + " test examples, "
        + result.epochs().size()
        + (result.epochs().size() == 1 ? " epoch" : " epochs")
        + ", seed "
        + config.get("seed")
        + ", Lanewise "
        + config.get("lanewise");
  }

  private Map<String, String> keyNumbers() {
    Map<String, String> numbers = new LinkedHashMap<>();
    score(numbers, "test", result.test());
    numbers.put("test loss", NumberText.fixed(result.test().loss(), 4));
    if (result.validation() != null) {
      score(numbers, "validation", result.validation());
    }
    score(numbers, "training", result.train());
    numbers.put("parameters", NumberText.grouped(result.parameters()));
    numbers.put("steps", NumberText.grouped(result.steps()));
    numbers.put(
        "training time", NumberText.fixed(result.seconds(), result.seconds() < 10 ? 2 : 1) + " s");
    return numbers;
  }

  private boolean classes() {
    return !Double.isNaN(result.test().accuracy());
  }

  private void score(Map<String, String> numbers, String part, Evaluation e) {
    if (classes()) {
      numbers.put(part + " accuracy", NumberText.fixed(100 * e.accuracy(), 2) + " %");
    } else {
      numbers.put(part + " RMSE", NumberText.fixed(e.score(), 4));
    }
  }

  private void training(HtmlPage page) {
    List<Epoch> epochs = result.epochs();
    int n = epochs.size();
    double[][] loss = new double[3][n];
    double[][] score = new double[3][n];
    for (int i = 0; i < n; i++) {
      Epoch e = epochs.get(i);
      loss[0][i] = e.trainLoss();
      score[0][i] = classes() ? e.trainAccuracy() : Math.sqrt(e.trainLoss());
      loss[1][i] = e.test().loss();
      score[1][i] = e.test().score();
      loss[2][i] = e.validation() == null ? Double.NaN : e.validation().loss();
      score[2][i] = e.validation() == null ? Double.NaN : e.validation().score();
    }
    page.section("Training");
    page.figure(
        chart("Loss", "mean loss", loss),
        "Training: the mean over the batches of an epoch, each as it was met. Test: over the whole"
            + " part, after the epoch.");
    page.figure(
        chart(
            classes() ? "Accuracy" : "RMSE", classes() ? "share of right answers" : "RMSE", score),
        classes()
            ? "The share of right answers, likewise."
            : "The root of the mean squared error.");
    page.figure(
        new LineChart("Loss of each batch", "step", "mean loss")
            .logarithmic()
            .series("batch", history.steps(), history.losses())
            .toSvg(),
        "One point for each update.");
  }

  private Svg chart(String title, String unit, double[][] values) {
    LineChart chart = new LineChart(title, "epoch", unit);
    chart.series("training", values[0]).series("test", values[1]);
    if (data.validation() != null) {
      chart.series("validation", values[2]);
    }
    return chart.toSvg();
  }

  private void answers(HtmlPage page) {
    page.section("Answers on the test part");
    if (classes()) {
      String[] names = data.classes().toArray(String[]::new);
      page.figure(
          new ConfusionMatrix("Confusion", names, result.test().confusion()).toSvg(),
          "True classes down, predicted classes across.");
    }
    samples.show(page);
  }
}

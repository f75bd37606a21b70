package io.lanewise.cli;

import io.lanewise.backend.Backend;
import io.lanewise.file.Json;
import io.lanewise.text.NumberText;
import io.lanewise.train.Evaluation;
import io.lanewise.train.Run;
import io.lanewise.train.RunResult;
import io.lanewise.train.TrainingData;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `lanewise train`
final class TrainCommand implements Command {
  /// What a shell reports for a process that Ctrl-C ended: 128 + SIGINT.
  private static final int INTERRUPTED = 130;

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "train a model, and write it with its metrics and a report";
  }

  @Override
  public String description() {
    return """
        Trains a model and fills a folder with model.safetensors, metrics.csv, config.json
        and report.html. Without options: an MLP on strokes, digits drawn in code.

        Data: a folder of IDX files (MNIST), a CSV or TSV file, a folder with x.npy and y.npy,
        or one of the generated sets strokes, moons, spirals, blobs and xor.""";
  }

  @Override
  public List<Option> options() {
    return TrainOptions.ALL;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    TrainOptions options = new TrainOptions(arguments);
    return Options.withBackend(arguments, backend -> train(options, backend, terminal));
  }

  private static int train(TrainOptions options, Backend backend, Terminal terminal)
      throws IOException {
    PrintStream out = options.json() ? terminal.err() : terminal.out();
    TrainingData data = options.data();
    Map<String, Object> config = options.config(data, backend);
    Run run = new Run(options.folder(), options.plan(), data, config, options.command());
    introduce(out, options, data, run, backend);
    boolean images = data.train().featureShape().rank() > 1;
    RunResult result;
    try (Interruption interruption = new Interruption()) {
      ProgressBar bar =
          new ProgressBar(
              terminal, out, options.plan().epochs(), images ? "images" : "examples", interruption);
      try {
        result = run.train(bar);
      } finally {
        bar.clear();
      }
      if (!result.finished()) {
        terminal.err().println("lanewise train: stopped; " + kept(run, result));
        return INTERRUPTED;
      }
    }
    conclude(out, run, result);
    if (options.json()) {
      terminal.out().println(Json.write(summary(run, result, config)));
    }
    return 0;
  }

  private static void introduce(
      PrintStream out, TrainOptions options, TrainingData data, Run run, Backend backend) {
    StringBuilder s = new StringBuilder();
    s.append(options.source()).append(": ").append(NumberText.grouped(data.train().size()));
    s.append(" training");
    if (data.validation() != null) {
      s.append(", ").append(NumberText.grouped(data.validation().size())).append(" validation");
    }
    s.append(" and ").append(NumberText.grouped(data.test().size())).append(" test examples of ");
    s.append(data.train().featureShape());
    int classes = data.train().classes();
    s.append(classes == 0 ? ", a number to predict" : ", " + classes + " classes");
    out.println(s);
    out.println(
        options.plan().model()
            + ": "
            + NumberText.grouped(run.parameters())
            + " parameters, on "
            + backend.name());
  }

  private static String kept(Run run, RunResult result) {
    int finished = result.epochs().size();
    return finished == 0
        ? "no epoch was finished, so there is no checkpoint"
        : run.folder().resolve(Run.CHECKPOINT) + " holds epoch " + finished;
  }

  private static void conclude(PrintStream out, Run run, RunResult result) {
    StringBuilder s = new StringBuilder();
    score(s, "test", result.test());
    score(s.append(", "), "training", result.train());
    s.append(", ").append(NumberText.grouped(result.steps())).append(" steps in ");
    s.append(NumberText.fixed(result.seconds(), result.seconds() < 10 ? 2 : 1)).append(" s");
    out.println(s);
    out.println("see " + run.folder().resolve(Run.REPORT));
  }

  private static void score(StringBuilder s, String part, Evaluation e) {
    s.append(part).append(Double.isNaN(e.accuracy()) ? " rmse " : " accuracy ");
    s.append(NumberText.fixed(e.score(), 4))
        .append(" (loss ")
        .append(NumberText.fixed(e.loss(), 4));
    s.append(')');
  }

  private static Map<String, Object> summary(
      Run run, RunResult result, Map<String, Object> config) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("metrics", result.metrics());
    summary.put("seconds", result.seconds());
    summary.put("out", run.folder().toString());
    summary.put("config", config);
    return summary;
  }
}

package io.lanewise.cli;

import io.lanewise.backend.Backend;
import io.lanewise.data.Standardizer;
import io.lanewise.optim.Sgd;
import io.lanewise.train.DataRequest;
import io.lanewise.train.Models;
import io.lanewise.train.Plan;
import io.lanewise.train.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The options of `lanewise train`, checked.
final class TrainOptions {
  private static final int MOST = 1 << 24;

  static final List<Option> ALL =
      List.of(
          Option.value("data", "DIR|FILE|NAME", "strokes", "what to train on"),
          Option.value(
              "label", "COLUMN", null, "label's column: name, or number from 0 (default last)"),
          Option.choice(
              "task",
              List.of("classification", "regression"),
              null,
              "what labels are (default: classes if text or whole numbers)"),
          Option.value("split", "SHARES", null, "0.8, or training/validation/test: 0.7/0.1/0.2"),
          Option.optionalChoice(
              "standardize", List.of("population", "sample"), "features to mean 0 and deviation 1"),
          Option.value("model", "MODEL", "mlp:50-25", "logistic, or mlp: with hidden units"),
          Option.value("epochs", "N", "10", "how often to see every example"),
          Option.value("batch", "N", "64", "examples per update"),
          Option.choice("optimizer", List.of("sgd"), "sgd", "how parameters are updated"),
          Option.value("lr", "RATE", "0.06", "learning rate"),
          Option.value("momentum", "M", "0", "share of the velocity that is kept"),
          Option.value("dampening", "D", "0", "share of the gradient kept from the velocity"),
          Option.flag("nesterov", "look ahead along the velocity"),
          Option.value("weight-decay", "W", "0", "pull of the parameters towards 0"),
          Option.value("clip-norm", "N", "0", "largest norm of the gradients, 0 for any"),
          Option.value("seed", "N", "1", "decides parameters, order, split, generated data"),
          Options.BACKEND,
          Option.value("out", "DIR", null, "folder to fill (default runs/<time>)"),
          Option.flag("json", "last line of standard output: the result as JSON"));

  private final Arguments arguments;
  private final DataRequest request;
  private final Plan plan;
  private final Path folder;

  /// @throws UsageException if a value is not what it should be
  TrainOptions(Arguments arguments) {
    this.arguments = arguments;
    long seed = arguments.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    this.request = request(arguments, arguments.text("data"), seed);
    this.plan =
        new Plan(
            model(arguments.text("model")),
            arguments.integer("epochs", 1, MOST),
            arguments.integer("batch", 1, MOST),
            sgd(arguments),
            arguments.number("clip-norm", v -> v >= 0, "of 0 or more"),
            seed);
    this.folder = folder(arguments);
  }

  /// How the data that `--label`, `--task` and `--split` describe are to be read.
  private static DataRequest request(Arguments arguments, String source, long seed) {
    String task = arguments.text("task");
    DataRequest.Kind kind =
        task == null
            ? DataRequest.Kind.DETECTED
            : task.equals("regression")
                ? DataRequest.Kind.REGRESSION
                : DataRequest.Kind.CLASSIFICATION;
    String split = arguments.text("split");
    double[] shares = split == null ? null : shares(split);
    return new DataRequest(source, arguments.text("label"), kind, shares, seed);
  }

  private static double[] shares(String text) {
    String[] parts = text.split("/", -1);
    double[] shares = new double[parts.length];
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      try {
        shares[i] = Double.parseDouble(parts[i]);
      } catch (NumberFormatException e) {
        throw badSplit(text);
      }
      if (!(shares[i] > 0 && shares[i] < 1)) {
        throw badSplit(text);
      }
      sum += shares[i];
    }
    if (parts.length == 1) {
      return new double[] {shares[0], 1 - shares[0]};
    }
    if (parts.length > 3 || Math.abs(sum - 1) > 1e-9) {
      throw badSplit(text);
    }
    return shares;
  }

  private static UsageException badSplit(String text) {
    return new UsageException(
        "--split "
            + text
            + ": not a share between 0 and 1, nor two or three that sum to 1, like 0.7/0.1/0.2");
  }

  private static String model(String description) {
    try {
      Models.hidden(description);
      return description;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  private static Sgd.Options sgd(Arguments arguments) {
    try {
      return new Sgd.Options(
          arguments.number("lr", v -> v >= 0, "of 0 or more"),
          arguments.number("momentum", v -> v >= 0 && v < 1, "of at least 0 and below 1"),
          arguments.number("dampening", v -> v >= 0 && v <= 1, "from 0 to 1"),
          arguments.has("nesterov"),
          arguments.number("weight-decay", v -> v >= 0, "of 0 or more"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--nesterov needs --momentum above 0 and no --dampening");
    }
  }

  private static Path folder(Arguments arguments) {
    if (arguments.has("out")) {
      return Options.path(arguments, "out");
    }
    // ISO time without the colons that some file systems refuse.
    String now = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
    String time = now.length() == 16 ? now + ":00" : now;
    return Path.of("runs", time.replace(':', '-'));
  }

  TrainingData data() throws IOException {
    TrainingData data = TrainingData.load(request);
    Standardizer.Deviation deviation = deviation();
    return deviation == null ? data : data.standardized(deviation);
  }

  private Standardizer.Deviation deviation() {
    String kind = arguments.text("standardize");
    if (kind == null) {
      return null;
    }
    return kind.equals("sample")
        ? Standardizer.Deviation.SAMPLE
        : Standardizer.Deviation.POPULATION;
  }

  private String split() {
    String split = arguments.text("split");
    return split == null ? Double.toString(TrainingData.TRAIN_SHARE) : split;
  }

  String source() {
    return request.source();
  }

  Plan plan() {
    return plan;
  }

  Path folder() {
    return folder;
  }

  boolean json() {
    return arguments.has("json");
  }

  /// All settings as they were resolved, and what the data turned out to be.
  Map<String, Object> config(TrainingData data, Backend backend) {
    Sgd.Options sgd = plan.sgd();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("lanewise", Version.lanewise());
    config.put("data", source());
    config.put("label", request.label());
    config.put("task", data.train().classes() == 0 ? "regression" : "classification");
    config.put("split", data.given() ? "given" : split());
    config.put("standardize", arguments.text("standardize"));
    config.put("model", plan.model());
    config.put("epochs", plan.epochs());
    config.put("batch", plan.batch());
    config.put("optimizer", arguments.text("optimizer"));
    config.put("lr", sgd.rate());
    config.put("momentum", sgd.momentum());
    config.put("dampening", sgd.dampening());
    config.put("nesterov", sgd.nesterov());
    config.put("weight_decay", sgd.decay());
    config.put("clip_norm", plan.clipNorm());
    config.put("seed", plan.seed());
    config.put("backend", backend.name());
    config.put("train_examples", data.train().size());
    if (data.validation() != null) {
      config.put("validation_examples", data.validation().size());
    }
    config.put("test_examples", data.test().size());
    config.put("features", data.train().featureShape().size());
    config.put("classes", data.train().classes());
    return config;
  }

  /// The command line that gives the same model again, whatever the defaults may become.
  String command() {
    StringBuilder s = new StringBuilder("lanewise train");
    for (Option o : ALL) {
      String value = arguments.text(o.name());
      if (o.name().equals("out") || o.name().equals("json") || value == null) {
        continue;
      }
      s.append(" --").append(o.name());
      if (o.takesValue()) {
        s.append(' ').append(Text.quoted(value));
      }
    }
    return s.toString();
  }
}

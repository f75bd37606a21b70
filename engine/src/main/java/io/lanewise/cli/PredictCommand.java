package io.lanewise.cli;

import io.lanewise.data.Dataset;
import io.lanewise.file.AtomicFile;
import io.lanewise.file.Json;
import io.lanewise.text.NumberText;
import io.lanewise.train.Checkpoint;
import io.lanewise.train.DataRequest;
import io.lanewise.train.Evaluation;
import io.lanewise.train.Evaluator;
import io.lanewise.train.Examples;
import io.lanewise.train.Predictions;
import io.lanewise.train.Predictor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `lanewise predict`
final class PredictCommand implements Command {
  private static final List<Option> OPTIONS =
      List.of(
          Option.value("model", "FILE", null, "a model.safetensors that train has written"),
          Option.value("data", "DIR|FILE|NAME", null, "what to predict, with or without labels"),
          Option.value(
              "label", "COLUMN", null, "label's column: name, or number from 0 (default last)"),
          Option.value("seed", "N", "1", "decides generated data"),
          Options.BACKEND,
          Option.value("out", "FILE", null, "file for the predictions (default standard output)"),
          Option.flag("json", "last line of standard output: a summary as JSON"));

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String summary() {
    return "predict by a trained model";
  }

  @Override
  public String description() {
    return """
        Predicts by a model and prints a line for each example: row,prediction,probability.
        Where there are labels, it says how good the predictions are. Data with a test part
        are predicted there.""";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    Path model = Options.path(arguments, "model");
    Path out = arguments.has("out") ? Options.path(arguments, "out") : null;
    DataRequest request =
        new DataRequest(
            arguments.required("data"),
            arguments.text("label"),
            DataRequest.Kind.DETECTED,
            null,
            arguments.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE));
    return Options.withBackend(
        arguments, backend -> predict(model, request, out, arguments.has("json"), terminal));
  }

  private static int predict(
      Path model, DataRequest request, Path out, boolean json, Terminal terminal)
      throws IOException {
    Checkpoint checkpoint = Checkpoint.read(model);
    Checkpoint.Description d = checkpoint.description();
    Examples examples = Examples.read(request, d);
    Dataset data = examples.held();
    Predictions predictions = new Predictor(checkpoint.model(), d.task()).predict(data);
    Evaluation evaluation =
        examples.labelled()
            ? new Evaluator(checkpoint.model(), d.task(), data.featureShape()).evaluate(data)
            : null;
    byte[] table = table(predictions, d.classes()).getBytes(StandardCharsets.UTF_8);
    if (out == null) {
      terminal.out().write(table, 0, table.length);
    } else {
      AtomicFile.write(out, o -> o.write(table));
    }
    if (json) {
      terminal.out().println(Json.write(summary(data.size(), evaluation, out)));
    } else {
      terminal.err().println(words(data.size(), evaluation, out));
    }
    return 0;
  }

  private static String table(Predictions predictions, List<String> classes) {
    StringBuilder s = new StringBuilder(32 * predictions.size());
    s.append(classes.isEmpty() ? "row,prediction\n" : "row,prediction,probability\n");
    for (int row = 0; row < predictions.size(); row++) {
      s.append(row).append(',');
      if (classes.isEmpty()) {
        s.append(predictions.value(row));
      } else {
        s.append(field(classes.get(predictions.predictedClass(row)))).append(',');
        s.append(predictions.probability(row));
      }
      s.append('\n');
    }
    return s.toString();
  }

  /// A name as a field of CSV.
  private static String field(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (",\"\r\n".indexOf(name.charAt(i)) >= 0) {
        return '"' + name.replace("\"", "\"\"") + '"';
      }
    }
    return name;
  }

  private static Map<String, Object> summary(int rows, Evaluation e, Path out) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("examples", rows);
    if (e != null) {
      metrics.put(Double.isNaN(e.accuracy()) ? "rmse" : "accuracy", e.score());
      metrics.put("loss", e.loss());
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("metrics", metrics);
    summary.put("out", out == null ? null : out.toString());
    return summary;
  }

  private static String words(int rows, Evaluation e, Path out) {
    StringBuilder s = new StringBuilder(NumberText.grouped(rows)).append(" predictions");
    if (out != null) {
      s.append(" in ").append(out);
    }
    if (e != null) {
      s.append(Double.isNaN(e.accuracy()) ? "; rmse " : "; accuracy ");
      s.append(NumberText.fixed(e.score(), 4))
          .append(", loss ")
          .append(NumberText.fixed(e.loss(), 4));
    }
    return s.toString();
  }
}

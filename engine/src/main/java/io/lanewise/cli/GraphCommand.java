package io.lanewise.cli;

import io.lanewise.Tape;
import io.lanewise.file.AtomicFile;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import io.lanewise.train.Checkpoint;
import io.lanewise.train.Models;
import io.lanewise.train.Task;
import io.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `lanewise graph`
final class GraphCommand implements Command {
  private static final int MOST = 1 << 24;

  private static final List<Option> OPTIONS =
      List.of(
          Option.value("model", "FILE|MODEL", "mlp:50-25", "a model.safetensors, or a description"),
          Option.value("features", "N", "784", "numbers of an example, for a description"),
          Option.value("classes", "N", "10", "classes, 0 for regression, for a description"),
          Option.value("batch", "N", "64", "examples of the step that is shown"),
          Option.choice(
              "format",
              List.of("text", "dot", "mermaid", "svg"),
              "text",
              "a listing, or a picture in one of three languages"),
          Options.BACKEND,
          Option.value("out", "FILE", null, "file to write (default standard output)"));

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public String summary() {
    return "show the tape of a training step";
  }

  @Override
  public String description() {
    return """
        Shows what a training step of a model computes: as a listing of its instructions,
        forward and backward, with shapes, FLOPs and bytes, or as a picture of its operations.""";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    String named = arguments.text("model");
    boolean described = named.equals("logistic") || named.startsWith("mlp:");
    if (!described && !Files.exists(Options.path(arguments, "model"))) {
      throw new UsageException(
          "--model " + named + ": neither a file nor a description like logistic or mlp:50-25");
    }
    int features = arguments.integer("features", 1, MOST);
    int classes = arguments.integer("classes", 0, MOST);
    int batch = arguments.integer("batch", 1, MOST);
    return Options.withBackend(
        arguments,
        backend -> {
          Tape tape =
              described
                  ? tape(
                      Models.build(named, features, outputs(named, classes)),
                      task(named, classes),
                      features,
                      batch)
                  : tape(Checkpoint.read(Path.of(named)), batch);
          return show(drawn(tape, arguments.text("format")), arguments, terminal);
        });
  }

  private static Task task(String model, int classes) {
    return Task.of(classes, model);
  }

  private static int outputs(String model, int classes) {
    return task(model, classes).outputs(classes);
  }

  private static Tape tape(Checkpoint checkpoint, int batch) {
    Checkpoint.Description d = checkpoint.description();
    return tape(checkpoint.model(), d.task(), d.features(), batch);
  }

  private static Tape tape(Sequential model, Task task, int features, int batch) {
    Trainer trainer =
        new Trainer(model, task, new Sgd(model.parameters(), 0.05), Shape.of(features));
    Tape tape = trainer.tape(batch);
    tape.backward(); // so that the listing shows it
    return tape;
  }

  private static String drawn(Tape tape, String format) {
    return switch (format) {
      case "dot" -> tape.toDot();
      case "mermaid" -> tape.toMermaid();
      case "svg" -> tape.toSvg().toString();
      default -> tape.toString();
    };
  }

  private static int show(String text, Arguments arguments, Terminal terminal) throws IOException {
    String line = text.endsWith("\n") ? text : text + "\n";
    if (!arguments.has("out")) {
      terminal.out().print(line);
      return 0;
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(Options.path(arguments, "out"), o -> o.write(bytes));
    return 0;
  }
}

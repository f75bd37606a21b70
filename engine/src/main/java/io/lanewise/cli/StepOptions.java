package io.lanewise.cli;

import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import io.lanewise.train.Checkpoint;
import io.lanewise.train.Models;
import io.lanewise.train.Task;
import io.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The options of commands that look at a training step: of which model, on how many examples.
///
/// @param trainer of the model, on the current backend
/// @param features the shape of an example
/// @param classes how many, 0 for regression
/// @param batch examples of a step
record StepOptions(Trainer trainer, Shape features, int classes, int batch) {
  private static final int MOST = 1 << 24;
  private static final double RATE = 0.05;

  private static final List<Option> OPTIONS =
      List.of(
          Option.value("model", "FILE|MODEL", "mlp:50-25", "a model.safetensors, or a description"),
          Option.value("features", "N", "784", "numbers of an example, for a description"),
          Option.value("classes", "N", "10", "classes, 0 for regression, for a description"),
          Option.value("batch", "N", "64", "examples of the step"));

  /// These options, and a command's own.
  static List<Option> and(Option... own) {
    List<Option> all = new ArrayList<>(OPTIONS);
    all.addAll(List.of(own));
    return List.copyOf(all);
  }

  /// What is done with a step.
  interface Work {
    int on(StepOptions step) throws IOException;
  }

  /// Checks the options and works on the backend that is asked for.
  static int with(Arguments arguments, Work work) throws IOException {
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
        backend ->
            work.on(
                described
                    ? described(named, features, classes, batch)
                    : read(Path.of(named), batch)));
  }

  private static StepOptions described(String model, int features, int classes, int batch) {
    Task task = Task.of(classes, model);
    Sequential built = Models.build(model, features, task.outputs(classes));
    return of(built, task, features, classes, batch);
  }

  private static StepOptions read(Path file, int batch) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(file);
    Checkpoint.Description d = checkpoint.description();
    return of(checkpoint.model(), d.task(), d.features(), d.classes().size(), batch);
  }

  private static StepOptions of(Sequential model, Task task, int features, int classes, int batch) {
    Shape shape = Shape.of(features);
    Trainer trainer = new Trainer(model, task, new Sgd(model.parameters(), RATE), shape);
    return new StepOptions(trainer, shape, task.classifies() ? classes : 0, batch);
  }
}

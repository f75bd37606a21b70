package io.lanewise.train;

import io.lanewise.Tensor;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Standardizer;
import io.lanewise.file.AtomicFile;
import io.lanewise.file.Json;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Clipping;
import io.lanewise.optim.Sgd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A training run and the folder that it fills: `config.json`, `metrics.csv` and
/// `model.safetensors` after every epoch, `report.html` at the end. Each file appears whole or not
/// at all, so a run that is killed leaves what its last finished epoch has written.
public final class Run {
  /// The file with the model.
  public static final String CHECKPOINT = "model.safetensors";

  /// The page to look at.
  public static final String REPORT = "report.html";

  private final Path folder;
  private final Plan plan;
  private final TrainingData data;
  private final Shape imageShape;
  private final Map<String, Object> config;
  private final String command;
  private final Task task;
  private final Sequential model;
  private final List<Epoch> epochs = new ArrayList<>();

  /// A run that has not begun. The model lives on the current backend.
  ///
  /// @param folder where its files go; created if need be
  /// @param config what `config.json` and the report say about it
  /// @param command the command line that repeats it
  /// @throws IllegalArgumentException if the plan does not fit the data
  public Run(
      Path folder, Plan plan, TrainingData data, Map<String, Object> config, String command) {
    this.folder = folder;
    this.plan = plan;
    this.data = data.flat();
    this.imageShape = data.train().featureShape();
    this.config = config;
    this.command = command;
    this.task = Task.of(data.train().classes(), plan.model());
    int outputs = task.outputs(data.train().classes());
    this.model = Models.build(plan.model(), imageShape.size(), outputs).initialise(plan.seed());
  }

  /// The folder that it fills.
  public Path folder() {
    return folder;
  }

  /// The model that it trains.
  public Sequential model() {
    return model;
  }

  /// What it learns.
  public Task task() {
    return task;
  }

  /// Trains all epochs, unless the listener stops it.
  ///
  /// @throws IOException if a file cannot be written; those of earlier epochs are unchanged
  /// @throws TrainingFailure if the loss is no longer finite, with the last good checkpoint
  public RunResult train(Listener listener) throws IOException {
    createFolder();
    write("config.json", Json.writeIndented(config));
    MetricsFile metrics =
        new MetricsFile(
            folder.resolve("metrics.csv"), task.classifies(), data.validation() != null);
    Shape features = data.train().featureShape();
    Trainer trainer = new Trainer(model, task, new Sgd(model.parameters(), plan.sgd()), features);
    if (plan.clipNorm() > 0) {
      trainer.clipping(Clipping.byNorm(model.parameters(), plan.clipNorm()));
    }
    Evaluator evaluator = new Evaluator(model, task, features);
    DataLoader loader = new DataLoader(data.train(), plan.batch()).shuffled(plan.seed());
    LossHistory history = new LossHistory((long) plan.epochs() * loader.batches());
    Listener recording = recording(listener, history);
    double seconds = 0;
    long steps = 0;
    try {
      for (int number = 1; number <= plan.epochs(); number++) {
        Epoch trained = trainer.epoch(loader, number, recording);
        seconds += trained.seconds();
        steps = trained.steps();
        if (trained.examples() < data.train().size()) {
          return new RunResult(false, epochs, null, null, null, seconds, steps, parameters());
        }
        Epoch epoch = evaluated(trained, evaluator);
        Checkpoint.write(folder.resolve(CHECKPOINT), description(), model);
        epochs.add(epoch);
        metrics.add(epoch);
        listener.epoch(epoch);
      }
    } catch (TrainingFailure e) {
      throw e.adding(lastGood());
    }
    Epoch last = epochs.get(epochs.size() - 1);
    Evaluation train = evaluator.evaluate(data.train());
    RunResult result =
        new RunResult(
            true, epochs, train, last.validation(), last.test(), seconds, steps, parameters());
    Samples samples = new Samples(data, imageShape, new Predictor(model, task));
    Report report = new Report(result, data, samples, history, trainer.tape(firstBatch()));
    write(REPORT, report.html(config, command));
    return result;
  }

  private int firstBatch() {
    return Math.min(plan.batch(), data.train().size());
  }

  private static Listener recording(Listener listener, LossHistory history) {
    return new Listener() {
      @Override
      public boolean step(Progress progress) {
        history.add(progress.steps(), progress.batchLoss());
        return listener.step(progress);
      }
    };
  }

  /// The parameters after an epoch's last step have met no loss yet: here they do, before they
  /// replace a good checkpoint.
  private Epoch evaluated(Epoch trained, Evaluator evaluator) {
    Evaluation validation =
        data.validation() == null ? null : evaluator.evaluate(data.validation());
    Evaluation test = evaluator.evaluate(data.test());
    if (!Double.isFinite(test.loss())) {
      String where = "on the test part, " + evaluator.firstAnomaly();
      throw new TrainingFailure(trained.number(), trained.steps(), test.loss(), where);
    }
    return trained.evaluated(validation, test);
  }

  private String lastGood() {
    return epochs.isEmpty()
        ? "there is no good checkpoint, the first epoch was not finished"
        : "last good checkpoint: "
            + folder.resolve(CHECKPOINT)
            + " (epoch "
            + epochs.get(epochs.size() - 1).number()
            + ")";
  }

  /// How many numbers the model learns.
  public int parameters() {
    int n = 0;
    for (Tensor p : model.parameters()) {
      n += p.size();
    }
    return n;
  }

  private Checkpoint.Description description() {
    Standardizer s = data.standardizer();
    float[] none = {};
    return new Checkpoint.Description(
        plan.model(),
        task,
        imageShape.size(),
        task.outputs(data.train().classes()),
        data.classes(),
        s == null ? none : s.mean(),
        s == null ? none : s.deviation());
  }

  private void createFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException e) {
      String why =
          Files.exists(folder)
              ? "is a file, not a folder"
              : "the folder cannot be created (" + e.getClass().getSimpleName() + ")";
      throw new FileSystemException(folder.toString(), null, why + "; name another one with --out");
    }
  }

  private void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(folder.resolve(name), out -> out.write(bytes));
  }
}

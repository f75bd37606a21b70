package io.lanewise.cli;

import io.lanewise.Profile;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.random.Philox;
import io.lanewise.train.Listener;
import io.lanewise.train.ProfileReport;
import io.lanewise.train.Trainer;
import java.io.IOException;
import java.util.List;

/// `lanewise profile`
final class ProfileCommand implements Command {
  /// Batches that the steps go through, again and again.
  private static final int BATCHES = 16;

  private static final List<Option> OPTIONS =
      StepOptions.and(
          Option.value("steps", "N", "2000", "steps that are timed, a multiple of 16"),
          Option.value("warm-up", "SECONDS", "3", "training before them, for the compiler"),
          Option.choice(
              "format",
              List.of("text", "json", "html"),
              "text",
              "a table, its JSON, or a page with a picture"),
          Options.BACKEND,
          Options.OUT);

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String summary() {
    return "time every instruction of a training step";
  }

  @Override
  public String description() {
    return """
        Trains a model on random numbers and shows where the time of a step goes: each
        instruction with its FLOPs, bytes, rates, and share of what one core of this machine
        can do; loading, forward, backward and update. -Dlanewise.threads=1 in LANEWISE_OPTS
        keeps the kernels on one core.""";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    int steps = arguments.integer("steps", 1, 1_000_000);
    double warmUp = arguments.number("warm-up", v -> v >= 0 && v <= 3600, "from 0 to 3600");
    return StepOptions.with(
        arguments,
        step -> {
          Profile profile = new Profile();
          Trainer trainer = step.trainer();
          DataLoader loader = new DataLoader(random(step), step.batch()).shuffled(1);
          long start = System.nanoTime();
          for (int epoch = 1; (System.nanoTime() - start) / 1e9 < warmUp; epoch++) {
            trainer.epoch(loader, epoch, Listener.NONE);
          }
          for (int done = 0; done < steps; done += BATCHES) {
            trainer.profile(loader, profile);
          }
          return Options.show(drawn(profile, arguments.text("format")), arguments, terminal);
        });
  }

  private static Dataset random(StepOptions step) {
    int rows = step.batch() * BATCHES;
    Philox random = new Philox(1, 0);
    float[] features = new float[Math.multiplyExact(rows, step.features().size())];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.uniform(i);
    }
    float[] targets = new float[rows];
    for (int i = 0; i < rows; i++) {
      targets[i] = step.classes() == 0 ? 0 : i % step.classes();
    }
    return step.classes() == 0
        ? Dataset.regression(features, step.features(), targets)
        : Dataset.classification(features, step.features(), targets, step.classes());
  }

  private static String drawn(Profile profile, String format) {
    return switch (format) {
      case "json" -> new ProfileReport(profile).json();
      case "html" -> new ProfileReport(profile).html();
      default -> profile.toString();
    };
  }
}

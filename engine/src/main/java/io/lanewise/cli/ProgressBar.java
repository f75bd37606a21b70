package io.lanewise.cli;

import io.lanewise.text.NumberText;
import io.lanewise.train.Epoch;
import io.lanewise.train.Evaluation;
import io.lanewise.train.Listener;
import io.lanewise.train.Progress;
import java.io.PrintStream;

/// Shows training as it goes: a bar that is written over on a terminal, and a line for each epoch.
final class ProgressBar implements Listener {
  /// Time between two drawings of the bar.
  private static final long PERIOD_NANOS = 100_000_000;

  private static final int BAR = 30;

  private final Terminal terminal;
  private final PrintStream out;
  private final int epochs;
  private final String examples;
  private final Interruption interruption;

  /// When the first step was done, and how many examples it had: the rate leaves it out, for it
  /// records the tape.
  private long start;

  private long before;
  private long drawn;
  private double seconds;

  /// @param out where to show it
  /// @param examples what the examples are called
  ProgressBar(
      Terminal terminal, PrintStream out, int epochs, String examples, Interruption interruption) {
    this.terminal = terminal;
    this.out = out;
    this.epochs = epochs;
    this.examples = examples;
    this.interruption = interruption;
  }

  @Override
  public boolean step(Progress progress) {
    if (terminal.interactive()) {
      long now = System.nanoTime();
      if (before == 0) {
        start = now;
        drawn = now;
        before = progress.done();
      } else if (now - drawn >= PERIOD_NANOS) {
        drawn = now;
        draw(progress, (now - start) / 1e9);
      }
    }
    return !interruption.asked();
  }

  private void draw(Progress p, double elapsed) {
    long all = (long) p.of() * epochs;
    long done = (p.epoch() - 1L) * p.of() + p.done();
    double rate = (done - before) / elapsed;
    String left = "epoch " + Text.right(Integer.toString(p.epoch()), width()) + "/" + epochs + "  ";
    StringBuilder right = new StringBuilder("  loss ").append(NumberText.fixed(p.loss(), 4));
    if (!Double.isNaN(p.accuracy())) {
      right.append("  accuracy ").append(NumberText.fixed(p.accuracy(), 3));
    }
    right.append("  ").append(NumberText.grouped(Math.round(rate))).append(' ').append(examples);
    right.append("/s  ").append(NumberText.clock((all - done) / rate)).append(" left");

    // What the words leave of the line is the bar's.
    int room = terminal.width() - 1 - left.length();
    int bar = Math.max(0, Math.min(BAR, room - right.length()));
    right.setLength(Math.min(right.length(), Math.max(0, room)));
    int filled = (int) ((long) bar * p.done() / p.of());
    StringBuilder s = new StringBuilder("\r").append(left);
    s.append(terminal.colour() ? "\033[36m" : "");
    s.repeat(terminal.unicode() ? "━" : "#", filled);
    s.append(terminal.colour() ? "\033[0m" : "");
    s.repeat(terminal.unicode() ? "─" : "-", bar - filled);
    out.print(s.append(right).append("\033[K"));
    out.flush();
  }

  private int width() {
    return Integer.toString(epochs).length();
  }

  @Override
  public void epoch(Epoch e) {
    seconds += e.seconds();
    StringBuilder s = new StringBuilder();
    s.append("epoch ").append(Text.right(Integer.toString(e.number()), width()));
    s.append('/').append(epochs);
    s.append("  loss ").append(NumberText.fixed(e.trainLoss(), 4));
    if (!Double.isNaN(e.trainAccuracy())) {
      s.append("  accuracy ").append(NumberText.fixed(e.trainAccuracy(), 4));
    }
    if (e.validation() != null) {
      score(s, "validation", e.validation());
    }
    score(s, "test", e.test());
    s.append("  ").append(NumberText.grouped(Math.round(e.rate()))).append(' ').append(examples);
    s.append("/s");
    if (e.number() < epochs) {
      s.append("  ").append(NumberText.clock(seconds / e.number() * (epochs - e.number())));
      s.append(" left");
    }
    clear();
    out.println(s);
  }

  private static void score(StringBuilder s, String part, Evaluation e) {
    s.append("  ").append(part).append(Double.isNaN(e.accuracy()) ? " rmse " : " accuracy ");
    s.append(NumberText.fixed(e.score(), 4));
  }

  /// Wipes the bar.
  void clear() {
    if (terminal.interactive()) {
      out.print("\r\033[K");
    }
  }
}

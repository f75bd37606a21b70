package io.lanewise.program;

import java.util.ArrayList;
import java.util.List;

/// The instructions of a tape.
///
/// @param forward what computes the output
/// @param backward what computes the gradients, assigning them; empty while nobody has asked
public record Program(List<Step> forward, List<Step> backward) {
  /// Copies the lists.
  public Program {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }

  /// Both passes, one after the other.
  List<Step> all() {
    List<Step> all = new ArrayList<>(forward);
    all.addAll(backward);
    return all;
  }

  /// A program of these steps, of which the first `forward` belong to the forward pass; steps that
  /// are null have gone.
  static Program of(Step[] steps, int forward) {
    return new Program(present(steps, 0, forward), present(steps, forward, steps.length));
  }

  private static List<Step> present(Step[] steps, int from, int to) {
    List<Step> present = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      if (steps[i] != null) {
        present.add(steps[i]);
      }
    }
    return present;
  }
}

package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.op.Operand;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Which steps of a program read and write each buffer, by their numbers.
final class Uses {
  /// Of one buffer.
  static final class Of {
    final TreeSet<Integer> reads = new TreeSet<>();
    final TreeSet<Integer> writes = new TreeSet<>();

    /// Whether it is written by a step after `from`, up to and including `to`.
    boolean writtenWithin(int from, int to) {
      Integer next = writes.higher(from);
      return next != null && next <= to;
    }
  }

  private static final Of NOWHERE = new Of();

  private final Map<Buffer, Of> all = new IdentityHashMap<>();

  Uses(List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      add(i, steps.get(i));
    }
  }

  Of of(Buffer buffer) {
    return all.getOrDefault(buffer, NOWHERE);
  }

  void add(int number, Step step) {
    for (int o = 0; o < step.operands().length; o++) {
      Of of = all.computeIfAbsent(step.operands()[o].buffer(), k -> new Of());
      boolean output = o < step.outputs();
      if (output) {
        of.writes.add(number);
      }
      if (!output || step.readsOutput()) {
        of.reads.add(number);
      }
    }
  }

  void remove(int number, Step step) {
    for (Operand operand : step.operands()) {
      Of of = all.get(operand.buffer());
      of.reads.remove(number);
      of.writes.remove(number);
    }
  }
}

package io.lanewise.cpu.simd;

import io.lanewise.instruction.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;

/// The rehearsals of the instructions used of late, and the thread that holds them.
///
/// Instructions are values, so whoever binds an equal one, to other buffers or once more, profits
/// from what was rehearsed before.
final class Rehearsals {
  private static final int KEPT = 4096;

  /// The user's own loops are compiled first.
  private static final long PATIENCE_MILLIS = 500;

  /// About as many loops practise at the same time: those of the longest work are made and compiled
  /// first. To make the others meanwhile would only keep these waiting.
  private static final int TOGETHER = 2;

  /// Not more of them than this ask C2: the longer its queue, the more calls it wants.
  private static final int ASKING = 2;

  /// The share of a processor, in percent, that rehearsing may take. Most of the time it waits for
  /// the compiler anyway, which needs a processor itself.
  private static final int SHARE = 50;

  /// The same where the user's thread has no other processor: little, for the compiler takes from
  /// that thread as well, but with a twentieth a model was still scalar after eight seconds.
  private static final int SHARE_OF_THE_ONLY_ONE = 20;

  private static final Map<Key, Rehearsal> RECENT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rehearsal> eldest) {
          return size() > KEPT;
        }
      };

  private static final LinkedBlockingQueue<Rehearsal> REQUESTS = new LinkedBlockingQueue<>();

  private static boolean started;

  private Rehearsals() {}

  /// An instruction, to look it up. The first hash code that the JVM makes for a record takes a
  /// cold one some twelve milliseconds, so this one is by hand.
  private static final class Key {
    private final Instruction instruction;

    Key(Instruction instruction) {
      this.instruction = instruction;
    }

    @Override
    public int hashCode() {
      int formulas = 0;
      if (instruction instanceof Instruction.Map map) {
        formulas = map.formulas().hashCode();
      } else if (instruction instanceof Instruction.Reduce reduce) {
        formulas = reduce.formula().hashCode();
      }
      return 31 * (31 * instruction.operands().hashCode() + formulas)
          + instruction.getClass().hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && instruction.equals(key.instruction);
    }
  }

  /// The rehearsal of an instruction.
  static synchronized Rehearsal of(Instruction instruction) {
    return RECENT.computeIfAbsent(new Key(instruction), key -> new Rehearsal(instruction));
  }

  /// Asks for one; the background thread holds it.
  static synchronized void request(Rehearsal rehearsal) {
    REQUESTS.add(rehearsal);
    if (!started) {
      started = true;
      Thread thread = new Thread(Rehearsals::hold, "lanewise-rehearsal");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  /// Holds one on the calling thread, to its end.
  static void holdNow(Rehearsal rehearsal) {
    List<Rehearsal> present = new ArrayList<>();
    if (rehearsal.begin()) {
      present.add(rehearsal);
    }
    try {
      while (!present.isEmpty()) {
        turn(present);
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void hold() {
    int share = Runtime.getRuntime().availableProcessors() == 1 ? SHARE_OF_THE_ONLY_ONE : SHARE;
    List<Rehearsal> present = new ArrayList<>();
    try {
      Thread.sleep(PATIENCE_MILLIS);
      while (true) {
        Rehearsal rehearsal = present.isEmpty() ? REQUESTS.take() : REQUESTS.poll();
        for (; rehearsal != null; rehearsal = REQUESTS.poll()) {
          if (rehearsal.begin()) {
            present.add(rehearsal);
          }
        }
        long start = System.nanoTime();
        turn(present);
        long worked = System.nanoTime() - start;
        Thread.sleep(1 + worked * (100 - share) / share / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One turn of all: each practises, and one is linked. While the compiler is at work on one,
  /// others go on.
  private static void turn(List<Rehearsal> present) {
    present.sort((a, b) -> Long.compare(b.work(), a.work()));
    Set<Loop> practising = new LinkedHashSet<>();
    for (Rehearsal r : present) {
      if (practising.size() < TOGETHER) {
        r.collect(practising);
      }
    }
    boolean linked = false;
    int asking = 0;
    for (Loop loop : practising) {
      if (loop.linked()) {
        if (!loop.asking() || asking++ < ASKING) {
          loop.round();
        }
      } else if (!linked) {
        loop.link();
        linked = true;
      }
    }
    present.removeIf(Rehearsal::tryOut);
  }
}

package io.lanewise.cpu.simd;

import io.lanewise.instruction.Instruction;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final long PATIENCE_MILLIS = Integer.getInteger("patience", 800);

  /// Loops that practise at the same time: those of the longest work are compiled first, and the
  /// compiler has time for the user's code as well.
  private static final int TOGETHER = 5;

  /// The share of a processor, in percent, that rehearsing may take. Most of the time it waits for
  /// the compiler anyway, which needs a processor itself.
  private static final int SHARE = 50;

  /// On one processor the user's thread must not notice.
  private static final int SHARE_OF_THE_ONLY_ONE = 5;

  private static final Map<Instruction, Rehearsal> RECENT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instruction, Rehearsal> eldest) {
          return size() > KEPT;
        }
      };

  private static final LinkedBlockingQueue<Rehearsal> REQUESTS = new LinkedBlockingQueue<>();

  private static boolean started;

  private Rehearsals() {}

  /// The rehearsal of an instruction.
  static synchronized Rehearsal of(Instruction instruction) {
    return RECENT.computeIfAbsent(instruction, Rehearsal::new);
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
    try {
      hold(new ArrayList<>(List.of(rehearsal)), 100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void hold() {
    List<Rehearsal> present = new ArrayList<>();
    boolean alone = Runtime.getRuntime().availableProcessors() == 1;
    try {
      Thread.sleep(PATIENCE_MILLIS);
      while (true) {
        present.add(REQUESTS.take());
        hold(present, alone ? SHARE_OF_THE_ONLY_ONE : SHARE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// All at once, in turns: while the compiler is at work on one loop, the others practise.
  private static void hold(List<Rehearsal> present, int share) throws InterruptedException {
    while (!present.isEmpty()) {
      long start = System.nanoTime();
      if (share < 100) {
        REQUESTS.drainTo(present);
      }
      present.sort(Comparator.comparingLong(Rehearsal::work).reversed());
      Set<Loop> practising = new LinkedHashSet<>();
      for (Rehearsal r : present) {
        if (practising.size() < TOGETHER) {
          r.collect(practising);
        }
      }
      for (Loop loop : practising) {
        loop.round();
      }
      present.removeIf(Rehearsal::tryOut);
      long worked = System.nanoTime() - start;
      Thread.sleep(1 + worked * (100 - share) / share / 1_000_000);
    }
  }
}

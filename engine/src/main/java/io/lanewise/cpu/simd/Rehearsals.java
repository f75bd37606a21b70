package io.lanewise.cpu.simd;

import io.lanewise.instruction.Instruction;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;

/// The rehearsals of the instructions used of late, and the thread that holds them.
///
/// Instructions are values, so whoever binds an equal one, to other buffers or once more, profits
/// from what was rehearsed before.
final class Rehearsals {
  private static final int KEPT = 4096;

  /// The user's own loops are compiled first.
  private static final long PATIENCE_MILLIS = 300;

  private static final Map<Instruction, Rehearsal> RECENT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instruction, Rehearsal> eldest) {
          return size() > KEPT;
        }
      };

  private static final PriorityBlockingQueue<Rehearsal> QUEUE =
      new PriorityBlockingQueue<>(16, Comparator.comparingLong(Rehearsal::work).reversed());

  private static boolean started;

  private Rehearsals() {}

  /// The rehearsal of an instruction.
  static synchronized Rehearsal of(Instruction instruction) {
    return RECENT.computeIfAbsent(instruction, Rehearsal::new);
  }

  /// Asks for one; the background thread holds it when it gets to it.
  static synchronized void request(Rehearsal rehearsal) {
    QUEUE.add(rehearsal);
    if (!started) {
      started = true;
      Thread thread = new Thread(Rehearsals::hold, "lanewise-rehearsal");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  private static void hold() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
      while (true) {
        // On one processor the user's thread must not notice.
        int share = Runtime.getRuntime().availableProcessors() == 1 ? 5 : 100;
        QUEUE.take().run(share);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

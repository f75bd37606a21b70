package io.lanewise.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private static int[] ones(int n) {
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyPartIsDoneOnceAndSeenByTheCaller(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int run = 0; run < 20_000; run++) {
        int[] done = new int[1 + run % 13];
        workers.run((part, worker) -> done[part]++, done.length);
        assertArrayEquals(ones(done.length), done);
      }
    }
  }

  @Test
  void workersHaveNumbersOfTheirOwn() {
    try (Workers workers = new Workers(3)) {
      AtomicInteger[] inside = new AtomicInteger[3];
      Arrays.setAll(inside, i -> new AtomicInteger());
      AtomicInteger clashes = new AtomicInteger();
      for (int run = 0; run < 1_000; run++) {
        workers.run(
            (part, worker) -> {
              if (inside[worker].incrementAndGet() > 1) {
                clashes.incrementAndGet();
              }
              Thread.onSpinWait();
              inside[worker].decrementAndGet();
            },
            12);
      }
      assertEquals(0, clashes.get());
    }
  }

  @Test
  void failureOfAPartReachesTheCallerAfterTheOthersAreDone() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      Workers.Work work =
          (part, worker) -> {
            if (part == 3) {
              throw new IllegalStateException("part 3");
            }
            done.incrementAndGet();
          };
      var thrown = assertThrows(IllegalStateException.class, () -> workers.run(work, 8));
      assertEquals("part 3", thrown.getMessage());
      assertEquals(7, done.get());
      workers.run((part, worker) -> done.incrementAndGet(), 8);
      assertEquals(15, done.get());
    }
  }

  @Test
  void workWithinWorkIsDoneByItsCaller() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      workers.run((part, worker) -> workers.run((inner, mine) -> done.incrementAndGet(), 5), 4);
      assertEquals(20, done.get());
    }
  }

  @Test
  void severalThreadsMayRunAtOnce() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      Thread[] users = new Thread[4];
      for (int i = 0; i < users.length; i++) {
        users[i] =
            new Thread(
                () -> {
                  for (int run = 0; run < 2_000; run++) {
                    workers.run((part, worker) -> done.incrementAndGet(), 3);
                  }
                });
        users[i].start();
      }
      for (Thread user : users) {
        user.join();
      }
      assertEquals(4 * 2_000 * 3, done.get());
    }
  }

  /// Two hundred crews of one to eight threads, five thousand runs each.
  @Test
  void aMillionRunsWithChangingThreadCountsLeaveNoThreadAndNoMemoryBehind()
      throws InterruptedException {
    int before = count();
    long[] sums = new long[8 * 8];
    Workers.Work work = (part, worker) -> sums[8 * part] += part;
    long memory = 0;
    for (int crew = 0; crew < 200; crew++) {
      try (Workers workers = new Workers(1 + crew % 8)) {
        for (int run = 0; run < 5_000; run++) {
          workers.run(work, 2);
        }
      }
      if (crew == 20) {
        memory = used();
      }
    }
    assertEquals(1_000_000, sums[8]);
    awaitThreads(before);
    long after = used();
    assertTrue(after - memory < 2_000_000, memory + " bytes became " + after);
  }

  /// The bytes that are in use.
  private static long used() throws InterruptedException {
    Runtime jvm = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      least = Math.min(least, jvm.totalMemory() - jvm.freeMemory());
    }
    return least;
  }

  private static void awaitThreads(int before) throws InterruptedException {
    for (int wait = 0; wait < 1_000 && count() > before; wait++) {
      Thread.sleep(10);
    }
    assertTrue(count() <= before);
  }

  @Test
  void threadsAreDaemonsAndEndWithTheirWorkers() throws InterruptedException {
    int before = count();
    for (int threads = 2; threads <= 5; threads++) {
      Workers workers = new Workers(threads);
      workers.run((part, worker) -> {}, 4);
      workers.close();
      AtomicInteger done = new AtomicInteger();
      workers.run((part, worker) -> done.incrementAndGet(), 4);
      assertEquals(4, done.get());
    }
    awaitThreads(before);
  }

  private static int count() {
    int n = 0;
    for (Thread t : Thread.getAllStackTraces().keySet()) {
      if (t.getName().startsWith("lanewise-worker")) {
        assertTrue(t.isDaemon());
        n++;
      }
    }
    return n;
  }
}

package io.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Allocated;
import io.lanewise.data.Standardizer.Deviation;
import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DataLoaderTest {
  /// Row i has the features (i, −i) and the target i / 2.
  private static Dataset rows(int n) {
    float[] features = new float[2 * n];
    float[] targets = new float[n];
    for (int i = 0; i < n; i++) {
      features[2 * i] = i;
      features[2 * i + 1] = -i;
      targets[i] = i / 2f;
    }
    return Dataset.regression(features, Shape.of(2), targets);
  }

  private static int[] visited(Iterable<Batch> epoch) {
    List<Integer> rows = new ArrayList<>();
    for (Batch batch : epoch) {
      for (int i = 0; i < batch.size(); i++) {
        rows.add(batch.row(i));
      }
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] sizes(DataLoader loader) {
    List<Integer> sizes = new ArrayList<>();
    for (Batch batch : loader.epoch(0)) {
      sizes.add(batch.size());
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static <T extends Throwable> void assertFails(
      Class<T> kind, String message, Executable code) {
    assertEquals(message, assertThrows(kind, code).getMessage());
  }

  @Test
  void anEpochVisitsEveryRowOnce() {
    int[] rows = visited(new DataLoader(rows(103), 10).shuffled(1).epoch(3));
    Arrays.sort(rows);
    assertArrayEquals(IntStream.range(0, 103).toArray(), rows);
  }

  @Test
  void rowsComeInOrderUnlessShuffled() {
    int[] expected = IntStream.range(0, 25).toArray();
    assertArrayEquals(expected, visited(new DataLoader(rows(25), 10).epoch(0)));
    assertArrayEquals(expected, visited(new DataLoader(rows(25), 10).epoch(7)));
  }

  @Test
  void orderOfAnEpochIsThePermutationOfItsStream() {
    DataLoader loader = new DataLoader(rows(50), 7).shuffled(42);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertArrayEquals(
          new Philox(42, 4294967296L + epoch).permutation(50), visited(loader.epoch(epoch)));
    }
  }

  @Test
  void epochsAndSeedsDiffer() {
    DataLoader loader = new DataLoader(rows(50), 7).shuffled(1);
    int[] first = visited(loader.epoch(0));
    assertArrayEquals(first, visited(loader.epoch(0)));
    assertFalse(Arrays.equals(first, visited(loader.epoch(1))));
    assertFalse(Arrays.equals(first, visited(loader.shuffled(2).epoch(0))));
  }

  @Test
  void lastBatchHoldsWhatRemains() {
    DataLoader loader = new DataLoader(rows(25), 10);
    assertArrayEquals(new int[] {10, 10, 5}, sizes(loader));
    assertEquals(3, loader.batches());
  }

  @Test
  void droppingLastLeavesWholeBatchesOnly() {
    DataLoader loader = new DataLoader(rows(25), 10).droppingLast();
    assertArrayEquals(new int[] {10, 10}, sizes(loader));
    assertEquals(2, loader.batches());
    assertArrayEquals(new int[] {10, 10}, sizes(loader.shuffled(1)));
  }

  @Test
  void droppingLastKeepsALastBatchThatIsWhole() {
    DataLoader loader = new DataLoader(rows(30), 10).droppingLast();
    assertArrayEquals(new int[] {10, 10, 10}, sizes(loader));
    assertEquals(3, loader.batches());
  }

  @Test
  void noRowsNoBatches() {
    DataLoader loader = new DataLoader(rows(0), 10).shuffled(1);
    assertEquals(0, loader.batches());
    assertArrayEquals(new int[0], sizes(loader));
  }

  @Test
  void callersOrderIsFollowed() {
    DataLoader loader = new DataLoader(rows(5), 2).shuffled(1);
    assertArrayEquals(new int[] {3, 3, 0}, visited(loader.inOrder(3, 3, 0)));
  }

  @Test
  void batchCopiesFeaturesAndTargetsOfItsRows() {
    float[] features = new float[6];
    float[] targets = new float[3];
    Iterator<Batch> batches = new DataLoader(rows(5), 3).inOrder(4, 1, 2, 3).iterator();
    batches.next().copyTo(features, targets);
    assertArrayEquals(new float[] {4, -4, 1, -1, 2, -2}, features);
    assertArrayEquals(new float[] {2, 0.5f, 1}, targets);
    batches.next().copyTo(features, targets);
    assertArrayEquals(new float[] {3, -3, 1, -1, 2, -2}, features);
    assertArrayEquals(new float[] {1.5f, 0.5f, 1}, targets);
  }

  @Test
  void twoIterationsOverOneEpochDoNotDisturbEachOther() {
    Iterable<Batch> epoch = new DataLoader(rows(6), 2).epoch(0);
    Iterator<Batch> one = epoch.iterator();
    Batch first = one.next();
    epoch.iterator().next();
    one.next();
    epoch.iterator().next();
    assertEquals(2, first.row(0));
  }

  @Test
  void batchesAllocateNothingOnceAnEpochHasBegun() {
    Dataset floats = Blobs.generate(1000, 1);
    Dataset images = Strokes.generate(200, 1);
    Dataset standardised = Standardizer.fit(floats, Deviation.SAMPLE).apply(floats);
    float[] features = new float[64 * 784];
    float[] targets = new float[64];
    for (Dataset data : List.of(floats, images, standardised, images.take(130))) {
      DataLoader loader = new DataLoader(data, 64).shuffled(1);
      Iterator<Batch> warm = loader.epoch(0).iterator();
      Allocated.bytes(() -> drain(warm, features, targets));
      Iterator<Batch> batches = loader.epoch(1).iterator();
      assertEquals(0, Allocated.bytes(() -> drain(batches, features, targets)), data.toString());
    }
  }

  private static void drain(Iterator<Batch> batches, float[] features, float[] targets) {
    while (batches.hasNext()) {
      batches.next().copyTo(features, targets);
    }
  }

  @Test
  void allocationIsSeenWhereThereIsSome() {
    Runnable task = () -> new DataLoader(rows(100), 10).shuffled(1).epoch(0);
    task.run();
    // The order alone is 400 bytes.
    assertTrue(Allocated.bytes(task) >= 400);
  }

  @Test
  void batchSizeBelowOneIsRefused() {
    assertFails(
        IllegalArgumentException.class,
        "loader: a batch size of 0; it must be at least 1",
        () -> new DataLoader(rows(3), 0));
  }

  @Test
  void droppingTheOnlyBatchIsRefused() {
    assertFails(
        IllegalArgumentException.class,
        "loader: dropping the last batch of 3 rows in batches of 10 leaves none; make the batches"
            + " smaller",
        () -> new DataLoader(rows(3), 10).droppingLast());
  }

  @Test
  void negativeEpochIsRefused() {
    assertFails(
        IllegalArgumentException.class,
        "loader: epoch -1; epochs count from 0",
        () -> new DataLoader(rows(3), 1).epoch(-1));
  }

  @Test
  void orderWithAMissingRowIsRefusedWithItsPlace() {
    assertFails(
        IndexOutOfBoundsException.class,
        "loader: row 3 at place 1 of the order; the dataset has rows 0 to 2",
        () -> new DataLoader(rows(3), 1).inOrder(0, 3));
  }

  @Test
  void arraysTooShortForABatchAreRefused() {
    Batch batch = new DataLoader(rows(3), 2).epoch(0).iterator().next();
    assertFails(
        IllegalArgumentException.class,
        "batch: 2 rows of shape [2] do not fit arrays of 3 features and 2 targets; they need 4 and"
            + " 2",
        () -> batch.copyTo(new float[3], new float[2]));
    assertFails(
        IllegalArgumentException.class,
        "batch: 2 rows of shape [2] do not fit arrays of 4 features and 1 targets; they need 4 and"
            + " 2",
        () -> batch.copyTo(new float[4], new float[1]));
  }

  @Test
  void rowOutsideABatchIsRefused() {
    Batch batch = new DataLoader(rows(3), 2).epoch(0).iterator().next();
    assertFails(
        IndexOutOfBoundsException.class,
        "row 2 of a batch of 2 rows; they count from 0",
        () -> batch.row(2));
  }

  @Test
  void anEpochThatHasEndedHasNoNextBatch() {
    Iterator<Batch> batches = new DataLoader(rows(1), 2).epoch(0).iterator();
    batches.next();
    assertFails(
        NoSuchElementException.class, "loader: the epoch has no more batches", batches::next);
  }
}

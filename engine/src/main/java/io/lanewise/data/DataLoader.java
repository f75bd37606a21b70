package io.lanewise.data;

import io.lanewise.random.Philox;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Cuts a dataset into batches, epoch by epoch.
///
/// ```java
/// var loader = new DataLoader(train, 16).shuffled(1);
/// for (Batch batch : loader.epoch(0)) {
///   batch.copyTo(x, y);
/// }
/// ```
///
/// Rows come in the dataset's order, or shuffled: the order of epoch e is then
/// `new Philox(seed, 2³² + e).permutation(n)`, a function of seed and epoch alone, so a run that
/// is taken up at epoch e goes on as if it had never stopped. The last batch holds the rows that
/// remain, unless it is dropped for being short.
///
/// Beginning an epoch allocates its order; its batches then allocate nothing. Immutable.
public final class DataLoader {
  private final Dataset data;
  private final int batchSize;
  private final boolean shuffled;
  private final long seed;
  private final boolean dropLast;

  private DataLoader(Dataset data, int batchSize, boolean shuffled, long seed, boolean dropLast) {
    this.data = data;
    this.batchSize = batchSize;
    this.shuffled = shuffled;
    this.seed = seed;
    this.dropLast = dropLast;
  }

  /// Batches of `batchSize` rows in the dataset's order, the last one with what remains.
  ///
  /// @throws IllegalArgumentException if `batchSize` is below 1
  public DataLoader(Dataset data, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "loader: a batch size of " + batchSize + "; it must be at least 1");
    }
    this(data, batchSize, false, 0, false);
  }

  /// The same loader with the rows in another random order each epoch.
  public DataLoader shuffled(long seed) {
    return new DataLoader(data, batchSize, true, seed, dropLast);
  }

  /// The same loader without a last batch that is smaller than the others.
  ///
  /// @throws IllegalArgumentException if no batch would be left
  public DataLoader droppingLast() {
    if (batchSize > data.size()) {
      throw new IllegalArgumentException(
          "loader: dropping the last batch of "
              + data.size()
              + " rows in batches of "
              + batchSize
              + " leaves none; make the batches smaller");
    }
    return new DataLoader(data, batchSize, shuffled, seed, true);
  }

  /// The dataset.
  public Dataset dataset() {
    return data;
  }

  /// The number of rows of every batch but a smaller last one.
  public int batchSize() {
    return batchSize;
  }

  /// The number of batches in an epoch.
  public int batches() {
    int whole = data.size() / batchSize;
    return dropLast || data.size() % batchSize == 0 ? whole : whole + 1;
  }

  /// The batches of an epoch. Each iterator over them reuses one [Batch].
  ///
  /// @throws IllegalArgumentException if `epoch` is negative
  public Iterable<Batch> epoch(int epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException("loader: epoch " + epoch + "; epochs count from 0");
    }
    int[] order;
    if (shuffled) {
      order = new Philox(seed, Streams.ORDER + epoch).permutation(data.size());
    } else {
      order = new int[data.size()];
      for (int i = 0; i < order.length; i++) {
        order[i] = i;
      }
    }
    return () -> new Batches(order);
  }

  /// The batches of rows in an order of the caller's own, for example of another framework's run.
  ///
  /// @throws IndexOutOfBoundsException if there is no such row
  public Iterable<Batch> inOrder(int... rows) {
    int[] order = rows.clone();
    for (int i = 0; i < order.length; i++) {
      if (order[i] < 0 || order[i] >= data.size()) {
        throw new IndexOutOfBoundsException(
            "loader: row "
                + order[i]
                + " at place "
                + i
                + " of the order; the dataset has rows 0 to "
                + (data.size() - 1));
      }
    }
    return () -> new Batches(order);
  }

  /// Walks over an order, moving one batch along.
  private final class Batches implements Iterator<Batch> {
    private final Batch batch;
    private final int rows;
    private int next;

    Batches(int[] order) {
      batch = new Batch(data, order);
      rows = dropLast ? order.length - order.length % batchSize : order.length;
    }

    @Override
    public boolean hasNext() {
      return next < rows;
    }

    @Override
    public Batch next() {
      if (next >= rows) {
        throw new NoSuchElementException("loader: the epoch has no more batches");
      }
      int size = Math.min(batchSize, rows - next);
      batch.move(next, size);
      next += size;
      return batch;
    }
  }
}

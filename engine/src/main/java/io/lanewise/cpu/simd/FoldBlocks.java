package io.lanewise.cpu.simd;

import io.lanewise.layout.Walk;

/// One worker's way into a [FoldLoop]: what the loop cannot read side by side goes through blocks
/// in the first-level cache, and so do the values of a formula that is too long for it.
final class FoldBlocks {
  /// Elements of a block: a multiple of any number of partials.
  static final int LENGTH = 4096;

  private final FoldLoop fold;

  /// For several rows at a time, or null.
  private final FoldLoop abreast;

  /// Gives the values that are combined, or null if the fold computes them.
  private final MapLoop map;

  private final boolean[] staged;

  /// Whether any operand is staged, or the values are.
  private final boolean blocked;

  private final float[][] sources;
  private final float[][] arrays;
  private final int[] at;
  private final int[] steps;

  /// The output and the formula's values.
  private final float[][] pair = new float[2][];

  private final int[] pairAt = new int[2];
  private final int[] pairSteps = new int[2];
  private final float[] values;
  private final float[] partials = new float[64];

  FoldBlocks(FoldLoop fold, FoldLoop abreast, MapLoop map, boolean[] staged, float[]... sources) {
    this.fold = fold;
    this.abreast = abreast;
    this.map = map;
    this.staged = staged;
    this.sources = sources;
    boolean any = map != null;
    arrays = sources.clone();
    for (int o = 1; o < arrays.length; o++) {
      arrays[o] = staged[o] ? new float[LENGTH] : sources[o];
      any |= staged[o];
    }
    blocked = any;
    at = new int[arrays.length];
    steps = new int[arrays.length];
    values = map == null ? null : new float[LENGTH];
    pair[1] = values;
  }

  /// Reads rows of n elements into the blocks.
  ///
  /// @param from where each operand's first row begins
  /// @param below from one row to the next
  /// @param walk the walk whose inner axis the rows go along
  void stage(int[] from, int[] below, Walk walk, int rows, int n) {
    for (int o = 1; o < arrays.length; o++) {
      if (staged[o]) {
        Moves.turn(sources[o], from[o], below[o], walk.innerStride(o), arrays[o], 0, n, rows, n);
      }
    }
  }

  /// Reads n elements of a run that lie anywhere.
  ///
  /// @param from where each operand's run begins
  /// @param first the first of them
  /// @param cursor of the run's walk
  void stage(int[] from, Walk run, Walk.Cursor cursor, int first, int n) {
    int inner = run.inner();
    cursor.moveTo(first / inner);
    int column = first % inner;
    for (int done = 0; done < n; cursor.advance()) {
      int count = Math.min(n - done, inner - column);
      for (int o = 1; o < arrays.length; o++) {
        if (staged[o]) {
          int stride = run.innerStride(o);
          int start = from[o] + cursor.at(o) + column * stride;
          Moves.copy(sources[o], start, stride, arrays[o], done, 1, count);
        }
      }
      done += count;
      column = 0;
    }
  }

  /// Combines rows of n elements into an output.
  ///
  /// @param to the output's array
  /// @param from where each operand's first row begins, of those that are not staged
  /// @param below from one row to the next
  void fold(float[] to, int[] from, int[] below, int rows, int n, int mode) {
    if (!blocked) {
      arrays[0] = to;
      int done = several(from, below, rows, n, mode);
      if (done == 0) {
        fold.run(arrays, from, below, rows, n, mode, partials);
      } else if (done < rows) {
        places(from, below, done);
        fold.run(arrays, at, below, rows - done, n, mode, partials);
      }
      return;
    }
    if (map == null) {
      for (int o = 0; o < at.length; o++) {
        at[o] = staged[o] ? 0 : from[o];
        steps[o] = staged[o] ? n : below[o];
      }
      arrays[0] = to;
      fold.run(arrays, at, steps, rows, n, mode, partials);
      return;
    }
    for (int o = 1; o < at.length; o++) {
      at[o] = staged[o] ? 0 : from[o];
      steps[o] = staged[o] ? n : below[o];
    }
    at[0] = 0;
    steps[0] = n;
    arrays[0] = values;
    map.run(arrays, at, steps, rows, n);
    pair[0] = to;
    pairAt[0] = from[0];
    pairSteps[0] = below[0];
    pairSteps[1] = n;
    fold.run(pair, pairAt, pairSteps, rows, n, mode, partials);
  }

  /// As many rows as can go abreast. The last ones begin before where the others ended, if writing
  /// a result once more changes nothing.
  ///
  /// @return how many are done
  private int several(int[] from, int[] below, int rows, int n, int mode) {
    if (abreast == null
        || rows < abreast.abreast()
        || (mode & (FoldLoop.CONTINUE | FoldLoop.LEAVE)) != 0) {
      return 0;
    }
    abreast.run(arrays, from, below, rows, n, mode, partials);
    int over = rows % abreast.abreast();
    if (over == 0 || mode != 0) {
      return rows - over;
    }
    places(from, below, rows - abreast.abreast());
    abreast.run(arrays, at, below, abreast.abreast(), n, mode, partials);
    return rows;
  }

  private void places(int[] from, int[] below, int row) {
    for (int o = 0; o < at.length; o++) {
      at[o] = from[o] + row * below[o];
    }
  }
}

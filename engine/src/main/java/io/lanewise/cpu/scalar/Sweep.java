package io.lanewise.cpu.scalar;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;

/// One pass over several layouts of one shape in row-major order, in runs of any length: gathers
/// their elements into blocks and scatters blocks to them.
///
/// A run may begin and end within a row of the walk and may span many short rows, so kernels choose
/// it by what they compute, and a short last axis costs no more blocks than a long one.
final class Sweep {

  private final Walk walk;
  private final Walk.Cursor cursor;
  private final boolean[] dense;

  /// Whether some layout needs the pieces below.
  private final boolean scattered;

  /// The number of elements before the present run, and in it.
  private int done;

  private int count;

  /// The present run as pieces of rows: where each begins in the block (and one entry more, its
  /// end), and where in each layout.
  private int pieces;

  private final int[] begins;
  private final int[][] starts;

  /// Where the next run begins in the cursor's row.
  private int column;

  /// @param longest the most elements of a run
  Sweep(Shape shape, List<Layout> layouts, int longest) {
    walk = Walk.of(shape, layouts);
    cursor = walk.cursor();
    int operands = layouts.size();
    dense = new boolean[operands];
    boolean all = true;
    for (int l = 0; l < operands; l++) {
      dense[l] = walk.dense(l);
      all &= dense[l] || walk.constant(l);
    }
    scattered = !all;
    int most = scattered ? Math.min(longest, longest / Math.max(1, walk.inner()) + 2) : 0;
    begins = new int[most + 1];
    starts = new int[operands][];
    for (int l = 0; l < operands; l++) {
      starts[l] = dense[l] ? null : new int[most];
    }
  }

  /// The number of elements of the whole pass.
  int size() {
    return walk.size();
  }

  /// Whether a layout sees one element everywhere: then one [#fill] serves the whole pass.
  boolean constant(int layout) {
    return walk.constant(layout);
  }

  /// Back to the first element.
  void restart() {
    cursor.restart();
    done = 0;
    count = 0;
    column = 0;
  }

  /// On to the next `count` elements.
  void next(int count) {
    done += this.count;
    this.count = count;
    if (!scattered) {
      return;
    }
    int inner = walk.inner();
    pieces = 0;
    int at = 0;
    while (at < count) {
      int length = Math.min(count - at, inner - column);
      for (int l = 0; l < starts.length; l++) {
        if (starts[l] != null) {
          starts[l][pieces] = cursor.at(l) + column * walk.innerStride(l);
        }
      }
      begins[pieces++] = at;
      at += length;
      column += length;
      if (column == inner) {
        column = 0;
        cursor.advance();
      }
    }
    begins[pieces] = count;
  }

  /// Fills a block with a constant layout's element.
  void fill(int layout, float[] from, float[] block) {
    Arrays.fill(block, from[walk.offset(layout)]);
  }

  /// Reads a layout's elements of this run into a block.
  void load(int layout, float[] from, float[] block) {
    if (dense[layout]) {
      Moves.copy(from, walk.offset(layout) + done, 1, block, 0, 1, count);
      return;
    }
    int stride = walk.innerStride(layout);
    int[] start = starts[layout];
    for (int p = 0; p < pieces; p++) {
      Moves.copy(from, start[p], stride, block, begins[p], 1, begins[p + 1] - begins[p]);
    }
  }

  /// Writes a block to a layout's elements of this run.
  void store(int layout, float[] block, float[] to) {
    if (dense[layout]) {
      Moves.copy(block, 0, 1, to, walk.offset(layout) + done, 1, count);
      return;
    }
    int stride = walk.innerStride(layout);
    int[] start = starts[layout];
    for (int p = 0; p < pieces; p++) {
      Moves.copy(block, begins[p], 1, to, start[p], stride, begins[p + 1] - begins[p]);
    }
  }
}

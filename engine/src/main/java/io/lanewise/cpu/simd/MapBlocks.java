package io.lanewise.cpu.simd;

import java.util.Arrays;

/// Operands of a map that do not lie as its loop wants them, moved through blocks in the
/// first-level cache.
///
/// Short rows are joined: where the outputs' rows follow each other without a gap, several rows
/// make one long row, and what is broadcast along or across them is repeated in the block. An
/// operand whose elements lie side by side along the rows' axis, a transposed one, is moved in
/// blocks of several rows, so that each line of memory is read once.
final class MapBlocks {
  /// Elements of a block.
  private static final int SIZE = 1024;

  /// The edge of a block of transposed elements.
  private static final int WIDTH = 64;

  /// Rows of fewer vectors than this are joined, and of fewer than [#NARROW] those with an operand
  /// of one element a row, which joined has to be repeated again and again.
  private static final int SHORT = 16;

  private static final int NARROW = 4;

  private final Rows rows;
  private final float[][] operands;
  private final int outputs;

  /// Which operands go through blocks.
  private final boolean[] moved;

  private final boolean joined;
  private final int height;
  private final int width;

  private MapBlocks(Rows rows, float[][] operands, int outputs, boolean joined) {
    this.rows = rows;
    this.operands = operands;
    this.outputs = outputs;
    this.joined = joined;
    moved = new boolean[operands.length];
    boolean turned = false;
    for (int o = 0; o < moved.length; o++) {
      int stride = rows.innerStride(o);
      boolean one = stride == 0 && o >= outputs;
      moved[o] =
          joined
              ? !(stride == 1 && rows.step(o) == rows.inner() || one && rows.step(o) == 0)
              : !(stride == 1 || one || rows.inner() == 1);
      turned |= moved[o] && !rows.single() && Math.abs(rows.step(o)) < Math.abs(stride);
    }
    width = joined ? rows.inner() : turned ? WIDTH : SIZE;
    height = Math.max(1, joined || turned ? SIZE / width : 1);
  }

  /// The blocks, or null if no operand needs any.
  static MapBlocks of(Rows rows, float[][] operands, int outputs) {
    int inner = rows.inner();
    boolean narrow = inner < NARROW * Lanes.COUNT;
    boolean joins = !rows.single() && inner < SHORT * Lanes.COUNT;
    for (int o = 0; o < operands.length && joins && !narrow; o++) {
      boolean follows = rows.innerStride(o) == 1 && rows.step(o) == inner;
      joins = o == 0 ? follows : rows.innerStride(o) != 0 || rows.step(o) == 0;
    }
    MapBlocks blocks = new MapBlocks(rows, operands, outputs, joins);
    for (boolean m : blocks.moved) {
      if (m) {
        return blocks;
      }
    }
    return null;
  }

  /// Whether a block is one long row for the loop.
  boolean joined() {
    return joined;
  }

  /// The most rows of a block.
  int height() {
    return height;
  }

  /// The most elements of a row in a block.
  int width() {
    return width;
  }

  /// Whether the loop finds an operand's elements side by side.
  boolean moves(int operand) {
    return moved[operand] || rows.innerStride(operand) != 0;
  }

  /// Whether [Transpose] may move some of them.
  boolean transpose() {
    for (int o = 0; o < moved.length; o++) {
      if (moved[o] && rows.step(o) == 1 && rows.innerStride(o) > 1) {
        return true;
      }
    }
    return false;
  }

  Memory memory() {
    return new Memory(this);
  }

  /// The blocks of one worker.
  static final class Memory {
    private final MapBlocks blocks;

    /// What the loop reads and writes: blocks, or the operands themselves.
    final float[][] arrays;

    final int[] at;
    final int[] steps;

    /// Where the row begins that a block repeats, or −1, and how often.
    private final int[] repeats;

    private final int[] times;

    private Memory(MapBlocks blocks) {
      this.blocks = blocks;
      int count = blocks.operands.length;
      arrays = blocks.operands.clone();
      at = new int[count];
      steps = new int[count];
      repeats = new int[count];
      times = new int[count];
      int size = blocks.height * Math.min(blocks.width, blocks.rows.inner());
      for (int o = 0; o < count; o++) {
        steps[o] = blocks.rows.step(o);
        if (blocks.moved[o]) {
          arrays[o] = new float[size];
        }
      }
    }

    /// Operands may have changed.
    void forget() {
      Arrays.fill(repeats, -1);
    }

    /// Finds the operands of a block and fills the blocks of inputs.
    ///
    /// @param starts where the operands' rows begin
    /// @param row the block's first row, and `column` its first element
    /// @param h how many rows of w elements
    void read(int[] starts, int row, int column, int h, int w) {
      Rows rows = blocks.rows;
      for (int o = 0; o < at.length; o++) {
        int first = starts[o] + row * rows.step(o) + column * rows.innerStride(o);
        if (!blocks.moved[o]) {
          at[o] = first;
          continue;
        }
        steps[o] = w;
        if (o >= blocks.outputs && !(repeats[o] == first && times[o] >= h)) {
          repeats[o] = rows.step(o) == 0 && blocks.joined ? first : -1;
          times[o] = h;
          int step = rows.step(o);
          fill(blocks.operands[o], first, step, rows.innerStride(o), arrays[o], h, w);
        }
      }
    }

    /// Writes the blocks of outputs.
    void write(int[] starts, int row, int column, int h, int w) {
      Rows rows = blocks.rows;
      for (int o = 0; o < blocks.outputs; o++) {
        if (blocks.moved[o]) {
          int first = starts[o] + row * rows.step(o) + column * rows.innerStride(o);
          int step = rows.step(o);
          empty(arrays[o], blocks.operands[o], first, step, rows.innerStride(o), h, w);
        }
      }
    }

    /// block[r·w + i] = from[first + r·step + i·stride]
    private static void fill(
        float[] from, int first, int step, int stride, float[] block, int h, int w) {
      if (step == 0) {
        Moves.copy(from, first, stride, block, 0, 1, w);
        for (int done = w; done < h * w; done *= 2) {
          System.arraycopy(block, 0, block, done, Math.min(done, h * w - done));
        }
      } else if (stride == 0) {
        repeat(from, first, step, block, h, w);
      } else if (turns(step, stride, h, w)) {
        Transpose.block(from, first, stride, block, 0, w, h, w);
      } else {
        Moves.copy(from, first, step, stride, block, 0, w, 1, h, w);
      }
    }

    /// One element for each row.
    private static void repeat(float[] from, int first, int step, float[] block, int h, int w) {
      for (int row = 0; row < h; row++) {
        Arrays.fill(block, row * w, row * w + w, from[first + row * step]);
      }
    }

    /// to[first + r·step + i·stride] = block[r·w + i]
    private static void empty(
        float[] block, float[] to, int first, int step, int stride, int h, int w) {
      if (turns(step, stride, h, w)) {
        Transpose.block(block, 0, w, to, first, stride, w, h);
      } else {
        Moves.copy(block, 0, w, 1, to, first, step, stride, h, w);
      }
    }

    /// Whether [Transpose] moves a block.
    private static boolean turns(int step, int stride, int h, int w) {
      int least = Math.min(h, w);
      return step == 1
          && stride > 1
          && least >= Transpose.TILE
          && Math.max(h, w) <= Transpose.BLOCK;
    }
  }
}

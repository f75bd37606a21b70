package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.List;

/// out[e] = in[e], in the order of the output's memory: row by row, or in transposed blocks where
/// the input's elements lie side by side along another axis than the output's.
///
/// The operands lie in different arrays.
final class CopyKernel implements Rehearsed, Workers.Work {
  private static final int OUT = 0;
  private static final int IN = 1;

  private final float[] to;
  private final float[] from;
  private final Workers workers;
  private final Walk walk;
  private final Walk.Cursor[] cursors;

  /// Whether the last two axes of the walk are transposed.
  private final boolean transposes;

  /// The parts of the blocks if it transposes, of the rows if there are several, or of the
  /// elements.
  private final Split split;

  CopyKernel(Instruction.Copy copy, float[][] arrays, Workers workers) {
    to = arrays[OUT];
    from = arrays[IN];
    this.workers = workers;
    Walk along = alongOutput(Walk.of(copy.out().shape(), copy.operands()));
    int last = along.axes() - 1;
    int across = alongInput(along);
    boolean wide = across >= 0 && along.dim(across) >= Transpose.TILE;
    transposes = wide && along.inner() >= Transpose.TILE;
    // The few channels of an image, say, are better written with gaps in long rows.
    walk = transposes ? with(along, across, last - 1) : wide ? with(along, across, last) : along;
    cursors = new Walk.Cursor[workers.threads()];
    for (int worker = 0; worker < cursors.length; worker++) {
      cursors[worker] = walk.cursor();
    }
    int inner = Math.max(1, walk.inner());
    split =
        transposes
            ? new Split(blocks(), Split.GRAIN / (Transpose.BLOCK * Transpose.BLOCK), 1, workers)
            : walk.axes() == 1
                ? new Split(walk.size(), Split.GRAIN, 16, workers)
                : new Split(walk.rows(), Split.GRAIN / inner, 1, workers);
  }

  /// The axes by falling stride of the output, so that it is written from front to back.
  private static Walk alongOutput(Walk walk) {
    int[] order = new int[walk.axes()];
    for (int axis = 0; axis < order.length; axis++) {
      int place = axis;
      while (place > 0 && walk.stride(OUT, order[place - 1]) < walk.stride(OUT, axis)) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = axis;
    }
    return ordered(walk, order);
  }

  /// The axis that the input's neighbours lie along if it is not the output's; -1 if there is none.
  private static int alongInput(Walk walk) {
    int last = walk.axes() - 1;
    if (walk.innerStride(OUT) != 1 || walk.innerStride(IN) <= 1) {
      return -1;
    }
    for (int axis = 0; axis < last; axis++) {
      if (walk.stride(IN, axis) == 1) {
        return axis;
      }
    }
    return -1;
  }

  /// An axis moved to another place, further back.
  private static Walk with(Walk walk, int axis, int place) {
    int[] order = new int[walk.axes()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i == place ? axis : i < axis || i > place ? i : i + 1;
    }
    return ordered(walk, order);
  }

  private static Walk ordered(Walk walk, int[] order) {
    int[] dims = new int[order.length];
    int[] out = new int[order.length];
    int[] in = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      dims[i] = walk.dim(order[i]);
      out[i] = walk.stride(OUT, order[i]);
      in[i] = walk.stride(IN, order[i]);
    }
    Shape shape = Shape.of(dims);
    Layout to = Layout.of(shape, out, walk.offset(OUT));
    return Walk.of(shape, List.of(to, Layout.of(shape, in, walk.offset(IN))));
  }

  @Override
  public Loop[] loops() {
    return transposes ? Transpose.with() : new Loop[0];
  }

  @Override
  public void run() {
    workers.run(this, split.parts);
  }

  @Override
  public void run(int part, int worker) {
    int begin = split.begin(part);
    int end = split.begin(part + 1);
    if (transposes) {
      transpose(begin, end, cursors[worker]);
    } else if (walk.axes() == 1) {
      int step = walk.innerStride(OUT);
      int stride = walk.innerStride(IN);
      int at = walk.offset(OUT) + begin * step;
      Moves.copy(from, walk.offset(IN) + begin * stride, stride, to, at, step, end - begin);
    } else {
      move(begin, end, cursors[worker]);
    }
  }

  private void move(int begin, int end, Walk.Cursor row) {
    int above = walk.axes() - 2;
    int m = walk.dim(above);
    row.moveTo(begin);
    for (int done = begin; done < end; ) {
      int rows = Math.min(m - done % m, end - done);
      Moves.copy(
          from,
          row.at(IN),
          walk.stride(IN, above),
          walk.innerStride(IN),
          to,
          row.at(OUT),
          walk.stride(OUT, above),
          walk.innerStride(OUT),
          rows,
          walk.inner());
      row.advance(rows);
      done += rows;
    }
  }

  private void transpose(int begin, int end, Walk.Cursor row) {
    int m = walk.dim(walk.axes() - 2);
    int n = walk.inner();
    int down = blocks(m);
    int over = blocks(n);
    int stride = walk.innerStride(IN);
    int step = walk.stride(OUT, walk.axes() - 2);
    for (int block = begin; block < end; block++) {
      int j = block % over * Transpose.BLOCK;
      int i = block / over % down * Transpose.BLOCK;
      row.moveTo(block / over / down * m + i);
      int rows = Math.min(Transpose.BLOCK, m - i);
      int columns = Math.min(Transpose.BLOCK, n - j);
      int start = row.at(IN) + j * stride;
      Transpose.block(from, start, stride, to, row.at(OUT) + j, step, rows, columns);
    }
  }

  /// The blocks of all matrices.
  private int blocks() {
    int m = walk.dim(walk.axes() - 2);
    int n = walk.inner();
    return walk.size() / m / n * blocks(m) * blocks(n);
  }

  private static int blocks(int length) {
    return (length + Transpose.BLOCK - 1) / Transpose.BLOCK;
  }
}

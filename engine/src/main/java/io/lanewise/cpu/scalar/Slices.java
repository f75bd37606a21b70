package io.lanewise.cpu.scalar;

import io.lanewise.backend.Indices;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;

/// What gather and scatter share: slices of a table's first axis on one side, and on the other
/// values with one slice for each element of an index.
final class Slices {
  private final String what;
  private final Layout table;
  private final float[] numbers;

  /// Over the index's shape: the values' slices and the index itself.
  private final Walk heads;

  private final Walk.Cursor head;

  /// Within a slice: the values and the table, from 0.
  private final Walk tails;

  private final Walk.Cursor tail;

  /// For each element of the index, where its slice begins in the table and in the values.
  private final int[] inTable;

  private final int[] inValues;

  Slices(String what, Layout table, Layout values, Layout index, float[] numbers) {
    this.what = what;
    this.table = table;
    this.numbers = numbers;
    int rank = index.shape().rank();
    int[] strides = values.strides();
    int[] first = Arrays.copyOf(strides, rank);
    Layout slices = Layout.of(index.shape(), first, values.offset());
    heads = Walk.of(index.shape(), List.of(slices, index));
    head = heads.cursor();
    Shape slice = table.shape().without(0);
    int[] rest = Arrays.copyOfRange(strides, rank, strides.length);
    int[] own = table.strides();
    Layout inTable = Layout.of(slice, Arrays.copyOfRange(own, 1, own.length), 0);
    tails = Walk.of(slice, List.of(Layout.of(slice, rest, 0), inTable));
    tail = tails.cursor();
    this.inTable = new int[index.size()];
    this.inValues = new int[index.size()];
  }

  /// Looks up every slice.
  ///
  /// @throws IllegalArgumentException if an index is not a whole number within the table
  void find() {
    head.restart();
    int size = table.shape().dim(0);
    int stride = table.stride(0);
    int n = heads.inner();
    for (int i = 0; i < inTable.length; i += n, head.advance()) {
      for (int j = 0; j < n; j++) {
        float number = numbers[head.at(1) + j * heads.innerStride(1)];
        int slice = Indices.check(what, number, i + j, size);
        inTable[i + j] = table.offset() + slice * stride;
        inValues[i + j] = head.at(0) + j * heads.innerStride(0);
      }
    }
  }

  /// values[i, …] = table[index[i], …], or += it
  void gather(float[] from, float[] to, boolean add) {
    for (int i = 0; i < inTable.length; i++) {
      move(from, inTable[i], 1, to, inValues[i], 0, add);
    }
  }

  /// table[index[i], …] += values[i, …], in the order of i
  void scatter(float[] from, float[] to) {
    for (int i = 0; i < inTable.length; i++) {
      move(from, inValues[i], 0, to, inTable[i], 1, true);
    }
  }

  /// @param source the number of the source's layout among the tails
  /// @param target the number of the target's
  private void move(
      float[] from, int start, int source, float[] to, int at, int target, boolean add) {
    tail.restart();
    int rows = tails.rows();
    int n = tails.inner();
    int stride = tails.innerStride(source);
    int step = tails.innerStride(target);
    for (int row = 0; row < rows; row++, tail.advance()) {
      int source0 = start + tail.at(source);
      int target0 = at + tail.at(target);
      if (add) {
        Moves.add(from, source0, stride, to, target0, step, n);
      } else {
        Moves.copy(from, source0, stride, to, target0, step, n);
      }
    }
  }
}

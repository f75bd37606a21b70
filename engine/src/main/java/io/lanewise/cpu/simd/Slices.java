package io.lanewise.cpu.simd;

import io.lanewise.backend.Indices;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;

/// What gather and scatter share: slices of a table's first axis on one side, and on the other
/// values with one slice for each element of an index.
final class Slices {
  /// Where slices lie in an array.
  ///
  /// @param starts where the slice of each index begins
  /// @param rows where each row of a slice begins, from the slice's own beginning
  /// @param stride the distance of neighbours in a row
  private record Side(int[] starts, int[] rows, int stride) {
    /// Where an element of a slice lies, from the slice's beginning.
    int at(int element, int inner) {
      return rows[element / inner] + element % inner * stride;
    }
  }

  private final String what;
  private final Layout table;
  private final Layout index;
  private final float[] numbers;

  /// The index's elements in rows.
  private final Walk indices;

  private final Walk.Cursor indexRow;

  /// The length of a slice's rows, 1 where there are none.
  private final int inner;

  private final Side inTable;
  private final Side inValues;

  Slices(String what, Layout table, Layout values, Layout index, float[] numbers) {
    this.what = what;
    this.table = table;
    this.index = index;
    this.numbers = numbers;
    indices = Walk.of(index.shape(), List.of(index));
    indexRow = indices.cursor();
    int rank = index.shape().rank();
    int[] strides = values.strides();
    Layout heads = Layout.of(index.shape(), Arrays.copyOf(strides, rank), values.offset());
    Shape slice = table.shape().without(0);
    int[] own = Arrays.copyOfRange(table.strides(), 1, slice.rank() + 1);
    int[] theirs = Arrays.copyOfRange(strides, rank, strides.length);
    Walk slices = Walk.of(slice, List.of(Layout.of(slice, own, 0), Layout.of(slice, theirs, 0)));
    inner = Math.max(1, slices.inner());
    inTable = new Side(new int[index.size()], rows(slices, 0), slices.innerStride(0));
    inValues = new Side(elements(heads), rows(slices, 1), slices.innerStride(1));
  }

  private static int[] elements(Layout layout) {
    int[] places = new int[layout.size()];
    for (int e = 0; e < places.length; e++) {
      places[e] = layout.at(e);
    }
    return places;
  }

  private static int[] rows(Walk slices, int layout) {
    int[] starts = new int[slices.rows()];
    Walk.Cursor row = slices.cursor();
    for (int r = 0; r < starts.length; r++, row.advance()) {
      starts[r] = row.at(layout);
    }
    return starts;
  }

  /// The number of slices that are moved.
  int count() {
    return inValues.starts.length;
  }

  /// The number of elements of a slice.
  int size() {
    return inner * inTable.rows.length;
  }

  /// Looks up every slice.
  ///
  /// @throws IllegalArgumentException if an index is not a whole number within the table
  void find() {
    indexRow.restart();
    int n = indices.inner();
    boolean sound = true;
    for (int i = 0; i < inTable.starts.length; i += n, indexRow.advance()) {
      sound &= find(inTable.starts, i, indexRow.at(0), n);
    }
    if (!sound) {
      for (int i = 0; i < inTable.starts.length; i++) {
        Indices.check(what, numbers[index.at(i)], i, table.shape().dim(0));
      }
    }
  }

  /// A row of indices; false if one may be unsound.
  private boolean find(int[] starts, int first, int at, int n) {
    float[] from = numbers;
    int step = indices.innerStride(0);
    int last = table.shape().dim(0) - 1;
    int stride = table.stride(0);
    int offset = table.offset();
    int wrong = 0;
    for (int i = 0; i < n; i++) {
      float number = from[at + i * step];
      int slice = (int) number;
      starts[first + i] = offset + slice * stride;
      // −0 counts as wrong here, and is found to be an index after all.
      wrong |= Float.floatToRawIntBits(slice) ^ Float.floatToRawIntBits(number);
      wrong |= (slice | last - slice) >> 31;
    }
    return wrong == 0;
  }

  /// values[i, …] = table[index[i], …], or += it, for i from `begin` to `end`
  void gather(float[] from, float[] to, boolean add, int begin, int end) {
    move(from, inTable, to, inValues, add, begin, end, 0, size());
  }

  /// table[index[i], …] += values[i, …] in the order of i, the elements `begin` to `end` of each
  /// slice
  void scatter(float[] from, float[] to, int begin, int end) {
    move(from, inValues, to, inTable, true, 0, count(), begin, end);
  }

  /// For each slice from `first` to `last`, its elements from `begin` to `end`.
  private void move(
      float[] from,
      Side source,
      float[] to,
      Side target,
      boolean add,
      int first,
      int last,
      int begin,
      int end) {
    if (end - begin == 1) {
      int start = source.at(begin, inner);
      int at = target.at(begin, inner);
      single(from, source.starts, start, to, target.starts, at, add, first, last);
      return;
    }
    int beginRow = begin / inner;
    int beginColumn = begin % inner;
    for (int slice = first; slice < last; slice++) {
      int row = beginRow;
      int column = beginColumn;
      for (int done = begin; done < end; row++) {
        int n = Math.min(inner - column, end - done);
        int start = source.starts[slice] + source.rows[row] + column * source.stride;
        int at = target.starts[slice] + target.rows[row] + column * target.stride;
        if (add) {
          Moves.add(from, start, source.stride, to, at, target.stride, n);
        } else {
          Moves.copy(from, start, source.stride, to, at, target.stride, n);
        }
        done += n;
        column = 0;
      }
    }
  }

  /// One element of each slice.
  private static void single(
      float[] from,
      int[] starts,
      int start,
      float[] to,
      int[] places,
      int at,
      boolean add,
      int first,
      int last) {
    if (add) {
      for (int slice = first; slice < last; slice++) {
        to[places[slice] + at] += from[starts[slice] + start];
      }
      return;
    }
    for (int slice = first; slice < last; slice++) {
      to[places[slice] + at] = from[starts[slice] + start];
    }
  }
}

package io.lanewise.cpu.simd;

import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.layout.Walk;
import java.util.ArrayList;
import java.util.List;

/// The axes of a reduction in the groups that its canonical order is made of: see the scalar
/// [io.lanewise.cpu.scalar] backend's kernel.
///
/// All walks have the operands as the instruction has them, the output first. An element's place is
/// the sum of its places in the three walks.
final class Reduction {
  /// A run of fewer elements than this is combined one after the other.
  private static final int PARTIAL_FROM = 32;

  /// A run of so many has 64 partial results, a shorter one 16.
  private static final int LONG = 512;

  /// A longer run is combined in pieces of so many.
  static final int PIECE = 1 << 16;

  /// The elements of the output.
  final Walk kept;

  /// The runs of an output element, in their order.
  final Walk runs;

  /// A run: along the last axis, if that is reduced; if it is kept, all reduced elements are one
  /// run, taken one after the other.
  final Walk run;

  /// The partial results of a run; 0 if its elements are combined one after the other.
  final int partials;

  private final List<Layout> operands;

  Reduction(Instruction.Reduce reduce) {
    operands = reduce.operands();
    Layout out = operands.get(0);
    Shape shape = out.shape();
    List<Integer> keptAxes = new ArrayList<>();
    List<Integer> runsAxes = new ArrayList<>();
    List<Integer> runAxes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.dim(axis) == 1) {
        continue;
      }
      if (out.stride(axis) == 0) {
        runAxes.add(axis);
      } else {
        keptAxes.add(axis);
        runsAxes.addAll(runAxes);
        runAxes.clear();
      }
    }
    boolean columns = runAxes.isEmpty();
    if (columns) {
      runAxes.addAll(runsAxes);
      runsAxes.clear();
    }
    run = walk(runAxes, false);
    int n = run.size();
    partials = columns ? 0 : partials(n);
    runs = walk(runsAxes, false);
    if (partials == 0) {
      inMemoryOrder(keptAxes);
    }
    kept = walk(keptAxes, true);
  }

  /// The partial results of a row of n elements; 0 if they are combined one after the other.
  static int partials(int n) {
    return n < PARTIAL_FROM ? 0 : n < LONG ? 16 : 64;
  }

  /// Whether a run's elements chain with those of the run before, instead of beginning anew.
  boolean chains() {
    return runs.size() == 1;
  }

  /// Whether runs are combined in pieces.
  boolean inPieces() {
    return partials > 0 && run.size() > PIECE;
  }

  private Walk walk(List<Integer> axes, boolean offset) {
    int[] dims = new int[axes.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = operands.get(0).shape().dim(axes.get(i));
    }
    Shape shape = Shape.of(dims);
    List<Layout> layouts = new ArrayList<>();
    for (Layout l : operands) {
      int[] strides = new int[dims.length];
      for (int i = 0; i < dims.length; i++) {
        strides[i] = l.stride(axes.get(i));
      }
      layouts.add(Layout.of(shape, strides, offset ? l.offset() : 0));
    }
    return Walk.of(shape, layouts);
  }

  /// The axis in which the inputs' neighbours lie goes last: outputs have no order.
  private void inMemoryOrder(List<Integer> axes) {
    for (int i = 1; i < axes.size(); i++) {
      int axis = axes.get(i);
      int at = i;
      while (at > 0 && stride(axis) > stride(axes.get(at - 1))) {
        axes.set(at, axes.get(at - 1));
        at--;
      }
      axes.set(at, axis);
    }
  }

  private int stride(int axis) {
    int most = 0;
    for (Layout l : operands.subList(1, operands.size())) {
      most = Math.max(most, Math.abs(l.stride(axis)));
    }
    return most;
  }
}

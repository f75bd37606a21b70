package io.lanewise.cpu.simd;

import io.lanewise.cpu.Workers;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Walk;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A formula's values combined over the reduced axes by a generated loop, in the order of the
/// scalar twin.
///
/// Runs with partial results are gone along: their partials are lanes. Whatever is combined one
/// after the other, columns and short runs, is gone across, each output with a lane of its own.
/// Workers share the outputs.
final class ReduceKernel implements Rehearsed, Workers.Work {
  /// Elements of work below which another thread would come too late.
  private static final int GRAIN = 1 << 17;

  /// Outputs of a pass, whose totals stay in the first-level cache.
  private static final int TOTALS = 2048;

  /// No run without partial results is longer, unless its elements chain with those of others.
  private static final int SHORT = 32;

  /// Elements that come from farther away than the second-level cache,
  private static final int FAR = 1 << 17;

  /// and such as come from memory.
  private static final int FARTHEST = 1 << 22;

  /// Columns from which on the rows that go together are long enough for memory to foresee each.
  private static final int LONG = 2048;

  /// Columns of a block at least: whole cache lines.
  private static final int LINE = FoldBlocks.LENGTH / SHORT;

  private final Loop[] loops;

  private final Reduction axes;
  private final boolean accumulate;
  private final float identity;
  private final float[] target;

  /// Whether any operand goes through blocks, or the values do.
  private final boolean blocked;

  /// Whether the walk of a run has several axes.
  private final boolean scattered;

  /// Whether the loop goes along long rows, a few at a time or one after the other.
  private final boolean wide;

  /// Outputs of a pass at most.
  private final int most;

  private final Split split;
  private final Workers workers;
  private final Scratch[] scratch;

  /// Whether one call of the loop does everything: small reductions are common, and half of their
  /// time would go into finding places that are always the same.
  private final boolean once;

  /// What one worker has for itself.
  private static final class Scratch {
    final FoldBlocks blocks;
    final Walk.Cursor kept;
    final Walk.Cursor runs;
    final Walk.Cursor run;
    final int[] first;
    final int[] begin;
    final int[] at;
    final int[] steps;
    final int[] below;
    final float[] totals;

    Scratch(FoldBlocks blocks, Reduction axes, int operands, int totals) {
      this.blocks = blocks;
      kept = axes.kept.cursor();
      runs = axes.runs.cursor();
      run = axes.run.cursor();
      first = new int[operands];
      begin = new int[operands];
      at = new int[operands];
      steps = new int[operands];
      below = new int[operands];
      this.totals = new float[totals];
    }
  }

  private ReduceKernel(
      Instruction.Reduce reduce,
      Reduction axes,
      float[][] arrays,
      Fold what,
      FoldLoop fold,
      MapLoop map,
      boolean[] staged,
      Workers workers) {
    this.axes = axes;
    accumulate = reduce.accumulate();
    identity = (float) reduce.how().identity();
    target = arrays[0];
    boolean any = map != null;
    for (boolean s : staged) {
      any |= s;
    }
    blocked = any;
    FoldLoop abreast = blocked ? null : abreast(what, axes);
    Loop[] needed = Stream.of(fold, map, abreast).filter(Objects::nonNull).toArray(Loop[]::new);
    loops = blocked ? Transpose.with(needed) : needed;
    scattered = axes.run.axes() > 1;
    wide = axes.partials == 0 && fold.abreast() > 1;
    // Then results go where they belong, however many they are, and nothing has to wait elsewhere.
    boolean straight = wide && !accumulate && axes.kept.innerStride(0) == 1;
    most = straight ? axes.kept.inner() : Math.min(TOTALS, axes.kept.inner());
    this.workers = workers;
    int outputs = axes.kept.size();
    long each = Math.max(1, reduce.flops() / Math.max(1, outputs));
    int unit = axes.kept.axes() == 1 ? 64 : 1;
    split = new Split(outputs, (int) Math.max(1, GRAIN / each), unit, workers);
    scratch = new Scratch[split.parts == 1 ? 1 : workers.threads()];
    for (int w = 0; w < scratch.length; w++) {
      FoldBlocks blocks = new FoldBlocks(fold, abreast, map, staged, arrays);
      scratch[w] = new Scratch(blocks, axes, arrays.length, straight ? 0 : most);
    }
    boolean across = axes.partials == 0;
    once =
        split.parts == 1
            && !blocked
            && !scattered
            && !wide
            && axes.runs.size() == 1
            && !axes.inPieces()
            && axes.kept.axes() == 1
            && (!across || axes.kept.innerStride(0) == 1);
    if (once) {
      Walk down = across ? axes.run : axes.kept;
      for (int o = 0; o < arrays.length; o++) {
        scratch[0].at[o] = axes.kept.offset(o);
        scratch[0].steps[o] = down.innerStride(o);
      }
    }
  }

  /// The kernel, or null where the scalar one does as well or there is no loop for it.
  static ReduceKernel of(Instruction.Reduce reduce, float[][] arrays, Workers workers) {
    List<Layout> operands = reduce.operands();
    Layout out = operands.get(0);
    if (out.size() < 2 * Lanes.COUNT || out.distinct().repeats() || !FoldLoop.fits(arrays)) {
      return null;
    }
    Reduction axes = new Reduction(reduce);
    boolean along = axes.partials > 0;
    if (!along && axes.kept.inner() < Lanes.COUNT && !axes.chains()) {
      return null;
    }
    if (!along && !axes.chains() && axes.run.axes() > 1) {
      return null;
    }
    Walk lanes = along ? axes.run : axes.kept;
    boolean[] dense = new boolean[arrays.length];
    boolean[] staged = new boolean[arrays.length];
    dense[0] = true;
    boolean scattered = along && lanes.axes() > 1;
    for (int o = 1; o < arrays.length; o++) {
      dense[o] = scattered ? !lanes.constant(o) : lanes.innerStride(o) != 0;
      staged[o] = dense[o] && (scattered || lanes.innerStride(o) != 1);
    }
    Fold what = new Fold(reduce.how(), axes.partials, reduce.formula(), dense);
    FoldLoop fold =
        wide(what, axes, staged) ? Loops.fold(what.together(WideMethod.TOGETHER)) : null;
    if (fold == null) {
      fold = Loops.fold(what);
    }
    MapLoop map = null;
    if (fold == null) {
      fold = Loops.fold(new Fold(reduce.how(), axes.partials, Formula.X, true, true));
      map = Loops.ragged(List.of(reduce.formula()), dense);
      if (fold == null || map == null) {
        return null;
      }
    }
    return new ReduceKernel(reduce, axes, arrays, what, fold, map, staged, workers);
  }

  /// A loop along several rows at a time, or null: pieces of a run, for from two places a processor
  /// fetches half as much again from memory as from one; or rows that have an operand in common, as
  /// those of a matrix have a vector.
  private static FoldLoop abreast(Fold what, Reduction axes) {
    int most = AbreastMethod.most(what);
    boolean[] common = new boolean[what.dense().length];
    boolean moves = false;
    boolean shares = false;
    for (int o = 1; o < common.length; o++) {
      boolean dense = what.dense()[o];
      common[o] = !axes.inPieces() && axes.kept.innerStride(o) == 0;
      moves |= dense;
      shares |= common[o] && dense;
    }
    int rows = axes.inPieces() && moves ? Math.min(2, most) : shares ? most : 0;
    boolean enough = axes.inPieces() || axes.kept.inner() >= rows;
    if (axes.partials == 0 || rows < 2 || !enough) {
      return null;
    }
    int over = axes.inPieces() ? 0 : axes.run.size() % axes.partials;
    return Loops.fold(
        new Fold(what.how(), what.partials(), what.formula(), rows, over, common, what.dense()));
  }

  /// Whether it goes across so many long rows that they come from memory, or from a cache that is
  /// as slow: then in the order in which they lie.
  private static boolean wide(Fold what, Reduction axes, boolean... staged) {
    boolean inPlace = true;
    for (boolean s : staged) {
      inPlace &= !s;
    }
    return inPlace
        && axes.partials == 0
        && axes.chains()
        && axes.kept.inner() > AcrossMethod.most(what) * Lanes.COUNT
        && axes.run.inner() >= WideMethod.TOGETHER
        && (long) axes.kept.inner() * axes.run.size() > FAR;
  }

  @Override
  public Loop[] loops() {
    return loops;
  }

  @Override
  public void run() {
    if (once) {
      Walk kept = axes.kept;
      Walk run = axes.run;
      int mode = accumulate ? FoldLoop.COMBINE : 0;
      int rows = axes.partials == 0 ? run.size() : kept.size();
      int n = axes.partials == 0 ? kept.size() : run.size();
      scratch[0].blocks.fold(target, scratch[0].at, scratch[0].steps, rows, n, mode);
      return;
    }
    workers.run(this, split.parts);
  }

  @Override
  public void run(int part, int worker) {
    Scratch mine = scratch[worker];
    int inner = axes.kept.inner();
    int end = split.begin(part + 1);
    for (int from = split.begin(part); from < end; ) {
      int column = from % inner;
      int count = Math.min(Math.min(inner - column, end - from), most);
      mine.kept.moveTo(from / inner);
      for (int o = 0; o < mine.first.length; o++) {
        mine.first[o] = mine.kept.at(o) + column * axes.kept.innerStride(o);
      }
      if (axes.partials > 0) {
        along(mine, count);
      } else {
        across(mine, count);
      }
      from += count;
    }
  }

  /// So many outputs that lie in one row of the walk over the kept axes.
  private void along(Scratch mine, int count) {
    boolean apart = accumulate && (axes.runs.size() > 1 || axes.inPieces());
    int stride = axes.kept.innerStride(0);
    for (int o = 0; o < mine.steps.length; o++) {
      mine.steps[o] = axes.kept.innerStride(o);
    }
    if (apart) {
      mine.steps[0] = 1;
    }
    float[] to = apart ? mine.totals : target;
    int inner = axes.runs.inner();
    mine.runs.restart();
    for (int r = 0, column = 0; r < axes.runs.size(); r++) {
      for (int o = 0; o < mine.at.length; o++) {
        mine.begin[o] = mine.first[o] + mine.runs.at(o) + column * axes.runs.innerStride(o);
      }
      mine.begin[0] = apart ? 0 : mine.first[0];
      along(mine, to, count, r > 0 || accumulate && !apart ? FoldLoop.COMBINE : 0);
      if (++column == inner) {
        column = 0;
        mine.runs.advance();
      }
    }
    if (apart) {
      Moves.add(mine.totals, 0, 1, target, mine.first[0], stride, count);
    }
  }

  /// One run of each of these outputs.
  private void along(Scratch mine, float[] to, int count, int mode) {
    int n = axes.run.size();
    boolean inPieces = axes.inPieces();
    if (!blocked && !inPieces) {
      mine.blocks.fold(to, mine.begin, mine.steps, count, n, mode);
      return;
    }
    int together = scattered ? 1 : Math.max(1, FoldBlocks.LENGTH / n);
    for (int row = 0; row < count; row += together) {
      int rows = Math.min(together, count - row);
      for (int o = 0; o < mine.at.length; o++) {
        mine.at[o] = mine.begin[o] + row * mine.steps[o];
      }
      if (inPieces) {
        pieces(mine, to, mode);
      } else {
        blocks(mine, to, rows, 0, n, mode);
      }
    }
  }

  /// One run of one output, piece by piece.
  private void pieces(Scratch mine, float[] to, int mode) {
    if ((mode & FoldLoop.COMBINE) == 0) {
      to[mine.at[0]] = identity;
    }
    int n = axes.run.size();
    int done = 0;
    if (!blocked) {
      for (int o = 1; o < mine.below.length; o++) {
        mine.below[o] = Reduction.PIECE * axes.run.innerStride(o);
      }
      int whole = n / Reduction.PIECE;
      mine.blocks.fold(to, mine.at, mine.below, whole, Reduction.PIECE, FoldLoop.COMBINE);
      for (int o = 1; o < mine.at.length; o++) {
        mine.at[o] += whole * mine.below[o];
      }
      done = whole * Reduction.PIECE;
    }
    for (; done < n; done += Reduction.PIECE) {
      blocks(mine, to, 1, done, Math.min(done + Reduction.PIECE, n), FoldLoop.COMBINE);
    }
  }

  /// Elements of so many runs, from `at` on, which is moved to where they end.
  private void blocks(Scratch mine, float[] to, int rows, int begin, int end, int mode) {
    int most = blocked ? FoldBlocks.LENGTH : end - begin;
    for (int done = begin; done < end; done += most) {
      int length = Math.min(most, end - done);
      int ends = done + length < end ? FoldLoop.LEAVE : mode;
      if (scattered) {
        mine.blocks.stage(mine.at, axes.run, mine.run, done, length);
      } else if (blocked) {
        mine.blocks.stage(mine.at, mine.steps, axes.run, rows, length);
      }
      mine.blocks.fold(
          to, mine.at, mine.steps, rows, length, done > begin ? ends | FoldLoop.CONTINUE : ends);
      for (int o = 1; o < mine.at.length && !scattered; o++) {
        mine.at[o] += length * axes.run.innerStride(o);
      }
    }
  }

  /// So many outputs that lie in one row of the walk over the kept axes, each in a lane.
  private void across(Scratch mine, int count) {
    Walk run = axes.run;
    int width = blocked ? Math.min(count, SHORT * LINE / Math.min(SHORT, run.inner())) : count;
    int deep = blocked ? FoldBlocks.LENGTH / width : run.inner();
    boolean far = (long) count * run.size() > FARTHEST;
    boolean single = !wide && axes.runs.size() == 1 && run.rows() == 1 && deep >= run.inner();
    int stride = axes.kept.innerStride(0);
    boolean apart = stride != 1 && count > 1 || accumulate && !single;
    float[] to = apart ? mine.totals : target;
    for (int o = 0; o < mine.steps.length; o++) {
      mine.steps[o] = run.innerStride(o);
    }
    for (int done = 0; done < count; done += width) {
      int columns = Math.min(width, count - done);
      mine.runs.restart();
      boolean fresh = true;
      for (int r = 0, piece = 0; r < axes.runs.size(); r++) {
        mine.run.restart();
        for (int row = 0; row < run.rows(); row++) {
          for (int down = 0; down < run.inner(); down += deep) {
            int rows = Math.min(deep, run.inner() - down);
            for (int o = 1; o < mine.at.length; o++) {
              mine.at[o] =
                  mine.first[o]
                      + done * axes.kept.innerStride(o)
                      + mine.runs.at(o)
                      + piece * axes.runs.innerStride(o)
                      + mine.run.at(o)
                      + down * run.innerStride(o);
            }
            mine.at[0] = apart ? done : mine.first[0] + done;
            int later = axes.chains() ? FoldLoop.CONTINUE : FoldLoop.COMBINE;
            int once = accumulate && !apart ? FoldLoop.COMBINE : 0;
            if (blocked) {
              mine.blocks.stage(mine.at, mine.steps, axes.kept, rows, columns);
            }
            int mode = fresh ? once : later;
            if (wide) {
              mode = far && count < LONG ? FoldLoop.SINGLY : 0;
              if (fresh) {
                Arrays.fill(to, mine.at[0], mine.at[0] + columns, identity);
              }
            }
            mine.blocks.fold(to, mine.at, mine.steps, rows, columns, mode);
            fresh = false;
          }
          mine.run.advance();
        }
        if (++piece == axes.runs.inner()) {
          piece = 0;
          mine.runs.advance();
        }
      }
    }
    if (apart) {
      if (accumulate) {
        Moves.add(mine.totals, 0, 1, target, mine.first[0], stride, count);
      } else {
        Moves.copy(mine.totals, 0, 1, target, mine.first[0], stride, count);
      }
    }
  }
}

package io.lanewise.opencl;

import io.lanewise.instruction.Instruction;
import io.lanewise.instruction.KBlocks;

/// Products of matrices, cut as the device's [Tuning] says.
final class GemmKernels {
  /// Elements of B from which on its panels are packed though its rows lie as they should.
  private static final int LARGE = 1 << 13;

  private final Cl cl;
  private final Instruction.Gemm gemm;
  private final OpenClBuffer[] buffers;
  private final int m;
  private final int n;
  private final int k;
  private final int[] starts;

  private GemmKernels(Cl cl, Instruction.Gemm gemm, OpenClBuffer... buffers) {
    this.cl = cl;
    this.gemm = gemm;
    this.buffers = buffers;
    m = gemm.c().shape().dim(-2);
    n = gemm.c().shape().dim(-1);
    k = gemm.k();
    starts = gemm.starts();
  }

  static Launches bind(
      Cl cl, Tuning tuning, Scratch scratch, Instruction.Gemm gemm, OpenClBuffer... buffers) {
    boolean transposed = gemm.c().stride(-1) != 1 && gemm.c().stride(-2) == 1;
    if (transposed) { // Cᵀ = Bᵀ·Aᵀ: the same products and sums
      Instruction.Gemm other =
          new Instruction.Gemm(
              gemm.c().transpose(), gemm.b().transpose(), gemm.a().transpose(), gemm.accumulate());
      return bind(cl, tuning, scratch, other, buffers[0], buffers[2], buffers[1]);
    }
    GemmKernels kernels = new GemmKernels(cl, gemm, buffers);
    return switch (tuning.gemm()) {
      case Tuning.Panels p -> kernels.panels(p, scratch);
      case Tuning.Tiles t -> kernels.tiles(t);
    };
  }

  private Launches tiles(Tuning.Tiles t) {
    String shape =
        Code.define("ROWS", t.rows())
            + Code.define("COLUMNS", t.columns())
            + Code.define("DEPTH", t.depth())
            + Code.define("ACROSS", t.across())
            + Code.define("DOWN", t.down());
    long groups =
        (long) Math.ceilDiv(m, t.rows()) * Math.ceilDiv(n, t.columns()) * (starts.length / 3);
    Launches launches = new Launches(cl, null);
    launches
        .add(Code.program("gemm_tiles", shape), "gemm", groups * t.group(), t.group())
        .numbers(m, n, k, KBlocks.length(k), gemm.accumulate() ? 1 : 0)
        .numbers(gemm.c().stride(-2), gemm.c().stride(-1))
        .numbers(gemm.a().stride(-2), gemm.a().stride(-1))
        .numbers(gemm.b().stride(-2), gemm.b().stride(-1))
        .table(starts)
        .buffers(buffers);
    return launches;
  }

  private Launches panels(Tuning.Panels p, Scratch scratch) {
    String source =
        Code.program("gemm", Code.define("ROWS", p.rows()) + Code.define("COLUMNS", p.columns()));
    int tiles = Math.ceilDiv(m, p.rows());
    int panels = Math.ceilDiv(n, p.columns());
    int batch = starts.length / 3;
    boolean packA = gemm.a().stride(-1) != 1 && n > p.columns();
    boolean packB = tiles > 3 && (gemm.b().stride(-1) != 1 || (long) n * k >= LARGE);
    int sizeOfA = packA ? Math.multiplyExact(batch * tiles, k * p.rows()) : 0;
    int sizeOfB = packB ? Math.multiplyExact(batch * panels, k * p.columns()) : 0;
    Cl.Memory a = packA ? scratch.first(sizeOfA) : buffers[1].memory;
    Cl.Memory b = packB ? scratch.second(sizeOfB) : buffers[2].memory;
    int[] places = starts.clone();
    for (int i = 0; i < batch; i++) {
      places[3 * i + 1] = packA ? i * tiles * k * p.rows() : places[3 * i + 1];
      places[3 * i + 2] = packB ? i * panels * k * p.columns() : places[3 * i + 2];
    }
    int height = p.height();
    int items = batch * panels * Math.ceilDiv(tiles, height);
    while (height > 1 && items < 4 * cl.device().units) {
      height /= 2;
      items = batch * panels * Math.ceilDiv(tiles, height);
    }
    Launches launches = new Launches(cl, null);
    if (packA) {
      launches
          .add(source, "pack_a", batch * tiles, 1)
          .numbers(batch * tiles, m, k, gemm.a().stride(-2), gemm.a().stride(-1))
          .table(starts)
          .memory(a)
          .buffers(buffers[1]);
    }
    if (packB) {
      launches
          .add(source, "pack_b", batch * panels, 1)
          .numbers(batch * panels, n, k, gemm.b().stride(-2), gemm.b().stride(-1))
          .table(starts)
          .memory(b)
          .buffers(buffers[2]);
    }
    Launches.Arguments arguments =
        launches
            .add(source, "gemm", items, 1)
            .numbers(items, m, n, k, KBlocks.length(k), height, gemm.accumulate() ? 1 : 0)
            .numbers(gemm.c().stride(-2), gemm.c().stride(-1));
    if (packA) {
      arguments.numbers(k * p.rows(), 1, p.rows());
    } else {
      int row = gemm.a().stride(-2);
      arguments.numbers(p.rows() * row, row, gemm.a().stride(-1));
    }
    if (packB) {
      arguments.numbers(k * p.columns(), p.columns(), 1, 1);
    } else {
      int column = gemm.b().stride(-1);
      arguments.numbers(p.columns() * column, gemm.b().stride(-2), column, 0);
    }
    arguments.table(places).memory(buffers[0].memory).memory(a).memory(b);
    return launches;
  }
}

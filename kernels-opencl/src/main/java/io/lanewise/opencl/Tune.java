package io.lanewise.opencl;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.file.AtomicFile;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// `lanewise tune`: times shapes of kernels on the device, and writes the best into the file that
/// [Tuning] reads before its table.
public final class Tune {
  private static final String HELP =
      """
      Usage: lanewise tune [OPTIONS]

      Times shapes of matrix products on the OpenCL device that is chosen, in interleaved rounds,
      and writes the best of them where every later run finds it. Any shape gives the same bits.

        --device N|NAME   the device: its number or a part of its name (default: first GPU, else 0)
        --out FILE        where to (default: %s)
        --rounds N        that count (default 5)
        --help            this text
      """;

  /// m, n, k of what is timed: a layer, and squares.
  private static final int[][] SHAPES = {{64, 256, 784}, {256, 256, 256}, {512, 512, 512}};

  /// Candidates that come near this share of the best are measured to the end.
  private static final double NEAR = 0.7;

  private final PrintStream out;
  private final int rounds;

  Tune(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
  }

  /// Tunes, and ends the JVM with 1 if there is no device or the file cannot be written, 2 for an
  /// option that there is not.
  public static void main(String[] args) {
    int code = run(Arrays.asList(args), System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(List<String> words, PrintStream out, PrintStream err) {
    Path file = UserFolder.path().resolve(Tuning.FILE);
    String device = System.getProperty(Devices.PROPERTY, "0");
    int rounds = 5;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--help") || word.equals("-h")) {
        out.printf(HELP, file);
        return 0;
      }
      boolean known = List.of("--device", "--out", "--rounds").contains(word);
      String value =
          known && i + 1 < words.size() && !words.get(i + 1).startsWith("--")
              ? words.get(++i)
              : null;
      boolean number = value != null && value.matches("[1-9]\\d{0,2}");
      if (value == null || word.equals("--rounds") && !number) {
        err.println(
            "lanewise tune: "
                + (known
                    ? word + " needs a value" + (value == null ? "" : " from 1 to 999")
                    : "unknown option " + word)
                + "; --help lists all");
        return 2;
      }
      switch (word) {
        case "--device" -> device = value;
        case "--out" -> file = Path.of(value);
        default -> rounds = Integer.parseInt(value);
      }
    }
    try {
      Device chosen = Devices.chosen(Device.all(), device, "--device ");
      new Tune(out, rounds).tune(chosen, shapes(chosen), file.toAbsolutePath());
      return 0;
    } catch (OpenClException e) {
      err.println("lanewise tune: " + e.getMessage());
    } catch (IOException e) {
      err.println("lanewise tune: " + file + " cannot be written: " + e);
    }
    return 1;
  }

  /// Times shapes, and writes the best into a file, beside what it holds of other devices.
  void tune(Device device, List<Tuning> shapes, Path file) throws IOException {
    List<String> kept = others(device, file);
    Files.createDirectories(file.getParent());
    out.println("on " + device.describe());
    try (Cl cl = new Cl(device, new ProgramCache(null))) {
      List<Candidate> candidates = new ArrayList<>();
      for (Tuning tuning : shapes) {
        try {
          Candidate candidate = new Candidate(cl, tuning);
          if (candidate.right()) {
            candidates.add(candidate);
          }
        } catch (OpenClException e) {
          String reason = e.getMessage().lines().findFirst().orElse("");
          out.println("  cannot run: " + tuning.shape() + ": " + reason);
        }
      }
      for (int round = 0; round <= rounds; round++) {
        double best = candidates.stream().mapToDouble(Candidate::rate).max().orElse(0);
        for (Candidate c : candidates) {
          if (round < 2 || c.rate() > NEAR * best) {
            c.measure(round > 0);
          }
        }
      }
      candidates.sort(Comparator.comparingDouble(Candidate::rate).reversed());
      for (Candidate c : candidates) {
        out.printf(Locale.ROOT, "%8.1f GFLOP/s  %s%n", c.rate(), c.tuning.shape());
      }
      if (candidates.isEmpty()) {
        throw new OpenClException("no shape of kernels computes right on " + device);
      }
      kept.add(candidates.get(0).tuning.line(device.toString()));
    }
    byte[] text = (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, o -> o.write(text));
    out.println("written to " + file);
  }

  /// The file's lines for other devices.
  private static List<String> others(Device device, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      lines.addAll(Files.readAllLines(file));
      lines.removeIf(l -> l.startsWith(device + " |"));
    } else {
      lines.add("# Written by `lanewise tune`; the format is that of tuning.txt in its jar.");
    }
    return lines;
  }

  private static List<Tuning> shapes(Device device) {
    List<Tuning> shapes = new ArrayList<>();
    if (device.gpu) {
      for (int[] s :
          new int[][] {
            {32, 32, 16, 8, 8}, {32, 32, 32, 8, 8}, {64, 64, 8, 16, 8}, {64, 64, 16, 16, 8},
            {64, 64, 32, 16, 8}, {64, 64, 16, 16, 16}, {64, 64, 32, 16, 16}, {128, 64, 16, 16, 16},
            {64, 128, 16, 16, 16}, {128, 128, 8, 16, 16}, {128, 128, 16, 16, 16}
          }) {
        shapes.add(new Tuning(new Tuning.Tiles(s[0], s[1], s[2], s[3], s[4]), Tuning.GROUP));
      }
    } else {
      for (int columns : new int[] {8, 16, 32}) {
        for (int rows : new int[] {4, 6, 8, 12}) {
          for (int height : new int[] {4, 8, 16}) {
            shapes.add(new Tuning(new Tuning.Panels(rows, columns, height), 1));
          }
        }
      }
    }
    return shapes.stream().map(t -> t.within(device)).distinct().toList();
  }

  /// A shape, and the fastest that it was.
  private static final class Candidate {
    final Tuning tuning;
    private final Backend backend;
    private final List<Instruction.Gemm> products = new ArrayList<>();
    private final List<Buffer> results = new ArrayList<>();
    private final List<Kernel> kernels = new ArrayList<>();
    private final double[] nanos;

    Candidate(Cl cl, Tuning tuning) {
      this.tuning = tuning;
      backend = new OpenClBackend(cl, tuning);
      for (int[] s : SHAPES) {
        for (boolean transposed : new boolean[] {false, true}) {
          bind(product(s[0], s[1], s[2], transposed));
        }
      }
      nanos = new double[kernels.size()];
      Arrays.fill(nanos, Double.POSITIVE_INFINITY);
    }

    private static Instruction.Gemm product(int m, int n, int k, boolean transposed) {
      Layout b = transposed ? matrix(n, k).transpose() : matrix(k, n);
      return new Instruction.Gemm(matrix(m, n), matrix(m, k), b, false);
    }

    private static Layout matrix(int rows, int columns) {
      return Layout.of(Shape.of(rows, columns));
    }

    private void bind(Instruction.Gemm product) {
      Buffer[] buffers = operands(backend, product);
      products.add(product);
      results.add(buffers[0]);
      kernels.add(backend.bind(product, buffers));
    }

    private static Buffer[] operands(Backend on, Instruction.Gemm product) {
      Buffer[] buffers = new Buffer[3];
      for (int i = 0; i < 3; i++) {
        float[] values = new float[product.operands().get(i).size()];
        for (int e = 0; e < values.length; e++) {
          values[e] = i == 0 ? 0 : (e * 37 + i) % 101 / 101f - 0.5f;
        }
        buffers[i] = on.allocate(values.length);
        buffers[i].write(0, values, 0, values.length);
      }
      return buffers;
    }

    /// Whether it gives the scalar backend's bits for the first product, both ways round.
    boolean right() {
      return right(0) && right(1);
    }

    private boolean right(int i) {
      Instruction.Gemm product = products.get(i);
      Buffer[] buffers = operands(Backends.scalar(), product);
      Backends.scalar().bind(product, buffers).run();
      kernels.get(i).run();
      float[] expected = new float[buffers[0].length()];
      float[] found = new float[expected.length];
      buffers[0].read(0, expected, 0, expected.length);
      results.get(i).read(0, found, 0, found.length);
      return Arrays.equals(expected, found);
    }

    /// Runs each product some times.
    void measure(boolean counts) {
      float[] one = new float[1];
      for (int i = 0; i < nanos.length; i++) {
        int runs = (int) Math.max(1, 100_000_000 / products.get(i).flops());
        long start = System.nanoTime();
        for (int r = 0; r < runs; r++) {
          kernels.get(i).run();
        }
        results.get(i).read(0, one, 0, 1);
        double each = (System.nanoTime() - start) / (double) runs;
        nanos[i] = counts ? Math.min(nanos[i], each) : nanos[i];
      }
    }

    /// FLOP/ns, the geometric mean over the products; 0 before anything was measured.
    double rate() {
      double logs = 0;
      for (int i = 0; i < nanos.length; i++) {
        logs += Math.log(products.get(i).flops() / nanos[i]);
      }
      return Math.exp(logs / nanos.length);
    }
  }
}

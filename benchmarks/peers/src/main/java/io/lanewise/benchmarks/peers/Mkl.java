package io.lanewise.benchmarks.peers;

import static org.bytedeco.mkl.global.mkl_rt.MKL_Get_Version;
import static org.bytedeco.mkl.global.mkl_rt.MKL_Set_Num_Threads;
import static org.bytedeco.mkl.global.mkl_rt.cblas_isamax;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sasum;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sdot;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm;
import static org.bytedeco.mkl.global.mkl_rt.vsAdd;
import static org.bytedeco.mkl.global.mkl_rt.vsCos;
import static org.bytedeco.mkl.global.mkl_rt.vsErf;
import static org.bytedeco.mkl.global.mkl_rt.vsExp;
import static org.bytedeco.mkl.global.mkl_rt.vsLn;
import static org.bytedeco.mkl.global.mkl_rt.vsPow;
import static org.bytedeco.mkl.global.mkl_rt.vsSin;
import static org.bytedeco.mkl.global.mkl_rt.vsTanh;

import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.KernelPeer;
import io.lanewise.benchmarks.Problem;
import io.lanewise.benchmarks.Work;
import io.lanewise.instruction.Instruction.Gemm;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt.MKLVersion;

/// Intel's MKL: its BLAS, and its vector functions in their mode of highest accuracy (1 ulp), which
/// is the mode they start in. On processors that are not Intel's it may choose kernels that are not
/// its fastest.
public final class Mkl implements KernelPeer {
  private static final Set<String> KNOWN =
      Set.of("gemm", "sum", "max", "dot", "add", "exp", "log", "tanh", "erf", "sin", "cos", "pow");

  private final String description;

  /// Loads the library, and sets its threads to the engine's.
  public Mkl() {
    MKL_Set_Num_Threads(Integer.getInteger("lanewise.threads", 1));
    try (MKLVersion version = new MKLVersion()) {
      MKL_Get_Version(version);
      description =
          "MKL "
              + version.MajorVersion()
              + "."
              + version.UpdateVersion()
              + ", kernels for "
              + version.Processor().getString();
    }
  }

  @Override
  public String name() {
    return "mkl";
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public boolean can(Problem problem) {
    return KNOWN.contains(problem.name());
  }

  @Override
  public Work bind(Problem problem) {
    NativeArrays arrays = new NativeArrays(problem);
    FloatPointer out = arrays.get(0);
    FloatPointer x = arrays.get(1);
    FloatPointer y = problem.instruction().operands().size() > 2 ? arrays.get(2) : null;
    int n = problem.instruction().operands().get(1).size();
    Kernel kernel =
        switch (problem.name()) {
          case "gemm" -> gemm((Gemm) problem.instruction(), out, x, y);
          // On numbers that are not negative the sum and the largest of magnitudes.
          case "sum" -> () -> out.put(cblas_sasum(n, x, 1));
          case "max" -> () -> out.put(x.get(cblas_isamax(n, x, 1)));
          case "dot" -> () -> out.put(cblas_sdot(n, x, 1, y, 1));
          case "add" -> () -> vsAdd(n, x, y, out);
          case "exp" -> () -> vsExp(n, x, out);
          case "log" -> () -> vsLn(n, x, out);
          case "tanh" -> () -> vsTanh(n, x, out);
          case "erf" -> () -> vsErf(n, x, out);
          case "sin" -> () -> vsSin(n, x, out);
          case "cos" -> () -> vsCos(n, x, out);
          default -> () -> vsPow(n, x, y, out);
        };
    return new Work(kernel, arrays::outputs);
  }

  private static Kernel gemm(Gemm gemm, FloatPointer c, FloatPointer a, FloatPointer b) {
    int m = gemm.c().shape().dim(0);
    int n = gemm.c().shape().dim(1);
    int k = gemm.k();
    MatrixArgument left = MatrixArgument.of(gemm.a());
    MatrixArgument right = MatrixArgument.of(gemm.b());
    return () ->
        cblas_sgemm(
            MatrixArgument.ROW_MAJOR,
            left.order(),
            right.order(),
            m,
            n,
            k,
            1,
            a,
            left.leading(),
            b,
            right.leading(),
            0,
            c,
            n);
  }
}

package io.lanewise.benchmarks.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_isamax;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sasum;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sdot;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import io.lanewise.backend.Kernel;
import io.lanewise.benchmarks.KernelPeer;
import io.lanewise.benchmarks.Problem;
import io.lanewise.benchmarks.Work;
import io.lanewise.instruction.Instruction.Gemm;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/// OpenBLAS. The environment's OPENBLAS_CORETYPE says whose kernels it uses, where it would not
/// find the fastest by itself.
@SuppressWarnings("restricted")
public final class OpenBlas implements KernelPeer {
  private static final Set<String> KNOWN = Set.of("gemm", "sum", "max", "dot");

  private final String description;

  /// Loads the library, and sets its threads to the engine's.
  public OpenBlas() {
    org.bytedeco.javacpp.Loader.load(org.bytedeco.openblas.global.openblas_nolapack.class);
    try {
      call("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
          .invokeExact(Integer.getInteger("lanewise.threads", 1).intValue());
      description = text("openblas_get_config") + ", kernels of " + text("openblas_get_corename");
    } catch (Throwable e) {
      throw new IllegalStateException("OpenBLAS does not say what it is", e);
    }
  }

  private static MethodHandle call(String name, FunctionDescriptor type) {
    MemorySegment function = SymbolLookup.loaderLookup().findOrThrow(name);
    return Linker.nativeLinker().downcallHandle(function, type);
  }

  private static String text(String function) throws Throwable {
    var type = FunctionDescriptor.of(ValueLayout.ADDRESS);
    var text = (MemorySegment) call(function, type).invokeExact();
    return text.reinterpret(1000).getString(0);
  }

  @Override
  public String name() {
    return "openblas";
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
    int n = problem.instruction().operands().get(1).size();
    Kernel kernel =
        switch (problem.name()) {
          case "gemm" -> gemm((Gemm) problem.instruction(), out, x, arrays.get(2));
          // On numbers that are not negative the sum and the largest of magnitudes.
          case "sum" -> () -> out.put(cblas_sasum(n, x, 1));
          case "max" -> () -> out.put(x.get(cblas_isamax(n, x, 1)));
          default -> {
            FloatPointer y = arrays.get(2);
            yield () -> out.put(cblas_sdot(n, x, 1, y, 1));
          }
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

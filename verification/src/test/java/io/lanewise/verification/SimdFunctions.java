package io.lanewise.verification;

import com.sun.management.ThreadMXBean;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Counts the bytes that functions and their gradients allocate on one thread of SIMD: C2 may take
/// a vector for an object.
final class SimdFunctions {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Not a multiple of any vector's lanes.
  private static final int ELEMENTS = 10_007;

  private static final int WARM_UP = 5_000;
  private static final int WINDOWS = 10;
  private static final int RUNS = 50;

  private SimdFunctions() {}

  private static Map<String, UnaryOperator<Tensor>> functions() {
    Map<String, UnaryOperator<Tensor>> functions = new LinkedHashMap<>();
    functions.put("exp", Tensor::exp);
    functions.put("expm1", Tensor::expm1);
    functions.put("log", Tensor::log);
    functions.put("log1p", Tensor::log1p);
    functions.put("sqrt", Tensor::sqrt);
    functions.put("tanh", Tensor::tanh);
    functions.put("sigmoid", Tensor::sigmoid);
    functions.put("softplus", Tensor::softplus);
    functions.put("erf", Tensor::erf);
    functions.put("sin", Tensor::sin);
    functions.put("cos", Tensor::cos);
    functions.put("pow", x -> x.pow(x));
    functions.put("logcosh", Tensor::logcosh);
    functions.put("relu", Tensor::relu);
    functions.put("leaky relu", x -> x.leakyRelu(0.01));
    functions.put("elu", x -> x.elu(1));
    functions.put("gelu", Tensor::gelu);
    functions.put("gelu with tanh", Tensor::geluTanh);
    functions.put("silu", Tensor::silu);
    functions.put("2 / x", x -> Tensor.scalar(2).div(x));
    functions.put("x - x[0]", x -> x.sub(x.slice(0, 0, 1)));
    for (int n : new int[] {10, 20, 49, 100, 1000}) {
      functions.put("sums of " + n, x -> rows(x, n).sum(1));
      functions.put("softmax of " + n, x -> rows(x, n).softmax(1));
    }
    return functions;
  }

  /// Rows of n, of which the last ends where the array does.
  private static Tensor rows(Tensor x, int n) {
    int from = ELEMENTS % n;
    return x.slice(0, from, ELEMENTS).reshape(ELEMENTS / n, n);
  }

  static void main() {
    Tensor x = Tensor.uniform(1, ELEMENTS).requireGradient();
    for (Map.Entry<String, UnaryOperator<Tensor>> function : functions().entrySet()) {
      Tape tape = Tape.record(() -> function.getValue().apply(x).sum());
      System.out.println(function.getKey() + ": " + bytesOf(tape) + " bytes");
    }
  }

  private static long bytesOf(Tape tape) {
    for (int i = 0; i < WARM_UP; i++) {
      run(tape);
      THREADS.getCurrentThreadAllocatedBytes(); // its own first calls allocate
    }
    long least = Long.MAX_VALUE;
    for (int window = 0; window < WINDOWS; window++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RUNS; i++) {
        run(tape);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static void run(Tape tape) {
    tape.forward();
    tape.backward();
  }
}

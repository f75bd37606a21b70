package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.lanewise.layout.Shape;
import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Random graphs of ops and views: what reuses a gradient's buffer too early, assigns where it has
/// to add, or adds to what was left there gives another gradient than central differences.
class RandomGraphTest {
  private static final int GRAPHS = 300;

  /// A graph that its seed determines: the same ops on the same leaves at every call.
  private static final class RandomGraph {
    private final long seed;
    private final Tensor[] parameters = new Tensor[3];
    private final Tensor frozen;
    private final StringBuilder log = new StringBuilder();
    private Philox random;
    private int drawn;

    RandomGraph(long seed) {
      this.seed = seed;
      this.random = new Philox(seed, 100);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = Tensor.normal(seed * 10 + i, dims()).named("p" + i).requireGradient();
      }
      this.frozen = Tensor.normal(seed * 10 + 9, 2, 3);
    }

    private int[] dims() {
      int[] dims = new int[1 + draw(3)];
      for (int i = 0; i < dims.length; i++) {
        dims[i] = 1 + draw(3);
      }
      return dims;
    }

    private int draw(int bound) {
      return random.below(bound, drawn++);
    }

    Tensor loss() {
      random = new Philox(seed, 200);
      drawn = 0;
      log.setLength(0);
      List<Tensor> pool = new ArrayList<>(List.of(parameters));
      pool.add(frozen);
      int nodes = 5 + draw(21);
      for (int i = 0; i < nodes; i++) {
        Tensor a = pick(pool);
        Tensor t = next(draw(24), a, pick(pool));
        if (t.size() <= 200) {
          pool.add(t);
        }
        if (draw(10) == 0) {
          t.requireGradient(); // a result that keeps its gradient
        }
      }
      Tensor sum = parameters[0].sin().sum(); // or the frozen tensor could be all that is reached
      for (int i = 0; i < 3; i++) {
        Tensor t = pool.get(pool.size() - 1 - i);
        sum = sum.add(t.mul(Tensor.normal(i, t.shape().toArray())).sum());
      }
      return sum;
    }

    /// Mostly recent ones, so that the graph grows deep.
    private Tensor pick(List<Tensor> pool) {
      int back = draw(2) == 0 ? draw(Math.min(3, pool.size())) : draw(pool.size());
      return pool.get(pool.size() - 1 - back);
    }

    private Tensor next(int kind, Tensor a, Tensor b) {
      log.append(kind).append(' ').append(a.shape()).append(b.shape()).append("; ");
      int axis = a.rank() == 0 ? 0 : draw(a.rank());
      boolean scalar = a.rank() == 0;
      int n = scalar ? 0 : a.dim(axis);
      return switch (kind) {
        case 0, 1 -> broadcast(a, b) ? a.add(b) : a.neg();
        case 2, 3 -> broadcast(a, b) ? a.mul(b).tanh() : a.mul(0.5);
        case 4 -> broadcast(a, b) ? a.sub(b.sigmoid()) : a.sin();
        case 5 -> a.tanh();
        case 6 -> a.mul(a).mul(0.3).sin();
        case 7 -> a.sigmoid().add(0.5).log();
        case 8 -> scalar ? a.exp().sin() : a.softmax(axis);
        case 9 -> scalar ? a : a.sum(axis).tanh();
        case 10 -> scalar ? a : a.keepMean(axis);
        case 11 -> scalar ? a : a.logSumExp(axis);
        case 12 -> product(a, b);
        case 13 -> a.rank() < 2 ? a.unsqueeze(0) : a.transpose();
        case 14 -> n < 2 ? a : a.slice(axis, 1, n);
        case 15 -> n < 2 ? a : a.slice(axis, 0, n, 2);
        case 16 -> scalar ? a : a.select(axis, n - 1);
        case 17 -> a.reshape(-1);
        case 18 -> a.rank() > 3 ? a : a.unsqueeze(axis).expand(expanded(a, axis));
        case 19 -> scalar ? a : Tensor.concat(axis, a, a.mul(0.5), a);
        case 20 -> scalar ? a : a.permute(random(a.rank()));
        case 21 -> scalar ? a : a.sigmoid().add(0.5).prod(axis).tanh();
        case 22 -> n < 2 ? a : a.keepVariance(axis).tanh();
        default -> scalar ? a : a.indexSelect(axis, Tensor.of(n - 1f, 0f, n - 1f));
      };
    }

    private Tensor product(Tensor a, Tensor b) {
      if (a.rank() < 2 || b.rank() < 2 || a.dim(-1) != b.dim(-1) || a.rank() != b.rank()) {
        Tensor m = a.rank() < 1 ? a.reshape(1, 1) : a.reshape(a.dim(0), -1);
        return m.matmul(m.transpose()).tanh();
      }
      return broadcast(a.select(-1, 0).select(-1, 0), b.select(-1, 0).select(-1, 0))
          ? a.matmul(b.transpose()).tanh()
          : a;
    }

    private int[] random(int rank) {
      return new Philox(seed, 300 + drawn++).permutation(rank);
    }

    private static int[] expanded(Tensor a, int axis) {
      int[] dims = a.unsqueeze(axis).shape().toArray();
      dims[axis] = 2;
      return dims;
    }

    private static boolean broadcast(Tensor a, Tensor b) {
      try {
        return Shape.broadcast(a.shape(), b.shape()).size() <= 200;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  private static void forEachGraph(Consumer<RandomGraph> check) {
    Backends.with(
        Backends.reference(),
        () -> {
          for (long seed = 1; seed <= GRAPHS; seed++) {
            RandomGraph graph = new RandomGraph(seed);
            try {
              check.accept(graph);
            } catch (AssertionError | RuntimeException e) {
              fail("graph " + seed + ": " + graph.log, e);
            }
          }
        });
  }

  @Test
  void gradientsAgreeWithCentralDifferences() {
    forEachGraph(graph -> GradCheck.check(graph::loss, graph.parameters));
  }

  @Test
  void backwardIsRepeatableAndAccumulates() {
    forEachGraph(
        graph -> {
          Supplier<Tensor> loss = graph::loss;
          Tape tape = Tape.record(loss);
          tape.backward();
          double[][] first = gradients(graph);
          tape.backwardAccumulating();
          tape.backwardAccumulating();
          double[][] tripled = gradients(graph);
          tape.backward();
          double[][] again = gradients(graph);
          for (int p = 0; p < first.length; p++) {
            assertArrayEquals(first[p], again[p]);
            for (int i = 0; i < first[p].length; i++) {
              double expected = 3 * first[p][i];
              double error = Math.abs(expected - tripled[p][i]);
              assertTrue(error <= 1e-12 * (1 + Math.abs(expected)), "three passes: " + error);
            }
          }
        });
  }

  private static double[][] gradients(RandomGraph graph) {
    double[][] gradients = new double[graph.parameters.length][];
    for (int p = 0; p < gradients.length; p++) {
      gradients[p] = graph.parameters[p].gradient().toDoubles();
    }
    return gradients;
  }
}

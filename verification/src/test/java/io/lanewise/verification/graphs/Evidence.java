package io.lanewise.verification.graphs;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.verification.WrappedBackend;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What some graphs make an engine do, forward and backward: whatever is named here is held to the
/// properties of whole graphs.
public final class Evidence {
  private final Set<String> operations = new TreeSet<>();
  private final Set<String> instructions = new TreeSet<>();
  private final Set<String> functions = new TreeSet<>();

  /// What these graphs do.
  public Evidence(List<Graph> graphs) {
    Backend backend = new WrappedBackend(Backends.reference(), this::note);
    for (Graph graph : graphs) {
      operations.addAll(graph.operations());
      Backends.with(
          backend,
          () -> {
            List<Tensor> start = graph.start();
            Tape.record(() -> graph.loss(start)).backward();
          });
    }
  }

  private Kernel note(Backend inner, Instruction instruction, Buffer... buffers) {
    instructions.add(instruction.getClass().getSimpleName());
    switch (instruction) {
      case Instruction.Map m -> note(m.formulas());
      case Instruction.Reduce r -> note(List.of(r.formula()));
      default -> {}
    }
    return inner.bind(instruction, buffers);
  }

  private void note(List<Formula> formulas) {
    for (Formula formula : formulas) {
      noteFunctions(formula);
      noteFunctions(formula.expand());
    }
  }

  private void noteFunctions(Formula formula) {
    for (Formula f : Formula.order(List.of(formula))) {
      if (f instanceof Formula.Apply a) {
        functions.add(a.function().toString());
      }
    }
  }

  /// The names of ops and views.
  public Set<String> operations() {
    return operations;
  }

  /// The simple names of instruction classes.
  public Set<String> instructions() {
    return instructions;
  }

  /// The constants of `Primitive` and `Composite`.
  public Set<String> functions() {
    return functions;
  }
}

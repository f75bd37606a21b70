package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.backend.Kernel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A program bound to its memory: what a tape runs.
///
/// The backward pass exists twice, assigning the gradients and adding to them; the second is bound
/// when it is first asked for.
public final class Schedule {
  private final Program program;
  private final MemoryPlan plan;
  private final boolean rewritten;
  private final List<Bound> forward;
  private final List<Bound> assigning;
  private List<Bound> accumulating;
  private final Kernel[] forwardKernels;
  private final Kernel[] assigningKernels;
  private Kernel[] accumulatingKernels;

  private Schedule(Program program, List<Bound> recorded, boolean rewritten) {
    this.program = program;
    this.rewritten = rewritten;
    this.plan = MemoryPlan.of(program, Slot::hasMemory);
    this.forward = recorded == null ? bound(program.forward(), Map.of()) : recorded;
    this.assigning = bound(program.backward(), Map.of());
    this.forwardKernels = Bound.kernels(forward);
    this.assigningKernels = Bound.kernels(assigning);
  }

  /// The steps as they were recorded, with the memory that they had then; and a backward pass,
  /// which may have none.
  public static Schedule recorded(List<Bound> forward, List<Step> backward) {
    List<Step> steps = new ArrayList<>(forward.size());
    forward.forEach(b -> steps.add(b.step()));
    return new Schedule(new Program(steps, backward), List.copyOf(forward), false);
  }

  /// A recorded program rewritten. The memory of what is not kept goes: its values have to be
  /// computed anew by the forward pass.
  public static Schedule rewritten(Program recorded) {
    Rewriting.release(recorded);
    return new Schedule(Rewriting.of(recorded), null, true);
  }

  /// Computes a recorded forward pass once more, each result in a memory of its own.
  ///
  /// @return where each buffer's values lie
  public static UnaryOperator<Buffer> recomputed(List<Step> forward) {
    Map<Buffer, Buffer> own = new IdentityHashMap<>();
    UnaryOperator<Buffer> memory =
        b ->
            b instanceof Slot s && !s.hasMemory()
                ? own.computeIfAbsent(s, k -> s.backend().allocate(s.length()))
                : Slot.memory(b);
    forward.forEach(step -> Bound.of(step, memory).kernel().run());
    return memory;
  }

  private List<Bound> bound(List<Step> steps, Map<Step, Bound> known) {
    List<Bound> bound = new ArrayList<>(steps.size());
    for (Step step : steps) {
      Bound b = known.get(step);
      bound.add(b == null ? Bound.of(step, plan::memory) : b);
    }
    return bound;
  }

  /// The program.
  public Program program() {
    return program;
  }

  /// Whether it differs from what was recorded.
  public boolean rewritten() {
    return rewritten;
  }

  /// Bytes of results, and of gradients that nobody asked for, all memories together.
  public long bytes() {
    return 4 * plan.elements();
  }

  /// The forward pass.
  public List<Bound> forward() {
    return forward;
  }

  /// The backward pass that assigns the gradients.
  public List<Bound> assigning() {
    return assigning;
  }

  /// The backward pass that adds to the gradients.
  public List<Bound> accumulating() {
    if (accumulating == null) {
      Map<Step, Bound> known = new IdentityHashMap<>();
      assigning.forEach(b -> known.put(b.step(), b));
      List<Step> steps = new ArrayList<>();
      for (Step step : program.backward()) {
        switch (step.role()) {
          case ALWAYS -> steps.add(step);
          case FIRST -> steps.add(step.accumulating());
          case FILL -> {
            // The gradients that are there stay.
          }
        }
      }
      accumulating = bound(steps, known);
      accumulatingKernels = Bound.kernels(accumulating);
    }
    return accumulating;
  }

  /// The kernels of [#forward].
  public Kernel[] forwardKernels() {
    return forwardKernels;
  }

  /// The kernels of [#assigning].
  public Kernel[] assigningKernels() {
    return assigningKernels;
  }

  /// The kernels of [#accumulating].
  public Kernel[] accumulatingKernels() {
    accumulating();
    return accumulatingKernels;
  }
}

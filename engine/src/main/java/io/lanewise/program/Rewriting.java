package io.lanewise.program;

import io.lanewise.op.Operand;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Rewrites a program for replays: the passes one after the other.
///
/// `-Dlanewise.rewrite=false` leaves tapes as they were recorded, to look for a mistake.
public final class Rewriting {
  /// Whether tapes are rewritten.
  public static final boolean ON = !"false".equals(System.getProperty("lanewise.rewrite", "true"));

  private Rewriting() {}

  /// The passes, in their order.
  public static List<Pass> passes() {
    return List.of(new DeadWork(), new Aliases(), new Fusion());
  }

  /// The program after all passes.
  static Program of(Program recorded) {
    Program program = recorded;
    for (Pass pass : passes()) {
      program = pass.on(program);
    }
    return program;
  }

  /// The bytes of all slots together.
  public static long bytesApart(Program recorded) {
    long elements = 0;
    for (Slot slot : slots(recorded)) {
      elements += slot.length();
    }
    return 4 * elements;
  }

  /// The bytes of all slots that are kept, and of the memories that the others share.
  public static long bytesShared(Program program) {
    return 4 * MemoryPlan.of(program, Slot::kept).elements();
  }

  /// Lets go the memory of all slots of a recorded program that are not kept.
  static void release(Program recorded) {
    for (Slot slot : slots(recorded)) {
      slot.release();
    }
  }

  /// Every slot of a program, once.
  static Set<Slot> slots(Program program) {
    Set<Slot> slots = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Step step : program.all()) {
      for (Operand o : step.operands()) {
        if (o.buffer() instanceof Slot s) {
          slots.add(s);
        }
      }
    }
    return slots;
  }
}

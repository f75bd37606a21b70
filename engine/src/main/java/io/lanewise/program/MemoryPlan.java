package io.lanewise.program;

import io.lanewise.backend.Buffer;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.op.Operand;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Which memory each slot of a program has: one that no other needs while it does.
///
/// A slot lives from the step that writes it first to the one that reads it last. What the forward
/// pass leaves for the backward pass lives on to the end, for that may be run again. A map may
/// write where one of its inputs lies that nobody reads afterwards. Goes through the steps once,
/// and takes the smallest free memory that is large enough, or makes the largest one larger.
public final class MemoryPlan {
  /// A memory, as large as the largest slot that lies there.
  private static final class Place {
    int length;
    Buffer buffer;
  }

  /// The first and the last step that need a slot.
  private static final class Life {
    final int first;
    int last;
    Place place;

    Life(int first) {
      this.first = first;
    }
  }

  private final Map<Buffer, Life> lives = new IdentityHashMap<>();
  private final List<Place> places = new ArrayList<>();
  private final TreeMap<Integer, List<Place>> free = new TreeMap<>();

  private final Predicate<Slot> apart;

  /// The elements of the slots that lie apart.
  private long own;

  private MemoryPlan(Predicate<Slot> apart) {
    this.apart = apart;
  }

  /// A plan for all slots but those that lie apart.
  static MemoryPlan of(Program program, Predicate<Slot> apart) {
    MemoryPlan plan = new MemoryPlan(apart);
    for (Slot slot : Rewriting.slots(program)) {
      plan.own += apart.test(slot) ? slot.length() : 0;
    }
    List<Step> steps = program.all();
    plan.measure(steps, program.forward().size());
    for (int i = 0; i < steps.size(); i++) {
      plan.place(i, steps.get(i));
    }
    return plan;
  }

  private void measure(List<Step> steps, int forward) {
    for (int i = 0; i < steps.size(); i++) {
      for (Operand o : steps.get(i).operands()) {
        if (o.buffer() instanceof Slot slot && !apart.test(slot)) {
          Life life = lives.get(slot);
          if (life == null) {
            life = new Life(i);
            lives.put(slot, life);
          }
          boolean left = life.first < forward && i >= forward;
          life.last = left ? steps.size() : Math.max(life.last, i);
        }
      }
    }
  }

  private void place(int i, Step step) {
    List<Life> dying = new ArrayList<>();
    for (Operand o : step.operands()) {
      Life life = lives.get(o.buffer());
      if (life != null && life.last == i && !dying.contains(life)) {
        dying.add(life);
      }
    }
    for (int o = 0; o < step.outputs(); o++) {
      Operand out = step.operands()[o];
      Life life = lives.get(out.buffer());
      if (life != null && life.place == null) {
        Life heir = heirOf(step, out, dying);
        if (heir == null) {
          life.place = take(out.buffer().length());
        } else {
          life.place = heir.place;
          dying.remove(heir);
        }
      }
    }
    for (Operand o : step.operands()) {
      Life life = lives.get(o.buffer());
      if (life != null && life.place == null) { // empty, so that nobody had to write it
        life.place = new Place();
        places.add(life.place);
        dying.remove(life);
      }
    }
    for (Life life : dying) {
      free.computeIfAbsent(life.place.length, k -> new ArrayList<>()).add(life.place);
    }
  }

  /// The input of a map that dies with the step and lies as the output does, or null.
  private Life heirOf(Step step, Operand out, List<Life> dying) {
    if (!(step.instruction() instanceof Instruction.Map)) {
      return null;
    }
    for (int o = step.outputs(); o < step.operands().length; o++) {
      Operand in = step.operands()[o];
      Life life = lives.get(in.buffer());
      if (life != null
          && life.place != null
          && dying.contains(life)
          && in.buffer().length() == out.buffer().length()
          && onlyThrough(step, in.buffer(), out.layout())
          && out.layout().covers(out.buffer().length())) {
        return life;
      }
    }
    return null;
  }

  private static boolean onlyThrough(Step step, Buffer buffer, Layout layout) {
    for (Operand o : step.operands()) {
      if (o.buffer() == buffer && !o.layout().equals(layout)) {
        return false;
      }
    }
    return true;
  }

  private Place take(int length) {
    Map.Entry<Integer, List<Place>> entry = free.ceilingEntry(length);
    if (entry == null) {
      entry = free.lastEntry();
    }
    Place place;
    if (entry == null) {
      place = new Place();
      places.add(place);
    } else {
      place = entry.getValue().removeLast();
      if (entry.getValue().isEmpty()) {
        free.remove(entry.getKey());
      }
    }
    place.length = Math.max(place.length, length);
    return place;
  }

  /// The memory of a buffer, allocated when it is first asked for.
  Buffer memory(Buffer buffer) {
    Life life = lives.get(buffer);
    if (life == null) {
      return Slot.memory(buffer);
    }
    if (life.place.buffer == null) {
      life.place.buffer = buffer.backend().allocate(life.place.length);
    }
    return life.place.buffer;
  }

  /// The elements of the memories that slots share, and of the slots that lie apart.
  long elements() {
    long elements = own;
    for (Place p : places) {
      elements += p.length;
    }
    return elements;
  }
}

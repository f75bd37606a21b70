package io.lanewise;

import io.lanewise.program.Bound;
import io.lanewise.program.Step;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A run of a kernel in a recording of the JDK's Flight Recorder: `-Dlanewise.jfr=true` and
/// `-XX:StartFlightRecording` ask for them. The only class that needs the module `jdk.jfr`, and
/// loaded only then.
@Name("io.lanewise.Kernel")
@Label("Kernel")
@Category("Lanewise")
@Description("One instruction of a tape")
@StackTrace(false)
final class KernelEvent extends Event {
  @Label("Pass")
  String pass;

  @Label("Operation")
  String op;

  @Label("Instruction")
  String instruction;

  @Label("Shape")
  String shape;

  @Label("FLOPs")
  long flops;

  @Label("Bytes")
  @DataAmount
  long bytes;

  /// Runs the steps of a tape's pass, with an event for each. Their words cost time and memory.
  static void run(String pass, List<Bound> steps) {
    for (Bound bound : steps) {
      KernelEvent event = new KernelEvent();
      event.begin();
      bound.runToEnd();
      event.end();
      if (event.shouldCommit()) {
        Step step = bound.step();
        event.pass = pass;
        event.op = step.origin().op();
        event.instruction = step.instruction().listing(i -> "%" + i);
        event.shape = step.output().layout().distinct().shape().toString();
        event.flops = step.instruction().flops();
        event.bytes = step.instruction().bytes();
        event.commit();
      }
    }
  }
}

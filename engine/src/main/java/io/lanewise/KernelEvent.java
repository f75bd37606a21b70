package io.lanewise;

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
  static void run(String pass, List<Step> steps) {
    for (Step step : steps) {
      KernelEvent event = new KernelEvent();
      event.begin();
      step.kernel().run();
      step.operands()[0].buffer().backend().finish();
      event.end();
      if (event.shouldCommit()) {
        event.pass = pass;
        event.op = step.node().op().name();
        event.instruction = step.instruction().listing(i -> "%" + i);
        event.shape = step.operands()[0].layout().distinct().shape().toString();
        event.flops = step.instruction().flops();
        event.bytes = step.instruction().bytes();
        event.commit();
      }
    }
  }
}

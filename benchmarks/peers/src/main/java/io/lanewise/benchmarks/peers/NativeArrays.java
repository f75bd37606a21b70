package io.lanewise.benchmarks.peers;

import io.lanewise.benchmarks.Problem;
import org.bytedeco.javacpp.FloatPointer;

/// A problem's operands outside the heap, each from a cache line on.
final class NativeArrays {
  private static final int LINE_FLOATS = 16;

  private final int outputs;
  private final FloatPointer[] pointers;

  NativeArrays(Problem problem) {
    outputs = problem.instruction().outputs();
    float[][] values = problem.operands();
    pointers = new FloatPointer[values.length];
    for (int i = 0; i < pointers.length; i++) {
      FloatPointer p = new FloatPointer((long) values[i].length + LINE_FLOATS);
      long past = p.address() / Float.BYTES % LINE_FLOATS;
      pointers[i] = p.position(past == 0 ? 0 : LINE_FLOATS - past);
      pointers[i].put(values[i], 0, values[i].length);
      pointers[i].limit(pointers[i].position() + values[i].length);
    }
  }

  FloatPointer get(int operand) {
    return pointers[operand];
  }

  float[][] outputs() {
    float[][] outputs = new float[this.outputs][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new float[(int) (pointers[i].limit() - pointers[i].position())];
      pointers[i].get(outputs[i], 0, outputs[i].length);
    }
    return outputs;
  }
}

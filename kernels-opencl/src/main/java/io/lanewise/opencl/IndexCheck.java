package io.lanewise.opencl;

import io.lanewise.backend.Indices;
import io.lanewise.layout.Layout;

/// Checks the numbers that a kernel takes for indices, before each run: a kernel cannot refuse.
/// Where another kernel computes them, the device is waited for.
///
/// @param what the instruction that chooses
/// @param size the number of things to choose from
record IndexCheck(String what, OpenClBuffer buffer, Layout layout, int size) implements Runnable {
  @Override
  public void run() {
    float[] numbers = buffer.toLookAt();
    int count = layout.size();
    for (int i = 0; i < count; i++) {
      Indices.check(what, numbers[layout.at(i)], i, size);
    }
  }
}

package io.lanewise.opencl;

import io.lanewise.backend.Indices;
import io.lanewise.layout.Layout;

/// Reads the numbers that a kernel takes for indices, and checks them: a kernel cannot refuse. It
/// waits for the device, so a run of such a kernel costs a transfer.
final class IndexCheck implements Runnable {
  private final String what;
  private final OpenClBuffer buffer;
  private final Layout layout;
  private final int size;
  private final float[] numbers;

  /// @param size the number of things to choose from
  IndexCheck(String what, OpenClBuffer buffer, Layout layout, int size) {
    this.what = what;
    this.buffer = buffer;
    this.layout = layout;
    this.size = size;
    numbers = new float[layout.reach()];
  }

  @Override
  public void run() {
    buffer.read(0, numbers, 0, numbers.length);
    int count = layout.size();
    for (int i = 0; i < count; i++) {
      Indices.check(what, numbers[layout.at(i)], i, size);
    }
  }
}

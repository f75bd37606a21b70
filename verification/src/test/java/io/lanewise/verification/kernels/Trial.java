package io.lanewise.verification.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.verification.UnderTest;
import java.util.List;

/// One run of an instruction on a backend. Whatever lies in the buffers outside the outputs'
/// elements has to be as it was.
final class Trial {
  /// Elements of a buffer after the last that an operand reaches.
  private static final int MARGIN = 19;

  /// What an operand's buffer holds at the place of an element; rounded to float.
  interface Values {
    double at(int operand, int place);
  }

  private final List<Layout> layouts;
  private final Buffer[] buffers;

  /// What float32 buffers hold after the run: reading them one by one may take a device each time.
  private float[][] results;

  private Trial(List<Layout> layouts, Buffer[] buffers) {
    this.layouts = layouts;
    this.buffers = buffers;
  }

  /// Runs the instruction on buffers of its own, filled with these values.
  ///
  /// @param owner for each operand the one whose buffer it has: itself, or an earlier one
  static Trial run(Backend backend, Instruction instruction, Values values, int... owner) {
    List<Layout> layouts = instruction.operands();
    Buffer[] buffers = new Buffer[layouts.size()];
    for (int i = 0; i < buffers.length; i++) {
      int own = i < owner.length ? owner[i] : i;
      buffers[i] = own < i ? buffers[own] : filled(backend, layouts.get(i).distinct(), i, values);
    }
    Trial trial = new Trial(layouts, buffers);
    float[][] before = trial.contents();
    try {
      backend.bind(instruction, buffers).run();
      trial.assertUntouched(before, instruction);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          instruction + " on " + UnderTest.name(backend) + ": " + e.getMessage(), e);
    }
    return trial;
  }

  private static Buffer filled(Backend backend, Layout layout, int operand, Values values) {
    float[] all = new float[layout.reach() + MARGIN];
    for (int at = 0; at < all.length; at++) {
      all[at] = -1000 - at;
    }
    for (int e = 0; e < layout.size(); e++) {
      all[layout.at(e)] = (float) values.at(operand, layout.at(e));
    }
    Buffer buffer = backend.allocate(all.length);
    buffer.write(0, all, 0, all.length);
    return buffer;
  }

  private float[][] contents() {
    float[][] contents = new float[buffers.length][];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = new float[buffers[i].length()];
      buffers[i].read(0, contents[i], 0, contents[i].length);
    }
    return contents;
  }

  private void assertUntouched(float[][] before, Instruction instruction) {
    float[][] after = contents();
    for (int i = 0; i < after.length; i++) {
      boolean[] written = new boolean[after[i].length];
      for (int o = 0; o < instruction.outputs(); o++) {
        Layout out = layouts.get(o).distinct();
        for (int e = 0; buffers[o] == buffers[i] && e < out.size(); e++) {
          written[out.at(e)] = true;
        }
      }
      for (int at = 0; at < written.length; at++) {
        if (!written[at] && Float.compare(before[i][at], after[i][at]) != 0) {
          throw new AssertionError(
              "element "
                  + at
                  + " of the buffer of operand "
                  + i
                  + " is no output, but was written");
        }
      }
    }
  }

  /// The number of elements of an operand, each counted once.
  int size(int operand) {
    return layouts.get(operand).distinct().size();
  }

  /// What an operand holds after the run.
  double at(int operand, int element) {
    int at = layouts.get(operand).distinct().at(element);
    if (buffers[operand].backend() == Backends.reference()) {
      return buffers[operand].get(at);
    }
    if (results == null) {
      results = contents();
    }
    return results[operand][at];
  }

  /// An operand has the bits that it has in another trial.
  void assertSameBits(Trial other, int operand) {
    assertEquals(other.size(operand), size(operand));
    for (int e = 0; e < size(operand); e++) {
      if (Double.compare(other.at(operand, e), at(operand, e)) != 0) {
        throw new AssertionError(
            "element "
                + e
                + " of operand "
                + operand
                + " is "
                + at(operand, e)
                + " here and "
                + other.at(operand, e)
                + " in another layout or on another backend");
      }
    }
  }
}

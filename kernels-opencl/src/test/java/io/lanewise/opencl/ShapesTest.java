package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.Backends;
import io.lanewise.instruction.Instruction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However kernels are shaped, a device that rounds correctly gives the scalar backend's bits.
class ShapesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        SmallSuite.GPU_SHAPED,
        SmallSuite.CPU_SHAPED,
        "| panels rows=6 columns=16 height=8 lanes=1",
        "| panels rows=8 columns=32 height=4 lanes=1",
      })
  void smallSuiteGivesTheBitsOfScalar(String line) {
    Cl cl = OpenClDevice.orSkip();
    assumeTrue(cl.device().rounds, "this device does not round division correctly");
    OpenClBackend backend = SmallSuite.shaped(cl, line);
    for (Instruction i : SmallSuite.instructions()) {
      float[][] expected = SmallSuite.run(Backends.scalar(), i);
      float[][] found = SmallSuite.run(backend, i);
      for (int o = 0; o < expected.length; o++) {
        assertArrayEquals(expected[o], found[o], i + ", output " + o);
      }
    }
  }
}

package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Backends;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.backend.Backend;
import io.lanewise.backend.Buffer;
import io.lanewise.formula.Formula;
import io.lanewise.instruction.Instruction;
import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Buffers that are parts of one memory.
class OpenClBufferTest {
  private OpenClBackend backend;

  @BeforeEach
  void open() {
    OpenClDevice.orSkip();
    backend = Devices.open();
  }

  private static float[] elements(Buffer buffer) {
    float[] all = new float[buffer.length()];
    buffer.read(0, all, 0, all.length);
    return all;
  }

  @Test
  void partsLieOneAfterTheOther() {
    Buffer[] parts = backend.allocateTogether(3, 0, 2);
    assertSame(parts[0].memory(), parts[2].memory());
    assertEquals(3, parts[2].offset());
    parts[0].write(1, new float[] {1, 2}, 0, 2);
    parts[2].set(0, 3);
    assertArrayEquals(new float[] {0, 1, 2}, elements(parts[0]));
    assertArrayEquals(new float[] {3, 0}, elements(parts[2]));
    assertArrayEquals(new float[] {0, 1, 2, 3, 0}, elements(parts[0].memory()));
  }

  @Test
  void neighboursAreOutOfReach() {
    Buffer part = backend.allocateTogether(3, 2)[0];
    assertThrows(IndexOutOfBoundsException.class, () -> part.get(3));
    assertThrows(IndexOutOfBoundsException.class, () -> part.set(-1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> part.read(1, new float[3], 0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> part.write(0, new float[4], 0, 4));
  }

  @Test
  void kernelsFindTheirParts() {
    Buffer[] parts = backend.allocateTogether(2, 3, 3);
    parts[1].write(0, new float[] {1, 2, 3}, 0, 3);
    Layout three = Layout.of(Shape.of(3));
    var twice =
        new Instruction.Map(List.of(Formula.add(Formula.X, Formula.X)), List.of(three, three));
    backend.bind(twice, parts[2], parts[1]).run();
    assertArrayEquals(new float[] {0, 0, 1, 2, 3, 2, 4, 6}, elements(parts[0].memory()));
  }

  /// Classes that the host has written are looked at where it has written them.
  @Test
  void indicesMayBeAPart() {
    Buffer[] parts = backend.allocateTogether(4, 2);
    Buffer out = backend.allocate(2);
    parts[0].write(0, new float[] {5, 6, 7, 8}, 0, 4);
    Layout two = Layout.of(Shape.of(2));
    var gather = new Instruction.Gather(two, Layout.of(Shape.of(4)), two, false);
    var kernel = backend.bind(gather, out, parts[0], parts[1]);
    for (float[] index : new float[][] {{3, 1}, {0, 2}}) {
      parts[1].write(0, index, 0, 2);
      kernel.run();
      assertArrayEquals(new float[] {5 + index[0], 5 + index[1]}, elements(out));
    }
    parts[1].set(1, 4);
    assertThrows(IllegalArgumentException.class, kernel::run);
  }

  @Test
  void whatIsTooMuchForOneMemoryLiesApart() {
    Cl small = new Cl(backend.cl().device(), new ProgramCache(null), 1 << 20);
    int half = (int) Math.min(Integer.MAX_VALUE, backend.cl().device().largest / Float.BYTES);
    try (OpenClBackend full = new OpenClBackend(small, backend.tuning())) {
      var e = assertThrows(OpenClException.class, () -> full.allocateTogether(1, half, half));
      assertTrue(e.getMessage().contains("is full"), e.getMessage());
    }
  }

  @Test
  void parametersOfAModelAreOneMemoryAndTrainAsTheyDidApart() {
    float[] together = trained(backend);
    float[] scalar = trained(Backends.named("scalar"));
    if (backend.cl().device().rounds) {
      assertArrayEquals(scalar, together);
    } else {
      assertArrayEquals(scalar, together, 1e-5f);
    }
  }

  private static float[] trained(Backend on) {
    return Backends.with(
        on,
        () -> {
          Sequential model = new Sequential(new Linear(7, 5), new Relu(), new Linear(5, 3));
          model.initialise(3);
          List<Tensor> parameters = model.parameters();
          Buffer first = parameters.getFirst().operand().buffer();
          Buffer last = parameters.getLast().operand().buffer();
          assertSame(first.memory(), last.memory());
          Tensor x = Tensor.uniform(1, 4, 7);
          Tensor y = Tensor.zeros(4);
          Tape tape = Tape.record(() -> model.forward(x).crossEntropy(y));
          Sgd sgd = new Sgd(parameters, Sgd.Options.rate(0.1).momentum(0.9));
          for (int step = 0; step < 5; step++) {
            tape.forward();
            tape.backward();
            sgd.step();
          }
          return elements(first.memory());
        });
  }
}

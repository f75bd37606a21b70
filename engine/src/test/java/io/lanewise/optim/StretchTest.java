package io.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.Tensor;
import io.lanewise.backend.Buffer;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static Sequential model(Linear first) {
    return new Sequential(first, new Relu(), new Linear(3, 2));
  }

  @Test
  void modelIsOneStretch() {
    List<Tensor> parameters = model(new Linear(4, 3)).parameters();
    List<Stretch> stretches = Stretch.of(parameters);
    assertEquals(1, stretches.size());
    assertEquals(4 * 3 + 3 + 3 * 2 + 2, stretches.get(0).layout().size());
    assertEquals(2, Stretch.of(List.of(parameters.get(0), parameters.get(3))).size());
    Stretch head = Stretch.of(parameters.subList(2, 4)).get(0);
    assertEquals(4 * 3 + 3, head.layout().offset());
    assertEquals(3 * 2 + 2, head.layout().size());
  }

  @Test
  void gradientsLieAsTheirParametersDo() {
    List<Tensor> parameters = model(new Linear(4, 3)).parameters();
    Buffer memory = parameters.get(0).gradient().operand().buffer().memory();
    int at = 0;
    for (Tensor p : parameters) {
      Buffer gradient = p.gradient().operand().buffer();
      assertEquals(memory, gradient.memory());
      assertEquals(at, gradient.offset());
      assertEquals(at, p.operand().buffer().offset());
      at += p.size();
    }
  }

  @Test
  void layerInUseStaysWhereItIs() {
    Linear used = new Linear(4, 3);
    Tensor in = Tensor.ones(1, 4);
    used.forward(in);
    Sequential model = model(used);
    assertEquals(2, Stretch.of(model.parameters()).size());
    Tensor weight = used.parameters().get(0);
    float[] row = new float[4];
    weight.slice(0, 0, 1).copyTo(row);
    float sum = used.parameters().get(1).get(0);
    assertEquals(sum + row[0] + row[1] + row[2] + row[3], used.forward(in).get(0, 0), 1e-6);
  }

  @Test
  void viewGoesWithItsTensor() {
    Linear layer = new Linear(4, 3);
    Tensor weight = layer.parameters().get(0);
    Tensor view = weight.transpose();
    model(layer).initialise(7);
    assertEquals(weight.get(1, 2), view.get(2, 1));
    view.set(5, 2, 1);
    assertEquals(5, weight.get(1, 2));
  }

  @Test
  void detachedTensorStaysTheSameNumbers() {
    Linear layer = new Linear(4, 3);
    Tensor weight = layer.parameters().get(0);
    Tensor detached = weight.detach();
    model(layer).initialise(7);
    assertArrayEquals(weight.toArray(), detached.toArray());
  }

  @Test
  void layerOfTwoModelsKeepsItsGradient() {
    Linear body = new Linear(4, 3);
    Linear head = new Linear(3, 2);
    new Sequential(body, head);
    new Sequential(head);
    Tensor weight = head.parameters().get(0);
    Buffer gradient = weight.gradient().operand().buffer();
    body.parameters().get(0).gradient();
    assertSame(gradient, weight.gradient().operand().buffer());
  }

  @Test
  void neighboursAreOutOfReach() {
    Tensor bias = model(new Linear(4, 3)).parameters().get(1);
    Buffer buffer = bias.operand().buffer();
    assertThrows(IndexOutOfBoundsException.class, () -> buffer.get(3));
    assertThrows(IndexOutOfBoundsException.class, () -> buffer.set(-1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> buffer.read(1, new float[3], 0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> buffer.write(0, new float[4], 0, 4));
  }

  @Test
  void oneStepIsThatOfEachParameterAlone() {
    var options = Sgd.Options.rate(0.1).momentum(0.9).decay(0.01).dampening(0.5);
    List<Tensor> together = model(new Linear(4, 3)).parameters();
    List<Tensor> apart = new ArrayList<>();
    for (Tensor p : together) {
      Tensor copy = Tensor.zeros(p.shape().toArray()).requireGradient();
      apart.add(copy.copyFrom(p));
    }
    assertEquals(4, Stretch.of(apart).size());
    Sgd one = new Sgd(together, options);
    Sgd four = new Sgd(apart, options);
    for (int step = 0; step < 3; step++) {
      for (int i = 0; i < 4; i++) {
        float[] gradient = new float[together.get(i).size()];
        for (int e = 0; e < gradient.length; e++) {
          gradient[e] = (float) Math.sin(step + 3 * i + e);
        }
        together.get(i).gradient().copyFrom(gradient);
        apart.get(i).gradient().copyFrom(gradient);
      }
      one.step();
      four.step();
    }
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(apart.get(i).toArray(), together.get(i).toArray());
    }
  }
}

package io.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Tensor;
import io.lanewise.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTest {
  private static Sequential nested() {
    return new Sequential(
        new Linear(4, 3),
        new Relu(),
        new Sequential(new Linear(3, 3, false), new Tanh(), new Sequential(new Linear(3, 2))),
        new Linear(2, 1));
  }

  private static List<String> names(Layer layer) {
    List<String> names = new ArrayList<>();
    for (Tensor p : layer.parameters()) {
      names.add(p.name());
    }
    return names;
  }

  @Test
  void parametersAreNamedByTheNumberOfTheirLayer() {
    Sequential model = new Sequential(new Linear(784, 50), new Relu(), new Linear(50, 10));
    assertEquals(List.of("0.weight", "0.bias", "2.weight", "2.bias"), names(model));
  }

  @Test
  void nestedParametersAreNamedByTheirPathInTheOrderOfTheLayers() {
    assertEquals(
        List.of(
            "0.weight", "0.bias", "2.0.weight", "2.2.0.weight", "2.2.0.bias", "3.weight", "3.bias"),
        names(nested()));
  }

  @Test
  void forwardAppliesTheLayersOneAfterAnother() {
    Linear first = new Linear(4, 3);
    Linear second = new Linear(3, 2);
    Sequential model = new Sequential(first, new Tanh(), second);
    Tensor x = Tensor.normal(1, 5, 4);
    assertArrayEquals(
        second.forward(first.forward(x).tanh()).toArray(), model.forward(x).toArray());
  }

  @Test
  void withoutLayersItIsTheIdentity() {
    Tensor x = Tensor.ones(2, 3);
    assertSame(x, new Sequential().forward(x));
  }

  @Test
  void sameSeedGivesTheSameModel() {
    Sequential one = nested().initialise(42);
    Sequential other = nested().initialise(1).initialise(42);
    for (int i = 0; i < one.parameters().size(); i++) {
      assertArrayEquals(
          one.parameters().get(i).toArray(), other.parameters().get(i).toArray(), "number " + i);
    }
  }

  @Test
  void anotherSeedGivesOtherValuesForEveryParameter() {
    Sequential one = nested().initialise(1);
    Sequential other = nested().initialise(2);
    for (int i = 0; i < one.parameters().size(); i++) {
      assertFalse(
          Arrays.equals(one.parameters().get(i).toArray(), other.parameters().get(i).toArray()),
          one.parameters().get(i).name());
    }
  }

  @Test
  void newModelIsThatOfSeedZero() {
    assertArrayEquals(
        nested().initialise(0).parameters().get(0).toArray(),
        nested().parameters().get(0).toArray());
  }

  @Test
  void noTwoParametersShareTheirNumbers() {
    Linear[] layers = {new Linear(4, 4), new Linear(4, 4), new Linear(4, 4)};
    Sequential model = new Sequential(layers[0], new Sequential(layers[1]), layers[2]);
    List<Tensor> all = model.parameters();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        float[] a = Arrays.copyOf(all.get(i).toArray(), 4);
        float[] b = Arrays.copyOf(all.get(j).toArray(), 4);
        assertFalse(Arrays.equals(a, b), all.get(i).name() + " and " + all.get(j).name());
      }
    }
  }

  @Test
  void parameterNumberIIsDrawnFromStreamIPlusOne() {
    List<Tensor> all = nested().initialise(9).parameters();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).name();
      int in = name.startsWith("0") ? 4 : name.startsWith("3") ? 2 : 3;
      float expected = (2 * new Philox(9, i + 1).uniform(0) - 1) * (float) (1 / Math.sqrt(in));
      assertEquals(expected, all.get(i).toArray()[0], name);
    }
  }

  @Test
  void parametersShareNoNumberWithRandomTensorsOfTheSeed() {
    float[] data = Tensor.uniform(5, 12).toArray();
    float[] weight = new Sequential(new Linear(1, 12)).initialise(5).parameters().get(0).toArray();
    for (int i = 0; i < data.length; i++) {
      data[i] = 2 * data[i] - 1;
    }
    assertFalse(Arrays.equals(data, weight));
  }

  @Test
  void wrongInputIsReportedWithTheNumberOfTheLayer() {
    Sequential model = new Sequential(new Linear(4, 3), new Linear(5, 2));
    var error =
        assertThrows(IllegalArgumentException.class, () -> model.forward(Tensor.zeros(2, 4)));
    assertEquals(
        "layer 1: Linear(5, 2) of an input [2,3]: its last axis is not 5; make this layer a"
            + " Linear(3, 2)",
        error.getMessage());
  }

  @Test
  void wrongInputOfANestedLayerIsReportedWithItsPath() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Sequential(new Relu(), nested()).forward(Tensor.zeros(2, 3)));
    assertTrue(
        error.getMessage().startsWith("layer 1: layer 0: Linear(4, 3) of"), error.getMessage());
  }

  @Test
  void layerGivenTwiceIsRejected() {
    Linear layer = new Linear(3, 3);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Sequential(layer, new Relu(), layer));
    assertEquals(
        "Sequential: layer 2, Linear(3, 3), holds parameter 0.weight again; give each place a"
            + " layer of its own",
        error.getMessage());
  }

  @Test
  void layerWithoutParametersMayBeGivenTwice() {
    Relu relu = new Relu();
    Tensor y = new Sequential(relu, relu).forward(Tensor.of(-1f, 2f));
    assertArrayEquals(new float[] {0, 2}, y.toArray());
  }

  @Test
  void textListsTheLayers() {
    assertEquals(
        "Sequential(Flatten, Linear(4, 3), Elu(0.5), LeakyRelu(0.01), Sequential(Gelu, Silu))",
        new Sequential(
                new Flatten(),
                new Linear(4, 3),
                new Elu(0.5),
                new LeakyRelu(0.01),
                new Sequential(new Gelu(), new Silu()))
            .toString());
  }
}

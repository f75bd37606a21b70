package io.lanewise.train;

import io.lanewise.nn.Layer;
import io.lanewise.nn.Linear;
import io.lanewise.nn.Relu;
import io.lanewise.nn.Sequential;
import java.util.ArrayList;
import java.util.List;

/// Models by a short description, as the command line and checkpoints name them.
///
/// `logistic` is one linear layer; `mlp:50-25` has hidden layers of 50 and 25 units with ReLU.
public final class Models {
  private Models() {}

  /// Whether the description is that of a single linear layer.
  public static boolean logistic(String description) {
    return description.equals("logistic");
  }

  /// The hidden layers' sizes that a description names.
  ///
  /// @throws IllegalArgumentException if the description is none of a model
  public static int[] hidden(String description) {
    if (logistic(description)) {
      return new int[0];
    }
    if (!description.startsWith("mlp:")) {
      throw unknown(description, "there is no such kind of model");
    }
    String[] parts = description.substring(4).split("-", -1);
    int[] sizes = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        sizes[i] = Integer.parseInt(parts[i]);
      } catch (NumberFormatException e) {
        throw unknown(description, "'" + parts[i] + "' is not a number of units");
      }
      if (sizes[i] < 1 || sizes[i] > 1 << 20) {
        throw unknown(description, "a layer has 1 to " + (1 << 20) + " units");
      }
    }
    return sizes;
  }

  private static IllegalArgumentException unknown(String description, String why) {
    return new IllegalArgumentException(
        "model '"
            + description
            + "': "
            + why
            + "; write logistic, or mlp:50-25 for two hidden"
            + " layers of 50 and 25 units");
  }

  /// How many numbers such a model has to learn.
  ///
  /// @throws IllegalArgumentException if the description is none of a model
  public static long parameters(String description, int features, int outputs) {
    long sum = 0;
    long in = features;
    for (int units : hidden(description)) {
      sum += (in + 1) * units;
      in = units;
    }
    return sum + (in + 1) * outputs;
  }

  /// A model for rows of `features` numbers.
  ///
  /// @throws IllegalArgumentException if the description is none of a model
  public static Sequential build(String description, int features, int outputs) {
    int[] hidden = hidden(description);
    List<Layer> layers = new ArrayList<>();
    int in = features;
    for (int units : hidden) {
      layers.add(new Linear(in, units));
      layers.add(new Relu());
      in = units;
    }
    layers.add(new Linear(in, outputs));
    return new Sequential(layers.toArray(Layer[]::new));
  }
}

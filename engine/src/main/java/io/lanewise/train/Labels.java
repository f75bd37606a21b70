package io.lanewise.train;

import io.lanewise.data.Dataset;
import io.lanewise.layout.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Labels as targets: the index of a class, classes sorted, or a number to predict.
///
/// @param targets one for each row
/// @param classes the names of the classes, empty for regression
record Labels(float[] targets, List<String> classes) {
  /// From here on float32 does not hold every whole number.
  private static final float WHOLE = 1 << 24;

  /// Zeros for rows without labels, of the kind that the model predicts.
  static Labels none(int n, Checkpoint.Description model) {
    return new Labels(new float[n], model.classes());
  }

  /// Labels that are numbers: classes if they are whole, unless asked otherwise.
  static Labels ofNumbers(
      String source, float[] values, DataRequest.Kind kind, Checkpoint.Description model) {
    if (!classifies(kind, model, () -> whole(values))) {
      return new Labels(values, List.of());
    }
    TreeSet<Float> distinct = new TreeSet<>();
    String[] texts = new String[values.length];
    for (int i = 0; i < texts.length; i++) {
      distinct.add(values[i] + 0f); // −0 is 0
      texts[i] = text(values[i] + 0f);
    }
    List<String> classes = new ArrayList<>();
    for (float value : distinct) {
      classes.add(text(value));
    }
    return index(source, texts, classes, model);
  }

  /// Labels that are words.
  static Labels ofTexts(
      String source, String[] texts, DataRequest.Kind kind, Checkpoint.Description model) {
    if (!classifies(kind, model, () -> true)) {
      throw new IllegalArgumentException(
          source + ": labels like '" + texts[0] + "' are no numbers to predict by regression");
    }
    return index(source, texts, List.copyOf(new TreeSet<>(Arrays.asList(texts))), model);
  }

  private static boolean classifies(
      DataRequest.Kind kind,
      Checkpoint.Description model,
      java.util.function.BooleanSupplier detected) {
    if (model != null) {
      return model.task().classifies();
    }
    return switch (kind) {
      case DETECTED -> detected.getAsBoolean();
      case CLASSIFICATION -> true;
      case REGRESSION -> false;
    };
  }

  private static boolean whole(float[] values) {
    for (float v : values) {
      if (v != Math.rint(v) || Math.abs(v) >= WHOLE) {
        return false;
      }
    }
    return true;
  }

  private static String text(float value) {
    return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
  }

  private static Labels index(
      String source, String[] texts, List<String> found, Checkpoint.Description model) {
    List<String> classes = model == null ? found : model.classes();
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          source
              + ": all labels are "
              + (found.isEmpty() ? "missing" : "'" + found.get(0) + "'")
              + "; two classes are needed to tell apart (another column with --label?)");
    }
    Map<String, Integer> indices = new HashMap<>();
    for (String name : classes) {
      indices.put(name, indices.size());
    }
    float[] targets = new float[texts.length];
    for (int i = 0; i < targets.length; i++) {
      Integer index = indices.get(texts[i]);
      if (index == null) {
        throw new IllegalArgumentException(
            source
                + ": row "
                + i
                + " has the label '"
                + texts[i]
                + "', which the model does not know; its classes are "
                + String.join(", ", classes.subList(0, Math.min(20, classes.size()))));
      }
      targets[i] = index;
    }
    return new Labels(targets, Collections.unmodifiableList(classes));
  }

  /// The dataset of these labels with features row after row.
  Dataset dataset(String source, float[] features, Shape shape) {
    try {
      return classes.isEmpty()
          ? Dataset.regression(features, shape, targets)
          : Dataset.classification(features, shape, targets, classes.size())
              .withClassNames(classes.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels l
        && Arrays.equals(targets, l.targets)
        && classes.equals(l.classes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(targets) + classes.hashCode();
  }
}

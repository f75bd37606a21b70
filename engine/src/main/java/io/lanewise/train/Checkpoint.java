package io.lanewise.train;

import io.lanewise.Tensor;
import io.lanewise.data.Standardizer;
import io.lanewise.file.FileArray;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Json;
import io.lanewise.file.Safetensors;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model in a safetensors file: the parameters by PyTorch's names, and as metadata what it takes
/// to build the model and prepare its input again. The file appears whole or not at all.
public final class Checkpoint {
  private static final String MODEL = "lanewise.model";
  private static final String TASK = "lanewise.task";
  private static final String FEATURES = "lanewise.features";
  private static final String OUTPUTS = "lanewise.outputs";
  private static final String CLASSES = "lanewise.classes";
  private static final String MEAN = "input.mean";
  private static final String DEVIATION = "input.deviation";

  /// What there is to know about a model beside its parameters.
  ///
  /// @param model its description, as [Models] reads it
  /// @param task what it learned
  /// @param features how many numbers an example has
  /// @param outputs how many numbers the model gives
  /// @param classes the names of the classes, empty for regression
  /// @param mean what is subtracted from each feature; empty if features are taken as they are
  /// @param deviation what each feature is divided by afterwards; empty likewise
  public record Description(
      String model,
      Task task,
      int features,
      int outputs,
      List<String> classes,
      float[] mean,
      float[] deviation) {
    /// Whether features are standardised before the model sees them.
    public boolean standardized() {
      return mean.length > 0;
    }
  }

  private final Description description;
  private final Sequential model;

  private Checkpoint(Description description, Sequential model) {
    this.description = description;
    this.model = model;
  }

  /// What there is to know about the model.
  public Description description() {
    return description;
  }

  /// The model, on the backend that was current when it was read.
  public Sequential model() {
    return model;
  }

  /// Writes a model.
  ///
  /// @throws IOException if it cannot be written; the previous file is then unchanged
  public static void write(Path path, Description d, Sequential model) throws IOException {
    Map<String, FileArray> tensors = new LinkedHashMap<>();
    for (Tensor p : model.parameters()) {
      tensors.put(p.name(), FileArray.of(p.shape(), p.toArray()));
    }
    if (d.standardized()) {
      tensors.put(MEAN, vector(d.mean()));
      tensors.put(DEVIATION, vector(d.deviation()));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(MODEL, d.model());
    metadata.put(TASK, d.task().name());
    metadata.put(FEATURES, Integer.toString(d.features()));
    metadata.put(OUTPUTS, Integer.toString(d.outputs()));
    metadata.put(CLASSES, Json.write(d.classes()));
    Safetensors.write(path, tensors, metadata);
  }

  private static FileArray vector(float[] values) {
    return FileArray.of(Shape.of(values.length), values);
  }

  /// Reads a model.
  ///
  /// @throws FileFormatException if the file is not one of these, or its tensors are not the
  ///     model's
  /// @throws IOException if it cannot be reached
  public static Checkpoint read(Path path) throws IOException {
    Safetensors file = Safetensors.read(path);
    Description d = description(path, file);
    checkSize(path, file, d);
    Sequential model;
    try {
      model = Models.build(d.model(), d.features(), d.outputs());
    } catch (IllegalArgumentException e) {
      throw wrong(path, MODEL, e.getMessage());
    }
    for (Tensor p : model.parameters()) {
      FileArray values = tensor(path, file, p.name());
      if (!values.shape().equals(p.shape())) {
        throw wrong(
            path, p.name(), "its shape is " + values.shape() + ", the model's is " + p.shape());
      }
      p.copyFrom(values.toFloats());
    }
    return new Checkpoint(d, model);
  }

  /// A few bytes of metadata must not ask for a model that the file cannot hold.
  private static void checkSize(Path path, Safetensors file, Description d) throws IOException {
    long held = 0;
    for (FileArray tensor : file.tensors().values()) {
      held += tensor.size();
    }
    long needed;
    try {
      needed = Models.parameters(d.model(), d.features(), d.outputs());
    } catch (IllegalArgumentException e) {
      throw wrong(path, MODEL, e.getMessage());
    }
    if (needed > held) {
      throw wrong(
          path,
          MODEL,
          "'" + d.model() + "' has " + needed + " parameters, the file holds " + held + " numbers");
    }
    int classes = d.classes().size();
    boolean fits = d.task().classifies() == classes > 1 && d.outputs() == d.task().outputs(classes);
    if (!fits || d.task() == Task.TWO_CLASSES && classes != 2) {
      throw wrong(
          path,
          OUTPUTS,
          d.outputs()
              + " outputs do not fit the task "
              + d.task()
              + " and "
              + classes
              + " classes");
    }
  }

  private static Description description(Path path, Safetensors file) throws IOException {
    float[] mean = {};
    float[] deviation = {};
    int features = number(path, file, FEATURES);
    if (file.tensors().containsKey(MEAN)) {
      mean = tensor(path, file, MEAN).toFloats();
      deviation = tensor(path, file, DEVIATION).toFloats();
      if (mean.length != features || deviation.length != features) {
        throw wrong(path, MEAN, "it needs one number for each of the " + features + " features");
      }
      try {
        Standardizer.of(mean, deviation);
      } catch (IllegalArgumentException e) {
        throw wrong(path, DEVIATION, e.getMessage());
      }
    }
    Task task;
    try {
      task = Task.valueOf(text(path, file, TASK));
    } catch (IllegalArgumentException e) {
      throw wrong(path, TASK, "'" + text(path, file, TASK) + "' is no task");
    }
    List<String> classes = new ArrayList<>();
    if (Json.parse(text(path, file, CLASSES), path + ", " + CLASSES) instanceof List<?> names) {
      for (Object name : names) {
        classes.add(String.valueOf(name));
      }
    }
    String model = text(path, file, MODEL);
    int outputs = number(path, file, OUTPUTS);
    return new Description(model, task, features, outputs, classes, mean, deviation);
  }

  private static String text(Path path, Safetensors file, String key) throws IOException {
    String value = file.metadata().get(key);
    if (value == null) {
      throw wrong(path, "__metadata__", "it has no entry " + key);
    }
    return value;
  }

  private static int number(Path path, Safetensors file, String key) throws IOException {
    String value = text(path, file, key);
    try {
      int n = Integer.parseInt(value);
      if (n > 0 && n <= 1 << 24) {
        return n;
      }
    } catch (NumberFormatException e) {
      // Named below with the value, like a number out of range.
    }
    throw wrong(path, key, "'" + value + "' is not a number from 1 to " + (1 << 24));
  }

  private static FileArray tensor(Path path, Safetensors file, String name) throws IOException {
    FileArray values = file.tensors().get(name);
    if (values == null) {
      throw wrong(path, name, "there is no tensor of this name");
    }
    return values;
  }

  private static FileFormatException wrong(Path path, String place, String found) {
    return new FileFormatException(
        path.toString(), place, found, "use a model.safetensors that lanewise train has written");
  }
}

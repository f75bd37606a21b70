package io.lanewise.train;

import io.lanewise.data.Dataset;
import io.lanewise.data.Standardizer;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.util.List;

/// Examples as a source holds them.
///
/// @param parts one part that is still to be split; or training and test part; or training,
///     validation and test part
/// @param labelled whether targets came with them; if not, they are zeros
/// @param features what the features are called; empty if they are pixels or nameless
public record Examples(List<Dataset> parts, boolean labelled, List<String> features) {
  /// All examples, or the test part where there are parts: what a trained model is tried on.
  public Dataset held() {
    return parts.get(parts.size() - 1);
  }

  /// Reads examples to train on.
  ///
  /// @throws IOException if a file cannot be read or does not hold what it should
  /// @throws IllegalArgumentException if the request does not fit the data
  public static Examples read(DataRequest request) throws IOException {
    return DataSource.read(request, null);
  }

  /// Reads examples for a trained model: labels are optional, must be among the model's classes,
  /// and features come as
  /// plain rows, standardised as they were in training.
  ///
  /// @throws IOException if a file cannot be read or does not hold what it should
  /// @throws IllegalArgumentException if the data do not fit the model
  public static Examples read(DataRequest request, Checkpoint.Description model)
      throws IOException {
    Examples read = DataSource.read(request, model);
    int width = read.held().featureShape().size();
    checkWidth(request.source(), width, model);
    Dataset data = read.held().reshape(Shape.of(width));
    if (model.standardized()) {
      data = Standardizer.of(model.mean(), model.deviation()).apply(data);
    }
    return new Examples(List.of(data), read.labelled, read.features);
  }

  /// Refuses rows of another width than a model's; any width will do without one.
  static void checkWidth(String source, int width, Checkpoint.Description model) {
    if (model != null && width != model.features()) {
      throw new IllegalArgumentException(
          source
              + ": rows have "
              + width
              + " features, the model was trained on "
              + model.features()
              + "; give it data of the same kind");
    }
  }
}

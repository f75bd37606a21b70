package io.lanewise.data;

/// Shifts and scales each feature to mean 0 and standard deviation 1 on the training part:
/// x ↦ (x − mean) / deviation, in float32.
///
/// Fit it on the training rows alone and apply it to all parts. A feature that is constant in
/// training carries nothing; its deviation is taken as 1, so it becomes 0. Mean and deviation are
/// computed in double and rounded to float32, so a standardiser restored from saved values gives
/// the same bits as the one that was fitted.
public final class Standardizer {
  /// What the sum of squared differences is divided by.
  public enum Deviation {
    /// n: the deviation of these rows (NumPy's and scikit-learn's default).
    POPULATION,
    /// n − 1: the estimate for what the rows were drawn from (PyTorch's default).
    SAMPLE
  }

  private final float[] mean;
  private final float[] deviation;

  private Standardizer(float[] mean, float[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /// The mean and deviation of each feature over all rows of the training part.
  ///
  /// @throws IllegalArgumentException if there are no rows
  public static Standardizer fit(Dataset training, Deviation kind) {
    int n = training.size();
    if (n == 0) {
      throw new IllegalArgumentException(
          "standardise: " + training + ": no rows to take mean and deviation from");
    }
    int width = training.featureShape().size();
    float[] row = new float[width];
    float[] least = new float[width];
    float[] most = new float[width];
    double[] sum = new double[width];
    for (int r = 0; r < n; r++) {
      training.copyFeatures(r, row, 0);
      for (int i = 0; i < width; i++) {
        sum[i] += row[i];
        least[i] = r == 0 ? row[i] : Math.min(least[i], row[i]);
        most[i] = r == 0 ? row[i] : Math.max(most[i], row[i]);
      }
    }
    double[] squares = new double[width];
    for (int r = 0; r < n; r++) {
      training.copyFeatures(r, row, 0);
      for (int i = 0; i < width; i++) {
        double difference = row[i] - sum[i] / n;
        squares[i] += difference * difference;
      }
    }
    float[] mean = new float[width];
    float[] deviation = new float[width];
    int divisor = kind == Deviation.POPULATION ? n : n - 1;
    for (int i = 0; i < width; i++) {
      // Not "deviation is 0": the mean of equal numbers is rounded and may differ from them.
      boolean constant = least[i] == most[i];
      mean[i] = constant ? least[i] : (float) (sum[i] / n);
      float d = constant ? 1 : (float) Math.sqrt(squares[i] / divisor);
      deviation[i] = d == 0 ? 1 : d;
    }
    return new Standardizer(mean, deviation);
  }

  /// The standardiser of these means and deviations, for example saved with a model.
  ///
  /// @throws IllegalArgumentException if the lengths differ, a value is not finite or a deviation
  ///     not above 0
  public static Standardizer of(float[] mean, float[] deviation) {
    if (mean.length != deviation.length) {
      throw new IllegalArgumentException(
          "standardise: "
              + mean.length
              + " means and "
              + deviation.length
              + " deviations; give one of each per feature");
    }
    for (int i = 0; i < mean.length; i++) {
      if (!Float.isFinite(mean[i]) || !Float.isFinite(deviation[i]) || !(deviation[i] > 0)) {
        throw new IllegalArgumentException(
            "standardise: feature "
                + i
                + " has mean "
                + mean[i]
                + " and deviation "
                + deviation[i]
                + "; both must be finite and the deviation above 0");
      }
    }
    return new Standardizer(mean.clone(), deviation.clone());
  }

  /// A view of a dataset with standardised features, computed as they are read.
  ///
  /// @throws IllegalArgumentException if it has another number of features
  public Dataset apply(Dataset data) {
    if (data.featureShape().size() != mean.length) {
      throw new IllegalArgumentException(
          "standardise: rows of shape "
              + data.featureShape()
              + " by "
              + mean.length
              + " means: the dataset must have as many features as the one that was fitted");
    }
    return data.standardized(mean, deviation);
  }

  /// The mean of each feature, as an array of the caller's own.
  public float[] mean() {
    return mean.clone();
  }

  /// The standard deviation of each feature, as an array of the caller's own.
  public float[] deviation() {
    return deviation.clone();
  }
}

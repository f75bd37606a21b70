package io.lanewise.data;

/// Where the features of a dataset's rows come from.
sealed interface Features permits FloatFeatures, PixelFeatures, StandardizedFeatures {
  /// The number of features of a row.
  int width();

  /// Writes the features of a row to `into`, from index `at` on. Allocates nothing.
  void copy(int row, float[] into, int at);
}

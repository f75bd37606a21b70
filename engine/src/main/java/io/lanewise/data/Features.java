package io.lanewise.data;

/// Where the features of a dataset's rows come from.
sealed interface Features permits FloatFeatures, PixelFeatures, StandardizedFeatures {
  /// The bytes of a cache line, or of half of one.
  int LINE = 64;

  /// The number of features of a row.
  int width();

  /// Writes the features of a row to `into`, from index `at` on. Allocates nothing.
  void copy(int row, float[] into, int at);

  /// Reads a little of every cache line of a row, but for the last one now and then. Who peeks at
  /// several rows before he copies them has them from memory at once, not one after the other.
  ///
  /// @return whatever; the compiler must not find that nobody needs it
  int peek(int row);
}

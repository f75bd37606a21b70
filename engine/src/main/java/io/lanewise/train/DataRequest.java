package io.lanewise.train;

/// Which data to read, and how to read them.
///
/// @param source a generated set's name (`strokes`, `moons`, `spirals`, `blobs`, `xor`), a folder
///     of IDX or npy files, a CSV or TSV file, or two npy files as `x.npy,y.npy`
/// @param label the label's column in a table, by name or by number from 0 (−1 is the last); null
///     for the last
/// @param kind what the labels are
/// @param fractions the shares of training and test part, or of training, validation and test part;
///     null for 0.8 and 0.2
/// @param seed decides what is generated and how rows are split
public record DataRequest(String source, String label, Kind kind, double[] fractions, long seed) {
  /// What labels are.
  public enum Kind {
    /// Classes if they are text or whole numbers, else numbers.
    DETECTED,
    /// Classes.
    CLASSIFICATION,
    /// Numbers to predict.
    REGRESSION
  }

  /// Data of this source, the rest as usual.
  public static DataRequest of(String source) {
    return new DataRequest(source, null, Kind.DETECTED, null, 0);
  }
}

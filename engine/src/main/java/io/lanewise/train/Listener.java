package io.lanewise.train;

/// Hears how training goes.
public interface Listener {
  /// A listener that does not care.
  Listener NONE = new Listener() {};

  /// After every update. Called often: it should return at once, and may ask training to stop.
  ///
  /// @param epoch from 1
  /// @param done examples of this epoch that have been trained on
  /// @param of examples of this epoch
  /// @param loss the mean loss of this epoch so far
  /// @param accuracy the share of right classes of this epoch so far, NaN for regression
  /// @return false to stop before the next update
  default boolean step(int epoch, int done, int of, double loss, double accuracy) {
    return true;
  }

  /// After every finished epoch.
  default void epoch(Epoch epoch) {}
}

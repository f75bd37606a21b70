package io.lanewise.train;

/// Hears how training goes.
public interface Listener {
  /// A listener that does not care.
  Listener NONE = new Listener() {};

  /// After every update. Called often: it should return at once, and may ask training to stop.
  ///
  /// @param progress where training stands; the same object at every call
  /// @return false to stop before the next update
  default boolean step(Progress progress) {
    return true;
  }

  /// After every finished epoch.
  default void epoch(Epoch epoch) {}
}

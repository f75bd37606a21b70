package io.lanewise.backend;

/// Something outside Java that failed a backend: a device without memory, a driver, a file for
/// them. The message names it and the cure.
public class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// With what there is to say.
  public BackendException(String message) {
    super(message);
  }

  /// With what there is to say, and what led to it.
  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}

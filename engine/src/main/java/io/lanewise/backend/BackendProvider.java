package io.lanewise.backend;

/// How a backend of another jar is found: through `ServiceLoader`, and only when it is asked for.
public interface BackendProvider {
  /// The name of the backend it opens.
  String name();

  /// The [Backend#VERSION] that it was compiled against, returned as a literal.
  int version();

  /// Why the backend cannot be opened on this machine, or null if it can. Never throws.
  String unavailable();

  /// Opens the backend.
  ///
  /// @throws IllegalStateException if it is not available, with the reason
  Backend open();
}

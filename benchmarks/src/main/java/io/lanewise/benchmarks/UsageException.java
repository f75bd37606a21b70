package io.lanewise.benchmarks;

/// A command line that asks for what there is not.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}

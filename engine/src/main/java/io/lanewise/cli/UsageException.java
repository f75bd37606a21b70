package io.lanewise.cli;

/// Wrong use of the command line: said in one line, and the exit code is 2.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}

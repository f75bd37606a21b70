package io.lanewise.opencl;

import io.lanewise.backend.BackendException;

/// A call of OpenCL that failed: which, the code's name, and what there is to know about it.
public final class OpenClException extends BackendException {
  private static final long serialVersionUID = 1;

  OpenClException(String message) {
    super(message);
  }

  OpenClException(String message, Throwable cause) {
    super(message, cause);
  }
}

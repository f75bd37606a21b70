package io.lanewise.file;

import java.io.IOException;

/// The bytes of a text file with one byte of lookahead, and the line they stand on.
final class CsvInput {
  static final int END = -1;

  private final InputFile file;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private int line = 1;

  CsvInput(InputFile file) throws IOException {
    this.file = file;
    // Filled to the brim, if the file has that much, for whoever looks at the sample.
    for (int n = 0; n >= 0 && limit < buffer.length; limit += Math.max(n, 0)) {
      n = file.read(buffer, limit, buffer.length - limit);
    }
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at = 3; // the byte-order mark
    }
  }

  String file() {
    return file.name();
  }

  int line() {
    return line;
  }

  /// The bytes at the file's start, as many as are at hand.
  SeparatorSample sample() {
    return new SeparatorSample(buffer, at, limit);
  }

  int peek() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, file.read(buffer, 0, buffer.length));
    }
    return limit == 0 ? END : buffer[at] & 0xff;
  }

  /// The next byte, counting lines by LF, and by CR where no LF follows.
  int next() throws IOException {
    int b = peek();
    if (b != END) {
      at++;
      if (b == '\n' || b == '\r' && peek() != '\n') {
        line++;
      }
    }
    return b;
  }

  /// Steps over the end of a line if one stands here.
  boolean acceptLineEnd() throws IOException {
    int b = peek();
    if (b != '\n' && b != '\r') {
      return false;
    }
    next();
    if (b == '\r' && peek() == '\n') {
      next();
    }
    return true;
  }

  FileFormatException refusal(int line, String field, String found, String cure) {
    return new FileFormatException(file(), "line " + line + field, found, cure);
  }
}

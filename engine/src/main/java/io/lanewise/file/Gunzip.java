package io.lanewise.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decompresses a gzip file (RFC 1952), with checksums, and refuses whatever follows its end.
/// `GZIPInputStream` does all of it but the last: it takes trailing rubbish for the end of the
/// file.
final class Gunzip implements Closeable {
  static final int FIRST = 0x1f;
  static final int SECOND = 0x8b;

  /// Deflate's best: a match of 258 bytes in two bits, 1032 : 1
  /// (<https://zlib.net/zlib_tech.html>).
  static final int MAX_RATIO = 1032;

  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputFile file;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[1 << 15];
  private int at;
  private int limit;
  private boolean ended;

  Gunzip(InputFile file) throws IOException {
    this.file = file;
    header();
  }

  /// Some bytes, at least one unless the end is reached: then −1, and all of the file was sound.
  int read(byte[] target, int from, int length) throws IOException {
    while (!ended) {
      inflater.setInput(buffer, at, limit - at);
      int n;
      try {
        n = inflater.inflate(target, from, length);
      } catch (DataFormatException e) {
        throw damaged("the compressed data make no sense (" + e.getMessage() + ")");
      }
      at = limit - inflater.getRemaining();
      checksum.update(target, from, n);
      if (n > 0) {
        return n;
      }
      if (inflater.finished()) {
        trailer();
      } else if (inflater.needsDictionary() || !more()) {
        throw file.refusal(offset(), "the compressed data end in the middle", InputFile.TRUNCATED);
      }
    }
    return -1;
  }

  private void header() throws IOException {
    if (next() != FIRST || next() != SECOND) {
      throw file.refusal(
          offset(), "other bytes follow the end of the compressed data", InputFile.OVERSIZED);
    }
    if (next() != 8) {
      throw damaged("not compressed by deflate");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipString();
    }
    if ((flags & COMMENT) != 0) {
      skipString();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  /// Checks what was read, then goes on with the next member if there is one: gzip files may be
  /// strung together.
  private void trailer() throws IOException {
    long crc = word();
    long length = word();
    if (crc != checksum.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw damaged("the checksum does not fit the data");
    }
    if (at == limit && !more()) {
      ended = true;
      return;
    }
    header();
    inflater.reset();
    checksum.reset();
  }

  private void skipString() throws IOException {
    while (next() != 0) {}
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private long word() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private int next() throws IOException {
    if (at == limit && !more()) {
      throw file.refusal(offset(), "the gzip file ends in the middle", InputFile.TRUNCATED);
    }
    return buffer[at++] & 0xff;
  }

  private boolean more() throws IOException {
    at = 0;
    limit = Math.max(0, file.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private long offset() {
    return file.position() - (limit - at);
  }

  private FileFormatException damaged(String found) {
    return file.refusal(offset(), found, "the gzip file is damaged: copy or download it again");
  }

  @Override
  public void close() {
    inflater.end();
  }
}

package io.lanewise.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// An open file that knows its name, its size and how far it has been read, so that every refusal
/// can say where.
final class InputFile implements Closeable {
  static final String TRUNCATED = "the file is cut short: copy or download it again";
  static final String OVERSIZED = "the file is damaged or is two files in one: copy it again";

  /// One read asks for no more than this: the JDK keeps a native buffer of the size asked for.
  private static final int SLICE = 1 << 16;

  private final String name;
  private final InputStream in;
  private final long size;
  private long position;

  private InputFile(String name, InputStream in, long size) {
    this.name = name;
    this.in = in;
    this.size = size;
  }

  static InputFile open(Path path) throws IOException {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw new FileSystemException(name, null, "is a folder; name a file in it");
    }
    try {
      InputStream in = Files.newInputStream(path);
      try {
        return new InputFile(name, new BufferedInputStream(in, SLICE), Files.size(path));
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw because(
          new NoSuchFileException(name, null, "there is no such file; is the path spelt right?"),
          e);
    } catch (AccessDeniedException e) {
      throw because(
          new AccessDeniedException(name, null, "may not be read; change its permissions"), e);
    }
  }

  private static IOException because(IOException clear, IOException cause) {
    clear.initCause(cause);
    return clear;
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  long position() {
    return position;
  }

  FileFormatException refusal(long offset, String found, String cure) {
    return FileFormatException.atByte(name, offset, found, cure);
  }

  /// Whether the next bytes are these; they are not consumed.
  boolean startsWith(int... bytes) throws IOException {
    in.mark(bytes.length);
    boolean all = true;
    for (int b : bytes) {
      all &= in.read() == b;
    }
    in.reset();
    return all;
  }

  /// Some bytes, at least one unless the end is reached: then −1.
  int read(byte[] target, int from, int length) throws IOException {
    try {
      int n = in.read(target, from, Math.min(length, SLICE));
      position += Math.max(n, 0);
      return n;
    } catch (IOException e) {
      throw new IOException(
          name
              + ": reading failed at byte "
              + position
              + " ("
              + e.getMessage()
              + "); copy the file to a sound disk",
          e);
    }
  }

  /// Exactly this many bytes, checked against the file's size before memory is taken for them.
  byte[] exactly(long length, String what) throws IOException {
    long left = size - position;
    if (length < 0 || length > left) {
      throw refusal(
          position, what + " takes " + length + " bytes and " + left + " are left", TRUNCATED);
    }
    if (length > Claim.MAX_BYTES) {
      throw refusal(
          position,
          what + " takes " + length + " bytes",
          "split it: at most 2^31 - 9 are supported");
    }
    byte[] bytes = Memory.bytes(name, (int) length);
    for (int at = 0; at < bytes.length; ) {
      int n = read(bytes, at, bytes.length - at);
      if (n < 0) {
        throw refusal(position, what + " ended while it was read", TRUNCATED);
      }
      at += n;
    }
    return bytes;
  }

  /// The text of the next bytes, which must be ASCII or Latin-1: every byte is a character.
  String latin1(long length, String what) throws IOException {
    return new String(exactly(length, what), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package io.lanewise.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The cells of a table one after another: their UTF-8 in one array, where each ends in a second. A
/// cell costs its bytes and four more.
final class Cells {
  private final String file;
  private byte[] text = new byte[1 << 12];
  private int length;
  private int[] ends = new int[1 << 8];
  private int count;
  private boolean ascii = true;

  Cells(String file) {
    this.file = file;
  }

  int count() {
    return count;
  }

  /// Adds a byte to the cell being read.
  void append(int b) throws IOException {
    if (length == text.length) {
      text = Memory.resized(file, text, Math.min(Csv.MAX_TEXT, length + (length >> 1)));
    }
    text[length++] = (byte) b;
    ascii &= b < 0x80;
  }

  /// Whether one more byte, or one more cell, would be absurd.
  boolean full() {
    return length == Csv.MAX_TEXT || count == Csv.MAX_CELLS;
  }

  /// Ends the cell being read; false if it is not UTF-8.
  boolean end() throws IOException {
    boolean sound = ascii || decodes();
    if (count == ends.length) {
      ends = Memory.resized(file, ends, Math.min(Csv.MAX_CELLS, count + (count >> 1)));
    }
    ends[count++] = length;
    ascii = true;
    return sound;
  }

  private boolean decodes() {
    int start = count == 0 ? 0 : ends[count - 1];
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, length - start));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  String text(int cell) {
    int start = cell == 0 ? 0 : ends[cell - 1];
    return new String(text, start, ends[cell] - start, StandardCharsets.UTF_8);
  }
}

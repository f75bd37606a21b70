package io.lanewise.file;

import java.io.IOException;

/// The content of a file is not what its format asks for: cut short, oversized, contradictory or of
/// another kind. The message names the file, the place, what was found there and the cure. A file
/// that cannot be reached at all (absent, unreadable, a failing disk) is an ordinary [IOException].
public final class FileFormatException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  private final String file;
  private final String place;
  private final String found;
  private final String cure;

  /// A refusal, for instance `("x.npy", "byte 6", "found version 9", "save it with NumPy 1 or 2")`.
  public FileFormatException(String file, String place, String found, String cure) {
    super(file + ", " + printable(place) + ": " + printable(found) + "; " + cure);
    this.file = file;
    this.place = printable(place);
    this.found = printable(found);
    this.cure = cure;
  }

  /// What a hostile file says ends up on a terminal: no control characters, and not a megabyte.
  private static String printable(String s) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < s.length() && i < LONGEST; i++) {
      out.append(Character.isISOControl(s.charAt(i)) ? '?' : s.charAt(i));
    }
    return s.length() > LONGEST ? out.append("...").toString() : out.toString();
  }

  static FileFormatException atByte(String file, long offset, String found, String cure) {
    return new FileFormatException(file, "byte " + offset, found, cure);
  }

  /// The file, as its reader was asked for it.
  public String file() {
    return file;
  }

  /// Where in the file: a byte offset, or a line and a column.
  public String place() {
    return place;
  }

  /// What stands there.
  public String found() {
    return found;
  }

  /// What to do about it.
  public String cure() {
    return cure;
  }
}

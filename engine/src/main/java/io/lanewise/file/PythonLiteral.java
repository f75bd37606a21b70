package io.lanewise.file;

import java.util.Arrays;

/// Reads the few Python literals of an npy header: strings, booleans and tuples of whole numbers.
final class PythonLiteral {
  private static final String CURE = "the header is damaged: save the array anew with np.save";

  private final String file;
  private final long start;
  private final String text;
  private int at;

  /// Text that stands at byte `start` of the file, one character per byte.
  PythonLiteral(String file, long start, String text) {
    this.file = file;
    this.start = start;
    this.text = text;
  }

  /// The place of the next token.
  int at() {
    skipBlanks();
    return at;
  }

  /// The next character that is not blank; `\0` at the end.
  char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  boolean accept(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) throws FileFormatException {
    if (!accept(c)) {
      throw refusal(at, "no '" + c + "' stands here", CURE);
    }
  }

  void end() throws FileFormatException {
    if (at() != text.length()) {
      throw refusal(at, "more text follows the dictionary", CURE);
    }
  }

  String string() throws FileFormatException {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw refusal(at, "no string stands here", CURE);
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw refusal(at, "a string without its closing quote", CURE);
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  boolean bool() throws FileFormatException {
    int from = at();
    boolean yes = text.startsWith("True", at);
    if (!yes && !text.startsWith("False", at)) {
      throw refusal(from, "neither True nor False stands here", CURE);
    }
    at += yes ? 4 : 5;
    return yes;
  }

  /// A tuple such as `()`, `(5,)` or `(64, 784)`; Python 2 wrote its numbers with an L behind.
  long[] tuple() throws FileFormatException {
    long[] numbers = new long[Claim.MAX_RANK];
    int n = 0;
    boolean comma = false;
    int from = at();
    expect('(');
    while (!accept(')')) {
      if (n == numbers.length) {
        throw refusal(from, "a shape of more than " + n + " axes", CURE);
      }
      if (n > 0 && !comma) {
        throw refusal(at(), "no ',' stands here", CURE);
      }
      numbers[n++] = number();
      comma = accept(',');
    }
    if (n == 1 && !comma) {
      throw refusal(from, "a number in parentheses, not a tuple", CURE);
    }
    return Arrays.copyOf(numbers, n);
  }

  private long number() throws FileFormatException {
    int from = at();
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = value * 10 + (text.charAt(at++) - '0');

      if (value > Integer.MAX_VALUE) {
        throw refusal(from, "an axis of more than 2^31 - 1 elements", CURE);
      }
    }
    if (at == from) {
      throw refusal(from, "no whole number from 0 stands here", CURE);
    }
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    return value;
  }

  FileFormatException refusal(int at, String found, String cure) {
    return FileFormatException.atByte(file, start + at, found, cure);
  }
}

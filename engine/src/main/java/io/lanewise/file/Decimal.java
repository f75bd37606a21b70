package io.lanewise.file;

/// Numbers as people and programs write them in tables: `-12.5e-3`, `nan`, `inf`. Stricter than
/// `Float.parseFloat`, which takes `1f`, `2d` and hexadecimals too.
final class Decimal {
  private Decimal() {}

  static boolean isNumber(String text) {
    try {
      parse(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// The nearest float.
  ///
  /// @throws NumberFormatException if the text is no number or beyond a float; the message is the
  ///     cure
  static float parse(String text) {
    String s = text.strip();
    if (s.isEmpty()) {
      throw new NumberFormatException("fill it in or remove the row");
    }
    float word = word(s);
    if (word != 0) {
      return word;
    }
    boolean comma = false;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      comma |= c == ',';
      if ((c < '0' || c > '9') && "+-.eE,".indexOf(c) < 0) {
        throw new NumberFormatException(
            "it is no number: is this a header or a label, or is the row shifted?");
      }
    }
    if (comma) {
      throw new NumberFormatException("it is no number: write decimals with a point");
    }
    float value;
    try {
      value = Float.parseFloat(s);
    } catch (NumberFormatException e) {
      throw new NumberFormatException("it is no number: write it as -12.5e-3");
    }
    if (Float.isInfinite(value)) {
      throw new NumberFormatException("it is beyond a float32, 3.4e38: scale the column");
    }
    return value;
  }

  /// The value of `nan`, `inf` or `infinity` in any case and with any sign; 0 for all else.
  private static float word(String s) {
    boolean signed = s.charAt(0) == '-' || s.charAt(0) == '+';
    String word = signed ? s.substring(1) : s;
    if (word.equalsIgnoreCase("nan")) {
      return Float.NaN;
    }
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return s.charAt(0) == '-' ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    }
    return 0;
  }
}

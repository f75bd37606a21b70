package io.lanewise.file;

/// Numbers as people and programs write them in tables: `-12.5e-3`, `nan`, `inf`. Stricter than
/// `Float.parseFloat`, which takes `1f`, `2d` and hexadecimals too.
final class Decimal {
  private Decimal() {}

  static boolean isNumber(String text) {
    return fault(text) == null;
  }

  /// What to do about a text that is no float; null if it is one.
  static String fault(String text) {
    String s = text.strip();
    if (s.isEmpty()) {
      return "fill it in or remove the row";
    }
    if (word(s) != 0) {
      return null;
    }
    boolean comma = false;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      comma |= c == ',';
      if ((c < '0' || c > '9') && "+-.eE,".indexOf(c) < 0) {
        return "it is no number: is this a header or a label, or is the row shifted?";
      }
    }
    if (comma) {
      return "it is no number: write decimals with a point";
    }
    try {
      if (Float.isInfinite(Float.parseFloat(s))) {
        return "it is beyond a float32, 3.4e38: scale the column";
      }
      return null;
    } catch (NumberFormatException e) {
      return "it is no number: write it as -12.5e-3";
    }
  }

  /// The float of a text without fault.
  static float parse(String text) {
    String s = text.strip();
    float word = word(s);
    return word == 0 ? Float.parseFloat(s) : word;
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

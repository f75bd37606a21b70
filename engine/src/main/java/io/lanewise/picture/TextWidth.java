package io.lanewise.picture;

/// Widths of text without a font at hand: an estimate on the wide side for the usual sans-serif
/// faces, good enough to leave room for a label.
final class TextWidth {
  private static final String NARROW = "iIjl|.,:;'!()[]{}ft/\\ r·-";
  private static final String WIDE = "mwMW@%→←∑";

  /// How much wider bold letters are.
  private static final double BOLD = 1.12;

  private TextWidth() {}

  /// The width of a text in pixels at a font size in pixels.
  static double of(String text, double fontSize) {
    double em = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      em += of(c);
    }
    return em * fontSize;
  }

  /// The width of a text in bold.
  static double bold(String text, double fontSize) {
    return BOLD * of(text, fontSize);
  }

  private static double of(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 0.37;
    }
    if (WIDE.indexOf(c) >= 0) {
      return 0.92;
    }
    if (c >= 'A' && c <= 'Z') {
      return 0.7;
    }
    // From the Hangul Jamo on, most scripts that matter for width are square, emoji included.
    return c >= 0x2E80 ? 1.1 : 0.6;
  }

  /// The bold text, cut with an ellipsis where it would be wider than `width` pixels.
  static String fitBold(String text, double fontSize, double width) {
    return fit(text, BOLD * fontSize, width);
  }

  /// The text, cut with an ellipsis where it would be wider than `width` pixels.
  static String fit(String text, double fontSize, double width) {
    if (of(text, fontSize) <= width) {
      return text;
    }
    double room = width / fontSize - of('…');
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      room -= of(c);
      if (room < 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end) + "…";
  }
}

package io.lanewise.text;

/// Numbers as people read them, without the start-up costs of a formatter.
public final class NumberText {
  private NumberText() {}

  /// A number with so many digits behind the point, `0.9631`.
  public static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    long scale = 1;
    for (int i = 0; i < digits; i++) {
      scale *= 10;
    }
    if (Math.abs(value) > 1e12) {
      return Double.toString(value);
    }
    long scaled = Math.round(Math.abs(value) * scale);
    StringBuilder s = new StringBuilder();
    s.append(value < 0 && scaled > 0 ? "-" : "").append(scaled / scale);
    if (digits > 0) {
      String fraction = Long.toString(scaled % scale);
      s.append('.').repeat('0', digits - fraction.length()).append(fraction);
    }
    return s.toString();
  }

  /// A whole number in groups of three digits, `12,000`.
  public static String grouped(long value) {
    String digits = Long.toString(Math.abs(value));
    StringBuilder s = new StringBuilder(value < 0 ? "-" : "");
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        s.append(',');
      }
      s.append(digits.charAt(i));
    }
    return s.toString();
  }

  /// A time, `0:42` or `1:02:03`.
  public static String clock(double seconds) {
    long s = Math.max(0, Math.round(seconds));
    String minutes = Long.toString(s / 60 % 60);
    String rest = (s % 60 < 10 ? ":0" : ":") + s % 60;
    return s < 3600
        ? minutes + rest
        : s / 3600 + (minutes.length() < 2 ? ":0" : ":") + minutes + rest;
  }
}

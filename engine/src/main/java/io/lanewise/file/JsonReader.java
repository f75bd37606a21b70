package io.lanewise.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A recursive descent over one JSON text; the depth limit keeps it from exhausting the stack.
final class JsonReader {
  private final String text;
  private final String source;
  private int at;
  private int depth;

  JsonReader(String text, String source) {
    this.text = text;
    this.source = source;
  }

  Object document() throws FileFormatException {
    Object value = value();
    skipBlanks();
    if (at < text.length()) {
      throw refusal(at, "more text follows the value", "a JSON text is one value: remove the rest");
    }
    return value;
  }

  private Object value() throws FileFormatException {
    skipBlanks();
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw at == text.length()
              ? refusal(at, "the text ends in the middle", InputFile.TRUNCATED)
              : refusal(
                  at,
                  "no value stands here",
                  "write a number, a \"string\", [, {, true, false or null");
        }
        yield number();
      }
    };
  }

  private Map<String, Object> object() throws FileFormatException {
    descend();
    Map<String, Object> members = new LinkedHashMap<>();
    for (boolean more = open('}'); more; more = goesOn('}')) {
      skipBlanks();
      int from = at;
      if (peek() != '"') {
        throw refusal(at, "no name stands here", "write a \"name\" in double quotes");
      }
      String name = string();
      skipBlanks();
      if (!accept(':')) {
        throw refusal(at, "no ':' stands here", "write \"name\": value");
      }
      Object value = value();
      // Not put's answer: null is a value too.
      if (members.containsKey(name)) {
        throw refusal(from, "the name \"" + name + "\" stands twice", "remove one of them");
      }
      members.put(name, value);
    }
    depth--;
    return Collections.unmodifiableMap(members);
  }

  private List<Object> array() throws FileFormatException {
    descend();
    List<Object> elements = new ArrayList<>();
    for (boolean more = open(']'); more; more = goesOn(']')) {
      elements.add(value());
    }
    depth--;
    return Collections.unmodifiableList(elements);
  }

  private void descend() throws FileFormatException {
    if (++depth > Json.MAX_DEPTH) {
      throw refusal(at, "more than " + Json.MAX_DEPTH + " levels of nesting", "flatten the value");
    }
  }

  /// Steps over the opening bracket; whether a first element follows.
  private boolean open(char close) {
    at++;
    skipBlanks();
    return !accept(close);
  }

  /// Steps over what stands between two elements; false at the closing bracket.
  private boolean goesOn(char close) throws FileFormatException {
    skipBlanks();
    if (accept(',')) {
      return true;
    }
    if (accept(close)) {
      return false;
    }
    throw at == text.length()
        ? refusal(at, "the text ends in the middle", InputFile.TRUNCATED)
        : refusal(at, "neither ',' nor '" + close + "' stands here", "add the missing one");
  }

  private Object word(String word, Object value) throws FileFormatException {
    if (!text.startsWith(word, at)) {
      throw refusal(at, "no value stands here", "is " + word + " meant?");
    }
    at += word.length();
    return value;
  }

  private Object number() throws FileFormatException {
    int from = at;
    accept('-');
    int digits = at;
    boolean whole = true;
    skipDigits(from);
    if (text.charAt(digits) == '0' && at > digits + 1) {
      throw refusal(from, "a number with leading zeros", "remove them");
    }
    if (accept('.')) {
      whole = false;
      skipDigits(from);
    }
    if (accept('e') || accept('E')) {
      whole = false;
      if (!accept('-')) {
        accept('+');
      }
      skipDigits(from);
    }
    String number = text.substring(from, at);
    // -0 is a double, or its sign would be lost.
    if (whole && !number.equals("-0")) {
      try {
        return Long.valueOf(number);
      } catch (NumberFormatException e) {
        // Too large for a long: a double then, like every number with an exponent.
      }
    }
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw refusal(from, "the number " + abbreviated(number), "it is beyond a double, 1.8e308");
    }
    return value;
  }

  private void skipDigits(int from) throws FileFormatException {
    if (!isDigit(peek())) {
      throw refusal(from, "a number that is not finished", "write it as -12.5e-3");
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  private static String abbreviated(String s) {
    return s.length() <= 30 ? s : s.substring(0, 27) + "...";
  }

  private String string() throws FileFormatException {
    int from = at++;
    StringBuilder s = null;
    int run = at;
    while (true) {
      if (at == text.length()) {
        throw refusal(from, "a string without its closing quote", "close it, if the text is whole");
      }
      char c = text.charAt(at);
      if (c == '"') {
        String rest = text.substring(run, at++);
        String string = s == null ? rest : s.append(rest).toString();
        checkSurrogates(string, from);
        return string;
      }
      if (c < ' ') {
        throw refusal(at, "a control character in a string", "write it as \\n, \\t or \\u00xx");
      }
      at++;
      if (c == '\\') {
        s = s == null ? new StringBuilder() : s;
        s.append(text, run, at - 1).append(escape());
        run = at;
      }
    }
  }

  private char escape() throws FileFormatException {
    char c = peek();
    int i = "\"\\/bfnrt".indexOf(c);
    if (i >= 0) {
      at++;
      return "\"\\/\b\f\n\r\t".charAt(i);
    }
    if (c == 'u' && at + 4 < text.length()) {
      int code = 0;
      for (int k = 1; k <= 4; k++) {
        char hex = text.charAt(at + k);
        // Character.digit takes digits of all scripts; JSON takes ASCII.
        int digit = hex < 128 ? Character.digit(hex, 16) : -1;
        code = digit < 0 || code < 0 ? -1 : code << 4 | digit;
      }
      if (code >= 0) {
        at += 5;
        return (char) code;
      }
    }
    throw refusal(
        at - 1, "an unknown escape", "known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX");
  }

  /// Half a surrogate pair is no character, and no UTF-8 could write it again.
  private void checkSurrogates(String string, int from) throws FileFormatException {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        if (i + 1 == string.length()
            || !Character.isSurrogatePair(string.charAt(i), string.charAt(i + 1))) {
          throw refusal(from, "half a surrogate pair in a string", "write both halves");
        }
        i++;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private FileFormatException refusal(int offset, String found, String cure) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < offset; i++) {
      column++;
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      }
    }
    return new FileFormatException(source, "line " + line + ", column " + column, found, cure);
  }
}

package io.lanewise.file;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;

/// Writes one JSON text.
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;
  private int depth;

  JsonWriter(boolean indented) {
    this.indented = indented;
  }

  String text(Object value) {
    value(value);
    return indented ? out.append('\n').toString() : out.toString();
  }

  /// Plain `instanceof`: the first pattern switch of a JVM costs milliseconds, and every run writes
  /// its configuration.
  private void value(Object value) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof String s) {
      string(s);
    } else if (value instanceof Boolean b) {
      out.append(b.booleanValue());
    } else if (value instanceof Number n) {
      number(n);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> list) {
      array(list);
    } else {
      throw new IllegalArgumentException(
          "json: a "
              + value.getClass().getName()
              + " has no JSON; give Map, List, String, Number, Boolean or null");
    }
  }

  private void number(Number n) {
    boolean fraction = n instanceof Double || n instanceof Float;
    if (fraction && !Double.isFinite(n.doubleValue())) {
      throw new IllegalArgumentException(
          "json: " + n + " is no JSON number; write null or a string");
    }
    if (!fraction
        && !(n instanceof Long
            || n instanceof Integer
            || n instanceof Short
            || n instanceof Byte
            || n instanceof BigInteger)) {
      throw new IllegalArgumentException(
          "json: a " + n.getClass().getName() + " is not supported; give a Long or a Double");
    }
    out.append(n);
  }

  private void object(Map<?, ?> map) {
    open('{');
    boolean first = true;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "json: the key " + member.getKey() + " is no String; names must be");
      }
      next(first);
      string(name);
      out.append(indented ? ": " : ":");
      value(member.getValue());
      first = false;
    }
    close('}', first);
  }

  private void array(Iterable<?> list) {
    open('[');
    boolean first = true;
    for (Iterator<?> i = list.iterator(); i.hasNext(); first = false) {
      next(first);
      value(i.next());
    }
    close(']', first);
  }

  private void open(char bracket) {
    if (++depth > Json.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "json: more than " + Json.MAX_DEPTH + " levels of nesting; does a value contain itself?");
    }
    out.append(bracket);
  }

  private void next(boolean first) {
    if (!first) {
      out.append(',');
    }
    newLine();
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      newLine();
    }
    out.append(bracket);
  }

  private void newLine() {
    if (indented) {
      out.append('\n').repeat("  ", depth);
    }
  }

  private void string(String s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      int escape = "\"\\\b\f\n\r\t".indexOf(c);
      if (escape >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(escape));
      } else if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029) {
        // The last two end a line in the JavaScript of a report.
        out.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15));
        out.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
      } else if (Character.isSurrogate(c)) {
        if (i + 1 == s.length() || !Character.isSurrogatePair(c, s.charAt(i + 1))) {
          throw new IllegalArgumentException(
              "json: a string holds half a surrogate pair; repair it");
        }
        out.append(c).append(s.charAt(++i));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}

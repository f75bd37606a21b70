package io.lanewise.picture;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/// Checks that text is well-formed XML of the kind written here: elements, attributes and text,
/// with a document type at most. The JDK's parser lives in a module that the engine does not read.
final class WellFormed {
  private final String s;
  private int at;

  private WellFormed(String s) {
    this.s = s;
  }

  /// Fails with the place of the first fault.
  static void check(String text) {
    new WellFormed(text).document();
  }

  private void document() {
    if (s.startsWith("<!DOCTYPE html>")) {
      at = "<!DOCTYPE html>".length();
    }
    ArrayDeque<String> open = new ArrayDeque<>();
    int roots = 0;
    while (at < s.length()) {
      if (s.charAt(at) != '<') {
        int c = character("text");
        require(!open.isEmpty() || Character.isWhitespace(c), "text outside the root");
      } else if (s.startsWith("</", at)) {
        at += 2;
        String name = name();
        require(!open.isEmpty() && open.pop().equals(name), "end of " + name + " does not match");
        expect('>');
      } else {
        at++;
        roots += open.isEmpty() ? 1 : 0;
        String name = name();
        if (startTag()) {
          open.push(name);
        }
      }
    }
    require(open.isEmpty(), "unclosed " + open.peek());
    require(roots == 1, roots + " roots");
  }

  /// The rest of a start tag; whether the element stays open.
  private boolean startTag() {
    Set<String> seen = new HashSet<>();
    while (s.charAt(at) == ' ') {
      at++;
      String attribute = name();
      require(seen.add(attribute), "attribute " + attribute + " twice");
      expect('=');
      expect('"');
      while (s.charAt(at) != '"') {
        require(s.charAt(at) != '<', "< in an attribute");
        character("attribute");
      }
      at++;
    }
    if (s.charAt(at) == '/') {
      at++;
      expect('>');
      return false;
    }
    expect('>');
    return true;
  }

  private int character(String where) {
    int c = s.codePointAt(at);
    if (c == '&') {
      int end = s.indexOf(';', at);
      require(
          end > 0 && Set.of("amp", "lt", "gt", "quot", "#39").contains(s.substring(at + 1, end)),
          "bare & in " + where);
      at = end + 1;
      return c;
    }
    boolean allowed =
        c == '\n' || c == '\t' || c == '\r' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c < 0xFFFE;
    require(allowed || c > 0xFFFF, "character " + c + " in " + where);
    at += Character.charCount(c);
    return c;
  }

  private String name() {
    int from = at;
    while (at < s.length() && (Character.isLetterOrDigit(s.charAt(at)) || s.charAt(at) == '-')) {
      at++;
    }
    require(at > from, "a name is missing");
    return s.substring(from, at);
  }

  private void expect(char c) {
    require(at < s.length() && s.charAt(at) == c, c + " is missing");
    at++;
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      String near = s.substring(Math.max(0, at - 40), Math.min(s.length(), at + 40));
      throw new AssertionError(fault + " at " + at + ": …" + near + "…");
    }
  }
}

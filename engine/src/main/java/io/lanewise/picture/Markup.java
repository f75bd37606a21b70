package io.lanewise.picture;

import java.util.ArrayDeque;

/// Writes XML elements, well-formed by construction: whatever is opened must be closed, and every
/// text and attribute value is escaped on its way in.
final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final ArrayDeque<String> open = new ArrayDeque<>();
  private boolean inStartTag;

  /// Opens an element; its attributes follow.
  Markup start(String element) {
    finishStartTag();
    out.append('<').append(element);
    open.push(element);
    inStartTag = true;
    return this;
  }

  /// An attribute of the element just opened.
  Markup with(String attribute, String value) {
    beginAttribute(attribute);
    escape(value, out);
    out.append('"');
    return this;
  }

  /// A coordinate or a length as an attribute of the element just opened.
  Markup with(String attribute, double value) {
    beginAttribute(attribute);
    Numbers.appendCoordinate(out, value);
    out.append('"');
    return this;
  }

  private void beginAttribute(String attribute) {
    if (!inStartTag) {
      throw new IllegalStateException("attribute " + attribute + " after the element's content");
    }
    out.append(' ').append(attribute).append("=\"");
  }

  /// Text inside the open element.
  Markup text(String text) {
    finishStartTag();
    escape(text, out);
    return this;
  }

  /// Markup that is already well-formed, such as a finished picture or a style sheet.
  Markup raw(String markup) {
    finishStartTag();
    out.append(markup);
    return this;
  }

  /// Closes the element opened last.
  Markup end() {
    String element = open.pop();
    if (inStartTag) {
      out.append("/>");
      inStartTag = false;
    } else {
      out.append("</").append(element).append('>');
    }
    return this;
  }

  /// An element that holds nothing but this text.
  Markup element(String element, String text) {
    return start(element).text(text).end();
  }

  /// A line break, so that the text can be read and compared line by line.
  Markup newline() {
    finishStartTag();
    out.append('\n');
    return this;
  }

  private void finishStartTag() {
    if (inStartTag) {
      out.append('>');
      inStartTag = false;
    }
  }

  /// Everything written so far.
  ///
  /// @throws IllegalStateException if an element is still open
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("element " + open.peek() + " is still open; end() it");
    }
    return out.toString();
  }

  /// Everything written so far, with what is still open closed; more can be written afterwards.
  String soFar() {
    finishStartTag();
    StringBuilder closed = new StringBuilder(out);
    for (String element : open) {
      closed.append("</").append(element).append('>');
    }
    return closed.toString();
  }

  /// Appends text with XML's own characters escaped. Characters that XML 1.0 cannot hold (most
  /// control characters, lone surrogates, U+FFFE and U+FFFF) become U+FFFD.
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.appendCodePoint(printable(c));
      }
    }
  }

  /// The character, or U+FFFD where XML 1.0 and UTF-8 cannot hold it.
  static int printable(int c) {
    boolean allowed =
        c >= 0x20
            ? c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000
            : c == '\t' || c == '\n' || c == '\r';
    return allowed ? c : 0xFFFD;
  }
}

package io.lanewise.picture;

/// A picture as SVG text.
///
/// [#toString] is a document of its own with its style sheet inside, light and dark. An [HtmlPage]
/// takes the picture inline and shares one sheet among all. A picture refers to nothing, not even
/// to a part of itself by id, so any number of them fit in one page.
public final class Svg {
  /// Around a picture on its own; in a page the page leaves room.
  private static final int MARGIN = 20;

  private static final double TITLE_FONT = 14;
  private static final double WIDEST_TITLE = 560;

  private final int width;
  private final int height;
  private final String title;
  private final Markup body = new Markup();

  /// An empty picture, its size in pixels, with the words that stand for it where it cannot be
  /// seen.
  Svg(double width, double height, String title) {
    // A small picture grows with its title, within bounds.
    double titleWidth = Math.min(WIDEST_TITLE, TextWidth.bold(title, TITLE_FONT) + 1);
    this.width = (int) Math.ceil(Math.max(width, titleWidth));
    this.height = (int) Math.ceil(height);
    this.title = title;
  }

  /// The natural width in pixels, without the margin of a picture on its own.
  public int width() {
    return width;
  }

  /// The natural height in pixels, without the margin of a picture on its own.
  public int height() {
    return height;
  }

  /// The words that stand for the picture where it cannot be seen.
  public String title() {
    return title;
  }

  /// Writes the title at the top, cut where the picture ends.
  Svg heading() {
    return text(0, 16, TextWidth.fitBold(title, TITLE_FONT, width), "title");
  }

  /// Opens a group; what follows belongs to it until [#end].
  Svg group(String classes) {
    body.start("g").with("class", classes);
    return this;
  }

  /// Opens a group moved to a point.
  Svg groupAt(double x, double y) {
    StringBuilder s = new StringBuilder("translate(");
    Numbers.appendCoordinate(s, x);
    s.append(' ');
    Numbers.appendCoordinate(s, y);
    body.start("g").with("transform", s.append(')').toString());
    return this;
  }

  /// Closes what was opened last.
  Svg end() {
    body.end().newline();
    return this;
  }

  Svg line(double x1, double y1, double x2, double y2, String classes) {
    body.start("line").with("class", classes);
    body.with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
    return end();
  }

  /// A rectangle; `radius` rounds its corners, and `opacity` is that of its fill.
  Svg rect(double x, double y, double w, double h, double radius, double opacity, String classes) {
    startRect(x, y, w, h, classes);
    if (radius > 0) {
      body.with("rx", radius);
    }
    if (opacity < 1) {
      body.with("fill-opacity", opacity);
    }
    return end();
  }

  Svg rect(double x, double y, double w, double h, String classes) {
    return rect(x, y, w, h, 0, 1, classes);
  }

  /// A rectangle that shows a text when pointed at.
  Svg hint(double x, double y, double w, double h, double opacity, String classes, String hint) {
    startRect(x, y, w, h, classes).with("fill-opacity", opacity).element("title", hint);
    return end();
  }

  private Markup startRect(double x, double y, double w, double h, String classes) {
    body.start("rect").with("class", classes);
    return body.with("x", x).with("y", y).with("width", w).with("height", h);
  }

  /// A circle that shows a text when pointed at.
  Svg dot(double x, double y, double radius, String classes, String hint) {
    body.start("circle").with("class", classes).with("cx", x).with("cy", y).with("r", radius);
    body.element("title", hint);
    return end();
  }

  Svg path(PathData data, String classes) {
    body.start("path").with("class", classes).with("d", data.toString());
    return end();
  }

  /// A line of text; (x, y) is its baseline's start, or its middle or end with those classes.
  Svg text(double x, double y, String text, String classes) {
    body.start("text").with("class", classes).with("x", x).with("y", y).text(text);
    return end();
  }

  /// A line of text that rises to the right by 45 degrees.
  Svg risingText(double x, double y, String text, String classes) {
    StringBuilder s = new StringBuilder("translate(");
    Numbers.appendCoordinate(s, x);
    s.append(' ');
    Numbers.appendCoordinate(s, y);
    body.start("text")
        .with("class", classes)
        .with("transform", s.append(") rotate(-45)").toString());
    body.text(text);
    return end();
  }

  /// A greyscale image as an inline PNG, stretched to `w`×`h`.
  Svg image(double x, double y, double w, double h, String dataUri) {
    body.start("image").with("x", x).with("y", y).with("width", w).with("height", h);
    body.with("preserveAspectRatio", "none").with("href", dataUri);
    return end();
  }

  /// What the group shows when pointed at.
  Svg hint(String hint) {
    body.element("title", hint);
    return this;
  }

  /// The picture as an element of an HTML page that has the style sheet already.
  String inline() {
    Markup m = new Markup();
    start(m, 0).with("aria-label", title).newline();
    return m.raw(body.toString()).end().toString();
  }

  /// The picture as an SVG document with its style sheet, its own background and a margin.
  @Override
  public String toString() {
    Markup m = new Markup();
    start(m, MARGIN).with("xmlns", "http://www.w3.org/2000/svg").newline();
    m.element("title", title).newline();
    m.start("style").raw(Theme.FIGURE_CSS).end().newline();
    m.start("rect").with("class", "paper").with("x", -MARGIN).with("y", -MARGIN);
    m.with("width", width + 2 * MARGIN).with("height", height + 2 * MARGIN).end();
    return m.newline().raw(body.toString()).end().newline().toString();
  }

  private Markup start(Markup m, int margin) {
    int w = width + 2 * margin;
    int h = height + 2 * margin;
    m.start("svg").with("class", "fig");
    m.with("viewBox", -margin + " " + -margin + " " + w + " " + h);
    return m.with("width", w).with("height", h).with("role", "img");
  }
}

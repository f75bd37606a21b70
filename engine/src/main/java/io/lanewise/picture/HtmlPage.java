package io.lanewise.picture;

import java.util.Map;

/// A self-contained HTML page: headings, text, tables and pictures, with its style sheet inside and
/// nothing fetched from anywhere. Reads in light and dark, on a phone and on paper.
///
/// ```java
/// LineChart loss = new LineChart("Loss", "epoch", "loss").series("training", new double[] {2, 1});
/// String html = new HtmlPage("Run 7", "MLP on strokes")
///     .keyNumbers(Map.of("accuracy", "0.96"))
///     .section("Training")
///     .figure(loss.toSvg(), "Mean loss of each epoch.")
///     .toString();
/// ```
public final class HtmlPage {
  /// Pictures wider than this scroll instead of shrinking, or their text could not be read.
  private static final int WIDEST_SHRUNK = 1400;

  private static final String CSS =
      "body{margin:0;background:#fff;color:#1b2128;font:16px/1.55 "
          + Theme.FONTS
          + "}\n"
          + """
          main{max-width:1152px;margin:0 auto;padding:48px 24px 64px}
          h1{font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-.01em;margin:0}
          .subtitle{color:#66707b;margin:6px 0 0}
          h2{font-size:19px;line-height:1.3;font-weight:650;margin:0 0 16px}
          section{margin-top:48px;padding-top:28px;border-top:1px solid #e7eaed}
          p{max-width:72ch;margin:0 0 16px}
          .numbers{display:flex;flex-wrap:wrap;gap:20px 48px;margin:32px 0 0}
          .numbers div{display:flex;flex-direction:column-reverse}
          .numbers dt{color:#66707b;font-size:14px}
          .numbers dd{margin:0;font-size:28px;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}
          table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums;margin:0 0 20px}
          th,td{text-align:left;vertical-align:baseline;padding:5px 0;border-bottom:1px solid #e7eaed;overflow-wrap:anywhere}
          th{font-weight:400;color:#66707b;padding-right:40px;white-space:nowrap}
          pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:#f6f7f8;border-radius:6px;padding:14px 16px;margin:0 0 20px;overflow-x:auto}
          .figures{display:flex;flex-wrap:wrap;gap:36px 32px;align-items:flex-start;margin:0 0 20px}
          figure{margin:0;max-width:100%;min-width:0}
          figure svg{display:block;max-width:100%;height:auto}
          figure.wide{overflow-x:auto}
          figure.wide svg{max-width:none}
          figcaption{color:#66707b;font-size:14px;line-height:1.45;margin-top:12px;max-width:60ch}
          @media screen and (prefers-color-scheme:dark){
          body{background:#14181d;color:#e1e7ed}
          .subtitle,.numbers dt,th,figcaption{color:#95a0ab}
          section,th,td{border-color:#2a3139}
          pre{background:#1c2229}
          }
          @media (max-width:640px){main{padding:28px 16px 40px}th{white-space:normal;padding-right:20px}}
          @media print{main{max-width:none;padding:0}pre{white-space:pre-wrap}figure,tr{break-inside:avoid}h2{break-after:avoid}body{font-size:11pt}}
          """;

  private final Markup body = new Markup();
  private final String title;
  private final String subtitle;
  private boolean inSection;
  private boolean inFigures;

  /// A page without sections.
  ///
  /// @param title its heading and the title of the window
  /// @param subtitle a line below the heading
  public HtmlPage(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /// A row of large numbers, such as the accuracy and the time taken, by what they are called.
  public HtmlPage keyNumbers(Map<String, String> numbers) {
    content().start("dl").with("class", "numbers").newline();
    for (Map.Entry<String, String> number : numbers.entrySet()) {
      body.start("div").element("dt", number.getKey()).element("dd", number.getValue());
      body.end().newline();
    }
    body.end().newline();
    return this;
  }

  /// Begins a section; what follows belongs to it.
  public HtmlPage section(String heading) {
    endSection();
    body.start("section").newline().element("h2", heading).newline();
    inSection = true;
    return this;
  }

  /// A paragraph of plain text.
  public HtmlPage paragraph(String text) {
    content().element("p", text).newline();
    return this;
  }

  /// A table of names and values, in the order of the map.
  public HtmlPage table(Map<String, String> rows) {
    content().start("table").start("tbody").newline();
    for (Map.Entry<String, String> row : rows.entrySet()) {
      body.start("tr").start("th").with("scope", "row").text(row.getKey()).end();
      body.element("td", row.getValue()).end().newline();
    }
    body.end().end().newline();
    return this;
  }

  /// Text in lines that are kept as they are: a program, a listing.
  public HtmlPage listing(String text) {
    content().element("pre", text).newline();
    return this;
  }

  /// A picture with a caption; pictures that follow each other stand side by side where there is
  /// room.
  public HtmlPage figure(Svg picture, String caption) {
    if (!inFigures) {
      body.start("div").with("class", "figures").newline();
      inFigures = true;
    }
    body.start("figure");
    if (picture.width() > WIDEST_SHRUNK) {
      // Keyboards can scroll only what takes the focus.
      body.with("class", "wide").with("tabindex", "0");
    }
    body.raw(picture.inline()).element("figcaption", caption).end().newline();
    return this;
  }

  /// The body, for something that is no figure.
  private Markup content() {
    endFigures();
    return body;
  }

  private void endFigures() {
    if (inFigures) {
      body.end().newline();
      inFigures = false;
    }
  }

  private void endSection() {
    endFigures();
    if (inSection) {
      body.end().newline();
      inSection = false;
    }
  }

  /// The page as HTML text, which is well-formed XML too; more can still be added afterwards.
  @Override
  public String toString() {
    Markup page = new Markup();
    page.start("html").with("lang", "en-GB").newline().start("head").newline();
    page.start("meta").with("charset", "utf-8").end().newline();
    page.start("meta").with("name", "viewport").with("content", "width=device-width");
    page.end().newline();
    page.start("meta").with("name", "color-scheme").with("content", "light dark").end().newline();
    page.element("title", title).newline();
    page.start("style").newline().raw(CSS).raw(Theme.FIGURE_CSS).end().newline();
    page.end().newline().start("body").newline().start("main").newline();
    page.start("header").newline().element("h1", title).newline();
    page.start("p").with("class", "subtitle").text(subtitle).end().newline().end().newline();
    page.raw(body.soFar()).newline().end().newline().end().newline().end();
    return "<!DOCTYPE html>\n" + page + "\n";
  }
}

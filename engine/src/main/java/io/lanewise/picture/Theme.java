package io.lanewise.picture;

/// What pictures look like: the style sheet that every picture shares, in light and in dark.
///
/// Colours live in classes, never in elements, so one sheet in a page's head serves all its
/// pictures and a picture on its own carries the same sheet. Plain rules instead of CSS variables
/// keep the pictures readable in viewers that are no browsers.
final class Theme {
  /// How many colours there are for series and classes; more wrap around.
  static final int COLOURS = 8;

  /// The fonts of the reader's own system.
  static final String FONTS =
      "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",Arial,sans-serif";

  /// The rules for everything drawn under the class `fig`.
  ///
  /// The eight colours follow the palette of Okabe and Ito ("Color Universal Design", 2008), which
  /// stays distinguishable with colour-vision deficiency, darkened on white and lightened on black
  /// for contrast. Dark applies to screens only: paper stays white.
  static final String FIGURE_CSS =
      ".fig{font-family:"
          + FONTS
          + ";font-size:12px;font-variant-numeric:tabular-nums}\n"
          + """
          .fig text{fill:#39424c}
          .fig .title{font-size:14px;font-weight:600;fill:#1b2128}
          .fig .muted{fill:#66707b}
          .fig .small{font-size:11px}
          .fig .strong{font-weight:600}
          .fig .middle{text-anchor:middle}
          .fig .right{text-anchor:end}
          .fig .paper{fill:#fff}
          .fig .grid{stroke:#e7eaed;stroke-width:1;fill:none}
          .fig .axis{stroke:#8d97a2;stroke-width:1;fill:none}
          .fig .c0{color:#0b6bb0}
          .fig .c1{color:#cf560a}
          .fig .c2{color:#0a8a66}
          .fig .c3{color:#b0609a}
          .fig .c4{color:#9a7400}
          .fig .c5{color:#3a97d3}
          .fig .c6{color:#56606b}
          .fig .c7{color:#8a4b2a}
          .fig .line{stroke:currentColor;stroke-width:2;fill:none;stroke-linejoin:round;stroke-linecap:round}
          .fig .fine{stroke-width:1}
          .fig .dashed{stroke-dasharray:6 4}
          .fig .dot{fill:currentColor;stroke:#fff;stroke-width:1}
          .fig .fill{fill:currentColor}
          .fig .tint{fill:currentColor;fill-opacity:.16;shape-rendering:crispEdges}
          .fig .on{fill:#fff}
          .fig text.colour{fill:currentColor;font-weight:600}
          .fig .frame{fill:none;stroke:#c9d0d7;stroke-width:1}
          .fig .wrong{fill:none;stroke:currentColor;stroke-width:3}
          .fig image{image-rendering:pixelated}
          .fig .node{fill:currentColor;fill-opacity:.1;stroke:currentColor;stroke-width:1.25}
          .fig .edge{fill:none;stroke:#8d97a2;stroke-width:1.25}
          .fig .far{stroke-opacity:.4}
          .fig .arrow{fill:#8d97a2}
          .fig .halo{stroke:#fff;stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
          @media screen and (prefers-color-scheme:dark){
          .fig text{fill:#c3ccd5}
          .fig .title{fill:#e8edf2}
          .fig .muted{fill:#95a0ab}
          .fig .paper{fill:#14181d}
          .fig .grid{stroke:#2a3139}
          .fig .axis{stroke:#6d7883}
          .fig .c0{color:#5aa9ea}
          .fig .c1{color:#f0894a}
          .fig .c2{color:#3dc49a}
          .fig .c3{color:#d992c4}
          .fig .c4{color:#dfb040}
          .fig .c5{color:#9dd6ff}
          .fig .c6{color:#a9b3be}
          .fig .c7{color:#c98e6d}
          .fig .dot{stroke:#14181d}
          .fig .on{fill:#0c1015}
          .fig .frame{stroke:#434c56}
          .fig .edge{stroke:#77828d}
          .fig .arrow{fill:#77828d}
          .fig .halo{stroke:#14181d}
          }
          """;

  private Theme() {}

  /// The class of a colour.
  static String colour(int index) {
    return "c" + index % COLOURS;
  }
}

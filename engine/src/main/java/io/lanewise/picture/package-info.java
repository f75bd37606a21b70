/// Drawing as text: charts, matrices, image grids, scatter plots and graphs as SVG, graphs also as
/// DOT and Mermaid, and the HTML page that holds them.
///
/// Pictures are made of plain values and end as text. Nothing here knows tensors, tapes or files,
/// and nothing draws with a script, a font or a link from outside. The same values give the same
/// bytes on every machine and in every locale. Pictures read in light and in dark
/// (`prefers-color-scheme`) and never tell by colour alone.
package io.lanewise.picture;

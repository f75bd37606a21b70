package io.lanewise;

import io.lanewise.layout.Layout;
import io.lanewise.layout.Shape;

/// How listings and pictures write the view through which an operand is seen.
final class LayoutText {
  private LayoutText() {}

  /// Whether it is a row-major layout with its last two axes exchanged.
  static boolean transposed(Layout l) {
    return l.shape().rank() >= 2
        && !l.contiguous()
        && l.offset() == 0
        && l.transpose().contiguous();
  }

  /// How a tensor that was made with the shape `made` is seen: nothing if as it was made,
  /// `transposed [784,50]`, `[64,784]` under another shape, and `[3,2]/(4,1)+4` where strides and
  /// offset have to tell.
  static String view(Layout l, Shape made) {
    if (l.equals(Layout.of(made))) {
      return "";
    }
    return transposed(l) ? "transposed " + l.shape() : l.toString();
  }
}

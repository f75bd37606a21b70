package io.lanewise.picture;

/// The plotting area of a chart: where values lie in pixels, grid lines and tick labels.
record Frame(double left, double top, double width, double height, Axis horizontal, Axis vertical) {
  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double x(double value) {
    return left + width * horizontal.at(value);
  }

  double y(double value) {
    return bottom() - height * vertical.at(value);
  }

  /// Draws what lies behind the data: horizontal grid lines, both axes' ticks, and the name of the
  /// horizontal one. The vertical one's name stands above the frame, where it reads without
  /// turning the head.
  void draw(Svg svg, String xLabel) {
    for (int i = 0; i < vertical.ticks.length; i++) {
      double y = y(vertical.ticks[i]);
      svg.line(left, y, right(), y, "grid");
      svg.text(left - 8, y + 4, vertical.labels[i], "muted small right");
    }
    svg.line(left, bottom(), right(), bottom(), "axis");
    for (int i = 0; i < horizontal.ticks.length; i++) {
      double x = x(horizontal.ticks[i]);
      svg.line(x, bottom(), x, bottom() + 4, "axis");
      svg.text(x, bottom() + 18, horizontal.labels[i], "muted small middle");
    }
    svg.text(left + width / 2, bottom() + 38, xLabel, "muted small middle");
  }
}

package io.lanewise.picture;

import java.util.ArrayList;
import java.util.List;

/// Samples with their predictions: greyscale images in a grid, each with the true class, the
/// predicted one and its probability. Errors have a thick border and a cross.
public final class ImageGrid {
  private static final double WIDTH = 760;
  private static final double FONT = 11;
  private static final double SMALLEST = 60;
  private static final double LARGEST = 112;
  private static final double LARGEST_CAPTION = 150;
  private static final double GAP = 16;
  private static final double MARGIN = 3;
  private static final double CAPTION = 36;
  private static final double TOP = 36;

  private record Sample(String image, String truth, String predicted, double probability) {
    boolean wrong() {
      return !truth.equals(predicted);
    }

    String answer() {
      return (wrong() ? "✗ " : "") + truth + " → " + predicted;
    }
  }

  private final String title;
  private final int height;
  private final int width;
  private final List<Sample> samples = new ArrayList<>();

  /// A grid without samples.
  ///
  /// @param title what the grid shows
  /// @param height the rows of pixels of every image
  /// @param width the pixels of every row
  /// @throws IllegalArgumentException if an image would have no pixels, or more than 16 million
  public ImageGrid(String title, int height, int width) {
    if (height < 1 || width < 1 || (long) height * width > 1 << 24) {
      throw new IllegalArgumentException(
          "image grid: images of " + height + "×" + width + " pixels cannot be drawn");
    }
    this.title = title;
    this.height = height;
    this.width = width;
  }

  /// Adds an image row by row; 0 is black, 255 (a byte of −1) white.
  ///
  /// @param probability the model's probability of the predicted class; NaN if it gives none
  /// @throws IllegalArgumentException if the image has another number of pixels than the grid's
  public ImageGrid add(byte[] pixels, String truth, String predicted, double probability) {
    checkSize(pixels.length);
    samples.add(new Sample(Png.dataUri(pixels, height, width), truth, predicted, probability));
    return this;
  }

  /// Adds an image row by row whose smallest value is drawn black and whose largest white, so that
  /// standardised images can be seen as well. What is not finite is black.
  ///
  /// @param probability the model's probability of the predicted class; NaN if it gives none
  /// @throws IllegalArgumentException if the image has another number of pixels than the grid's
  public ImageGrid add(float[] pixels, String truth, String predicted, double probability) {
    checkSize(pixels.length);
    return add(grey(pixels), truth, predicted, probability);
  }

  private void checkSize(int pixels) {
    if (pixels != height * width) {
      throw new IllegalArgumentException(
          "image grid: an image of " + pixels + " pixels among images of " + height + "×" + width);
    }
  }

  private static byte[] grey(float[] pixels) {
    Range range = new Range();
    for (float pixel : pixels) {
      if (Float.isFinite(pixel)) {
        range.add(pixel);
      }
    }
    double scale = range.high > range.low ? 255 / (range.high - range.low) : 0;
    byte[] grey = new byte[pixels.length];
    for (int i = 0; i < grey.length; i++) {
      if (Float.isFinite(pixels[i])) {
        grey[i] = (byte) Math.round((pixels[i] - range.low) * scale);
      }
    }
    return grey;
  }

  /// Draws the grid.
  public Svg toSvg() {
    double scale = scale();
    double w = width * scale;
    double h = height * scale;
    double widest = SMALLEST;
    for (Sample s : samples) {
      widest = Math.max(widest, TextWidth.bold(s.answer(), FONT));
    }
    double cell = Math.max(w, Math.min(widest, LARGEST_CAPTION));
    int columns = Math.max(1, (int) ((WIDTH + GAP) / (cell + GAP)));
    columns = Math.max(1, Math.min(columns, samples.size()));
    int rows = (samples.size() + columns - 1) / columns;
    double total = columns * (cell + GAP) - GAP + 2 * MARGIN;
    Svg svg = new Svg(total, TOP + rows * (h + CAPTION + GAP), title);
    svg.heading();
    for (int i = 0; i < samples.size(); i++) {
      double x = MARGIN + i % columns * (cell + GAP);
      double y = TOP + i / columns * (h + CAPTION + GAP);
      svg.groupAt(x, y);
      draw(svg, samples.get(i), cell, w, h);
      svg.end();
    }
    return svg;
  }

  /// Small images grow by a whole factor, so that every pixel stays a square of the same size.
  private double scale() {
    double longest = Math.max(height, width);
    return longest > LARGEST ? LARGEST / longest : Math.max(1, Math.floor(72 / longest));
  }

  private static void draw(Svg svg, Sample s, double cell, double w, double h) {
    String probability = Double.isNaN(s.probability) ? "" : Numbers.fixed(s.probability, 2);
    String odds = probability.isEmpty() ? "" : " (" + probability + ")";
    svg.hint("true " + s.truth + ", predicted " + s.predicted + odds);
    svg.image(0, 0, w, h, s.image);
    String shown = TextWidth.fitBold(s.answer(), FONT, cell);
    if (s.wrong()) {
      svg.group("c1").rect(-1.5, -1.5, w + 3, h + 3, "wrong");
      svg.text(0, h + 18, shown, "colour small").end();
    } else {
      svg.rect(-0.5, -0.5, w + 1, h + 1, "frame");
      svg.text(0, h + 18, shown, "small");
    }
    svg.text(0, h + 33, probability, "muted small");
  }
}

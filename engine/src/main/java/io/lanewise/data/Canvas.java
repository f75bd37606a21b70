package io.lanewise.data;

import java.util.Arrays;

/// A square grey raster that strokes are drawn on, anti-aliased by distance: a pixel's ink depends
/// on how far its centre lies from the nearest line.
final class Canvas {
  /// Pixels per side.
  static final int SIDE = 28;

  /// Squared distance, in pixels, from each pixel's centre to the nearest line drawn so far.
  private final float[] nearest = new float[SIDE * SIDE];

  /// How far from a line ink may reach: distances beyond it are not computed.
  private float reach;

  /// Wipes the canvas for lines whose ink reaches at most `reach` pixels.
  void clear(float reach) {
    this.reach = reach;
    Arrays.fill(nearest, Float.MAX_VALUE);
  }

  /// A straight line between two points, in pixels; pixel (0, 0) spans 0 to 1 on both axes.
  void line(float x0, float y0, float x1, float y1) {
    int left = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach));
    int right = Math.min(SIDE - 1, (int) Math.floor(Math.max(x0, x1) + reach));
    int top = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach));
    int bottom = Math.min(SIDE - 1, (int) Math.floor(Math.max(y0, y1) + reach));
    float dx = x1 - x0;
    float dy = y1 - y0;
    float squared = dx * dx + dy * dy;
    float inverse = squared > 0 ? 1 / squared : 0;
    for (int row = top; row <= bottom; row++) {
      float py = row + 0.5f - y0;
      for (int column = left; column <= right; column++) {
        float px = column + 0.5f - x0;
        // The nearest point of the line, as a fraction of the way from its start to its end.
        float t = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
        float ex = px - t * dx;
        float ey = py - t * dy;
        int at = row * SIDE + column;
        nearest[at] = Math.min(nearest[at], ex * ex + ey * ey);
      }
    }
  }

  /// The picture as uint8, row by row: full `ink` within `radius` of a line, falling linearly to
  /// 0 over `softness` pixels around that edge.
  void develop(float radius, float softness, float ink, byte[] into, int at) {
    float far = radius + softness / 2;
    for (int i = 0; i < nearest.length; i++) {
      float grey = 0;
      if (nearest[i] < far * far) {
        grey = Math.min(1, (far - (float) Math.sqrt(nearest[i])) / softness);
      }
      into[at + i] = (byte) Math.rint(grey * ink * 255);
    }
  }
}

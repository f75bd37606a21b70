package io.lanewise.formula;

/// How far a float is from the true value, in units of the last place of the float nearest to it.
final class Ulps {
  private Ulps() {}

  /// 0 if both are NaN or the same infinity or zero; infinite if only one is.
  static double between(float value, double truth) {
    float nearest = (float) truth;
    if (Float.isNaN(nearest) || Float.isInfinite(nearest) || Float.isInfinite(value)) {
      return Float.compare(value, nearest) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    if (nearest == 0 && value == 0) {
      return Float.compare(value, nearest) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(value - truth) / Math.ulp(nearest);
  }
}

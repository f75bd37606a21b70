package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RooflineTest {
  @Test
  void pointsAreNamedAndTheRoofHasTwoParts() {
    String svg =
        new Roofline("roof", 100, 20)
            .point("forward", "a product", 13, 60, 0.5)
            .point("backward", "a map", 0.1, 2, 0.01)
            .toSvg()
            .toString();
    WellFormed.check(svg);
    assertTrue(svg.contains("a product") && svg.contains("a map"), svg);
    assertEquals(3, svg.split("class=\"line\"").length + 1, svg);
  }

  @Test
  void roofOfUnknownPeakIsASlope() {
    WellFormed.check(
        new Roofline("roof", Double.NaN, 20).point("a", "b", 1, 1, 1).toSvg().toString());
  }

  @Test
  void workWithoutArithmeticHasNoPlace() {
    Roofline roof = new Roofline("roof", 100, 20);
    assertThrows(IllegalArgumentException.class, () -> roof.point("a", "b", 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> roof.point("a", "b", 1, Double.NaN, 1));
  }
}

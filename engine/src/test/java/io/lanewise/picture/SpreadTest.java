package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void whatHasRoomStaysWhereItWantsToBe() {
    double[] wanted = {1, 5, 9};
    double[] ones = {1, 1, 1};
    assertArrayEquals(wanted, Spread.inOrder(wanted, ones, new double[] {4, 4}), 1e-12);
  }

  @Test
  void whatCollidesSharesTheDisplacementByWeight() {
    double[] even = Spread.inOrder(new double[] {0, 0}, new double[] {1, 1}, new double[] {2});
    assertArrayEquals(new double[] {-1, 1}, even, 1e-12);
    double[] heavy = Spread.inOrder(new double[] {0, 0}, new double[] {3, 1}, new double[] {2});
    assertArrayEquals(new double[] {-0.5, 1.5}, heavy, 1e-12);
  }

  @Test
  void theOrderIsKeptWhereWishesReverseIt() {
    double[] placed =
        Spread.inOrder(new double[] {9, 5, 1}, new double[] {1, 1, 1}, new double[] {1, 1});
    assertArrayEquals(new double[] {4, 5, 6}, placed, 1e-12);
  }

  @Test
  void labelsKeepApartInsideTheirBounds() {
    double[] placed = Spread.apart(new double[] {100, 99, 100}, 10, 0, 100);
    assertArrayEquals(new double[] {90, 80, 100}, placed, 1e-12);
  }
}

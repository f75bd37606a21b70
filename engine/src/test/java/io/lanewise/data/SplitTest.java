package io.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.layout.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SplitTest {
  /// A dataset whose only feature is the number of the row, with so many rows of each class, mixed.
  private static Dataset numbered(int... perClass) {
    int n = Arrays.stream(perClass).sum();
    float[] rows = new float[n];
    float[] targets = new float[n];
    int[] left = perClass.clone();
    int c = 0;
    for (int row = 0; row < n; row++) {
      rows[row] = row;
      while (left[c % left.length] == 0) {
        c++;
      }
      left[c % left.length]--;
      targets[row] = c % left.length;
      c++;
    }
    return Dataset.classification(rows, Shape.of(1), targets, perClass.length);
  }

  private static int[] rows(Dataset part) {
    int[] rows = new int[part.size()];
    float[] feature = new float[1];
    for (int i = 0; i < rows.length; i++) {
      part.copyFeatures(i, feature, 0);
      rows[i] = (int) feature[0];
    }
    return rows;
  }

  private static int[] classCounts(Dataset part) {
    int[] counts = new int[part.classes()];
    for (int i = 0; i < part.size(); i++) {
      counts[(int) part.target(i)]++;
    }
    return counts;
  }

  private static void assertPartition(int n, List<Dataset> parts) {
    boolean[] seen = new boolean[n];
    int total = 0;
    for (Dataset part : parts) {
      for (int row : rows(part)) {
        assertFalse(seen[row], "row " + row + " came twice");
        seen[row] = true;
        total++;
      }
    }
    assertEquals(n, total);
  }

  private static void assertRefused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void firstTakesTheFirstRowsAndTheRest() {
    List<Dataset> parts = Split.first(numbered(3, 2), 3);
    assertArrayEquals(new int[] {0, 1, 2}, rows(parts.get(0)));
    assertArrayEquals(new int[] {3, 4}, rows(parts.get(1)));
  }

  @Test
  void firstRefusesAnEmptyPart() {
    String need = " of 5 rows and the rest: neither part may be empty; take 1 to 4";
    assertRefused("split: the first 0" + need, () -> Split.first(numbered(3, 2), 0));
    assertRefused("split: the first 5" + need, () -> Split.first(numbered(3, 2), 5));
  }

  @Test
  void randomPutsEveryRowInOnePart() {
    assertPartition(101, Split.random(numbered(50, 51), 1, 0.5, 0.3, 0.2));
  }

  @Test
  void randomPartsHaveTheirShareOfTheRows() {
    List<Dataset> parts = Split.random(numbered(50, 50), 1, 0.7, 0.2, 0.1);
    assertEquals(70, parts.get(0).size());
    assertEquals(20, parts.get(1).size());
    assertEquals(10, parts.get(2).size());
  }

  @Test
  void sharesAreRoundedByLargestRemainder() {
    // 1372 · 0.8 = 1097.6 and 274.4: the one row left goes to the larger remainder.
    assertArrayEquals(new int[] {1098, 274}, Split.shares(1372, new double[] {0.8, 0.2}));
    assertArrayEquals(new int[] {3, 2, 2}, Split.shares(7, new double[] {0.4, 0.3, 0.3}));
    assertArrayEquals(new int[] {29, 71}, Split.shares(100, new double[] {0.29, 0.71}));
  }

  @Test
  void onATieTheEarlierPartGetsTheRow() {
    assertArrayEquals(new int[] {3, 2}, Split.shares(5, new double[] {0.5, 0.5}));
    assertArrayEquals(
        new int[] {34, 33, 33}, Split.shares(100, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}));
  }

  @Test
  void sharesAlwaysSumToTheWhole() {
    double[] fractions = {0.1, 0.2, 0.3, 0.15, 0.25};
    for (int n = 0; n < 1000; n++) {
      int[] shares = Split.shares(n, fractions);
      assertEquals(n, Arrays.stream(shares).sum());
      for (int i = 0; i < shares.length; i++) {
        assertTrue(Math.abs(shares[i] - n * fractions[i]) < 1);
      }
    }
  }

  @Test
  void rowsOfAPartKeepTheirOrder() {
    for (Dataset part : Split.random(numbered(30, 30), 3, 0.5, 0.5)) {
      int[] rows = rows(part);
      int[] sorted = rows.clone();
      Arrays.sort(sorted);
      assertArrayEquals(sorted, rows);
    }
  }

  @Test
  void sameSeedSamePartsAndAnotherSeedOthers() {
    Dataset data = numbered(50, 50);
    int[] once = rows(Split.random(data, 4, 0.5, 0.5).get(0));
    assertArrayEquals(once, rows(Split.random(data, 4, 0.5, 0.5).get(0)));
    assertFalse(Arrays.equals(once, rows(Split.random(data, 5, 0.5, 0.5).get(0))));
  }

  @Test
  void stratifiedDividesEveryClassAlike() {
    List<Dataset> parts = Split.stratified(numbered(100, 50, 10), 1, 0.7, 0.3);
    assertArrayEquals(new int[] {70, 35, 7}, classCounts(parts.get(0)));
    assertArrayEquals(new int[] {30, 15, 3}, classCounts(parts.get(1)));
    assertPartition(160, parts);
  }

  @Test
  void stratifiedRoundsEachClassByLargestRemainder() {
    List<Dataset> parts = Split.stratified(numbered(762, 610), 1, 0.8, 0.2);
    // 609.6 and 152.4 of the first class, 488 and 122 of the second.
    assertArrayEquals(new int[] {610, 488}, classCounts(parts.get(0)));
    assertArrayEquals(new int[] {152, 122}, classCounts(parts.get(1)));
  }

  @Test
  void stratifiedChoosesByTheSeed() {
    Dataset data = numbered(50, 50);
    int[] once = rows(Split.stratified(data, 4, 0.5, 0.5).get(0));
    assertArrayEquals(once, rows(Split.stratified(data, 4, 0.5, 0.5).get(0)));
    assertFalse(Arrays.equals(once, rows(Split.stratified(data, 5, 0.5, 0.5).get(0))));
  }

  @Test
  void stratifiedTakesAViewForWhatItShows() {
    Dataset view = numbered(20, 20).subset(new int[] {39, 38, 37, 36, 5, 4, 3, 2});
    List<Dataset> parts = Split.stratified(view, 1, 0.5, 0.5);
    assertArrayEquals(new int[] {2, 2}, classCounts(parts.get(0)));
    for (int row : rows(parts.get(1))) {
      assertTrue(row >= 36 || row >= 2 && row <= 5);
    }
  }

  @Test
  void stratifiedNeedsClasses() {
    Dataset data = Dataset.regression(new float[4], Shape.of(1), new float[4]);
    assertRefused(
        "split: 4 examples of [1], regression has no classes to stratify by; use Split.random",
        () -> Split.stratified(data, 1, 0.5, 0.5));
  }

  @Test
  void fractionsMustBePositiveAndSumToOne() {
    Dataset data = numbered(5, 5);
    assertRefused(
        "split: the fractions [0.7, 0.2] sum to 0.8999999999999999; they must sum to 1",
        () -> Split.random(data, 1, 0.7, 0.2));
    assertRefused(
        "split: a part of -0.5; every fraction must be above 0",
        () -> Split.random(data, 1, 1.5, -0.5));
    assertRefused(
        "split: a part of NaN; every fraction must be above 0",
        () -> Split.stratified(data, 1, Double.NaN));
    assertRefused(
        "split: the fractions [] sum to 0.0; they must sum to 1", () -> Split.random(data, 1));
  }

  @Test
  void partWithoutRowsIsRefused() {
    assertRefused(
        "split: part 1 of 4 rows would be empty; give it a larger fraction or the dataset more"
            + " rows",
        () -> Split.random(numbered(2, 2), 1, 0.9, 0.1));
  }
}

package io.lanewise.verification.rules;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.verification.Counts;
import io.lanewise.verification.UnderTest;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Every op of the catalogue, its result and its gradients, on SIMD of every lane width: the scalar
/// backend's bits, at sizes where vectors have tails.
class BitsTest {
  private static final int LARGEST = 60_000;

  /// What axes of size 0, 1, 2, … become. Lanes are 4, 8 or 16.
  private static final int[][] SIZES = {
    {0, 1, 17, 33, 67, 35}, {0, 1, 4, 8, 16, 9}, {0, 1, 31, 257, 7, 97}, {0, 1, 1009, 64, 19, 13}
  };

  @Provide
  Arbitrary<Use> uses() {
    return Uses.any();
  }

  @Property(tries = 4_000)
  void everyOpHasTheBitsOfScalar(@ForAll("uses") Use drawn) {
    Use use = drawn.stretched(SIZES[drawn.seed() % SIZES.length], LARGEST);
    List<float[]> expected = use.computeOn(Backends.scalar());
    for (Backend backend : UnderTest.sameBits(use.op().name())) {
      List<float[]> actual = use.computeOn(backend);
      for (int i = 0; i < expected.size(); i++) {
        same(i == 0 ? "result" : "gradient " + i, expected.get(i), actual.get(i), backend);
      }
      Counts.tried("op bits", use.op().name(), UnderTest.name(backend), 0);
    }
  }

  /// To the bit; any NaN equals any NaN.
  private static void same(String what, float[] expected, float[] actual, Backend backend) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.compare(expected[i], actual[i]) != 0) {
        String text = what + ", element " + i + ", on " + UnderTest.name(backend) + " is ";
        throw new AssertionError(text + actual[i] + ", on scalar " + expected[i]);
      }
    }
  }
}

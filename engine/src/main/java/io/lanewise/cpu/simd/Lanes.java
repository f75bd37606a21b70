package io.lanewise.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The vectors that this JVM computes with. The species are constants, which is what lets the
/// compiler turn each vector operation into one machine instruction.
///
/// The system property `lanewise.simd.bits` sets the width: 128, 256 or 512. Without it the vectors
/// are as wide as the processor's, 512 bits at most.
final class Lanes {
  private static final String PROPERTY = "lanewise.simd.bits";

  /// Vectors of floats.
  static final VectorSpecies<Float> FLOATS = species();

  /// Vectors of as many ints.
  static final VectorSpecies<Integer> INTS = ints();

  /// The number of lanes: 4, 8 or 16.
  static final int COUNT = FLOATS.length();

  private Lanes() {}

  private static VectorSpecies<Float> species() {
    String bits = System.getProperty(PROPERTY);
    if (bits == null) {
      int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
      bits = preferred >= 512 ? "512" : preferred == 256 ? "256" : "128";
    }
    return switch (bits) {
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              PROPERTY + "=" + bits + ": it can be 128, 256 or 512, or be left out");
    };
  }

  private static VectorSpecies<Integer> ints() {
    return switch (FLOATS.length()) {
      case 4 -> IntVector.SPECIES_128;
      case 8 -> IntVector.SPECIES_256;
      default -> IntVector.SPECIES_512;
    };
  }
}

package io.lanewise.verification.faults;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The checks themselves: each property notices the fault that it is there for, and nothing where
/// there is none.
class PlantedFaultsTest {
  static List<PlantedFault> faults() {
    return PlantedFault.ALL;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultIsCaughtByItsProperty(PlantedFault fault) {
    AssertionError caught = assertThrows(AssertionError.class, () -> fault.check().run(true));
    System.out.println("planted: " + fault + " (" + caught.getMessage() + ")");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void propertyHoldsWithoutTheFault(PlantedFault fault) {
    fault.check().run(false);
  }
}

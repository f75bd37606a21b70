package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.lanewise.verification.faults.PlantedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page in the repository keeps up with the registry and with the catalogue of faults.
class PageTest {
  private static final String CURE = "make the page anew: " + Page.COMMAND;

  /// The page is written after the last test, so a run that makes it cannot check it.
  @BeforeAll
  static void pageIsNotJustBeingMade() {
    assumeFalse(Boolean.getBoolean("lanewise.page"), "the page is being made");
  }

  @Test
  void everyOpIsOnThePage() throws IOException {
    String page = Files.readString(Page.path());
    List<String> missing = new ArrayList<>(Page.ops());
    missing.removeIf(op -> page.contains("\n| " + op + " | "));
    assertEquals(List.of(), missing, CURE);
  }

  @Test
  void everyPlantedFaultIsOnThePage() throws IOException {
    String page = Files.readString(Page.path());
    List<String> missing = new ArrayList<>();
    for (PlantedFault fault : PlantedFault.ALL) {
      if (!page.contains("| " + fault.fault() + " | " + fault.property() + " |")) {
        missing.add(fault.fault());
      }
    }
    assertEquals(List.of(), missing, CURE);
  }
}

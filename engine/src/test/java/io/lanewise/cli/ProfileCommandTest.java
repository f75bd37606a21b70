package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
  private static Session profile(String... words) {
    List<String> all = new ArrayList<>(List.of("profile", "--warm-up", "0"));
    all.addAll(List.of("--steps", "20", "--model", "mlp:4", "--features", "6", "--batch", "5"));
    all.addAll(List.of(words));
    return Session.of(all.toArray(String[]::new));
  }

  @Test
  void tableHasEveryPartOfAStep() {
    Session s = profile();
    assertEquals(0, s.code(), s.err());
    for (String part : List.of("loading", "forward", "reading", "backward", "update")) {
      assertTrue(s.out().contains("\n" + part + " "), s.out());
    }
  }

  @Test
  void stepsAreRoundedUpToWholePassesOverTheData() throws IOException {
    Session s = profile("--format", "json", "--classes", "0");
    Map<?, ?> root = (Map<?, ?>) Json.parse(s.out(), "profile");
    Map<?, ?> first = (Map<?, ?>) ((List<?>) root.get("lines")).get(0);
    assertEquals(32, ((Number) first.get("calls")).intValue());
  }

  @Test
  void pageIsWrittenToItsFile(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("profile.html");
    Session s = profile("--format", "html", "--out", page.toString());
    assertEquals(0, s.code(), s.err());
    assertTrue(Files.readString(page).contains("<svg"));
  }

  @Test
  void stepsOutOfBoundsAreRefused() {
    Session s = profile("--steps", "0");
    assertEquals(2, s.code());
    assertTrue(s.err().contains("--steps"), s.err());
  }
}

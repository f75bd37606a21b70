package io.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.Profile;
import io.lanewise.Tape;
import io.lanewise.Tensor;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileReportTest {
  private final Profile profile = new Profile();

  private void profiled() {
    Tensor w = Tensor.uniform(1, 4, 3).requireGradient();
    Tensor x = Tensor.uniform(2, 6, 4);
    Tape tape = Tape.record(() -> x.matmul(w).relu().sum());
    profile.time("loading", () -> {});
    tape.forward(profile);
    tape.backward(profile);
  }

  @Test
  void jsonHasTheSameLinesWhoseSharesAreTheWhole() throws FileFormatException {
    profiled();
    Map<?, ?> root = (Map<?, ?>) Json.parse(new ProfileReport(profile).json(), "profile");
    List<?> lines = (List<?>) root.get("lines");
    assertEquals(profile.lines().size(), lines.size());
    double shares = 0;
    for (Object line : lines) {
      shares += ((Number) ((Map<?, ?>) line).get("share")).doubleValue();
    }
    assertEquals(1, shares, 1e-9);
    Map<?, ?> passes = (Map<?, ?>) root.get("microseconds_per_pass");
    assertEquals(List.of("loading", "forward", "backward"), List.copyOf(passes.keySet()));
  }

  @Test
  void pageHasThePicture() {
    profiled();
    String html = new ProfileReport(profile).html();
    assertTrue(html.contains("<svg"), html);
    assertTrue(html.contains("forward matmul [6,3]"), html);
  }
}

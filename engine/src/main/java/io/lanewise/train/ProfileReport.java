package io.lanewise.train;

import io.lanewise.Profile;
import io.lanewise.Profile.Line;
import io.lanewise.file.Json;
import io.lanewise.picture.HtmlPage;
import io.lanewise.picture.Roofline;
import io.lanewise.text.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [Profile] for programs and for browsers; as a table it is printed by itself.
public final class ProfileReport {
  private final Profile profile;
  private final List<Line> lines;
  private final Map<String, Double> passes;
  private final double total;

  /// A report of what a profile holds at present.
  public ProfileReport(Profile profile) {
    this.profile = profile;
    lines = profile.lines();
    passes = profile.nanosOfPasses();
    total = profile.nanosOfStep();
  }

  /// Null for what is no number: the clock of some machines does not see a few nanoseconds.
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String micros(double nanos) {
    return NumberText.fixed(nanos / 1e3, 1) + " µs";
  }

  /// A profile's lines, each with its rates and its share of the roof, and the passes' totals.
  public String json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Line l : lines) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("pass", l.pass());
      line.put("calls", l.calls());
      line.put("microseconds", l.nanos() / 1e3);
      line.put("share", finite(l.nanos() / total));
      if (l.shape() != null) {
        line.put("op", l.op());
        line.put("instruction", l.instruction());
        line.put("shape", l.shape().toString());
        line.put("flops", l.flops());
        line.put("bytes", l.bytes());
        line.put("gflops_per_second", finite(l.flops() / l.nanos()));
        line.put("gigabytes_per_second", finite(l.bytes() / l.nanos()));
        line.put("share_of_roof", finite(profile.shareOfRoof(l)));
        line.put("bound_by", profile.boundBy(l));
      }
      all.add(line);
    }
    Map<String, Object> totals = new LinkedHashMap<>();
    passes.forEach((pass, nanos) -> totals.put(pass, nanos / 1e3));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("microseconds_per_step", total / 1e3);
    root.put("microseconds_per_pass", totals);
    double peak = profile.peak();
    root.put("roof_gflops_per_second", finite(peak / 1e9));
    root.put("lines", all);
    return Json.writeIndented(root);
  }

  /// A page with a picture: every instruction under the machine's roof.
  public String html() {
    HtmlPage page = new HtmlPage("Profile of a step", profile.roofInWords());
    Map<String, String> numbers = new LinkedHashMap<>();
    passes.forEach((pass, nanos) -> numbers.put(pass, micros(nanos)));
    numbers.put("a step", micros(total));
    page.keyNumbers(numbers);
    page.section("Under the roof");
    page.paragraph(
        "Every instruction by the arithmetic that it does for a byte and for a second. Below the"
            + " sloping part of the roof memory is the limit, below the level part the core. Where"
            + " operands stay in a cache the slope is steeper than that of the large memory drawn"
            + " here, and points lie above it.");
    Roofline picture =
        new Roofline(
            "Instructions of a step", profile.peak() / 1e9, profile.bandwidth(1 << 27) / 1e9);
    for (Line l : lines) {
      if (l.flops() > 0 && l.nanos() > 0) {
        String name = l.pass() + " " + l.op() + " " + l.shape() + ", " + micros(l.nanos());
        double intensity = (double) l.flops() / l.bytes();
        picture.point(l.pass(), name, intensity, l.flops() / l.nanos(), l.nanos() / total);
      }
    }
    page.figure(picture.toSvg(), "Larger points take more of the time.");
    page.section("Instructions");
    page.listing(profile.toString());
    return page.toString();
  }
}

package io.lanewise.benchmarks;

import io.lanewise.Backends;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.incubator.vector.FloatVector;

/// The machine and the JVM, described for a reader who wants to know what figures are worth.
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /// A list in Markdown.
  ///
  /// @param peers the libraries that are measured beside the engine
  static String describe(Settings settings, Collection<? extends Peer<?>> peers) {
    StringBuilder s = new StringBuilder();
    line(s, "measured", LocalDate.now() + ", " + rounds(settings));
    int cores = Runtime.getRuntime().availableProcessors();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    line(
        s,
        "processor",
        processor() + ", " + cores + (cores == 1 ? " core, " : " cores, ") + load(load));
    line(s, "vectors", FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits at most");
    line(s, "simd backend", Backends.named(Problem.SIMD).toString());
    line(s, "system", property("os.name") + " " + property("os.version"));
    line(s, "java", property("java.vm.name") + " " + property("java.vm.version"));
    line(s, "flags", flags());
    for (Peer<?> peer : peers) {
      line(s, peer.name(), peer.describe());
    }
    return s.toString();
  }

  /// The JVM's options, without those that say where things lie on this machine.
  private static String flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.contains("=/"))
        .collect(Collectors.joining(" "));
  }

  private static String rounds(Settings settings) {
    return settings.rounds()
        + " rounds, "
        + settings.millis()
        + " ms each"
        + (settings.quick() ? ", quick" : "");
  }

  private static String load(double load) {
    return load < 0 ? "load unknown" : String.format(Locale.ROOT, "load %.1f before the run", load);
  }

  private static void line(StringBuilder s, String name, String what) {
    s.append("- ").append(name).append(": ").append(what).append('\n');
  }

  private static String property(String name) {
    return System.getProperty(name, "?");
  }

  /// The model's name where the system tells it, else the architecture's.
  private static String processor() {
    if (Files.isReadable(PROCESSORS)) {
      try (var lines = Files.lines(PROCESSORS)) {
        var model = lines.filter(l -> l.startsWith("model name")).findFirst();
        if (model.isPresent()) {
          return model.get().replaceFirst("[^:]*:\\s*", "");
        }
      } catch (IOException e) {
        // The architecture will do.
      }
    }
    return property("os.arch");
  }
}

package io.lanewise.cli;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.cpu.Fma;
import io.lanewise.cpu.Simd;
import java.util.List;

/// `lanewise devices`
final class DevicesCommand implements Command {
  @Override
  public String name() {
    return "devices";
  }

  @Override
  public String summary() {
    return "what can compute here, and what is chosen";
  }

  @Override
  public String description() {
    return "Lists the backends with what speaks against each, the one that is chosen, and the"
        + " machine.";
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) {
    StringBuilder s = new StringBuilder();
    line(s, "chosen", Backends.explain());
    for (String name : Backends.NAMES) {
      line(s, name, state(name));
    }
    Runtime jvm = Runtime.getRuntime();
    s.append('\n');
    line(s, "cores", jvm.availableProcessors() + " (" + System.getProperty("os.arch") + ")");
    line(s, "fma", Fma.describe());
    line(s, "heap", (jvm.maxMemory() >> 20) + " MB at most");
    line(s, "java", Version.java());
    line(s, "lanewise", Version.lanewise());
    terminal.out().print(s);
    return 0;
  }

  private static void line(StringBuilder s, String name, String what) {
    s.append(name).repeat(' ', 12 - name.length()).append(what).append('\n');
  }

  private static String state(String name) {
    try {
      if (name.equals("simd") && Simd.unavailable() == null) {
        return "available: " + Simd.describe();
      }
      Backend backend = Backends.named(name);
      if (name.equals("opencl")) {
        return "available: " + backend;
      }
      String is = backend.name();
      return is.equals(name) ? "available" : "available: " + is;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      String prefix = "backend " + name + ": ";
      return "not available: "
          + (message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
  }
}

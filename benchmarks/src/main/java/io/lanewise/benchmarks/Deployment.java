package io.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// How a program that uses the engine is started.
///
/// @param way where java finds the classes
/// @param cached whether it finds them as a run before left them, in an AOT cache
record Deployment(Way way, boolean cached) {
  private static final String CACHED = ", AOT cache";

  /// Where java finds the classes.
  enum Way {
    /// On the class path, without a flag: on plain loops.
    CLASS_PATH("class path"),

    /// On the class path, with the flag that brings the Vector API.
    SIMD_CLASS_PATH("class path, SIMD"),

    /// As modules, which bring the Vector API along.
    MODULE("module"),

    /// In an image that jlink made of the modules, by its own JVM.
    IMAGE("jlink image");

    private final String title;

    Way(String title) {
      this.title = title;
    }
  }

  /// All that this JDK can make.
  static List<Deployment> all() {
    List<Deployment> all = new ArrayList<>();
    for (boolean cached : new boolean[] {false, true}) {
      for (Way way : Way.values()) {
        if (way != Way.IMAGE || Embedding.canLink()) {
          all.add(new Deployment(way, cached));
        }
      }
    }
    return all;
  }

  static Deployment titled(String title) {
    boolean cached = title.endsWith(CACHED);
    for (Way way : Way.values()) {
      Deployment deployment = new Deployment(way, cached);
      if (deployment.toString().equals(title)) {
        return deployment;
      }
    }
    throw new IllegalArgumentException("no such deployment: " + title);
  }

  /// As tables have it.
  @Override
  public String toString() {
    return way.title + (cached ? CACHED : "");
  }
}

package io.lanewise.benchmarks;

/// How a program that uses the engine is started.
enum Deployment {
  /// On the class path, without a flag: on plain loops.
  CLASS_PATH("class path"),

  /// As a module, which brings the Vector API along.
  MODULE("module"),

  /// By the JVM of an image that jlink made of the two modules.
  IMAGE("jlink image"),

  /// On the class path, with what a run before left in an AOT cache.
  CACHED_CLASS_PATH("class path, AOT cache"),

  /// As a module, with an AOT cache.
  CACHED_MODULE("module, AOT cache");

  private final String title;

  Deployment(String title) {
    this.title = title;
  }

  static Deployment titled(String title) {
    for (Deployment deployment : values()) {
      if (deployment.title.equals(title)) {
        return deployment;
      }
    }
    throw new IllegalArgumentException("no such deployment: " + title);
  }

  /// As tables have it.
  @Override
  public String toString() {
    return title;
  }
}

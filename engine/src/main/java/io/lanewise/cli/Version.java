package io.lanewise.cli;

/// Which Lanewise this is.
final class Version {
  private Version() {}

  /// From the module descriptor or, on the class path, from the jar's manifest.
  static String lanewise() {
    var descriptor = Version.class.getModule().getDescriptor();
    String version =
        descriptor == null
            ? Version.class.getPackage().getImplementationVersion()
            : descriptor.rawVersion().orElse(null);
    return version == null ? "(not from a jar)" : version;
  }

  /// The JVM, for example `25.0.1 (OpenJDK 64-Bit Server VM)`.
  static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vm.name") + ")";
  }
}

package io.lanewise.benchmarks;

import io.lanewise.Tensor;
import io.lanewise.benchmarks.Deployment.Way;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// A small program that embeds the engine, made in a folder by the JDK's own tools from the sources
/// beside this class, and deployed in every way; and one that only says hello.
final class Embedding {
  private static final String MAIN = "example.Training";
  private static final String VECTORS = "jdk.incubator.vector";
  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private final Path folder;
  private final Path engine;
  private final Path example;
  private final Path hello;
  private final Path image;

  /// @param folder an empty one
  Embedding(Path folder) throws IOException {
    this.folder = folder;
    image = folder.resolve("image");
    engine = engineIn(folder);
    example = compiled("example", List.of("-p", engine.toString()), "Training", "module-info");
    hello = compiled("hello", List.of(), "Hello");
  }

  /// The jar of the engine; a folder of classes is packed first, as where nobody has built it.
  private static Path engineIn(Path folder) throws IOException {
    try {
      Path path = Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(path)) {
        return path;
      }
      Path jar = folder.resolve("engine.jar");
      run("jar", "--create", "--file", jar.toString(), "-C", path.toString(), ".");
      return jar;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private Path compiled(String name, List<String> flags, String... types) throws IOException {
    Path classes = folder.resolve(name);
    List<String> javac = new ArrayList<>(flags);
    javac.addAll(List.of("-Xlint:-incubating", "-d", classes.toString()));
    for (String type : types) {
      Path source = folder.resolve(type + ".java");
      try (InputStream in = Embedding.class.getResourceAsStream("embedded/" + type + ".java")) {
        Files.copy(in, source);
      }
      javac.add(source.toString());
    }
    run("javac", javac.toArray(String[]::new));
    Path jar = folder.resolve(name + ".jar");
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    return jar;
  }

  private static void run(String tool, String... words) throws IOException {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    if (ToolProvider.findFirst(tool).orElseThrow().run(out, out, words) != 0) {
      throw new IOException(tool + " " + String.join(" ", words) + ":\n" + said);
    }
  }

  /// Whether this JDK's jlink finds what it makes images of.
  static boolean canLink() {
    if (ToolProvider.findFirst("jlink").isEmpty()) {
      return false;
    }
    StringWriter help = new StringWriter();
    PrintWriter out = new PrintWriter(help);
    ToolProvider.findFirst("jlink").get().run(out, out, "--help");
    return Files.isDirectory(JDK.resolve("jmods"))
        || help.toString().contains("run-time image enabled");
  }

  /// What starts the program of so many steps.
  List<String> training(Deployment deployment, int steps, String... flags)
      throws IOException, InterruptedException {
    if (deployment.way() == Way.IMAGE && !Files.exists(image)) {
      link();
    }
    List<String> more = new ArrayList<>(List.of(flags));
    if (deployment.cached()) {
      Path cache = cache(deployment.way());
      if (!Files.exists(cache)) {
        Launch.of(program(deployment.way(), 1, List.of("-XX:AOTCacheOutput=" + cache)));
      }
      more.add("-XX:AOTCache=" + cache);
    }
    return program(deployment.way(), steps, more);
  }

  private List<String> program(Way way, int steps, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(java(way == Way.IMAGE ? image : JDK));
    command.addAll(flags);
    String path = engine + File.pathSeparator + example;
    command.addAll(
        switch (way) {
          case CLASS_PATH -> List.of("-cp", path, MAIN);
          case SIMD_CLASS_PATH -> List.of("--add-modules", VECTORS, "-cp", path, MAIN);
          case MODULE -> List.of("-p", path, "-m", "example/" + MAIN);
          case IMAGE -> List.of("-m", "example/" + MAIN);
        });
    command.add(Integer.toString(steps));
    return command;
  }

  /// What starts the program that says hello.
  List<String> hello() {
    return List.of(java(JDK), "-cp", hello.toString(), "hello.Hello");
  }

  private static String java(Path home) {
    return home.resolve("bin").resolve("java").toString();
  }

  private void link() throws IOException {
    run(
        "jlink",
        "--module-path=" + engine + File.pathSeparator + example,
        "--add-modules=example",
        "--strip-java-debug-attributes",
        "--compress=zip-6",
        "--no-header-files",
        "--no-man-pages",
        "--output=" + image);
  }

  private Path cache(Way way) {
    return folder.resolve(way.name() + ".aot");
  }

  /// The bytes that are delivered to where it has run: jars or an image, and the cache.
  long bytes(Deployment deployment) throws IOException {
    long program =
        deployment.way() == Way.IMAGE ? bytesIn(image) : Files.size(engine) + Files.size(example);
    return program + (deployment.cached() ? Files.size(cache(deployment.way())) : 0);
  }

  private static long bytesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(Embedding::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

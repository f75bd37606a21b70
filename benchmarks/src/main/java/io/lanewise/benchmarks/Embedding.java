package io.lanewise.benchmarks;

import io.lanewise.Tensor;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// A small program that embeds the engine, made in a folder by the JDK's own tools from the sources
/// beside this class, and deployed in every way; and one that only says hello.
final class Embedding {
  /// The steps of the run that an AOT cache remembers.
  private static final String REMEMBERED = "1";

  private static final Path JDK = Path.of(System.getProperty("java.home"));

  private final Path folder;
  private final Path engine;
  private final Path example;
  private final Path hello;
  private final Set<Deployment> prepared = EnumSet.noneOf(Deployment.class);

  /// @param folder an empty one
  Embedding(Path folder) throws IOException {
    this.folder = folder;
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
    prepare(deployment);
    List<String> command = new ArrayList<>();
    command.add(java(deployment == Deployment.IMAGE ? folder.resolve("image") : JDK));
    command.addAll(Arrays.asList(flags));
    switch (deployment) {
      case CACHED_CLASS_PATH, CACHED_MODULE -> command.add("-XX:AOTCache=" + cache(deployment));
      default -> {}
    }
    command.addAll(program(deployment));
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

  private List<String> program(Deployment deployment) {
    String path = engine + File.pathSeparator + example;
    return switch (deployment) {
      case CLASS_PATH, CACHED_CLASS_PATH -> List.of("-cp", path, "example.Training");
      case MODULE, CACHED_MODULE -> List.of("-p", path, "-m", "example/example.Training");
      case IMAGE -> List.of("-m", "example/example.Training");
    };
  }

  private Path cache(Deployment deployment) {
    return folder.resolve(deployment.name() + ".aot");
  }

  /// Makes the image or the cache, once.
  private void prepare(Deployment deployment) throws IOException, InterruptedException {
    if (!prepared.add(deployment)) {
      return;
    }
    switch (deployment) {
      case CLASS_PATH, MODULE -> {}
      case IMAGE ->
          run(
              "jlink",
              "--module-path=" + engine + File.pathSeparator + example,
              "--add-modules=example",
              "--strip-java-debug-attributes",
              "--compress=zip-6",
              "--no-header-files",
              "--no-man-pages",
              "--output=" + folder.resolve("image"));
      case CACHED_CLASS_PATH, CACHED_MODULE -> {
        List<String> command = new ArrayList<>();
        command.add(java(JDK));
        command.add("-XX:AOTCacheOutput=" + cache(deployment));
        command.addAll(program(deployment));
        command.add(REMEMBERED);
        Launch.of(command);
      }
    }
  }

  /// The bytes that are delivered: jars, what is beside them, or a whole image.
  long bytes(Deployment deployment) throws IOException, InterruptedException {
    prepare(deployment);
    return switch (deployment) {
      case CLASS_PATH, MODULE -> Files.size(engine) + Files.size(example);
      case IMAGE -> bytesIn(folder.resolve("image"));
      case CACHED_CLASS_PATH, CACHED_MODULE ->
          Files.size(engine) + Files.size(example) + Files.size(cache(deployment));
    };
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

package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of its own can use the engine on the class path and as a module, without any flag.
class EngineModuleTest {
  /// Logistic regression on two blobs; prints the bits of the first and the last loss.
  private static final String PROGRAM =
      """
      package example;

      import static io.lanewise.nn.Losses.bceWithLogits;

      import io.lanewise.Tape;
      import io.lanewise.Tensor;
      import io.lanewise.data.Batch;
      import io.lanewise.data.Blobs;
      import io.lanewise.data.DataLoader;
      import io.lanewise.nn.Linear;
      import io.lanewise.optim.Sgd;

      public final class Training {
        public static void main(String[] args) {
          Linear model = new Linear(2, 1);
          Sgd sgd = new Sgd(model.parameters(), 0.5);
          Tensor x = Tensor.zeros(20, 2);
          Tensor y = Tensor.zeros(20);
          for (Batch batch : new DataLoader(Blobs.generate(20, 2, 0.3, 1), 20).epoch(0)) {
            batch.copyTo(x, y);
          }
          Tape tape = Tape.record(() -> bceWithLogits(model.forward(x), y.unsqueeze(1)));
          int first = Float.floatToIntBits(tape.loss());
          for (int step = 0; step < 50; step++) {
            tape.forward();
            tape.backward();
            sgd.step();
          }
          System.out.println(first + " " + Float.floatToIntBits(tape.loss()));
        }
      }
      """;

  private static final String DESCRIPTOR =
      """
      module example {
        requires io.lanewise;
      }
      """;

  private static final String INCUBATING =
      "WARNING: Using incubator modules: jdk.incubator.vector" + System.lineSeparator();

  @TempDir Path folder;

  private Path program;
  private Path descriptor;

  @BeforeEach
  void writeSources() throws IOException {
    program = Files.writeString(folder.resolve("Training.java"), PROGRAM);
    descriptor = Files.writeString(folder.resolve("module-info.java"), DESCRIPTOR);
  }

  private static void compile(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    assertEquals(0, javac.run(System.out, System.err, texts), "javac " + List.of(texts));
  }

  /// What a JVM prints that is started with these arguments and, of itself, no options: as a module
  /// with SIMD, on the class path without.
  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path error = folder.resolve("error");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(error.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    int code = builder.start().waitFor();
    // The one line that java says of itself where an incubating module is resolved.
    assertEquals("", Files.readString(error).replace(INCUBATING, ""), command.toString());
    assertEquals(0, code, command.toString());
    return Files.readString(out).strip();
  }

  private String runOnClassPath() throws IOException, InterruptedException {
    Path classes = folder.resolve("classes");
    compile("-cp", Engine.PATH, "-d", classes, program);
    return run("-cp", Engine.PATH + File.pathSeparator + classes, "example.Training");
  }

  private String runAsModule() throws IOException, InterruptedException {
    Path modules = folder.resolve("modules");
    compile("-p", Engine.PATH, "-d", modules.resolve("example"), program, descriptor);
    return run("-p", Engine.PATH + File.pathSeparator + modules, "-m", "example/example.Training");
  }

  @Test
  void classPathAndModuleTrainToTheSameBits() throws IOException, InterruptedException {
    String losses = runOnClassPath();
    assertEquals(losses, runAsModule());
    String[] bits = losses.split(" ");
    float first = Float.intBitsToFloat(Integer.parseInt(bits[0]));
    float last = Float.intBitsToFloat(Integer.parseInt(bits[1]));
    assertTrue(last > 0 && last < first / 2, "loss " + first + " became " + last);
  }

  @Test
  void moduleRequiresJavaBaseAndTheVectorApiAndNothingElse() {
    assertEquals(Set.of("java.base", "jdk.incubator.vector"), required(false));
    // Compiled against, and used only where it is there and asked for.
    assertEquals(Set.of("jdk.jfr"), required(true));
  }

  private static Set<String> required(boolean optional) {
    return Engine.MODULE.requires().stream()
        .filter(r -> r.modifiers().contains(Requires.Modifier.STATIC) == optional)
        .map(Requires::name)
        .collect(Collectors.toSet());
  }

  @Test
  void moduleExportsToEveryoneAndOpensNothing() {
    assertTrue(Engine.MODULE.exports().stream().noneMatch(e -> e.isQualified()));
    assertEquals(Set.of(), Engine.MODULE.opens());
  }
}

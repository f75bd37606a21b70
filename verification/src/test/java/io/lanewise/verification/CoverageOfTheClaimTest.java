package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.file.Npy;
import io.lanewise.formula.Composite;
import io.lanewise.formula.Primitive;
import io.lanewise.instruction.Instruction;
import io.lanewise.op.Catalogue;
import io.lanewise.verification.graphs.Evidence;
import io.lanewise.verification.graphs.RandomGraphs;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Nothing in the engine is without a property: what the registry, the sealed set, the enums and
/// the package of files declare is compared with what the properties run.
class CoverageOfTheClaimTest {
  private static final int GRAPHS = 500;

  private static Evidence evidence;

  @BeforeAll
  static void runGraphs() {
    evidence = new Evidence(RandomGraphs.first(GRAPHS));
  }

  private static Set<String> without(Collection<String> claimed, Collection<String> proven) {
    Set<String> missing = new TreeSet<>(claimed);
    missing.removeAll(proven);
    return missing;
  }

  private static List<String> ops() {
    return Catalogue.entries().stream().map(e -> e.op().name()).distinct().toList();
  }

  @Test
  void everyOpOfTheRegistryIsInTheRandomGraphs() {
    assertEquals(Set.of(), without(ops(), evidence.operations()));
  }

  @Test
  void everyInstructionIsRunByTheRandomGraphs() {
    List<String> all =
        Arrays.stream(Instruction.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .toList();
    assertEquals(Set.of(), without(all, evidence.instructions()));
  }

  @Test
  void everyFunctionOfFormulasIsRunByTheRandomGraphs() {
    List<String> all =
        Stream.concat(Arrays.stream(Primitive.values()), Arrays.stream(Composite.values()))
            .map(Object::toString)
            .toList();
    assertEquals(Set.of(), without(all, evidence.functions()));
  }

  @Test
  void everyFileFormatIsFuzzed() throws Exception {
    assertEquals(Set.of(), without(readers(), FileFuzz.FORMATS));
  }

  @Test
  void anOpWithoutPropertyIsReported() {
    List<String> withPlanted = Stream.concat(ops().stream(), Stream.of("planted")).toList();
    assertEquals(Set.of("planted"), without(withPlanted, evidence.operations()));
  }

  /// The public classes of the package of files that read a path, in lower case.
  private static Set<String> readers() throws Exception {
    URI home = Npy.class.getResource("Npy.class").toURI();
    if (!home.getScheme().equals("jar")) {
      return readers(Path.of(home).getParent());
    }
    try (FileSystem jar = FileSystems.newFileSystem(home, java.util.Map.of())) {
      return readers(jar.provider().getPath(home).getParent());
    }
  }

  private static Set<String> readers(Path folder) throws IOException, ClassNotFoundException {
    Set<String> readers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type =
              Class.forName(Npy.class.getPackageName() + "." + name.replace(".class", ""));
          boolean reads =
              Modifier.isPublic(type.getModifiers())
                  && Arrays.stream(type.getMethods())
                      .anyMatch(
                          m ->
                              m.getName().equals("read")
                                  && Modifier.isStatic(m.getModifiers())
                                  && m.getParameterTypes()[0] == Path.class);
          if (reads) {
            readers.add(type.getSimpleName().toLowerCase(java.util.Locale.ROOT));
          }
        }
      }
    }
    return readers;
  }
}

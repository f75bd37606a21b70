import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.LineNumber;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Copies a folder of classes without their line numbers and the names of their sources: a tenth of
/// the jar, which is to be small. Tests of the engine run on the classes, which keep them.
///
/// Maven calls it before it packs: `java Slim.java FROM TO`.
final class Slim {
  private static final ClassTransform SLIM =
      ClassTransform.dropping(e -> e instanceof SourceFileAttribute)
          .andThen(
              ClassTransform.transformingMethodBodies(
                  (code, e) -> {
                    if (!(e instanceof LineNumber)) {
                      code.with(e);
                    }
                  }));

  private Slim() {}

  public static void main(String[] folders) throws IOException {
    Path from = Path.of(folders[0]);
    Path to = Path.of(folders[1]);
    delete(to);
    try (var classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
        Stream<Path> files = Files.walk(from)) {
      ClassFile format =
          ClassFile.of(
              // Or names that nobody uses any more would stay.
              ConstantPoolSharingOption.NEW_POOL,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(copy, hasCode(file) ? format.transformClass(format.parse(bytes), SLIM) : bytes);
      }
    }
  }

  /// What an earlier build left, perhaps of classes that are no more.
  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean hasCode(Path file) {
    return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
  }
}

import java.io.IOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.FieldTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Copies a folder of classes so that they make a small jar: without line numbers and the names of
/// their sources, which are a tenth of it, without private constants and other things that nobody
/// sees, and with constants in an order that packs well, which saves a fortieth. Tests of the engine run
/// on the classes as they were.
///
/// Maven calls it before it packs: `java Slim.java FROM TO`.
final class Slim {
  /// Texts come first, those that end alike side by side, for they are most of a class; then what
  /// refers to members, by owner.
  private static final Comparator<PoolEntry> ORDER =
      Comparator.<PoolEntry>comparingInt(e -> e instanceof Utf8Entry ? 0 : 1)
          .thenComparing(Slim::key);

  private static final ClassTransform LINES =
      ClassTransform.transformingMethodBodies(
          (code, e) -> {
            if (!(e instanceof LineNumber)) {
              code.with(e);
            }
          });

  private static final ClassTransform SLIM =
      ClassTransform.dropping(
              e -> e instanceof SourceFileAttribute || isOfOthers(e) || isInlined(e))
          .andThen(LINES);

  private Slim() {}

  public static void main(String[] folders) throws IOException {
    Path from = Path.of(folders[0]);
    Path to = Path.of(folders[1]);
    delete(to);
    try (var classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
        Stream<Path> files = Files.walk(from)) {
      ClassFile format =
          ClassFile.of(
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(copy, hasCode(file) ? slim(format, bytes) : bytes);
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

  /// Once to lose what is to be lost, constants that only it used included; once more for the order.
  private static byte[] slim(ClassFile format, byte[] bytes) {
    ClassModel all = format.parse(bytes);
    ConstantPoolBuilder used = ConstantPoolBuilder.of();
    ClassModel slim =
        format.parse(
            format.build(
                all.thisClass(),
                used,
                b -> b.transform(all, SLIM.andThen(declarations(isSeen(all.flags()))))));
    return format.build(slim.thisClass(), ordered(slim), b -> slim.forEach(b));
  }

  /// Only the JDK's class of method handles, which javac names wherever there is a lambda.
  private static boolean isOfOthers(ClassElement e) {
    return e instanceof InnerClassesAttribute inner
        && inner.classes().stream()
            .allMatch(c -> c.innerClass().asInternalName().startsWith("java/"));
  }

  /// A constant that nobody else can name: javac has put its value wherever it is used.
  private static boolean isInlined(ClassElement e) {
    return e instanceof FieldModel field
        && field.flags().has(AccessFlag.PRIVATE)
        && field.flags().has(AccessFlag.STATIC)
        && field.findAttribute(Attributes.constantValue()).isPresent();
  }

  /// Without the names of parameters, which only constructors of records have, whose components are
  /// named elsewhere; and without the type arguments of what nobody else can name.
  private static ClassTransform declarations(boolean seen) {
    return (type, e) -> {
      switch (e) {
        case FieldModel field when !seen || !isSeen(field.flags()) ->
            type.transformField(field, FieldTransform.dropping(a -> a instanceof SignatureAttribute));
        case MethodModel method -> {
          boolean generic = seen && isSeen(method.flags());
          type.transformMethod(
              method,
              MethodTransform.dropping(
                  a ->
                      a instanceof MethodParametersAttribute
                          || a instanceof SignatureAttribute && !generic));
        }
        case SignatureAttribute a when !seen -> {}
        default -> type.with(e);
      }
    };
  }

  private static boolean isSeen(AccessFlags flags) {
    return flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED);
  }

  private static ConstantPoolBuilder ordered(ClassModel type) {
    List<PoolEntry> entries = new ArrayList<>();
    type.constantPool().forEach(entries::add);
    entries.sort(ORDER);
    ConstantPoolBuilder pool = ConstantPoolBuilder.of();
    for (PoolEntry entry : entries) {
      switch (entry) {
        case Utf8Entry e -> pool.utf8Entry(e.stringValue());
        case FieldRefEntry e -> pool.fieldRefEntry(e.owner(), e.nameAndType());
        case MethodRefEntry e -> pool.methodRefEntry(e.owner(), e.nameAndType());
        case InterfaceMethodRefEntry e -> pool.interfaceMethodRefEntry(e.owner(), e.nameAndType());
        default -> {} // Added where it is first used.
      }
    }
    return pool;
  }

  private static String key(PoolEntry entry) {
    return switch (entry) {
      case Utf8Entry e -> new StringBuilder(e.stringValue()).reverse().toString();
      case FieldRefEntry e -> "1 " + e.owner().asInternalName() + " " + e.name();
      case MethodRefEntry e -> "2 " + e.owner().asInternalName() + " " + e.name();
      case InterfaceMethodRefEntry e -> "3 " + e.owner().asInternalName() + " " + e.name();
      default -> "";
    };
  }
}

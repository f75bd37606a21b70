package io.lanewise.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One source file compiled to classes in memory, by the compiler of this JVM.
final class MemoryCompiler {
  private final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
  private final List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>();

  /// @param name of the type in the file
  MemoryCompiler(String name, String source, List<String> flags) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    try (var files = new Files(javac.getStandardFileManager(diagnostics, null, null))) {
      var sources = List.of(new Source(name, source));
      if (!javac.getTask(null, files, diagnostics, flags, null, sources).call()) {
        errors.addAll(diagnostics.getDiagnostics());
        // javac says of no line that warnings count as errors; the warnings themselves have theirs.
        if (errors.stream().anyMatch(e -> e.getPosition() != Diagnostic.NOPOS)) {
          errors.removeIf(e -> e.getPosition() == Diagnostic.NOPOS);
        }
      }
    }
  }

  /// What is wrong, in the order of the source; empty if it was compiled.
  List<Diagnostic<? extends JavaFileObject>> errors() {
    return errors;
  }

  /// The class files by the names of the classes.
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new HashMap<>();
    outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /// Loads a class and those that it was compiled with.
  static Class<?> load(String name, Map<String, byte[]> classes) {
    ClassLoader loader =
        new ClassLoader(MemoryCompiler.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String wanted) throws ClassNotFoundException {
            byte[] bytes = classes.get(wanted);
            if (bytes == null) {
              throw new ClassNotFoundException(wanted);
            }
            return defineClass(wanted, bytes, 0, bytes.length);
          }
        };
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Keeps what the compiler writes.
  private final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    Files(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + type.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return outputs.computeIfAbsent(type, t -> new ByteArrayOutputStream());
        }
      };
    }
  }
}

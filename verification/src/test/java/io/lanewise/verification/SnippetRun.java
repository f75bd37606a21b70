package io.lanewise.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Compiles a snippet against the engine alone and runs it.
///
/// Statements become the body of a method, with everything that the engine exports imported, and
/// the fixtures declared that they name and do not declare. A snippet with a type or a module is
/// taken as it stands. A line `expression; // = value`, also of a declaration or of what is
/// printed, is checked.
final class SnippetRun {
  /// What statements may name without declaring it, each after those that it names itself.
  private static final Map<String, String> FIXTURES = new LinkedHashMap<>();

  static {
    FIXTURES.put("features", "Shape features = Shape.of(2);");
    FIXTURES.put("train", "Dataset train = Moons.generate(64, 1);");
    FIXTURES.put("test", "Dataset test = Moons.generate(32, 2);");
    FIXTURES.put("loader", "DataLoader loader = new DataLoader(train, 16).shuffled(1);");
    FIXTURES.put(
        "model",
        "Sequential model = new Sequential(new Linear(2, 8), new Relu(), new Linear(8, 2));");
    FIXTURES.put("x", "Tensor x = Tensor.normal(1, 16, 2);");
    FIXTURES.put("y", "Tensor y = Tensor.zeros(16);");
    FIXTURES.put("tape", "Tape tape = Tape.record(() -> crossEntropy(model.forward(x), y));");
    FIXTURES.put("sgd", "Sgd sgd = new Sgd(model.parameters(), 0.1);");
  }

  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:(?:public|final|abstract|sealed|open) )*(class|record|interface|enum|module)"
              + " ([\\w.]+)",
          Pattern.MULTILINE);
  private static final Pattern CHECKED = Pattern.compile("^\\s*(.+);\\s*// = (.+)$");
  private static final Pattern DECLARATION = Pattern.compile("^[\\w<>\\[\\], .]+ (\\w+) = .+");
  private static final Pattern PRINTED = Pattern.compile("^System\\.out\\.println\\((.+)\\)$");

  /// Numbers are compared as doubles, since a float's text is not that of the number it was rounded
  /// from; all else by its text.
  private static final String EXPECT =
      """
      private static void expect(Object actual, String expected) {
        boolean equal = actual instanceof Number n
            ? Math.abs(n.doubleValue() - Double.parseDouble(expected))
                <= 1e-6 * Math.max(1, Math.abs(n.doubleValue()))
            : String.valueOf(actual).equals(expected);
        if (!equal) {
          throw new AssertionError("it is " + actual + ", not " + expected);
        }
      }
      """;

  private static final List<String> FLAGS =
      List.of("-Xlint:all,-incubating", "-Werror", "-proc:none", "-g:lines,source");

  private final Snippet snippet;
  private final String kind;
  private final String name;

  /// How many lines stand before the snippet's own in what is compiled.
  private int before;

  private SnippetRun(Snippet snippet) {
    this.snippet = snippet;
    Matcher type = TYPE.matcher(String.join("\n", snippet.code()));
    boolean declares = type.find();
    this.kind = declares ? type.group(1) : "statements";
    this.name = !declares ? "Statements" : kind.equals("module") ? "module-info" : type.group(2);
  }

  /// Compiles and runs it.
  ///
  /// @return what it printed
  /// @throws AssertionError with the file and line of what is wrong
  static String of(Snippet snippet) throws IOException {
    return new SnippetRun(snippet).run();
  }

  private String run() throws IOException {
    Map<String, byte[]> classes = kind.equals("statements") ? compileStatements() : compileType();
    if (kind.equals("module")) {
      return "";
    }
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      call(MemoryCompiler.load(name, classes));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void call(Class<?> type) {
    try {
      Method main = type.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } catch (NoSuchMethodException e) {
      if (kind.equals("statements")) {
        throw new AssertionError(e);
      }
      // A type without a main method is only compiled.
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    } catch (InvocationTargetException e) {
      throw failed(e.getCause());
    }
  }

  private Map<String, byte[]> compileType() throws IOException {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(kind.equals("module") ? "-p" : "-cp", Engine.PATH.toString()));
    MemoryCompiler compiler = new MemoryCompiler(name, String.join("\n", snippet.code()), flags);
    if (!compiler.errors().isEmpty()) {
      throw wrong(compiler.errors().get(0));
    }
    return compiler.classes();
  }

  /// The compiler says which names are missing; those of fixtures are given to it.
  private Map<String, byte[]> compileStatements() throws IOException {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of("-cp", Engine.PATH.toString()));
    Set<String> fixtures = new TreeSet<>();
    while (true) {
      List<String> prelude = prelude(fixtures);
      before = prelude.size();
      String source = source(prelude);
      MemoryCompiler compiler = new MemoryCompiler(name, source, flags);
      if (compiler.errors().isEmpty()) {
        return compiler.classes();
      }
      boolean more = false;
      for (var error : compiler.errors()) {
        if (error.getCode().startsWith("compiler.err.cant.resolve")) {
          String missing =
              source.substring((int) error.getStartPosition(), (int) error.getEndPosition());
          more |= FIXTURES.containsKey(missing) && fixtures.add(missing);
        }
      }
      if (!more) {
        throw wrong(compiler.errors().get(0));
      }
    }
  }

  private List<String> prelude(Set<String> fixtures) {
    List<String> lines = new ArrayList<>();
    for (Exports e : Engine.MODULE.exports()) {
      lines.add("import " + e.source() + ".*;");
    }
    lines.add("import java.nio.file.*;");
    lines.add("import java.util.*;");
    lines.add("import static io.lanewise.formula.Formula.*;");
    lines.add("import static io.lanewise.nn.Losses.*;");
    for (String line : snippet.code()) {
      if (line.startsWith("import ")) {
        lines.add(line);
      }
    }
    lines.add("final class Statements {");
    lines.add("private Statements() {}");
    lines.add("public static void main(String[] arguments) throws Exception {");
    for (var fixture : FIXTURES.entrySet()) {
      if (fixtures.contains(fixture.getKey())) {
        lines.add(fixture.getValue());
      }
    }
    return lines;
  }

  private String source(List<String> prelude) {
    List<String> lines = new ArrayList<>(prelude);
    for (String line : snippet.code()) {
      lines.add(line.startsWith("import ") ? "" : checked(line));
    }
    lines.add("}");
    lines.add(EXPECT);
    lines.add("}");
    return String.join("\n", lines);
  }

  private static String checked(String line) {
    Matcher m = CHECKED.matcher(line);
    if (!m.matches()) {
      return line;
    }
    String statement = m.group(1);
    String value = ", \"" + m.group(2).replace("\\", "\\\\").replace("\"", "\\\"") + "\");";
    Matcher declaration = DECLARATION.matcher(statement);
    if (declaration.matches()) {
      return statement + "; expect(" + declaration.group(1) + value;
    }
    Matcher printed = PRINTED.matcher(statement);
    return "expect(" + (printed.matches() ? printed.group(1) : statement) + value;
  }

  private AssertionError wrong(Diagnostic<? extends JavaFileObject> error) {
    return new AssertionError(at(error.getLineNumber() - before) + error.getMessage(null));
  }

  /// The first frame of the failure within the snippet is its line.
  private AssertionError failed(Throwable cause) {
    for (StackTraceElement frame : cause.getStackTrace()) {
      long line = frame.getLineNumber() - before;
      boolean mine = (name + ".java").equals(frame.getFileName());
      if (mine && line >= 1 && line <= snippet.code().size()) {
        return new AssertionError(at(line) + cause, cause);
      }
    }
    return new AssertionError(at(1) + cause, cause);
  }

  /// @param line of the snippet, from 1
  private String at(long line) {
    return snippet.file() + ":" + (snippet.line() + line - 1) + ": ";
  }
}

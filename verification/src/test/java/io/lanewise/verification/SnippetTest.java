package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Documents are code: every Java block in them compiles and runs.
class SnippetTest {
  private static final Path ROOT = Path.of(System.getProperty("lanewise.root", ".."));
  private static final Path SOURCES = ROOT.resolve("engine/src/main/java");

  private static List<Snippet> snippets() throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(ROOT.resolve("README.md"));
    files.add(ROOT.resolve("engine/README.md"));
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      sources.filter(p -> p.toString().endsWith(".java")).sorted().forEach(files::add);
    }
    List<Snippet> all = new ArrayList<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        all.addAll(Snippet.in(file, ROOT.relativize(file).toString()));
      }
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> everySnippetCompilesAndRuns() throws IOException {
    return snippets().stream()
        .map(s -> DynamicTest.dynamicTest(s.toString(), () -> SnippetRun.of(s)));
  }

  @Test
  void snippetsAreFoundInMarkdownAndInComments() throws IOException {
    List<Snippet> all = snippets();
    long inMarkdown = all.stream().filter(s -> s.file().endsWith(".md")).count();
    assertTrue(inMarkdown >= 1, "in Markdown: " + inMarkdown);
    assertTrue(all.size() - inMarkdown >= 10, "in comments: " + (all.size() - inMarkdown));
  }

  // The check itself

  private static Snippet snippet(String... code) {
    return new Snippet("Plan.md", 10, List.of(code));
  }

  private static String failure(String... code) {
    return assertThrows(AssertionError.class, () -> SnippetRun.of(snippet(code))).getMessage();
  }

  private static void assertFailsAt(int line, String expected, String actual) {
    assertTrue(actual.startsWith("Plan.md:" + line + ": "), actual);
    assertTrue(actual.contains(expected), actual);
  }

  @Test
  void blocksOfACommentAreFoundWithTheirLines() {
    List<String> source =
        List.of(
            "/// Text",
            "/// ```java",
            "/// int a = 1;",
            "///   int b;",
            "/// ```",
            "class A {",
            "  /// ```sh",
            "  /// ls",
            "  /// ```",
            "  ///",
            "  /// ```java",
            "  /// int c;",
            "  /// ```",
            "}");
    assertEquals(
        List.of(
            new Snippet("A.java", 3, List.of("int a = 1;", "  int b;")),
            new Snippet("A.java", 12, List.of("int c;"))),
        Snippet.in(source, "A.java"));
  }

  @Test
  void blockWithoutAnEndIsReported() {
    var markdown = List.of("text", "```java", "int a;");
    var error = assertThrows(AssertionError.class, () -> Snippet.in(markdown, "Plan.md"));
    assertEquals("Plan.md:3: this block has no end", error.getMessage());
    var comment = List.of("/// ```java", "/// int a;", "class A {}", "/// ```");
    assertThrows(AssertionError.class, () -> Snippet.in(comment, "A.java"));
  }

  @Test
  void snippetThatDoesNotCompileIsReportedWithItsLine() {
    assertFailsAt(
        11, "cannot find symbol", failure("Tensor a = Tensor.ones(2);", "a.noSuchOperation();"));
  }

  @Test
  void warningIsReportedWithItsLine() {
    assertFailsAt(
        11, "raw", failure("int unrelated = 1;", "List names = new ArrayList<String>();"));
  }

  @Test
  void snippetThatThrowsIsReportedWithItsLine() {
    assertFailsAt(
        12,
        "matmul",
        failure(
            "Tensor a = Tensor.ones(2, 3);",
            "Tensor b = Tensor.ones(4, 5);",
            "Tensor c = a.matmul(b);"));
  }

  @Test
  void wrongValueIsReportedWithItsLine() {
    assertFailsAt(10, "it is 2.0, not 3", failure("Tensor.ones(2).sum().item();  // = 3"));
    assertFailsAt(11, "it is 6.0, not 7", failure("", "float six = 2 * 3;  // = 7"));
    assertFailsAt(10, "it is [2], not [3]", failure("System.out.println(Shape.of(2)); // = [3]"));
  }

  @Test
  void rightValuesPass() throws IOException {
    assertEquals(
        "",
        SnippetRun.of(
            snippet(
                "Tensor.of(0.1f, 0.2f).sum().item();  // = 0.3",
                "double half = 1 / 2.0;  // = 0.5",
                "System.out.println(Shape.of(2, 3)); // = [2,3]")));
  }

  @Test
  void fixturesAreThereUnlessDeclared() throws IOException {
    SnippetRun.of(snippet("tape.backward();", "sgd.step();", "loader.batches();  // = 4"));
    SnippetRun.of(snippet("String model = \"mine\";", "model.length();  // = 4"));
  }

  @Test
  void unknownNameIsReported() {
    assertFailsAt(10, "cannot find symbol", failure("nobody.step();"));
  }

  @Test
  void programRunsAsItStands() throws IOException {
    assertEquals(
        "hello 3\n",
        SnippetRun.of(
                snippet(
                    "import io.lanewise.Tensor;",
                    "",
                    "class Hello {",
                    "  public static void main(String[] args) {",
                    "    System.out.println(\"hello \" + Tensor.ones(3).size());",
                    "  }",
                    "}"))
            .replace(System.lineSeparator(), "\n"));
    assertFailsAt(10, "package", failure("import no.such.Type;", "class Hello {}"));
  }

  @Test
  void moduleIsCompiledAgainstTheEngine() throws IOException {
    assertEquals("", SnippetRun.of(snippet("module mine {", "  requires io.lanewise;", "}")));
    assertFailsAt(11, "module not found", failure("module mine {", "  requires io.nowhere;", "}"));
  }
}

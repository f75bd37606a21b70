package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTest {
  private static Object parse(String text) throws FileFormatException {
    return Json.parse(text, "text");
  }

  private static void refused(String text, String place, String words) {
    Refused.at(Path.of("text"), place, words, () -> parse(text));
  }

  @Test
  void anObjectKeepsItsOrder() throws IOException {
    Map<?, ?> map = (Map<?, ?>) parse(" {\"z\": 1, \"a\" : [true, false, null], \"m\":{}} ");
    assertEquals("[z, a, m]", map.keySet().toString());
    assertEquals("{z=1, a=[true, false, null], m={}}", map.toString());
  }

  @Test
  void wholeNumbersAreLongs() throws IOException {
    assertEquals(
        List.of(0L, -12L, Long.MAX_VALUE, Long.MIN_VALUE),
        parse("[0, -12, 9223372036854775807, -9223372036854775808]"));
  }

  @Test
  void otherNumbersAreDoubles() throws IOException {
    assertEquals(
        List.of(1.0, -0.125, 1e10, 0x1p63, -0.0),
        parse("[1.0, -12.5e-2, 1E+10, 9223372036854775808, -0]"));
  }

  @Test
  void escapesAreRead() throws IOException {
    assertEquals(
        "\"\\/\b\f\n\r\té😀", parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00\""));
  }

  @Test
  void nullIsAValueOfItsOwn() throws IOException {
    assertNull(parse("null"));
  }

  @Test
  void errorsNameLineAndColumn() {
    refused("{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3", "neither ',' nor '}' stands here");
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    refused("{\"a\": null, \"a\": 1}", "line 1, column 13", "the name \"a\" stands twice");
  }

  @Test
  void whatIsNotStrictlyJsonIsRefused() {
    String[] texts = {
      "",
      " ",
      "[1,]",
      "{\"a\":1,}",
      "[1 2]",
      "{'a':1}",
      "{a:1}",
      "[",
      "{",
      "\"",
      "\"a",
      "[1",
      "01",
      "-",
      "1.",
      ".5",
      "1e",
      "1e+",
      "+1",
      "NaN",
      "Infinity",
      "tru",
      "nul",
      "\"\\x\"",
      "\"\\u12g4\"",
      "\"\\u12",
      "\"a\nb\"",
      "1 2",
      "// c\n1",
      "[1]]",
      "{\"a\"}",
      "{\"a\":}",
      "\"\\ud800\"",
      "\"\\udc00\\ud800\"",
      "\u00a01"
    };
    for (String text : texts) {
      assertThrows(FileFormatException.class, () -> parse(text), text);
    }
  }

  @Test
  void aNumberBeyondADoubleIsRefused() {
    refused("1e999", "line 1, column 1", "the number 1e999");
  }

  @Test
  void nestingEndsAtItsLimit() throws IOException {
    int n = Json.MAX_DEPTH;
    parse("[".repeat(n) + "]".repeat(n));
    refused("[".repeat(1_000_000), "line 1, column " + (n + 1), "more than 100 levels of nesting");
  }

  @Test
  void whatIsReadCannotBeChanged() throws IOException {
    List<?> list = (List<?>) parse("[1]");
    assertThrows(UnsupportedOperationException.class, () -> list.remove(0));
  }

  private static Map<String, Object> sample() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", "mlp:50-25");
    map.put("lr", 0.05f);
    map.put("epochs", 10);
    map.put("layers", List.of(50, 25));
    map.put("none", null);
    map.put("empty", Map.of());
    return map;
  }

  @Test
  void aValueIsWrittenOnOneLine() {
    assertEquals(
        "{\"model\":\"mlp:50-25\",\"lr\":0.05,\"epochs\":10,\"layers\":[50,25],\"none\":null,\"empty\":{}}",
        Json.write(sample()));
  }

  @Test
  void aValueIsWrittenIndented() {
    assertEquals(
        "{\n  \"a\": [\n    1,\n    true\n  ],\n  \"b\": []\n}\n",
        Json.writeIndented(new TreeMap<>(Map.of("a", List.of(1, true), "b", List.of()))));
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Object value =
        parse("{\"a\":[1,-2.5e-300,true,null,\"\\u0000\\u2028\\\"é😀\"],\"\":{\"x\":[[]]}}");
    assertEquals(value, parse(Json.write(value)));
    assertEquals(value, parse(Json.writeIndented(value)));
  }

  @Test
  void whatHasNoJsonIsNotWritten() {
    for (Object value :
        new Object[] {Double.NaN, Float.POSITIVE_INFINITY, 'c', Map.of(1, 2), "\ud800"}) {
      assertThrows(IllegalArgumentException.class, () -> Json.write(value), "" + value);
    }
  }

  @Test
  void aValueThatContainsItselfIsNotWritten() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Json.write(list)).getMessage();
    assertTrue(message.contains("does a value contain itself?"), message);
  }

  @Test
  void aFileIsReadInUtf8(@TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("c.json"), "\"é\"");
    assertEquals("é", Json.read(path));
    Files.write(path, new byte[] {'"', (byte) 0xe9, '"'});
    Refused.because("not UTF-8", () -> Json.read(path));
  }

  @Test
  void theSharedTrajectoriesAreRead() throws IOException {
    Map<?, ?> golden = (Map<?, ?>) Json.read(Shared.path("golden/golden.json"));
    assertTrue(golden.toString().contains("xor_mlp"));
    assertEquals(golden, parse(Json.write(golden)));
  }
}

package io.lanewise.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// JSON as RFC 8259 has it, and no more: no comments, no trailing commas, no NaN, no name twice.
///
/// An object is a `Map` in the order of the text, an array a `List`, both unmodifiable; a number
/// without fraction and exponent is a `Long` if it fits, else a `Double`; the rest are `String`,
/// `Boolean` and null.
public final class Json {
  /// How deeply arrays and objects may be nested, in reading and in writing.
  public static final int MAX_DEPTH = 100;

  /// A parsed text may take this many times its own bytes: the worst are empty objects, at 25.
  private static final int EXPANSION = 64;

  private Json() {}

  /// The value of a text.
  ///
  /// @param source what the text comes from, for messages
  /// @throws FileFormatException if the text is not JSON, with line and column
  public static Object parse(String text, String source) throws FileFormatException {
    return new JsonReader(text, source).document();
  }

  /// The value of a file in UTF-8.
  ///
  /// @throws FileFormatException if the file is not JSON, with line and column
  /// @throws IOException if the file cannot be reached
  public static Object read(Path path) throws IOException {
    try (InputFile file = InputFile.open(path)) {
      return parse(text(file, file.size()), file.name());
    }
  }

  /// The next bytes of a file as a text to be parsed, unless parsing could exhaust the heap.
  static String text(InputFile file, long length) throws IOException {
    long start = file.position();
    long limit = Runtime.getRuntime().maxMemory() / EXPANSION;
    if (length > limit && length <= file.size() - start) {
      throw file.refusal(
          start,
          "JSON of " + length + " bytes",
          "this heap is good for " + limit + "; start Java with a larger -Xmx");
    }
    byte[] bytes = file.exactly(length, "the JSON text");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw file.refusal(start, "text that is not UTF-8", "save it in UTF-8");
    }
  }

  /// The text of a value on one line: of a `Map` with `String` keys, an `Iterable`, a `String`, a
  /// `Number`, a `Boolean` or null. Equal values give equal texts, character for character.
  ///
  /// @throws IllegalArgumentException if there is anything else in it, a NaN, an infinity, or more
  ///     than [#MAX_DEPTH] levels
  public static String write(Object value) {
    return new JsonWriter(false).text(value);
  }

  /// The text of a value for people, indented by two spaces and ended by a line break.
  ///
  /// @throws IllegalArgumentException as [#write(Object)]
  public static String writeIndented(Object value) {
    return new JsonWriter(true).text(value);
  }
}

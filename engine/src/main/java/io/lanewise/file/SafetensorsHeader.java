package io.lanewise.file;

import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The header of a safetensors file: what is where, checked against the file before any element is
/// read.
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final String CURE = "the file is damaged, or its writer does not know the format";

  /// The format's own limit.
  private static final long MAX_LENGTH = 100_000_000;

  private static final int ALIGNMENT = 8;

  /// A tensor: its elements are the bytes from `start` to `start + length`, counted from the
  /// header's end.
  record Entry(String name, ElementType type, Shape shape, long start, int length) {}

  private final String file;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(String file) {
    this.file = file;
  }

  List<Entry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /// The entries in the order of their elements.
  List<Entry> byOffset() {
    List<Entry> sorted = new ArrayList<>(entries);
    // An empty tensor starts where the next one does: shorter first.
    sorted.sort(
        (a, b) ->
            a.start != b.start
                ? Long.compare(a.start, b.start)
                : Integer.compare(a.length, b.length));
    return sorted;
  }

  static SafetensorsHeader read(InputFile file) throws IOException {
    byte[] count = file.exactly(8, "the length of the header");
    long length = ByteBuffer.wrap(count).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long left = file.size() - 8;
    if (length < 0 || length > left) {
      throw file.refusal(
          0,
          "a header of " + Long.toUnsignedString(length) + " bytes, and " + left + " are left",
          "is this a safetensors file, and is all of it there?");
    }
    if (length > MAX_LENGTH) {
      throw file.refusal(0, "a header of " + length + " bytes", "the format allows " + MAX_LENGTH);
    }
    if (!file.startsWith('{')) {
      throw file.refusal(8, "the header does not start with {", "is this a safetensors file?");
    }
    Object json = Json.parse(Json.text(file, length), file.name() + " (header)");
    SafetensorsHeader header = new SafetensorsHeader(file.name());
    // It starts with a brace and was parsed, so it is an object.
    for (Map.Entry<?, ?> member : ((Map<?, ?>) json).entrySet()) {
      String name = (String) member.getKey();
      if (name.equals(METADATA)) {
        header.readMetadata(member.getValue());
      } else {
        header.readEntry(name, member.getValue());
      }
    }
    header.checkOffsets(left - length);
    return header;
  }

  private void readMetadata(Object value) throws FileFormatException {
    if (!(value instanceof Map<?, ?> map)) {
      throw refusal(METADATA, "no object", CURE);
    }
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getValue() instanceof String text)) {
        throw refusal(METADATA, "'" + member.getKey() + "' is no string", "write it as a string");
      }
      metadata.put((String) member.getKey(), text);
    }
  }

  private void readEntry(String name, Object value) throws FileFormatException {
    if (!(value instanceof Map<?, ?> map)
        || map.size() != 3
        || !(map.get("dtype") instanceof String dtype)
        || !(map.get("shape") instanceof List<?> dims)
        || !(map.get("data_offsets") instanceof List<?> offsets)
        || offsets.size() != 2) {
      throw refusal(name, "not exactly dtype, shape and data_offsets [begin, end]", CURE);
    }
    ElementType type = null;
    for (ElementType t : ElementType.values()) {
      type = t.name().equals(dtype) ? t : type;
    }
    if (type == null) {
      throw refusal(name, "dtype " + dtype, "this is not supported; convert the tensor to F32");
    }
    Shape shape = Claim.shape(file, place(name), longs(name, dims));
    int length = Claim.bytes(file, place(name), type, shape);
    long[] range = longs(name, offsets);
    if (range[0] < 0 || range[1] < range[0] || range[1] - range[0] != length) {
      throw refusal(
          name,
          "offsets "
              + range[0]
              + " to "
              + range[1]
              + ", and "
              + type
              + " "
              + shape
              + " takes "
              + length
              + " bytes",
          CURE);
    }
    entries.add(new Entry(name, type, shape, range[0], length));
  }

  private long[] longs(String name, List<?> numbers) throws FileFormatException {
    long[] longs = new long[numbers.size()];
    for (int i = 0; i < longs.length; i++) {
      if (!(numbers.get(i) instanceof Long number)) {
        throw refusal(name, "a size or an offset that is no whole number", CURE);
      }
      longs[i] = number;
    }
    return longs;
  }

  /// The tensors must cover the data from the first byte to the last, each byte once.
  private void checkOffsets(long data) throws FileFormatException {
    long at = 0;
    for (Entry entry : byOffset()) {
      if (entry.start != at) {
        throw refusal(
            entry.name,
            "it starts at " + entry.start + " and the one before it ends at " + at,
            "tensors must not overlap nor leave holes; " + CURE);
      }
      at += entry.length;
    }
    if (at != data) {
      throw new FileFormatException(
          file,
          "header",
          "the tensors take " + at + " bytes and the file holds " + data,
          at > data ? InputFile.TRUNCATED : InputFile.OVERSIZED);
    }
  }

  private FileFormatException refusal(String name, String found, String cure) {
    return new FileFormatException(file, place(name), found, cure);
  }

  private static String place(String name) {
    return "header, '" + name + "'";
  }

  /// The length and the header, padded with spaces so that the elements start at a multiple of 8.
  static byte[] render(Map<String, FileArray> tensors, Map<String, String> metadata) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      members.put(METADATA, metadata);
    }
    long at = 0;
    for (Map.Entry<String, FileArray> entry : tensors.entrySet()) {
      if (entry.getKey().equals(METADATA)) {
        throw new IllegalArgumentException(
            "safetensors: no tensor can be called " + METADATA + "; choose another name");
      }
      FileArray tensor = entry.getValue();
      long end = at + (long) tensor.size() * tensor.type().bytes();
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("dtype", tensor.type().name());
      List<Object> dims = new ArrayList<>();
      for (int dim : tensor.shape().toArray()) {
        dims.add(dim);
      }
      member.put("shape", dims);
      member.put("data_offsets", List.of(at, end));
      members.put(entry.getKey(), member);
      at = end;
    }
    byte[] json = Json.write(members).getBytes(StandardCharsets.UTF_8);
    int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(length).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.array();
  }
}

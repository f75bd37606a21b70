package io.lanewise.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Named arrays in one file, as safetensors holds them: the length of a header (8 bytes,
/// little-endian), the header in JSON, the elements of all arrays one after another.
///
/// The format asks for no alignment and some writers pad nothing, so reading asks for none either;
/// writing pads the header to 8 bytes. A tensor starts on a multiple of its element size if those
/// before it do.
///
/// Source: <https://github.com/huggingface/safetensors#format>
public final class Safetensors {
  private final Map<String, FileArray> tensors;
  private final Map<String, String> metadata;

  private Safetensors(Map<String, FileArray> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Collections.unmodifiableMap(metadata);
  }

  /// The arrays by name, in the header's order; unmodifiable.
  public Map<String, FileArray> tensors() {
    return tensors;
  }

  /// What `__metadata__` holds; empty if it is absent; unmodifiable.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// Reads all arrays of a file.
  ///
  /// @throws FileFormatException if the header is no JSON of this kind, or its offsets overlap,
  ///     leave holes, or do not fit the shapes or the file
  /// @throws IOException if the file cannot be reached or is larger than the heap
  public static Safetensors read(Path path) throws IOException {
    try (InputFile file = InputFile.open(path)) {
      SafetensorsHeader header = SafetensorsHeader.read(file);
      Map<String, FileArray> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        tensors.put(entry.name(), null); // the header's order; the elements come in the file's
      }
      for (SafetensorsHeader.Entry entry : header.byOffset()) {
        byte[] bytes = file.exactly(entry.length(), "tensor '" + entry.name() + "'");
        tensors.put(
            entry.name(),
            new FileArray(entry.type(), entry.shape(), ByteOrder.LITTLE_ENDIAN, bytes));
      }
      return new Safetensors(tensors, header.metadata());
    }
  }

  /// Writes arrays in the order of the map, and metadata in the order of theirs: the same maps give
  /// the same bytes.
  ///
  /// @throws IllegalArgumentException if a tensor is called `__metadata__`
  /// @throws IOException if the file cannot be written; the previous one is unchanged
  public static void write(Path path, Map<String, FileArray> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] header = SafetensorsHeader.render(tensors, metadata);
    AtomicFile.write(
        path,
        out -> {
          out.write(header);
          for (FileArray tensor : tensors.values()) {
            tensor.writeTo(out, ByteOrder.LITTLE_ENDIAN);
          }
        });
  }
}

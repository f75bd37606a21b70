package io.lanewise.file;

import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The header of an npy file: `\x93NUMPY`, the version, the header's length and the literal of a
/// Python dictionary with the keys `descr`, `fortran_order` and `shape`.
final class NpyHeader {
  private static final String MAGIC = "\u0093NUMPY";

  /// Far above any header of numbers: a shape of 64 axes takes 1 kB.
  private static final int MAX_LENGTH = 1 << 16;

  /// NumPy leaves room for the first axis to grow to this many digits without moving the data.
  private static final int GROWTH_DIGITS = 21;

  private static final int ALIGNMENT = 64;

  private final ElementType type;
  private final ByteOrder order;
  private final boolean fortranOrder;
  private final long[] dims;

  private NpyHeader(ElementType type, ByteOrder order, boolean fortranOrder, long[] dims) {
    this.type = type;
    this.order = order;
    this.fortranOrder = fortranOrder;
    this.dims = dims;
  }

  ElementType type() {
    return type;
  }

  ByteOrder order() {
    return order;
  }

  boolean fortranOrder() {
    return fortranOrder;
  }

  long[] dims() {
    return dims;
  }

  static NpyHeader read(InputFile file) throws IOException {
    if (!file.startsWith(0x93, 'N') || !file.latin1(6, "the magic number").equals(MAGIC)) {
      throw file.refusal(
          0, "no \\x93NUMPY stands here", "this is no npy file: save it with np.save");
    }
    byte[] version = file.exactly(2, "the version");
    int major = version[0];
    if (major < 1 || major > 3 || version[1] != 0) {
      throw file.refusal(
          6,
          "version " + (major & 0xff) + "." + (version[1] & 0xff),
          "versions 1.0, 2.0 and 3.0 are known; save it anew with np.save");
    }
    byte[] count = file.exactly(major == 1 ? 2 : 4, "the length of the header");
    long length = 0;
    for (int i = count.length - 1; i >= 0; i--) {
      length = length << 8 | count[i] & 0xff;
    }
    long start = file.position();
    if (length > MAX_LENGTH) {
      throw file.refusal(
          8,
          "a header of " + length + " bytes",
          "at most " + MAX_LENGTH + " are supported; is the file damaged?");
    }
    // Version 3 allows UTF-8, but only in the names of record fields, and records are refused.
    String text = file.latin1(length, "the header");
    return parse(new PythonLiteral(file.name(), start, text));
  }

  private static NpyHeader parse(PythonLiteral in) throws FileFormatException {
    String descr = null;
    int descrAt = 0;
    Boolean fortranOrder = null;
    long[] dims = null;
    in.expect('{');
    while (!in.accept('}')) {
      int at = in.at();
      String key = in.string();
      in.expect(':');
      boolean again;
      if (key.equals("descr")) {
        again = descr != null;
        descrAt = in.at();
        if (in.peek() == '[') {
          throw in.refusal(descrAt, "the elements are records", "save each field as its own array");
        }
        descr = in.string();
      } else if (key.equals("fortran_order")) {
        again = fortranOrder != null;
        fortranOrder = in.bool();
      } else if (key.equals("shape")) {
        again = dims != null;
        dims = in.tuple();
      } else {
        throw in.refusal(at, "unknown key '" + key + "'", "save it anew with np.save");
      }
      if (again) {
        throw in.refusal(at, "key '" + key + "' stands twice", "save it anew with np.save");
      }
      if (!in.accept(',') && in.peek() != '}') {
        throw in.refusal(in.at(), "no ',' or '}' stands here", "save it anew with np.save");
      }
    }
    in.end();
    if (descr == null || fortranOrder == null || dims == null) {
      throw in.refusal(
          0, "descr, fortran_order or shape is missing", "the header needs all three: use np.save");
    }
    return new NpyHeader(type(in, descrAt, descr), order(descr), fortranOrder, dims);
  }

  private static ByteOrder order(String descr) {
    return descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static ElementType type(PythonLiteral in, int at, String descr)
      throws FileFormatException {
    if (descr.length() >= 2) {
      char order = descr.charAt(0);
      String code = descr.substring(1);
      for (ElementType type : ElementType.values()) {
        if (code.equals(code(type))
            && (order == '<' || order == '>' || order == '|' && type.bytes() == 1)) {
          return type;
        }
      }
      char kind = descr.charAt(1);
      if (kind == 'O') {
        throw in.refusal(
            at,
            "the elements are pickled Python objects",
            "pickles can run code and are never read; save numbers: np.save(path, a.astype(float))");
      }
      if (kind == 'c') {
        throw in.refusal(
            at, "the elements are complex", "save real and imaginary parts separately");
      }
      if (kind == 'U' || kind == 'S') {
        throw in.refusal(at, "the elements are strings", "save them as CSV or as class indices");
      }
    }
    throw in.refusal(
        at,
        "element type '" + descr + "'",
        "known are b1, i1 to i8, u1 to u8, f2, f4 and f8 with < or >; convert it with astype");
  }

  /// NumPy's code, without the byte order.
  private static String code(ElementType type) {
    return switch (type) {
      case BOOL -> "b1";
      case U8 -> "u1";
      case I8 -> "i1";
      case U16 -> "u2";
      case I16 -> "i2";
      case U32 -> "u4";
      case I32 -> "i4";
      case U64 -> "u8";
      case I64 -> "i8";
      case F16 -> "f2";
      case F32 -> "f4";
      case F64 -> "f8";
      case BF16 -> "";
    };
  }

  /// Everything before the data, as NumPy 2 writes it: padded so that the data starts at a multiple
  /// of 64 bytes.
  static byte[] render(ElementType type, Shape shape) {
    if (type == ElementType.BF16) {
      throw new IllegalArgumentException(
          "npy: NumPy has no BF16 of its own; write the floats instead: FileArray.of(shape,"
              + " array.toFloats())");
    }
    StringBuilder s = new StringBuilder("{'descr': '");
    s.append(type.bytes() == 1 ? '|' : '<').append(code(type));
    s.append("', 'fortran_order': False, 'shape': (");
    for (int i = 0; i < shape.rank(); i++) {
      s.append(i == 0 ? "" : ", ").append(shape.dim(i));
    }
    s.append(shape.rank() == 1 ? ",), }" : "), }");
    if (shape.rank() > 0) {
      int digits = Integer.toString(shape.dim(0)).length();
      s.repeat(' ', GROWTH_DIGITS - digits);
    }
    int prefix = MAGIC.length() + 4;
    s.repeat(' ', ALIGNMENT - (prefix + s.length() + 1) % ALIGNMENT).append('\n');
    String start = MAGIC + "\u0001\u0000" + (char) (s.length() & 0xff) + (char) (s.length() >> 8);
    return s.insert(0, start).toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}

package io.lanewise.file;

/// How one number is held in a file. The names are those of safetensors.
public enum ElementType {
  /// A byte, 0 for false and 1 for true.
  BOOL(1, true),
  /// An unsigned 8-bit integer.
  U8(1, true),
  /// A signed 8-bit integer.
  I8(1, true),
  /// An unsigned 16-bit integer.
  U16(2, true),
  /// A signed 16-bit integer.
  I16(2, true),
  /// An unsigned 32-bit integer.
  U32(4, true),
  /// A signed 32-bit integer.
  I32(4, true),
  /// An unsigned 64-bit integer.
  U64(8, true),
  /// A signed 64-bit integer.
  I64(8, true),
  /// An IEEE 754 binary16.
  F16(2, false),
  /// The upper half of an IEEE 754 binary32.
  BF16(2, false),
  /// An IEEE 754 binary32.
  F32(4, false),
  /// An IEEE 754 binary64.
  F64(8, false);

  private final int bytes;
  private final boolean integer;

  ElementType(int bytes, boolean integer) {
    this.bytes = bytes;
    this.integer = integer;
  }

  /// The size of one element in bytes.
  public int bytes() {
    return bytes;
  }

  /// Whether every value is an integer.
  public boolean integer() {
    return integer;
  }
}

package io.lanewise.verification;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Damages sound files: by accident (bits, bytes, cuts, splices) and by malice (headers that claim
/// the most, the least and the deepest).
final class FileDamage {
  private static final int BOMB = 80_000_000;
  private static final int BOMB_EVERY = 500;
  private static final int DEEPEST = 20_000;

  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    127,
    128,
    255,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    46341,
    3037000500L,
    1L << 40
  };

  private static final String[] WORDS = {
    "0",
    "-1",
    "-0",
    "1e9",
    "1.5",
    "2147483647",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999999999",
    "1e999",
    "True",
    "null",
    "NaN",
    "'",
    "\"",
    "{}",
    "[]",
    "()",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ":",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\\",
    "\\u",
    "\\ud800",
    "\u0000",
    "__metadata__",
    "dtype",
    "shape",
    "data_offsets",
    "F64",
    "BF16",
    "I64",
    "|O",
    ">f8",
    "<c16",
    "[('a', '<f4')]"
  };

  private static byte[] zeros;

  private final SplittableRandom random;

  FileDamage(SplittableRandom random) {
    this.random = random;
  }

  byte[] damaged(String format, List<byte[]> sound) throws IOException {
    boolean binary = !format.equals("csv") && !format.equals("json");
    if (binary && random.nextInt(10) == 0) {
      byte[] bomb = new HeaderBomb(random).of(format);
      return format.equals("idx.gz") ? gzip(bomb) : bomb;
    }
    byte[] content = sound.get(random.nextInt(sound.size())).clone();
    byte[] other = sound.get(random.nextInt(sound.size()));
    boolean inside = random.nextBoolean();
    return switch (format) {
      case "npy" -> inside ? npyWithHeader(content, other) : hurt(content, other);
      case "safetensors" -> inside ? safetensorsWithHeader(content, other) : hurt(content, other);
      case "idx.gz" -> gzipped(content, other, inside);
      case "idx", "csv", "json" -> hurt(content, other);
      default -> throw new AssertionError(format);
    };
  }

  /// A header that was damaged, with its own length made right again: so the damage is parsed.
  private byte[] npyWithHeader(byte[] content, byte[] other) {
    int length = content[8] & 0xff | (content[9] & 0xff) << 8;
    byte[] header = hurt(Arrays.copyOfRange(content, 10, 10 + length), other);
    byte[] start = Arrays.copyOf(content, 10);
    start[8] = (byte) header.length;
    start[9] = (byte) (header.length >> 8);
    return joined(joined(start, header), Arrays.copyOfRange(content, 10 + length, content.length));
  }

  private byte[] safetensorsWithHeader(byte[] content, byte[] other) {
    int length = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] header = hurt(Arrays.copyOfRange(content, 8, 8 + length), other);
    byte[] start =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array();
    return joined(joined(start, header), Arrays.copyOfRange(content, 8 + length, content.length));
  }

  /// Damage before compression, after it, or a bomb: much data from a short file, whose header may
  /// even tell the truth.
  private byte[] gzipped(byte[] zipped, byte[] other, boolean inside) throws IOException {
    if (random.nextInt(BOMB_EVERY) == 0) {
      int claim = random.nextBoolean() ? BOMB : random.nextInt(2 * BOMB);
      byte[] header = ByteBuffer.allocate(8).putInt(0x801).putInt(claim).array();
      return joined(gzip(header), gzipOfZeros());
    }
    if (!inside) {
      return hurt(zipped, other);
    }
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes();
    return gzip(hurt(plain, other));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(plain);
    }
    return out.toByteArray();
  }

  /// Made once: compressing them takes longer than reading a thousand files.
  private static byte[] gzipOfZeros() throws IOException {
    if (zeros == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream zipped = new GZIPOutputStream(out)) {
        byte[] slice = new byte[1 << 16];
        for (int left = BOMB; left > 0; left -= slice.length) {
          zipped.write(slice, 0, Math.min(left, slice.length));
        }
      }
      zeros = out.toByteArray();
    }
    return zeros;
  }

  /// One to three wounds; now and then none, for a reader that refuses everything is no reader.
  private byte[] hurt(byte[] content, byte[] other) {
    for (int wounds = random.nextInt(4); wounds > 0; wounds--) {
      content = wound(content, other);
    }
    return content;
  }

  private byte[] wound(byte[] content, byte[] other) {
    int at = random.nextInt(content.length + 1);
    int end = at + random.nextInt(content.length - at + 1);
    return switch (random.nextInt(11)) {
      case 0, 1 -> {
        byte[] flipped = content.clone();
        if (at < flipped.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
      case 2 -> Arrays.copyOf(content, at);
      case 3 -> replaced(content, at, end, new byte[0]);
      case 4 -> replaced(content, at, at, Arrays.copyOfRange(content, at, end));
      case 5 -> {
        int from = random.nextInt(other.length + 1);
        int to = from + random.nextInt(other.length - from + 1);
        yield replaced(content, at, end, Arrays.copyOfRange(other, from, to));
      }
      case 6 -> extremeAt(content, at);
      case 7 -> extremeAt(content, random.nextInt(Math.min(16, content.length + 1)));
      case 8 -> {
        byte[] word = latin1(WORDS[random.nextInt(WORDS.length)]);
        yield replaced(content, at, Math.min(content.length, at + random.nextInt(3)), word);
      }
      case 9 -> numberReplaced(content, at);
      default -> {
        String bracket = random.nextBoolean() ? "[" : random.nextBoolean() ? "{\"a\":" : "(";
        int depth = random.nextInt(1 + random.nextInt(DEEPEST));
        yield replaced(content, at, at, latin1(bracket.repeat(depth)));
      }
    };
  }

  /// An extreme of 1, 2, 4 or 8 bytes in either order written over what stands there.
  private byte[] extremeAt(byte[] content, int at) {
    int width = 1 << random.nextInt(4);
    long value = EXTREMES[random.nextInt(EXTREMES.length)];
    boolean big = random.nextBoolean();
    byte[] changed = content.clone();
    for (int i = 0; i < width && at + i < changed.length; i++) {
      changed[at + i] = (byte) (value >>> 8 * (big ? width - 1 - i : i));
    }
    return changed;
  }

  /// The next number in the text, replaced by an extreme one.
  private byte[] numberReplaced(byte[] content, int at) {
    int from = at;
    while (from < content.length && !isDigit(content[from])) {
      from++;
    }
    int to = from;
    while (to < content.length && isDigit(content[to])) {
      to++;
    }
    return replaced(
        content, from, to, latin1(Long.toString(EXTREMES[random.nextInt(EXTREMES.length)])));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static byte[] latin1(String s) {
    return s.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(byte[] content, int from, int to, byte[] by) {
    byte[] tail = Arrays.copyOfRange(content, to, content.length);
    return joined(joined(Arrays.copyOf(content, from), by), tail);
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}

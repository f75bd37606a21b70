package io.lanewise.opencl;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Built programs on disk, a file for each, so that the next process need not build them.
///
/// A file holds its magic number, the binary's length, its SHA-256 and the binary. A driver that is
/// given a damaged binary may kill the process, so what does not fit together is not used. Nothing
/// here ever fails: without a cache, programs are built.
final class ProgramCache {
  private static final String PROPERTY = "lanewise.opencl.cache";

  private static final int MAGIC = 0x4c574331; // LWC1
  private static final int HEAD = 2 * Integer.BYTES + 32;
  private static final int LARGEST = 64 << 20;
  private static final String SUFFIX = ".program";

  /// Files that are kept; the oldest go first.
  private static final int FILES = 500;

  private final Path folder;

  /// The cache for a device: in the folder that `lanewise.opencl.cache` names, or `off`. PoCL has
  /// one of its own.
  static ProgramCache of(Device device) {
    boolean pocl = device.platform.equals("Portable Computing Language");
    String named = System.getProperty(PROPERTY, pocl ? "off" : "");
    if (named.equals("off")) {
      return new ProgramCache(null);
    }
    try {
      return new ProgramCache(named.isEmpty() ? UserFolder.path() : Path.of(named));
    } catch (InvalidPathException e) {
      throw new OpenClException("-D" + PROPERTY + "=" + named + ": no path, nor off", e);
    }
  }

  /// @param folder made when it is first needed; null for no cache
  ProgramCache(Path folder) {
    this.folder = folder;
  }

  /// The name under which a program is kept.
  ///
  /// @param parts all that it depends on
  static String key(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The binary of a program, or null.
  byte[] find(String key) {
    if (folder == null) {
      return null;
    }
    Path file = folder.resolve(key + SUFFIX);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      long size = Files.size(file);
      if (size <= HEAD || size > LARGEST || in.readInt() != MAGIC || in.readInt() != size - HEAD) {
        return null;
      }
      byte[] hash = in.readNBytes(32);
      byte[] binary = in.readNBytes((int) size - HEAD);
      boolean whole = MessageDigest.isEqual(hash, sha256().digest(binary));
      return whole ? binary : null;
    } catch (IOException e) {
      return null;
    }
  }

  /// Keeps the binary of a program.
  void keep(String key, byte[] binary) {
    if (folder == null || binary.length == 0 || binary.length > LARGEST - HEAD) {
      return;
    }
    Path part = null;
    try {
      Files.createDirectories(folder);
      part = Files.createTempFile(folder, "part", ".tmp");
      try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(part))) {
        out.writeInt(MAGIC);
        out.writeInt(binary.length);
        out.write(sha256().digest(binary));
        out.write(binary);
      }
      Path file = folder.resolve(key + SUFFIX);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forgetOldest();
    } catch (IOException | UncheckedIOException e) {
      forget(part);
    }
  }

  /// Removes a program.
  void forget(String key) {
    if (folder != null) {
      forget(folder.resolve(key + SUFFIX));
    }
  }

  private static void forget(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It stays, and will not be used.
    }
  }

  private record Aged(Path file, FileTime age) {}

  private void forgetOldest() throws IOException {
    List<Aged> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path p : (Iterable<Path>) all::iterator) {
        if (p.toString().endsWith(SUFFIX)) {
          files.add(new Aged(p, Files.getLastModifiedTime(p)));
        }
      }
    }
    files.sort(Comparator.comparing(Aged::age));
    for (int i = 0; i < files.size() - FILES; i++) {
      forget(files.get(i).file());
    }
  }
}

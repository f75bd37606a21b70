package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A driver that is given half a program kills the process, so damaged files are as good as none.
class ProgramCacheTest {
  private static final byte[] BINARY = {3, 1, 4, 1, 5, 9, 2, 6};
  private static final String SOURCE =
      "kernel void f(global float *a) { a[get_global_id(0)] = 42; }";

  @TempDir private Path folder;

  @Test
  void whatIsKeptIsFound() {
    ProgramCache cache = new ProgramCache(folder.resolve("made/when/needed"));
    String key = ProgramCache.key("source", "options");
    assertNull(cache.find(key));
    cache.keep(key, BINARY);
    assertArrayEquals(BINARY, cache.find(key));
    assertNull(cache.find(ProgramCache.key("source", "other options")));
    cache.forget(key);
    assertNull(cache.find(key));
  }

  @Test
  void keysTellTheirPartsApart() {
    assertNotEquals(ProgramCache.key("ab", "c"), ProgramCache.key("a", "bc"));
  }

  @Test
  void everyDamageIsSeen() throws IOException {
    ProgramCache cache = new ProgramCache(folder);
    String key = ProgramCache.key("source");
    cache.keep(key, BINARY);
    Path file = only();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertNull(cache.find(key), "cut to " + length + " bytes");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertNull(cache.find(key), "a byte longer");
    for (int at = 0; at < whole.length; at++) {
      byte[] bad = whole.clone();
      bad[at] ^= 1;
      Files.write(file, bad);
      assertNull(cache.find(key), "byte " + at + " changed");
    }
    Files.write(file, whole);
    assertArrayEquals(BINARY, cache.find(key));
  }

  @Test
  void folderThatCannotBeMadeIsNoCache() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ProgramCache cache = new ProgramCache(file.resolve("below"));
    cache.keep("key", BINARY);
    assertNull(cache.find("key"));
  }

  @Test
  void nothingHalfWrittenIsLeft() throws IOException {
    ProgramCache cache = new ProgramCache(folder);
    for (int i = 0; i < 520; i++) {
      cache.keep(ProgramCache.key("" + i), BINARY);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(p -> p.getFileName().toString()).toList();
      assertEquals(500, names.size());
      assertTrue(names.stream().allMatch(n -> n.endsWith(".program")), names.toString());
    }
  }

  @Test
  void programOfAnotherProcessRunsAndBrokenOneIsBuiltAnew() throws IOException {
    Device device = OpenClDevice.orSkip().device();
    assertEquals(42, runs(device));
    Path file = only();
    byte[] whole = Files.readAllBytes(file);
    assertEquals(42, runs(device));
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(42, runs(device));
    String key = file.getFileName().toString().replace(".program", "");
    assertNotNull(new ProgramCache(folder).find(key), "written again");
  }

  private float runs(Device device) {
    try (Cl cl = new Cl(device, new ProgramCache(folder))) {
      Cl.Memory memory = cl.memory(4);
      Cl.Call call = cl.kernel(SOURCE, "f");
      cl.argument(call, memory);
      cl.launch(call, new long[] {1}, new long[] {1});
      float[] result = new float[1];
      cl.read(memory, 0, result, 0, 1);
      return result[0];
    }
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().getFirst();
    }
  }
}

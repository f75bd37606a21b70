package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of damaged files per format end in a value or in the documented exception, in a heap
/// of 64 MB. They are read by [FileFuzz] in a JVM of its own, since a heap is a JVM's.
class FileFuzzTest {
  private static final long SEED = 20_260_101;
  private static final int TRIES = 3_000;

  @TempDir Path folder;

  @Test
  void damagedFilesEndInTheDocumentedExceptionWithin64Megabytes() throws Exception {
    List<String> lines = runChild();
    String output = String.join("\n", lines);
    List<String> formats = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(FileFuzz.RESULT)) {
        // RESULT format tries accepted refused failures
        String[] words = line.split(" ");
        formats.add(words[1]);
        assertTrue(Integer.parseInt(words[2]) >= 2_000, output);
        assertTrue(Integer.parseInt(words[3]) > 0, "nothing was accepted:\n" + output);
        assertTrue(Integer.parseInt(words[4]) > 0, "nothing was refused:\n" + output);
        assertEquals(0, Integer.parseInt(words[5]), output);
      }
    }
    assertEquals(FileFuzz.FORMATS, formats, output);
  }

  private List<String> runChild() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                FileFuzz.class.getName(),
                Long.toString(SEED),
                Integer.toString(TRIES),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), output);
    return output.lines().toList();
  }
}

package io.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanewise.Backends;
import io.lanewise.backend.Backend;
import io.lanewise.data.DataLoader;
import io.lanewise.data.Dataset;
import io.lanewise.data.Strokes;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import io.lanewise.optim.Sgd;
import io.lanewise.train.Checkpoint;
import io.lanewise.train.Listener;
import io.lanewise.train.Models;
import io.lanewise.train.Task;
import io.lanewise.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Training gives one file, whatever computes: every lane width, every number of threads.
class SameModelTest {
  /// A last batch that is smaller than the others.
  private static final Dataset DATA = Strokes.generate(647, 7).reshape(Shape.of(784));

  private static byte[] small;
  private static byte[] large;

  @TempDir static Path folder;

  @BeforeAll
  static void trainOnScalar() {
    small = small(Backends.scalar(), 7);
    large = large(Backends.scalar(), 7);
  }

  @ParameterizedTest
  @CsvSource({
    "128,1", "128,2", "128,3", "128,8", "256,1", "256,2", "256,3", "256,8", "512,1", "512,2",
    "512,3", "512,8"
  })
  void modelFileHasTheBytesOfScalar(int bits, int threads) {
    Backend simd = SimdBackends.of(bits, threads);
    assertArrayEquals(small, small(simd, 7));
    // Wide enough to be shared among threads. Without such vectors it takes seconds.
    if (bits <= SimdBackends.preferredBits()) {
      assertArrayEquals(large, large(simd, 7));
    }
  }

  @Test
  void modelFileOfOpenClHasTheBytesOfScalar() {
    assumeTrue(OpenCl.BACKEND != null, OpenCl.ABSENT);
    assertArrayEquals(small, small(OpenCl.BACKEND, 7));
  }

  @Test
  void anotherSeedGivesAnotherFile() {
    assertNotEquals(Arrays.hashCode(small), Arrays.hashCode(small(Backends.scalar(), 8)));
  }

  private static byte[] small(Backend backend, long seed) {
    return Backends.with(backend, () -> train("mlp:50-25", 64, seed));
  }

  private static byte[] large(Backend backend, long seed) {
    return Backends.with(backend, () -> train("mlp:512-256", 256, seed));
  }

  private static byte[] train(String description, int batch, long seed) {
    int features = DATA.featureShape().size();
    Sequential model = Models.build(description, features, 10).initialise(seed);
    Sgd sgd = new Sgd(model.parameters(), Sgd.Options.rate(0.06).momentum(0.9));
    Trainer trainer = new Trainer(model, Task.CLASSES, sgd, DATA.featureShape());
    trainer.epoch(new DataLoader(DATA, batch).shuffled(seed), 1, Listener.NONE);
    List<String> classes = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    float[] none = {};
    try {
      Path file = folder.resolve("model.safetensors");
      Checkpoint.write(
          file,
          new Checkpoint.Description(description, Task.CLASSES, features, 10, classes, none, none),
          model);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

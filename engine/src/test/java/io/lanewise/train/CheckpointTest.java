package io.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.file.FileArray;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Safetensors;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
  private static final Checkpoint.Description DESCRIPTION =
      new Checkpoint.Description(
          "mlp:4",
          Task.CLASSES,
          3,
          2,
          List.of("no", "yes"),
          new float[] {1, 2, 3},
          new float[] {4, 5, 6});

  @TempDir Path folder;
  private Path file;
  private Sequential model;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("model.safetensors");
    model = Models.build("mlp:4", 3, 2).initialise(7);
    Checkpoint.write(file, DESCRIPTION, model);
  }

  @Test
  void modelComesBackAsItWas() throws IOException {
    Checkpoint read = Checkpoint.read(file);
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(
          model.parameters().get(i).toArray(), read.model().parameters().get(i).toArray());
    }
    assertEquals("mlp:4", read.description().model());
    assertEquals(List.of("no", "yes"), read.description().classes());
    assertArrayEquals(new float[] {4, 5, 6}, read.description().deviation());
  }

  @Test
  void tensorsHaveThePyTorchNamesAndLayouts() throws IOException {
    Map<String, FileArray> tensors = Safetensors.read(file).tensors();
    assertEquals(Shape.of(4, 3), tensors.get("0.weight").shape());
    assertEquals(Shape.of(2), tensors.get("2.bias").shape());
  }

  private FileFormatException refused(Map<String, String> metadata, String without)
      throws IOException {
    Safetensors good = Safetensors.read(file);
    Map<String, FileArray> tensors = new LinkedHashMap<>(good.tensors());
    tensors.remove(without);
    Map<String, String> changed = new LinkedHashMap<>(good.metadata());
    changed.putAll(metadata);
    Path bad = folder.resolve("bad.safetensors");
    Safetensors.write(bad, tensors, changed);
    return assertThrows(FileFormatException.class, () -> Checkpoint.read(bad));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          lanewise.model    ~ cnn:3         ~ there is no such kind of model
          lanewise.model    ~ mlp:1000000   ~ has 6000002 parameters, the file holds 32 numbers
          lanewise.model    ~ mlp:3         ~ its shape is [4,3], the model's is [3,3]
          lanewise.task     ~ SINGING       ~ 'SINGING' is no task
          lanewise.task     ~ REGRESSION    ~ 2 outputs do not fit the task REGRESSION
          lanewise.features ~ 16777216      ~ one number for each of the 16777216 features
          lanewise.features ~ -1            ~ '-1' is not a number from 1 to 16777216
          lanewise.outputs  ~ 3             ~ 3 outputs do not fit the task CLASSES and 2 classes
          lanewise.classes  ~ ["a"]         ~ 2 outputs do not fit the task CLASSES and 1 classes
          lanewise.classes  ~ nonsense      ~ bad.safetensors, lanewise.classes
          """)
  void metadataThatDoNotFitAreRefusedByName(String key, String value, String words)
      throws IOException {
    FileFormatException e = refused(Map.of(key, value), "");
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0.weight", "2.bias", "input.deviation"})
  void tensorThatIsMissingIsNamed(String name) throws IOException {
    FileFormatException e = refused(Map.of(), name);
    assertTrue(e.getMessage().contains("bad.safetensors"), e.getMessage());
  }

  @Test
  void safetensorsOfAnotherProgramAreRefused() throws IOException {
    Path other = folder.resolve("other.safetensors");
    Safetensors.write(other, Map.of("w", FileArray.of(Shape.of(1), 1f)), Map.of());
    var e = assertThrows(FileFormatException.class, () -> Checkpoint.read(other));
    assertTrue(e.getMessage().contains("it has no entry lanewise."), e.getMessage());
  }
}

package io.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.data.Dataset;
import io.lanewise.data.Standardizer;
import io.lanewise.file.ElementType;
import io.lanewise.file.FileArray;
import io.lanewise.file.FileFormatException;
import io.lanewise.file.Idx;
import io.lanewise.file.Npy;
import io.lanewise.layout.Shape;
import io.lanewise.train.DataRequest.Kind;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataRecognitionTest {
  @TempDir Path folder;

  private static TrainingData load(Path path) throws IOException {
    return TrainingData.load(DataRequest.of(path.toString()));
  }

  private TrainingData table(String label, Kind kind, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    return TrainingData.load(
        new DataRequest(file.toString(), label, kind, new double[] {0.5, 0.5}, 1));
  }

  private static FileArray bytes(Shape shape, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return FileArray.ofBytes(ElementType.U8, shape, ByteOrder.BIG_ENDIAN, bytes);
  }

  private static float[] row(Dataset data, int row) {
    float[] features = new float[data.featureShape().size()];
    data.copyFeatures(row, features, 0);
    return features;
  }

  // Generated data

  @ParameterizedTest
  @CsvSource({"moons,2", "spirals,3", "blobs,3", "xor,2"})
  void pointsAreSplitFourToOne(String name, int classes) throws IOException {
    TrainingData data = TrainingData.load(DataRequest.of(name));
    assertEquals(2000, data.train().size() + data.test().size());
    // Each class is divided on its own, so a row more or less.
    assertEquals(1600, data.train().size(), classes - 1.0);
    assertEquals(classes, data.train().classes());
  }

  @Test
  void strokesComeWithATestPart() throws IOException {
    TrainingData data = TrainingData.load(DataRequest.of("strokes"));
    assertEquals(12_000, data.train().size());
    assertEquals(2_000, data.test().size());
    assertTrue(data.given());
  }

  @Test
  void givenPartsAreNotSplitAgain() {
    var request = new DataRequest("strokes", null, Kind.DETECTED, new double[] {0.5, 0.5}, 1);
    var error = assertThrows(IllegalArgumentException.class, () -> TrainingData.load(request));
    assertEquals(
        "strokes comes with a test part of 2000 examples; leave out --split", error.getMessage());
  }

  @Test
  void seedDecidesWhichRowsAreHeldOut() throws IOException {
    var one = new DataRequest("xor", null, Kind.DETECTED, null, 1);
    var two = new DataRequest("xor", null, Kind.DETECTED, null, 2);
    float[] first = row(TrainingData.load(one).test(), 0);
    assertEquals(first[0], row(TrainingData.load(one).test(), 0)[0]);
    assertTrue(first[0] != row(TrainingData.load(two).test(), 0)[0]);
  }

  @Test
  void nameThatIsNothingIsAnErrorWithASuggestion() {
    var error =
        assertThrows(NoSuchFileException.class, () -> TrainingData.load(DataRequest.of("sprials")));
    assertTrue(error.getMessage().endsWith("; did you mean spirals?"), error.getMessage());
  }

  // IDX

  private void idx(String name, FileArray array) throws IOException {
    Idx.write(folder.resolve(name), array);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void idxFolderHasTrainingAndTestPart(String suffix) throws IOException {
    idx("train-images-idx3-ubyte" + suffix, bytes(Shape.of(3, 1, 2), 0, 51, 102, 153, 204, 255));
    idx("train-labels-idx1-ubyte" + suffix, bytes(Shape.of(3), 0, 2, 1));
    idx("t10k-images-idx3-ubyte" + suffix, bytes(Shape.of(1, 1, 2), 255, 0));
    idx("t10k-labels-idx1-ubyte" + suffix, bytes(Shape.of(1), 4));
    TrainingData data = load(folder);
    assertEquals(3, data.train().size());
    assertEquals(Shape.of(1, 1, 2), data.train().featureShape());
    assertEquals(5, data.train().classes());
    assertEquals(5, data.test().classes());
    assertEquals(4, data.test().target(0));
    assertEquals(0.2f, row(data.train(), 0)[1]);
  }

  @Test
  void idxFolderWithoutATestPartIsSplit() throws IOException {
    idx("train-images.idx3-ubyte", bytes(Shape.of(6, 1, 1), 1, 2, 3, 4, 5, 6));
    idx("train-labels.idx1-ubyte", bytes(Shape.of(6), 0, 1, 0, 1, 0, 1));
    TrainingData data = load(folder);
    assertEquals(6, data.train().size() + data.test().size());
    assertTrue(data.test().size() > 0);
  }

  @Test
  void imagesWithoutLabelsAreAnErrorThatNamesTheFile() throws IOException {
    idx("train-images-idx3-ubyte", bytes(Shape.of(1, 1, 1), 1));
    var error = assertThrows(IllegalArgumentException.class, () -> load(folder));
    assertEquals(
        folder
            + ": there is no file of train labels; expected are train-images-idx3-ubyte and"
            + " train-labels-idx1-ubyte, gzipped or not",
        error.getMessage());
  }

  @Test
  void labelsOfAnotherNumberOfImagesAreRefused() throws IOException {
    idx("train-images-idx3-ubyte", bytes(Shape.of(2, 1, 1), 1, 2));
    idx("train-labels-idx1-ubyte", bytes(Shape.of(3), 0, 1, 0));
    var error = assertThrows(FileFormatException.class, () -> load(folder));
    assertTrue(
        error.getMessage().contains("labels of shape [3] for images of shape [2,1,1]"),
        error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256, Integer.MAX_VALUE})
  void labelThatIsNoByteIsRefusedByItsOwnFile(int label) throws IOException {
    idx("train-images-idx3-ubyte", bytes(Shape.of(2, 1, 1), 1, 2));
    idx("train-labels-idx1-ubyte", FileArray.of(Shape.of(2), new int[] {1, label}));
    var error = assertThrows(FileFormatException.class, () -> load(folder));
    String words = "train-labels-idx1-ubyte, label 1: a class of " + label + "; classes are whole";
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }

  @Test
  void filesOfNoImagesAreRefused() throws IOException {
    idx("train-images-idx3-ubyte", bytes(Shape.of(0, 1, 1)));
    idx("train-labels-idx1-ubyte", bytes(Shape.of(0)));
    var error = assertThrows(FileFormatException.class, () -> load(folder));
    assertTrue(error.getMessage().contains("no images, shape [0,1,1]"), error.getMessage());
  }

  @Test
  void twoSetsInAFolderAreRefused() throws IOException {
    idx("a-train-images-idx3-ubyte", bytes(Shape.of(1, 1, 1), 1));
    idx("b-train-images-idx3-ubyte", bytes(Shape.of(1, 1, 1), 1));
    var error = assertThrows(IllegalArgumentException.class, () -> load(folder));
    assertTrue(error.getMessage().endsWith("keep one set in a folder"), error.getMessage());
  }

  // Tables

  private static final String ANIMALS =
      "legs,kind,weight\n4,cat,3.5\n4,dog,20\n2,bird,0.1\n4,cat,4\n4,dog,25\n2,bird,0.2\n";

  @Test
  void textLabelsBecomeSortedClasses() throws IOException {
    TrainingData data = table("kind", Kind.DETECTED, ANIMALS);
    assertEquals(List.of("bird", "cat", "dog"), data.classes());
    assertEquals(List.of("legs", "weight"), data.features());
    assertEquals(3, data.train().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-2", "kind"})
  void labelIsNamedOrCounted(String label) throws IOException {
    assertEquals(3, table(label, Kind.DETECTED, ANIMALS).train().classes());
  }

  @Test
  void wholeNumbersBecomeClassesInTheirOrder() throws IOException {
    TrainingData data = table(null, Kind.DETECTED, "1,10\n2,9\n3,-1\n4,10\n5,9\n6,-1\n");
    assertEquals(List.of("-1", "9", "10"), data.classes());
  }

  @Test
  void fractionsAreNumbersToPredict() throws IOException {
    assertEquals(0, table(null, Kind.DETECTED, "1,0.5\n2,1\n3,2\n4,3\n").train().classes());
  }

  @Test
  void taskDecidesWhatWholeNumbersAre() throws IOException {
    String text = "1,0\n2,1\n3,0\n4,1\n";
    assertEquals(2, table(null, Kind.CLASSIFICATION, text).train().classes());
    assertEquals(0, table(null, Kind.REGRESSION, text).train().classes());
  }

  @Test
  void tabsSeparateAsWell() throws IOException {
    assertEquals(
        List.of("x1", "x2"),
        table(null, Kind.DETECTED, "x1\tx2\tlabel\n1\t2\t0\n3\t4\t1\n5\t6\t0\n7\t8\t1\n")
            .features());
  }

  @Test
  void oneTableInAFolderIsFound() throws IOException {
    table(null, Kind.DETECTED, "1,0\n2,1\n3,0\n4,1\n5,0\n6,1\n7,0\n8,1\n9,0\n10,1\n");
    assertEquals(8, load(folder).train().size());
  }

  @Test
  void unknownLabelColumnIsAnErrorWithASuggestion() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> table("kin", Kind.DETECTED, ANIMALS));
    assertTrue(error.getMessage().endsWith("is 'kind' meant?"), error.getMessage());
  }

  @Test
  void textAmongTheFeaturesIsNamedWithLineAndColumn() {
    var error = assertThrows(FileFormatException.class, () -> table(null, Kind.DETECTED, ANIMALS));
    assertTrue(error.getMessage().contains("line 2, column 'kind': 'cat'"), error.getMessage());
  }

  @Test
  void severalColumnsOfTextAreAllNamed() {
    var error =
        assertThrows(
            FileFormatException.class,
            () -> table(null, Kind.DETECTED, "a,b,c,y\n1,p,q,0\n2,r,s,1\n"));
    assertTrue(error.getMessage().contains("columns 'b', 'c'"), error.getMessage());
  }

  @Test
  void emptyLabelIsNamedWithItsRow() {
    var error =
        assertThrows(
            FileFormatException.class, () -> table(null, Kind.DETECTED, "1,a\n2,b\n3,\n4,a\n"));
    assertTrue(error.getMessage().contains("row 2, column 'c1': an empty label"));
  }

  @Test
  void columnNumberOutOfRangeIsAnErrorThatTellsHowColumnsCount() {
    var error = assertThrows(FileFormatException.class, () -> table("3", Kind.DETECTED, ANIMALS));
    String words = "no column 3; columns count from 0 to 2, and -1 is the last";
    assertTrue(error.getMessage().endsWith(words), error.getMessage());
  }

  @Test
  void headerWithoutRowsIsAnErrorThatSaysSo() {
    var error =
        assertThrows(FileFormatException.class, () -> table(null, Kind.DETECTED, "a,b,y\n"));
    assertTrue(error.getMessage().endsWith("add rows under the header"), error.getMessage());
  }

  @Test
  void numbersThatHardlyRepeatAreNotTakenForClasses() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 80; i++) {
      rows.append(i).append(',').append(i % 50).append('\n');
    }
    String text = rows.toString();
    var error =
        assertThrows(IllegalArgumentException.class, () -> table(null, Kind.DETECTED, text));
    String words = "50 different labels in 80 rows are too many for classes";
    assertTrue(error.getMessage().contains(words), error.getMessage());
    assertTrue(error.getMessage().contains("--task regression"), error.getMessage());
    assertEquals(50, table(null, Kind.CLASSIFICATION, text).train().classes());
    assertEquals(0, table(null, Kind.REGRESSION, text).train().classes());
  }

  @Test
  void labelsThatNeverRepeatCannotBeSplitIntoParts() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> table(null, Kind.CLASSIFICATION, "1,0.5\n2,1.5\n3,2.5\n"));
    assertTrue(error.getMessage().contains("3 different labels in 3 rows"), error.getMessage());
  }

  @Test
  void singleClassCannotBeLearned() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> table(null, Kind.DETECTED, "1,7\n2,7\n"));
    assertTrue(error.getMessage().contains("all labels are '7'"), error.getMessage());
  }

  @Test
  void regressionOnTextIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> table("kind", Kind.REGRESSION, ANIMALS));
  }

  @Test
  void featureThatIsNoFiniteNumberIsRefusedWithTheFile() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> table(null, Kind.DETECTED, "nan,0\n1,1\n"));
    assertTrue(error.getMessage().contains("table.csv: "), error.getMessage());
  }

  // npy

  @Test
  void npyFolderIsFeaturesAndLabels() throws IOException {
    Npy.write(folder.resolve("x.npy"), Shape.of(5, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    Npy.write(folder.resolve("y.npy"), FileArray.of(Shape.of(5), new int[] {0, 1, 0, 1, 0}));
    TrainingData data = load(folder);
    assertEquals(2, data.train().classes());
    assertEquals(Shape.of(2), data.train().featureShape());
    assertEquals(5, data.train().size() + data.test().size());
  }

  @Test
  void rowNumbersGiveTheParts() throws IOException {
    npyFolderIsFeaturesAndLabels();
    Npy.write(folder.resolve("train_rows.npy"), FileArray.of(Shape.of(2), new int[] {4, 0}));
    Npy.write(folder.resolve("val_rows.npy"), FileArray.of(Shape.of(1), new int[] {1}));
    Npy.write(folder.resolve("test_rows.npy"), FileArray.of(Shape.of(1), new int[] {3}));
    TrainingData data = load(folder);
    assertEquals(9, row(data.train(), 0)[0]);
    assertEquals(3, row(data.validation(), 0)[0]);
    assertEquals(7, row(data.test(), 0)[0]);
  }

  @Test
  void rowNumberOutOfRangeIsRefused() throws IOException {
    rowNumbersGiveTheParts();
    Npy.write(folder.resolve("test_rows.npy"), FileArray.of(Shape.of(1), new int[] {5}));
    assertThrows(FileFormatException.class, () -> load(folder));
  }

  @Test
  void twoNpyFilesAreNamedWithAComma() throws IOException {
    Path x = folder.resolve("features.npy");
    Path y = folder.resolve("labels.npy");
    Npy.write(x, Shape.of(4), 1, 2, 3, 4);
    Npy.write(y, Shape.of(4), 0.5f, 1, 2, 3);
    TrainingData data = TrainingData.load(DataRequest.of(x + "," + y));
    assertEquals(0, data.train().classes());
    assertEquals(Shape.of(1), data.train().featureShape());
  }

  @Test
  void labelsOfAnotherNumberOfRowsAreRefused() throws IOException {
    Npy.write(folder.resolve("x.npy"), Shape.of(2, 1), 1, 2);
    Npy.write(folder.resolve("y.npy"), Shape.of(3), 0, 1, 0);
    assertThrows(FileFormatException.class, () -> load(folder));
  }

  @Test
  void featuresWithoutRowsAreRefused() throws IOException {
    Npy.write(folder.resolve("x.npy"), Shape.of(0, 4));
    Npy.write(folder.resolve("y.npy"), Shape.of(0));
    var error = assertThrows(FileFormatException.class, () -> load(folder));
    assertTrue(error.getMessage().contains("no rows, shape [0,4]"), error.getMessage());
  }

  // Options of tables

  @ParameterizedTest
  @CsvSource({"xor,kind,DETECTED,--label", "strokes,,REGRESSION,--task"})
  void optionThatSaysNothingAboutGeneratedDataIsRefused(
      String source, String label, Kind kind, String option) {
    var request = new DataRequest(source, label, kind, null, 1);
    var error = assertThrows(IllegalArgumentException.class, () -> TrainingData.load(request));
    assertTrue(error.getMessage().endsWith("; leave out " + option), error.getMessage());
  }

  @Test
  void npyFilesHaveNoLabelColumn() throws IOException {
    npyFolderIsFeaturesAndLabels();
    var request = new DataRequest(folder.toString(), "2", Kind.DETECTED, null, 1);
    var error = assertThrows(IllegalArgumentException.class, () -> TrainingData.load(request));
    assertTrue(error.getMessage().endsWith("; leave out --label"), error.getMessage());
  }

  // Neither

  @Test
  void folderOfSomethingElseIsAnErrorThatNamesWhatIsSought() {
    var error = assertThrows(IllegalArgumentException.class, () -> load(folder));
    assertTrue(error.getMessage().contains("x.npy, y.npy"), error.getMessage());
  }

  // Standardisation

  @Test
  void trainingPartDecidesMeanAndDeviation() throws IOException {
    TrainingData data =
        table(null, Kind.DETECTED, "0,0\n2,1\n100,0\n102,1\n")
            .standardized(Standardizer.Deviation.POPULATION);
    float a = row(data.train(), 0)[0];
    float b = row(data.train(), 1)[0];
    assertEquals(0, a + b, 1e-6);
    assertEquals(1, Math.abs(a), 1e-6);
  }
}

package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final List<Option> OPTIONS =
      List.of(
          Option.value("epochs", "N", "10", "how often"),
          Option.value("lr", "RATE", "0.05", "how far"),
          Option.value("label", "COLUMN", null, "which"),
          Option.choice("format", List.of("text", "svg"), "text", "how"),
          Option.optionalChoice("standardize", List.of("population", "sample"), "whether"),
          Option.flag("json", "what"));

  private static Arguments parse(String... words) {
    return Arguments.parse(OPTIONS, List.of(words));
  }

  @Test
  void valueFollowsAsAWordOrAfterAnEqualsSign() {
    assertEquals(3, parse("--epochs", "3").integer("epochs", 1, 9));
    assertEquals(3, parse("--epochs=3").integer("epochs", 1, 9));
  }

  @Test
  void defaultStandsForWhatIsNotGiven() {
    assertEquals(10, parse().integer("epochs", 1, 99));
    assertNull(parse().text("label"));
  }

  @Test
  void lastOfTwoCounts() {
    assertEquals("b", parse("--label", "a", "--label", "b").text("label"));
  }

  @Test
  void negativeNumberIsAValue() {
    assertEquals("-1", parse("--label", "-1").text("label"));
  }

  @Test
  void valueMayHoldAnEqualsSign() {
    assertEquals("a=b", parse("--label=a=b").text("label"));
  }

  @Test
  void optionalValueThatIsLeftOutIsTheFirstChoice() {
    assertEquals("population", parse("--standardize", "--json").text("standardize"));
    assertEquals("sample", parse("--standardize", "sample").text("standardize"));
    assertEquals("sample", parse("--standardize=sample").text("standardize"));
  }

  @Test
  void flagIsThereOrNot() {
    assertTrue(parse("--json").has("json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --epoch 3          | unknown option --epoch; did you mean --epochs?
          --epcohs=3         | unknown option --epcohs; did you mean --epochs?
          -lr 3              | unknown option -lr; did you mean --lr?
          --xyzzy            | unknown option --xyzzy; --help lists all
          epochs             | unexpected 'epochs'; options begin with --, did you mean --epochs?
          --                 | unknown option --; --help lists all
          --epochs           | --epochs needs a value: --epochs N
          --epochs=          | --epochs needs a value: --epochs N
          --epochs --json    | --epochs needs a value: --epochs N
          --json=yes         | --json takes no value; write --json alone
          --format svgg      | --format svgg: not one of text, svg; did you mean svg?
          --standardize pop  | --standardize pop: not one of population, sample
          """)
  void wrongUseIsNamedWithItsCure(String words, String message) {
    var error = assertThrows(UsageException.class, () -> parse(words.split(" ")));
    assertEquals(message, error.getMessage());
  }

  @Test
  void numberOutOfRangeIsNamedWithTheRange() {
    Arguments arguments = parse("--epochs", "0", "--lr", "fast");
    assertEquals(
        "--epochs 0: not a whole number from 1 to 99",
        assertThrows(UsageException.class, () -> arguments.integer("epochs", 1, 99)).getMessage());
    assertEquals(
        "--lr fast: not a number of 0 or more",
        assertThrows(
                UsageException.class, () -> arguments.number("lr", v -> v >= 0, "of 0 or more"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "1e999"})
  void numberHasToBeFinite(String value) {
    Arguments arguments = parse("--lr=" + value);
    assertThrows(UsageException.class, () -> arguments.number("lr", v -> true, "of any size"));
  }

  @Test
  void requiredOptionThatIsMissingIsNamed() {
    var error = assertThrows(UsageException.class, () -> parse().required("label"));
    assertEquals("--label COLUMN is missing", error.getMessage());
  }
}

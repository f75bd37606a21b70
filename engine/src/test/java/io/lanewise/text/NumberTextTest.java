package io.lanewise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1, 0.05, 0.99995, -0.00004, -1.5, 12345.6789, 0.1 + 0.2})
  void fixedAgreesWithTheFormatter(double value) {
    String formatted = String.format(Locale.ROOT, "%.4f", value);
    assertEquals(formatted.equals("-0.0000") ? "0.0000" : formatted, NumberText.fixed(value, 4));
  }

  @Test
  void fixedTakesWhatIsNotFinite() {
    assertEquals("NaN", NumberText.fixed(Double.NaN, 2));
    assertEquals("Infinity", NumberText.fixed(Double.POSITIVE_INFINITY, 2));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "999,999", "1000,'1,000'", "-1234567,'-1,234,567'"})
  void groupsHaveThreeDigits(long value, String text) {
    assertEquals(text, NumberText.grouped(value));
  }

  @ParameterizedTest
  @CsvSource({"0,0:00", "9.4,0:09", "59.6,1:00", "3599,59:59", "3661,1:01:01", "-1,0:00"})
  void clockShowsMinutesAndSeconds(double seconds, String text) {
    assertEquals(text, NumberText.clock(seconds));
  }
}

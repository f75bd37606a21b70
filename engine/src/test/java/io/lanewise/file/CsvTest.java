package io.lanewise.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.file.Csv.Header;
import io.lanewise.file.Csv.Separator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), text);
  }

  private Table read(String text) throws IOException {
    return Csv.read(file(text));
  }

  private void refused(String text, String place, String words) throws IOException {
    Path path = file(text);
    Refused.at(path, place, words, () -> Csv.read(path));
  }

  @Test
  void aHeaderNamesTheColumns() throws IOException {
    Table table = read("x,y\n1,2\n3,4\n");
    assertTrue(table.hasHeader());
    assertEquals(List.of("x", "y"), table.names());
    assertEquals(2, table.rows());
    assertArrayEquals(new float[] {2, 4}, table.numbers(table.column("y")));
  }

  @Test
  void withoutHeaderTheColumnsAreNumbered() throws IOException {
    Table table = read("1,2\n3,4");
    assertFalse(table.hasHeader());
    assertEquals(List.of("c0", "c1"), table.names());
    assertArrayEquals(new float[] {1, 3}, table.numbers(0));
  }

  @Test
  void aHeaderOverTextAloneHasToBeTold() throws IOException {
    Path path = file("name,kind\nrex,dog\n");
    assertFalse(Csv.read(path).hasHeader());
    Table table = Csv.read(path, Separator.COMMA, Header.PRESENT);
    assertEquals("dog", table.text(0, table.column("kind")));
  }

  @Test
  void aHeaderOfNumbersHasToBeTold() throws IOException {
    Path path = file("2024,2025\n1,2\n");
    assertEquals(2, Csv.read(path).rows());
    assertEquals(List.of("2024", "2025"), Csv.read(path, Separator.DETECT, Header.PRESENT).names());
  }

  @Test
  void aHeaderCanBeDenied() throws IOException {
    assertEquals(2, Csv.read(file("x\n1\n"), Separator.DETECT, Header.ABSENT).rows());
  }

  @Test
  void anEmptyCellAmongNumbersHidesNoHeader() throws IOException {
    Table table = read("a,b\n1,\n,4\n");
    assertEquals(List.of("a", "b"), table.names());
    assertFalse(read("a,b\n,\n").hasHeader());
  }

  @Test
  void aTextColumnBesideNumbersIsNoHeader() throws IOException {
    Table table = read("5.1,setosa\n4.9,setosa\n");
    assertFalse(table.hasHeader());
    assertEquals("setosa", table.text(1, 1));
  }

  @Test
  void tabsAndSemicolonsAreFound() throws IOException {
    assertEquals(3, read("a\tb\tc,d\n1\t2\t3\n").columns());
    assertEquals(2, read("a;b\n1,5;2,5\n").columns());
    assertEquals(1, read("a b\n1 2\n").columns());
  }

  @Test
  void theSeparatorCanBeGiven() throws IOException {
    Path path = file("a;b,c\n1;2,3\n");
    assertEquals("b,c", Csv.read(path).names().get(1));
    assertEquals("a;b", Csv.read(path, Separator.COMMA, Header.PRESENT).names().get(0));
  }

  @Test
  void aSeparatorWithinQuotesSeparatesNothing() throws IOException {
    Table table = read("text,n\n\"a;b;c\",1\n\"d,e\",2\n");
    assertEquals("a;b;c", table.text(0, 0));
    assertEquals("d,e", table.text(1, 0));
  }

  @Test
  void quotedFieldsHoldLineBreaksAndDoubledQuotes() throws IOException {
    Table table = read("t,n\r\n\"one\r\ntwo \"\"three\"\"\",1\r\n\"\",2\r\n");
    assertEquals("one\r\ntwo \"three\"", table.text(0, 0));
    assertEquals("", table.text(1, 0));
  }

  @Test
  void aQuoteWithinAFieldIsOrdinary() throws IOException {
    assertEquals("5'10\" tall", read("5'10\" tall,1\nx,2\n").text(0, 0));
  }

  @Test
  void allLineEndsAreRead() throws IOException {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      Table table = read("x,y" + end + "1,2" + end + "3,4" + end + end + end);
      assertEquals(2, table.rows());
      assertArrayEquals(new float[] {2, 4}, table.numbers(1));
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() throws IOException {
    assertEquals(0, read("\ufeffx,y\n1,2\n").column("x"));
  }

  @Test
  void textIsUtf8() throws IOException {
    assertEquals("größe 😀", read("größe 😀,1\nb,2\n").text(0, 0));
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    Path path =
        Files.write(
            folder.resolve("l.csv"),
            "a,b\n1,gr\u00f6\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1));
    Refused.at(path, "line 2, field 2", "no UTF-8", () -> Csv.read(path));
  }

  @Test
  void textInUtf16IsRefused() throws IOException {
    Path path = Files.write(folder.resolve("w.csv"), "a,b\n".getBytes(StandardCharsets.UTF_16LE));
    Refused.because("UTF-16", () -> Csv.read(path));
  }

  @Test
  void raggedRowsAreRefusedWithTheirLine() throws IOException {
    refused("a,b\n\"1\n2\",3\n4\n", "line 4", "1 field where the first row has 2");
    refused("1,2\n3,4,5\n", "line 2", "3 fields where the first row has 2");
  }

  @Test
  void aBlankLineBetweenRowsIsRefused() throws IOException {
    refused("1,2\n\n\n3,4\n", "line 2", "a blank line between rows");
  }

  @Test
  void anOpenQuoteIsRefusedWhereItStarts() throws IOException {
    refused("a,b\n1,\"2\n3,4\n", "line 2, field 2", "never closed");
  }

  @Test
  void textAfterAClosingQuoteIsRefused() throws IOException {
    refused("a,b\n\"1\"x,2\n", "line 2, field 1", "after a closing quote");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    refused("", "line 1", "no row at all");
    refused("\n\n", "line 1", "no row at all");
  }

  @Test
  void tooManyColumnsAreRefused() throws IOException {
    refused(",".repeat(Csv.MAX_COLUMNS), "line 1", "more than 131072 fields");
  }

  @Test
  void fieldsMayBeLongerThanTheBuffer() throws IOException {
    String text = "x".repeat(200_001);
    Table table = read("t,n\r\n" + text + ",1\r\n\"" + text + "\",2\r\n");
    assertEquals(text, table.text(0, 0));
    assertEquals(text, table.text(1, 0));
  }

  @Test
  void numbersMayBeWrittenInManyWays() throws IOException {
    assertArrayEquals(
        new float[] {1, -2.5f, 0.3f, 4, Float.NaN, Float.NEGATIVE_INFINITY, 0.1f},
        read("1\n -2.5\n+3e-1\n4.\nNaN\n-inf\n0.1\n").numbers(0));
  }

  @Test
  void whatIsNoNumberIsNamedByLineAndColumn() throws IOException {
    Path path = file("x,y\n1,2\n3,oops\n");
    Table table = Csv.read(path, Separator.COMMA, Header.PRESENT);
    Refused.at(path, "line 3, column 'y'", "'oops'; it is no number", () -> table.numbers(1));
    assertTrue(table.isNumeric(0));
    assertFalse(table.isNumeric(1));
  }

  @Test
  void javasOwnSuffixesAreNoNumbers() throws IOException {
    for (String text : new String[] {"1f", "2d", "0x1p3", "1_000", "--1", "e5", "1e99", ""}) {
      Table table = Csv.read(file("0,0\n" + text + ",0\n"), Separator.COMMA, Header.ABSENT);
      assertThrows(FileFormatException.class, () -> table.numbers(0), text);
    }
  }

  @Test
  void aDecimalCommaIsExplained() throws IOException {
    Table table = read("a;b\n1,5;2\n");
    Refused.because("write decimals with a point", () -> table.numbers(0));
  }

  @Test
  void aMisspeltColumnGetsASuggestion() throws IOException {
    Table table = read("x1,x2,class label\n1,2,0\n");
    String message =
        assertThrows(IllegalArgumentException.class, () -> table.column("Class lable"))
            .getMessage();
    assertTrue(message.endsWith("is 'class label' meant?"), message);
  }

  @Test
  void anUnknownColumnGetsTheList() throws IOException {
    Table table = read("x1,x2\n1,2\n");
    String message =
        assertThrows(IllegalArgumentException.class, () -> table.column("weight")).getMessage();
    assertTrue(message.endsWith("the columns are [x1, x2]"), message);
  }

  @Test
  void aNameThatStandsTwiceIsNoName() throws IOException {
    Table table = read("x,x\n1,2\n");
    assertThrows(IllegalArgumentException.class, () -> table.column("x"));
  }

  @Test
  void theCoursesTablesAreRead() throws IOException {
    Table banknotes = Csv.read(Shared.path("data/course/data_banknote_authentication.txt"));
    assertEquals("1372 5 false", summary(banknotes));
    assertEquals(3.6216f, banknotes.numbers(0)[0]);
    Table xor = Csv.read(Shared.path("data/course/xor.csv"));
    assertEquals("750 3 true", summary(xor));
    assertEquals(2, xor.column("class label"));
    Table toy = Csv.read(Shared.path("data/course/perceptron_toydata-truncated.txt"));
    assertEquals("20 3 true", summary(toy));
    assertEquals(List.of("x1", "x2", "label"), toy.names());
  }

  private static String summary(Table table) {
    return table.rows() + " " + table.columns() + " " + table.hasHeader();
  }

  @Test
  void theTextMessagesAreRead() throws IOException {
    Table table = Csv.read(Shared.path("data/text/sms_spam.csv"), Separator.DETECT, Header.PRESENT);
    assertEquals("5572 5 true", summary(table));
    assertEquals("ham", table.text(0, table.column("type")));
    assertEquals("Ok lar... Joking wif u oni...", table.text(1, table.column("text")));
  }
}

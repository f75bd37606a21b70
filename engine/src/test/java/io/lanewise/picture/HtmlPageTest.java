package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
  @Test
  void thePageIsWellFormedWhateverTheTexts() {
    WellFormed.check(Samples.page(Samples.HOSTILE).toString());
    WellFormed.check(new HtmlPage("", "").toString());
  }

  @Test
  void noTextBecomesMarkup() {
    assertFalse(Samples.page(Samples.HOSTILE).toString().contains("<script"));
  }

  @Test
  void thePageFetchesNothing() {
    String page = Samples.page("a").toString();
    for (String fetching : new String[] {"http", "//", "src=", "<link", "@import", "url("}) {
      // Base64 may hold two slashes, so images are left out of the search.
      assertFalse(page.replaceAll("data:image[^\"]*", "").contains(fetching), fetching);
    }
  }

  @Test
  void thePageDeclaresItsLanguageEncodingAndColourSchemes() {
    String page = Samples.page("a").toString();
    assertTrue(page.startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    assertTrue(page.contains("<meta charset=\"utf-8\"/>"));
    assertTrue(page.contains("prefers-color-scheme:dark"));
    assertTrue(page.contains("@media print"));
  }

  @Test
  void everyPictureHasWordsThatStandForIt() {
    String page = new HtmlPage("t", "s").figure(new Svg(9, 9, "Loss"), "caption").toString();
    assertTrue(page.contains("role=\"img\" aria-label=\"Loss\""));
    assertTrue(page.contains("<figcaption>caption</figcaption>"));
  }

  @Test
  void theStyleOfPicturesIsWrittenOnce() {
    String page = Samples.page("a").toString();
    assertEquals(page.indexOf("<style>"), page.lastIndexOf("<style>"));
  }

  @Test
  void widePicturesScroll() {
    String page = new HtmlPage("t", "s").figure(new Svg(5000, 9, "p"), "c").toString();
    assertTrue(page.contains("<figure class=\"wide\" tabindex=\"0\">"));
  }

  @Test
  void aPageCanGrowAfterItWasWritten() {
    HtmlPage page = new HtmlPage("t", "s").section("one").paragraph("first");
    String before = page.toString();
    WellFormed.check(before);
    assertEquals(before, page.toString());
    String after = page.table(Map.of("seed", "1")).toString();
    WellFormed.check(after);
    assertTrue(after.indexOf("first") < after.indexOf("seed"));
  }
}

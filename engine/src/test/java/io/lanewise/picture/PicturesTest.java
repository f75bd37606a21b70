package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What holds for pictures of every kind.
class PicturesTest {
  @Test
  void everyPictureIsWellFormedWhateverTheLabels() {
    for (Svg svg : Samples.pictures(Samples.HOSTILE)) {
      WellFormed.check(svg.toString());
      WellFormed.check(svg.inline());
    }
  }

  @Test
  void noLabelBecomesMarkup() {
    for (Svg svg : Samples.pictures(Samples.HOSTILE)) {
      assertFalse(svg.toString().contains("<script"));
      assertTrue(svg.toString().contains("&lt;script&gt;"));
    }
  }

  @Test
  void sameInputGivesTheSameBytesInEveryLocale() {
    String before = Samples.page("café").toString();
    Locale locale = Locale.getDefault();
    try {
      // Decimal commas, other digits and a dotless i are what locales break.
      for (String tag : new String[] {"de-DE", "ar-EG-u-nu-arab", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(before, Samples.page("café").toString(), tag);
      }
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void aPictureOfItsOwnCarriesItsStylesForLightAndDark() {
    for (Svg svg : Samples.pictures("a")) {
      String text = svg.toString();
      assertTrue(text.contains("<style>"));
      assertTrue(text.contains("prefers-color-scheme:dark"));
      assertTrue(text.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    }
  }

  @Test
  void aPictureRefersToNothingByIdSoThatManyFitInOnePage() {
    for (Svg svg : Samples.pictures("a")) {
      assertFalse(svg.toString().contains(" id=\""));
      assertFalse(svg.toString().contains("url("));
    }
  }

  @Test
  void aSmallPictureGrowsWithItsTitleAndAnEndlessTitleIsCut() {
    assertEquals(9, new Svg(9, 9, "").width());
    assertTrue(new Svg(9, 9, "a title of some length").width() > 100);
    Svg endless = new Svg(9, 9, "a title ".repeat(1000)).heading();
    assertTrue(endless.width() < 600 && endless.inline().contains("…</text>"));
  }

  @Test
  void anUnfinishedPictureIsRefused() {
    Svg svg = new Svg(10, 10, "t").group("c0");
    assertThrows(IllegalStateException.class, svg::toString);
  }

  @Test
  void theCheckerItselfRejectsWhatIsNotWellFormed() {
    String[] faulty = {
      "<a>",
      "<a></b>",
      "<a/><b/>",
      "<a>&</a>",
      "<a>&nbsp;</a>",
      "<a x=1/>",
      "<a x=\"1\" x=\"2\"/>",
      "<a x=\"<\"/>",
      "text",
      "<a>\0</a>",
      "<a>\uD800</a>"
    };
    for (String text : faulty) {
      assertThrows(AssertionError.class, () -> WellFormed.check(text), text);
    }
    WellFormed.check("<!DOCTYPE html>\n<a x=\"1\" y=\"&lt;\"><b/>t&amp;</a>\n");
  }
}

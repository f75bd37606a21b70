package io.lanewise.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;

class ImageGridTest {
  @Test
  void bytesAreDrawnAsTheyAre() throws DataFormatException {
    byte[] pixels = {0, 1, 2, 127, (byte) 128, -1};
    String svg = new ImageGrid("t", 2, 3).add(pixels, "a", "a", 1).toSvg().toString();
    assertArrayEquals(pixels, PngTest.image(svg, 0, 2, 3));
  }

  @Test
  void floatsSpanBlackToWhiteAndWhatIsNotFiniteIsBlack() throws DataFormatException {
    float[] pixels = {-2, 0, 2, Float.NaN, Float.POSITIVE_INFINITY, -1};
    String svg = new ImageGrid("t", 2, 3).add(pixels, "a", "a", 1).toSvg().toString();
    byte[] expected = {0, (byte) 128, (byte) 255, 0, 0, 64};
    assertArrayEquals(expected, PngTest.image(svg, 0, 2, 3));
  }

  @Test
  void aConstantImageIsDrawn() throws DataFormatException {
    String svg = new ImageGrid("t", 1, 2).add(new float[] {7, 7}, "a", "a", 1).toSvg().toString();
    assertArrayEquals(new byte[2], PngTest.image(svg, 0, 1, 2));
  }

  @Test
  void errorsAreMarkedByMoreThanColour() {
    byte[] pixel = {1};
    String right = new ImageGrid("t", 1, 1).add(pixel, "4", "4", 0.97).toSvg().inline();
    String wrong = new ImageGrid("t", 1, 1).add(pixel, "4", "9", 0.62).toSvg().inline();
    assertFalse(right.contains("✗") || right.contains("\"wrong\""));
    assertTrue(wrong.contains(">✗ 4 → 9<") && wrong.contains("\"wrong\""));
    assertTrue(wrong.contains("<title>true 4, predicted 9 (0.62)</title>"));
  }

  @Test
  void aMissingProbabilityIsLeftOut() {
    String svg = new ImageGrid("t", 1, 1).add(new byte[1], "4", "4", Double.NaN).toSvg().toString();
    assertTrue(svg.contains("<title>true 4, predicted 4</title>"));
  }

  @Test
  void anEmptyGridIsDrawn() {
    WellFormed.check(new ImageGrid("t", 28, 28).toSvg().toString());
  }

  @Test
  void imagesOfAnotherSizeAreRefused() {
    ImageGrid grid = new ImageGrid("t", 28, 28);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> grid.add(new float[783], "a", "b", 1));
    assertEquals("image grid: an image of 783 pixels among images of 28×28", e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ImageGrid("t", 0, 5));
  }
}

package io.lanewise.verification;

import io.lanewise.file.ElementType;
import io.lanewise.file.FileArray;
import io.lanewise.file.Idx;
import io.lanewise.file.Npy;
import io.lanewise.file.Safetensors;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sound files of every format, small enough that one wrong bit is likely to stand where it
/// matters.
final class FuzzSamples {
  private FuzzSamples() {}

  static List<byte[]> of(String format, Path folder) throws IOException {
    Path path = folder.resolve("sound." + format);
    List<byte[]> samples = new ArrayList<>();
    switch (format) {
      case "npy" -> {
        for (FileArray array : arrays()) {
          Npy.write(path, array);
          samples.add(Files.readAllBytes(path));
        }
        String fortran = "{'descr': '>i2', 'fortran_order': True, 'shape': (3, 2), }\n";
        samples.add(
            bytes("\u0093NUMPY\1\0" + (char) fortran.length() + "\0" + fortran + "abcdefghijkl"));
      }
      case "idx", "idx.gz" -> {
        for (FileArray array : arrays()) {
          Idx.write(path, array);
          samples.add(Files.readAllBytes(path));
        }
      }
      case "safetensors" -> {
        Map<String, FileArray> tensors = new LinkedHashMap<>();
        for (FileArray array : arrays()) {
          tensors.put(tensors.size() + ".weight", array);
          Safetensors.write(path, tensors, Map.of("format", "pt"));
          samples.add(Files.readAllBytes(path));
        }
      }
      case "csv" -> {
        samples.add(bytes("x1,x2,class label\n0.78,1.06,0\n-1.06,-0.95,1\n2e-3,inf,1\n"));
        samples.add(bytes("text;n\r\n\"a \"\"b\"\"\r\nc;d\";1\r\nplain;2\r\n\r\n"));
        samples.add(bytes("1\t2\t3\n4\t5\t6\n"));
        samples.add("\ufeffgröße,n\n😀,1\n".getBytes(StandardCharsets.UTF_8));
      }
      case "json" -> {
        samples.add(
            bytes(
                "{\"model\": \"mlp:50-25\", \"lr\": 0.05, \"layers\": [50, 25], \"none\": null}"));
        samples.add(
            bytes("[[1,-2.5e-3,true],{\"a\":{\"b\":[\"\\u00e9\\ud83d\\ude00\\n\"]}},[],{},false]"));
      }
      default -> throw new AssertionError(format);
    }
    return samples;
  }

  private static List<FileArray> arrays() {
    byte[] pixels = new byte[2 * 5 * 5];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return List.of(
        FileArray.ofBytes(ElementType.U8, Shape.of(2, 5, 5), ByteOrder.BIG_ENDIAN, pixels),
        FileArray.of(Shape.of(3, 2), 1f, -2.5f, Float.NaN, 0f, 1e-30f, 3e38f),
        FileArray.of(Shape.of(4), 1, -2, 3, Integer.MAX_VALUE),
        FileArray.of(Shape.SCALAR, 0.1),
        FileArray.of(Shape.of(0, 7), new float[0]));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}

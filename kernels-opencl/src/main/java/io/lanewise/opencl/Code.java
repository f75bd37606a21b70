package io.lanewise.opencl;

import io.lanewise.formula.Formula;
import io.lanewise.layout.Walk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The text of programs: `common.cl`, then what is generated, then the family's `.cl` resource.
final class Code {
  private static final Map<String, String> RESOURCES = new ConcurrentHashMap<>();
  private static final String COMMON = resource("common.cl");

  private Code() {}

  /// A program of a family in which a work-item has a row to itself.
  ///
  /// @param generated what stands between what all share and the family's own
  static String program(String family, String generated) {
    return program(family, generated, 1);
  }

  /// A program of a family.
  ///
  /// @param lanes the work-items that share a row
  static String program(String family, String generated, int lanes) {
    String lines = define("LANES", lanes) + COMMON + "\n" + generated + "\n";
    return lines + resource(family + ".cl");
  }

  /// A program that is generated but for what all share.
  static String program(String generated) {
    return define("LANES", 1) + COMMON + "\n" + generated;
  }

  /// The definition of a number.
  static String define(String name, int value) {
    return "#define " + name + " " + value + "\n";
  }

  /// The text of a resource of this package.
  static String resource(String name) {
    return RESOURCES.computeIfAbsent(name, Code::read);
  }

  private static String read(String name) {
    try (InputStream in = Code.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The place of element i of an operand of a walk.
  static String place(Walk walk, int operand) {
    String offset = "walk[1 + walk[0] + " + operand + " * (walk[0] + 1)]";
    return walk.constant(operand)
        ? offset
        : walk.dense(operand) ? offset + " + i" : "place(walk, " + operand + ", i)";
  }

  /// A function of floats: `float name(float r0, float r1, …)`.
  static String function(String name, Formula formula, int arguments) {
    FormulaCode code = new FormulaCode(List.of(formula));
    StringBuilder s = new StringBuilder("float " + name + "(");
    for (int i = 0; i < arguments; i++) {
      s.append(i > 0 ? ", " : "").append("float a").append(i);
    }
    s.append(") {\n").append(code.declarations());
    for (int i = 0; i < code.inputs(); i++) {
      s.append("  ").append(FormulaCode.input(i)).append(" = a").append(i).append(";\n");
    }
    s.append(code.assignments());
    return s.append("  return ").append(code.output(0)).append(";\n}\n").toString();
  }

  /// Parameters or arguments for operands, each with a comma before it.
  static String operands(String before, int from, int to) {
    StringBuilder s = new StringBuilder();
    for (int o = from; o < to; o++) {
      s.append(", ").append(before).append("p").append(o);
    }
    return s.toString();
  }

  /// Lines that load the inputs of a formula at element i.
  static String loads(FormulaCode code, Walk walk, int firstInput) {
    StringBuilder s = new StringBuilder();
    for (int k = 0; k < code.inputs(); k++) {
      int o = firstInput + k;
      s.append("  ").append(FormulaCode.input(k)).append(" = p").append(o);
      s.append("[").append(place(walk, o)).append("];\n");
    }
    return s.toString();
  }
}

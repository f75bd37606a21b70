package io.lanewise;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who may use whom: each package of the engine has a floor and uses only what stands below it,
/// apart from the sideways steps listed here.
final class Floors {
  private static final String ROOT = "io.lanewise";

  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("io.lanewise.cli", 9),
          Map.entry("io.lanewise.train", 8),
          Map.entry("io.lanewise.optim", 7),
          Map.entry("io.lanewise.data", 7),
          Map.entry("io.lanewise.nn", 6),
          Map.entry("io.lanewise.file", 6),
          Map.entry("io.lanewise", 5),
          Map.entry("io.lanewise.program", 4),
          Map.entry("io.lanewise.op", 4),
          Map.entry("io.lanewise.cpu", 4),
          Map.entry("io.lanewise.cpu.scalar", 4),
          Map.entry("io.lanewise.cpu.simd", 4),
          Map.entry("io.lanewise.cpu.reference", 4),
          Map.entry("io.lanewise.backend", 3),
          Map.entry("io.lanewise.instruction", 2),
          Map.entry("io.lanewise.layout", 1),
          Map.entry("io.lanewise.formula", 1),
          Map.entry("io.lanewise.random", 1),
          Map.entry("io.lanewise.text", 1),
          Map.entry("io.lanewise.picture", 1));

  /// Steps that stay on a floor: `cpu` chooses among its children, and they share its
  /// buffers; programs speak of the operands of ops; SIMD has a plain twin for every kernel.
  private static final Map<String, Set<String>> SIDEWAYS =
      Map.of(
          "io.lanewise.cpu",
          Set.of("io.lanewise.cpu.scalar", "io.lanewise.cpu.simd", "io.lanewise.cpu.reference"),
          "io.lanewise.cpu.scalar",
          Set.of("io.lanewise.cpu"),
          "io.lanewise.cpu.simd",
          Set.of("io.lanewise.cpu", "io.lanewise.cpu.scalar"),
          "io.lanewise.cpu.reference",
          Set.of("io.lanewise.cpu"),
          "io.lanewise.program",
          Set.of("io.lanewise.op"));

  /// Beyond `java.base`: which module's classes which package may use.
  private static final Map<String, String> MODULES =
      Map.of("jdk.incubator.vector", "io.lanewise.cpu.simd", "jdk.jfr", "io.lanewise");

  /// The module of every package of the JDK.
  private static final Map<String, String> JDK = new HashMap<>();

  static {
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      for (String name : module.descriptor().packages()) {
        JDK.put(name, module.descriptor().name());
      }
    }
  }

  private Floors() {}

  /// What is wrong with a class, one line each.
  static List<String> violations(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    String from = model.thisClass().asInternalName().replace('/', '.');
    List<String> violations = new ArrayList<>();
    if (!FLOORS.containsKey(packageOf(from))) {
      violations.add(from + " lies in a package without a floor; give it one in Floors");
      return violations;
    }
    for (String to : references(model)) {
      String why = objection(packageOf(from), packageOf(to));
      if (why != null) {
        violations.add(from + " → " + to + ": " + why);
      }
    }
    return violations;
  }

  private static String objection(String from, String to) {
    if (to.equals(from)) {
      return null;
    }
    if (!to.equals(ROOT) && !to.startsWith(ROOT + ".")) {
      String module = JDK.get(to);
      boolean allowed =
          module != null && (module.equals("java.base") || from.equals(MODULES.get(module)));
      return allowed ? null : "the engine does without " + (module == null ? to : module);
    }
    Integer above = FLOORS.get(from);
    Integer below = FLOORS.get(to);
    if (below == null) {
      return to + " is a package without a floor";
    }
    boolean allowed = below < above || SIDEWAYS.getOrDefault(from, Set.of()).contains(to);
    return allowed ? null : "floor " + above + " uses floor " + below;
  }

  /// Every class that is named in the constant pool, a descriptor or a generic signature.
  static Set<String> references(ClassModel model) {
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry c -> addTypes(c.asSymbol().descriptorString(), names);
        case NameAndTypeEntry n -> addTypes(n.type().stringValue(), names);
        case MethodTypeEntry m -> addTypes(m.descriptor().stringValue(), names);
        default -> {}
      }
    }
    model.findAttribute(Attributes.signature()).ifPresent(s -> addTypes(text(s), names));
    for (FieldModel field : model.fields()) {
      addTypes(field.fieldType().stringValue(), names);
      field.findAttribute(Attributes.signature()).ifPresent(s -> addTypes(text(s), names));
    }
    for (MethodModel method : model.methods()) {
      addTypes(method.methodType().stringValue(), names);
      method.findAttribute(Attributes.signature()).ifPresent(s -> addTypes(text(s), names));
    }
    model
        .findAttribute(Attributes.record())
        .ifPresent(
            record -> {
              for (RecordComponentInfo component : record.components()) {
                addTypes(component.descriptor().stringValue(), names);
              }
            });
    return names;
  }

  /// The signature without the names of its type parameters, which could be taken for types.
  private static String text(SignatureAttribute signature) {
    return signature.signature().stringValue().replaceAll("(?<=^<|;)[\\w$]+:", ":");
  }

  /// The class names in a descriptor or signature: what stands between an `L` and `;`, `<` or `.`
  /// where a type begins.
  private static void addTypes(String descriptor, Set<String> names) {
    for (int at = 0; at < descriptor.length(); at++) {
      char c = descriptor.charAt(at);
      if (c == 'T') { // a type variable
        at = descriptor.indexOf(';', at);
      } else if (c == 'L') {
        int end = at + 1;
        while (";<.".indexOf(descriptor.charAt(end)) < 0) {
          end++;
        }
        names.add(descriptor.substring(at + 1, end).replace('/', '.'));
        at = descriptor.charAt(end) == '.' ? descriptor.indexOf(';', end) : end;
      }
    }
  }

  private static String packageOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }
}

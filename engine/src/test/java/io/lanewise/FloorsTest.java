package io.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FloorsTest {
  @Test
  void everyPackageUsesOnlyWhatStandsBelowIt() throws IOException, URISyntaxException {
    var location = Tensor.class.getProtectionDomain().getCodeSource().getLocation();
    List<String> violations = new ArrayList<>();
    int classes = 0;
    try (Stream<Path> files = Files.walk(Path.of(location.toURI()))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("module-info.class")) {
          classes++;
          violations.addAll(Floors.violations(Files.readAllBytes(file)));
        }
      }
    }
    assertTrue(classes > 100, "found " + classes + " classes at " + location);
    assertEquals("", String.join("\n", violations));
  }

  private static List<String> planted(String name, Consumer<ClassBuilder> content) {
    return Floors.violations(ClassFile.of().build(ClassDesc.of(name), content));
  }

  private static List<String> withField(String name, String type) {
    return planted(name, c -> c.withField("planted", ClassDesc.of(type), 0));
  }

  @Test
  void fieldOfAHigherFloorIsFoundByItsDescriptor() {
    assertEquals(
        List.of("io.lanewise.layout.Planted → io.lanewise.Tensor: floor 1 uses floor 5"),
        withField("io.lanewise.layout.Planted", "io.lanewise.Tensor"));
  }

  @Test
  void callOfASiblingIsFoundInTheConstantPool() {
    var violations =
        planted(
            "io.lanewise.op.Planted",
            c ->
                c.withMethodBody(
                    "run",
                    MethodTypeDesc.of(ConstantDescs.CD_void),
                    ClassFile.ACC_STATIC,
                    code ->
                        code.invokestatic(
                                ClassDesc.of("io.lanewise.cpu.Fma"),
                                "check",
                                MethodTypeDesc.of(ConstantDescs.CD_void))
                            .return_()));
    assertEquals(
        List.of("io.lanewise.op.Planted → io.lanewise.cpu.Fma: floor 4 uses floor 4"), violations);
  }

  @Test
  void typeArgumentIsFoundInTheSignature() {
    var violations =
        planted(
            "io.lanewise.backend.Planted",
            c ->
                c.withField(
                    "planted",
                    ClassDesc.of("java.util.List"),
                    f ->
                        f.with(
                            SignatureAttribute.of(
                                Signature.parseFrom("Ljava/util/List<Lio/lanewise/op/Op;>;")))));
    assertEquals(
        List.of("io.lanewise.backend.Planted → io.lanewise.op.Op: floor 3 uses floor 4"),
        violations);
  }

  @Test
  void vectorsAreForTheSimdBackendAlone() {
    assertEquals(
        List.of(), withField("io.lanewise.cpu.simd.Planted", "jdk.incubator.vector.FloatVector"));
    assertEquals(
        List.of(
            "io.lanewise.cpu.scalar.Planted → jdk.incubator.vector.FloatVector:"
                + " the engine does without jdk.incubator.vector"),
        withField("io.lanewise.cpu.scalar.Planted", "jdk.incubator.vector.FloatVector"));
  }

  @Test
  void otherModulesAndLibrariesAreViolations() {
    assertEquals(1, withField("io.lanewise.cli.Planted", "java.sql.Connection").size());
    assertEquals(1, withField("io.lanewise.cli.Planted", "org.jocl.CL").size());
    assertEquals(0, withField("io.lanewise.cli.Planted", "java.util.zip.CRC32").size());
  }

  @Test
  void packageWithoutAFloorIsAViolation() {
    assertEquals(
        List.of(
            "io.lanewise.attic.Planted lies in a package without a floor; give it one in Floors"),
        withField("io.lanewise.attic.Planted", "java.lang.String"));
    assertEquals(
        List.of(
            "io.lanewise.cli.Planted → io.lanewise.attic.Thing:"
                + " io.lanewise.attic is a package without a floor"),
        withField("io.lanewise.cli.Planted", "io.lanewise.attic.Thing"));
  }

  @Test
  void sidewaysStepsGoBetweenTheCpuAndItsChildrenOnly() {
    assertEquals(List.of(), withField("io.lanewise.cpu.Planted", "io.lanewise.cpu.simd.Thing"));
    assertEquals(List.of(), withField("io.lanewise.cpu.simd.Planted", "io.lanewise.cpu.Thing"));
    assertEquals(
        List.of(), withField("io.lanewise.cpu.simd.Planted", "io.lanewise.cpu.scalar.Thing"));
    assertEquals(
        1, withField("io.lanewise.cpu.scalar.Planted", "io.lanewise.cpu.simd.Thing").size());
  }
}

package io.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void noCommandPrintsTheHelpAsAComplaint() {
    Session s = Session.of();
    assertEquals(Main.WRONG_USE, s.code());
    assertTrue(s.err().contains("Usage: lanewise COMMAND"), s.err());
    assertEquals("", s.out());
  }

  @Test
  void helpListsEveryCommandWithASummary() {
    Session s = Session.of("--help");
    assertEquals(0, s.code());
    for (String command : new String[] {"train", "predict", "graph", "devices"}) {
      assertTrue(s.out().matches("(?s).*\n  " + command + " +[a-z][^\n]+\n.*"), command);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "predict", "graph", "devices"})
  void helpOfACommandSpeaksOfEachOption(String command) {
    Session s = Session.of(command, "--help");
    assertEquals(0, s.code());
    assertTrue(s.out().startsWith("Usage: lanewise " + command + " [OPTIONS]\n"));
    assertTrue(s.out().contains("--help "));
    assertEquals(s.out(), Session.of("help", command).out());
  }

  @Test
  void helpNamesDefaults() {
    assertTrue(Session.of("train", "--help").out().contains("(default mlp:50-25)"));
  }

  @Test
  void helpFitsATerminal() {
    for (String command : new String[] {"train", "predict", "graph", "devices"}) {
      Session.of(command, "--help")
          .out()
          .lines()
          .forEach(line -> assertTrue(line.length() <= 100, line));
    }
  }

  @Test
  void versionNamesJavaToo() {
    Session s = Session.of("--version");
    assertEquals(0, s.code());
    assertTrue(s.out().startsWith("lanewise "), s.out());
    assertTrue(s.out().contains("Java " + Runtime.version()), s.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          tran                    ~ lanewise: unknown command tran; did you mean train?
          fly                     ~ lanewise: unknown command fly; the commands are train, predict, graph, profile, devices
          --verbose               ~ lanewise: unknown option --verbose; the commands are train, predict, graph, profile, devices
          train --epoch 3         ~ lanewise train: unknown option --epoch; did you mean --epochs?
          train --epochs 0        ~ lanewise train: --epochs 0: not a whole number from 1 to 16777216
          train --batch x         ~ lanewise train: --batch x: not a whole number from 1 to 16777216
          train --lr -1           ~ lanewise train: --lr -1: not a number of 0 or more
          train --momentum 1      ~ lanewise train: --momentum 1: not a number of at least 0 and below 1
          train --nesterov        ~ lanewise train: --nesterov needs --momentum above 0 and no --dampening
          train --data xor --out= ~ lanewise train: --out needs a value: --out DIR
          train --optimizer adam  ~ lanewise train: --optimizer adam: not one of sgd
          train --backend skalar  ~ lanewise train: --backend skalar: not one of cpu, scalar, simd, reference, opencl; did you mean scalar?
          train --seed 1.5        ~ lanewise train: --seed 1.5: not a whole number of 64 bits
          train --split 1.2       ~ lanewise train: --split 1.2: not a share between 0 and 1, nor two or three that sum to 1, like 0.7/0.1/0.2
          train --split 0.7/0.1   ~ lanewise train: --split 0.7/0.1: not a share between 0 and 1, nor two or three that sum to 1, like 0.7/0.1/0.2
          predict                 ~ lanewise predict: --model FILE is missing
          predict --model m       ~ lanewise predict: --data DIR|FILE|NAME is missing
          graph --model nothing   ~ lanewise graph: --model nothing: neither a file nor a description like logistic or mlp:50-25
          """)
  void wrongUseIsOneLineAndTwo(String words, String message) {
    Session s = Session.of(words.split(" "));
    assertEquals(Main.WRONG_USE, s.code());
    assertEquals(message + "\n", s.err());
    assertEquals("", s.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "graph", "devices"})
  void resultThatCannotBePrintedIsAFailure(String command) {
    var full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    var err = new ByteArrayOutputStream();
    var terminal = new Terminal(full, new PrintStream(err), false, 80, false);
    assertEquals(Main.FAILED, Main.run(List.of(command), terminal));
    assertEquals("lanewise: standard output could not be written to its end\n", err.toString());
  }

  @Test
  void unknownKindOfModelIsWrongUse() {
    Session s = Session.of("train", "--model", "cnn:8");
    assertEquals(Main.WRONG_USE, s.code());
    assertTrue(s.err().startsWith("lanewise train: --model 'cnn:8': there is no such"), s.err());
  }

  @Test
  void backendThatCannotRunHereFailsWithTheReason() {
    Session s = Session.of("train", "--data", "xor", "--backend", "opencl");
    assertEquals(Main.FAILED, s.code());
    assertTrue(s.err().startsWith("lanewise train: backend opencl: "), s.err());
  }

  @Test
  void devicesNamesEveryBackendAndTheChosenOne() {
    Session s = Session.of("devices");
    assertEquals(0, s.code());
    assertTrue(s.out().startsWith("chosen      "), s.out());
    assertTrue(s.out().contains("\nscalar      available\n"), s.out());
    assertTrue(s.out().contains("\nopencl      not available: "), s.out());
    assertTrue(s.out().contains("\nfma "), s.out());
  }
}

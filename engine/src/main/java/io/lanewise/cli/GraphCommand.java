package io.lanewise.cli;

import io.lanewise.Tape;
import java.io.IOException;
import java.util.List;

/// `lanewise graph`
final class GraphCommand implements Command {
  private static final List<Option> OPTIONS =
      StepOptions.and(
          Option.choice(
              "format",
              List.of("text", "passes", "dot", "mermaid", "svg"),
              "text",
              "a listing, its rewriting, or a picture"),
          Options.BACKEND,
          Options.OUT);

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public String summary() {
    return "show the tape of a training step";
  }

  @Override
  public String description() {
    return """
        Shows what a training step of a model computes: as a listing of its instructions,
        forward and backward, with shapes, FLOPs and bytes; as it was recorded, and after each
        pass that rewrites it for replays; or as a picture of its operations.""";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    return StepOptions.with(
        arguments,
        step -> {
          Tape tape = step.trainer().tape(step.batch());
          tape.backward(); // so that the listing shows it
          return Options.show(drawn(tape, arguments.text("format")), arguments, terminal);
        });
  }

  private static String drawn(Tape tape, String format) {
    return switch (format) {
      case "passes" -> tape.passes();
      case "dot" -> tape.toDot();
      case "mermaid" -> tape.toMermaid();
      case "svg" -> tape.toSvg().toString();
      default -> tape.toString();
    };
  }
}

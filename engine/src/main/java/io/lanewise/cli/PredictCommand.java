package io.lanewise.cli;

import java.util.List;

final class PredictCommand implements Command {
  public String name() {
    return "predict";
  }

  public String summary() {
    return "";
  }

  public String description() {
    return "";
  }

  public List<Option> options() {
    return List.of();
  }

  public int run(Arguments a, Terminal t) {
    return 0;
  }
}

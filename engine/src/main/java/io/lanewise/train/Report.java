package io.lanewise.train;

import io.lanewise.Tape;
import io.lanewise.layout.Shape;
import io.lanewise.nn.Sequential;
import java.util.Map;

record Report(
    RunResult result,
    Sequential model,
    Task task,
    TrainingData data,
    Shape imageShape,
    LossHistory history,
    Tape tape) {
  String html(Map<String, Object> config, String command) {
    return "";
  }
}

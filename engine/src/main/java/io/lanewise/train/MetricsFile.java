package io.lanewise.train;

import io.lanewise.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `metrics.csv`: one row for each finished epoch. All columns but the seconds are functions of the
/// data and the settings alone.
final class MetricsFile {
  private final Path path;
  private final boolean classes;
  private final StringBuilder text = new StringBuilder();

  /// Begins the file with the names of its columns.
  MetricsFile(Path path, boolean classes, boolean validation) throws IOException {
    this.path = path;
    this.classes = classes;
    String score = classes ? "accuracy" : "rmse";
    text.append("epoch,train_loss,train_").append(score);
    if (validation) {
      text.append(",validation_loss,validation_").append(score);
    }
    text.append(",test_loss,test_").append(score).append(",seconds\n");
    write();
  }

  void add(Epoch e) throws IOException {
    text.append(e.number()).append(',').append(e.trainLoss()).append(',');
    text.append(classes ? e.trainAccuracy() : Math.sqrt(e.trainLoss()));
    if (e.validation() != null) {
      text.append(',').append(e.validation().loss()).append(',').append(e.validation().score());
    }
    text.append(',').append(e.test().loss()).append(',').append(e.test().score());
    text.append(',').append(Math.round(e.seconds() * 1e6) / 1e6).append('\n');
    write();
  }

  private void write() throws IOException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path, out -> out.write(bytes));
  }
}

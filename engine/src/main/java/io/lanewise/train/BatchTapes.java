package io.lanewise.train;

import io.lanewise.layout.Shape;
import io.lanewise.nn.Layer;
import java.util.ArrayList;
import java.util.List;

/// One [BatchTape] for each batch size that occurs, recorded at first use. There are two as a rule:
/// a full batch and the last one.
final class BatchTapes {
  private final Layer model;
  private final Task task;
  private final Shape shape;
  private final List<BatchTape> known = new ArrayList<>();

  BatchTapes(Layer model, Task task, Shape shape) {
    this.model = model;
    this.task = task;
    this.shape = shape;
  }

  BatchTape of(int size) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).size == size) {
        return known.get(i);
      }
    }
    BatchTape tape = new BatchTape(model, task, shape, size);
    known.add(tape);
    return tape;
  }
}

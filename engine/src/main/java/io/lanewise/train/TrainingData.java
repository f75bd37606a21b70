package io.lanewise.train;

import io.lanewise.data.Dataset;
import io.lanewise.data.Split;
import io.lanewise.data.Standardizer;
import io.lanewise.layout.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a run trains on and is judged by.
///
/// @param train what the model learns from
/// @param validation what settings are chosen by; null if there is no such part
/// @param test what the model is judged by
/// @param features what the features are called; empty if they are pixels or nameless
/// @param given whether the source came in parts; if not, it was split
/// @param standardizer what was applied to the features of all parts; null if nothing was
public record TrainingData(
    Dataset train,
    Dataset validation,
    Dataset test,
    List<String> features,
    boolean given,
    Standardizer standardizer) {
  /// The training part's share unless one is asked for.
  public static final double TRAIN_SHARE = 0.8;

  /// Above this, whole numbers that hardly repeat are not taken for classes unasked.
  private static final int MANY_CLASSES = 20;

  private static final double[] FRACTIONS = {TRAIN_SHARE, 1 - TRAIN_SHARE};

  /// Reads data and splits them, unless they come in parts: at random, stratified where there are
  /// classes.
  ///
  /// @throws IOException if a file cannot be read or does not hold what it should
  /// @throws IllegalArgumentException if the request does not fit the data
  public static TrainingData load(DataRequest request) throws IOException {
    Examples read = Examples.read(request);
    List<Dataset> parts = read.parts();
    boolean given = parts.size() > 1;
    if (!given) {
      parts = split(request, parts.get(0));
    } else if (request.fractions() != null) {
      throw new IllegalArgumentException(
          request.source()
              + " comes with a test part of "
              + read.held().size()
              + " examples; leave out --split");
    }
    Dataset validation = parts.size() == 3 ? parts.get(1) : null;
    return new TrainingData(
        parts.get(0), validation, parts.get(parts.size() - 1), read.features(), given, null);
  }

  private static List<Dataset> split(DataRequest request, Dataset all) {
    double[] fractions = request.fractions() == null ? FRACTIONS : request.fractions();
    boolean scarce = 2 * all.classes() > all.size();
    if (scarce && all.classes() > MANY_CLASSES && request.kind() == DataRequest.Kind.DETECTED) {
      throw scarce(request, all);
    }
    try {
      return all.classes() > 0
          ? Split.stratified(all, request.seed(), fractions)
          : Split.random(all, request.seed(), fractions);
    } catch (IllegalArgumentException e) {
      throw scarce
          ? scarce(request, all)
          : new IllegalArgumentException(request.source() + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException scarce(DataRequest request, Dataset all) {
    return new IllegalArgumentException(
        request.source()
            + ": "
            + all.classes()
            + " different labels in "
            + all.size()
            + " rows are too many for classes; is another column the label (--label), or is it a"
            + " number to predict (--task regression)?");
  }

  /// The same data with features of mean 0 and deviation 1 in the training part.
  public TrainingData standardized(Standardizer.Deviation kind) {
    Standardizer s = Standardizer.fit(train, kind);
    return new TrainingData(
        s.apply(train),
        validation == null ? null : s.apply(validation),
        s.apply(test),
        features,
        given,
        s);
  }

  /// The same data with examples as plain rows of numbers, which is what models take.
  public TrainingData flat() {
    Shape row = Shape.of(train.featureShape().size());
    return new TrainingData(
        train.reshape(row),
        validation == null ? null : validation.reshape(row),
        test.reshape(row),
        features,
        given,
        standardizer);
  }

  /// The names of the classes, empty for regression.
  public List<String> classes() {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < train.classes(); c++) {
      names.add(train.className(c));
    }
    return names;
  }
}

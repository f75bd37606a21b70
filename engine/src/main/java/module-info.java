/// Lanewise: tensors, a replayable tape, formulas, SGD and the CPU backends, on the JDK alone.
module io.lanewise {
  exports io.lanewise.layout;
  exports io.lanewise.picture;
  exports io.lanewise.random;
}

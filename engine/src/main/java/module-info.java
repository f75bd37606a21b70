/// Lanewise: tensors, a replayable tape, formulas, SGD and the CPU backends, on the JDK alone.
///
/// The Vector API is an incubating module, which java announces on standard error, so it is there
/// only for who asks: `--add-modules jdk.incubator.vector` makes the SIMD backend available.
module io.lanewise {
  requires static jdk.incubator.vector;

  exports io.lanewise;
  exports io.lanewise.backend;
  exports io.lanewise.data;
  exports io.lanewise.file;
  exports io.lanewise.formula;
  exports io.lanewise.instruction;
  exports io.lanewise.layout;
  exports io.lanewise.nn;
  exports io.lanewise.op;
  exports io.lanewise.optim;
  exports io.lanewise.picture;
  exports io.lanewise.random;
  exports io.lanewise.train;

  uses io.lanewise.backend.BackendProvider;
}

/// Lanewise: tensors, a replayable tape, formulas, SGD and the CPU backends, on the JDK alone.
///
/// The Vector API is an incubating module: whoever runs the engine from the class path resolves it
/// with `--add-modules jdk.incubator.vector`, or computes with the scalar kernels.
module io.lanewise {
  requires jdk.incubator.vector;

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

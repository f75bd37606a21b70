/// Lanewise: tensors, a replayable tape, formulas, SGD and the CPU backends, on the JDK alone.
///
/// The Vector API is an incubating module, which java announces on standard error. Whoever runs
/// the engine as a module has it; on the class path `--add-modules jdk.incubator.vector` resolves
/// it, and without that the engine computes the same on plain loops.
module io.lanewise {
  requires jdk.incubator.vector;
  requires static jdk.jfr;

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

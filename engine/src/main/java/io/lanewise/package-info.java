/// The face of Lanewise: [io.lanewise.Tensor], [io.lanewise.Tape] and what goes with them.
///
/// A tensor computes at once; recorded on a tape, the same calls can be replayed and
/// differentiated. Layers, losses, optimisers and training stand above this package; formulas,
/// instructions, backends and ops below.
package io.lanewise;

/// The elementwise algebra: formulas, their symbolic gradients, and their expansion into the few
/// primitives that each backend renders.
///
/// A [io.lanewise.formula.Formula] is written once. The reference backend walks it in double, the
/// scalar backend interprets its [io.lanewise.formula.Program] block by block, others generate code
/// from it. Nothing here knows tensors, buffers or backends.
package io.lanewise.formula;

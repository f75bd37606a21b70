/// The operations: how each one checks its shapes and lowers to instructions, forward and backward.
///
/// An op knows no tape and no backend; it speaks to an [io.lanewise.op.Emitter]. To add one, write
/// it in a file here, enter it in [io.lanewise.op.Catalogue] with samples of its use, and give it a
/// fluent method on `Tensor`: checks, documentation and benchmarks follow from the catalogue.
package io.lanewise.op;

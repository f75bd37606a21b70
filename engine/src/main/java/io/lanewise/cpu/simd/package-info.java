/// The SIMD backend: loops on the Vector API, with the bits of [io.lanewise.cpu.scalar].
///
/// Every kernel here has its plain twin there, of the same name; the twin says what is computed and
/// in which order, this package says how to do that with the lanes of a vector. Only this package
/// uses `jdk.incubator.vector`.
///
/// | to read about | begin with |
/// |---|---|
/// | what runs when | `SimdBackend`, `SwitchingKernel` |
/// | warm-up | `Loop`, `Rehearsal`, `Rehearsals`, `Effort` |
/// | generated loops | `LoopCompiler`, `FormulaCode`, `VectorCode`; `MapLoop`, `FoldLoop`, `Tile` |
/// | elementwise formulas | `MapKernel`, `MapBlocks` |
/// | reductions, softmax, argmax | `ReduceKernel`, `RowExponentials`, `ArgReduceKernel` |
/// | products of matrices | `GemmKernel`, `Packing`, `TileMethod` |
/// | data movement | `CopyKernel`, `Slices`, `Transpose` |
package io.lanewise.cpu.simd;

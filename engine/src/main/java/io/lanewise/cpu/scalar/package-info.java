/// The scalar backend: plain loops in float32 that the JIT compiler vectorises, fast from the first
/// second on.
///
/// Its results define the engine's canonical bits. Every order of operations here depends on the
/// logical shapes alone, never on strides, addresses or lane widths, and stands documented with its
/// kernel, so that other CPU backends can reproduce it exactly.
package io.lanewise.cpu.scalar;

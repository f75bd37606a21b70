/// What a backend can be asked to do: a closed set of plain values over layouts and formulas.
///
/// Instructions hold no buffers, so they can be compared, printed, rewritten and used as keys. An
/// instruction earns its place here by a measured gain: most operations are a `Map`.
package io.lanewise.instruction;

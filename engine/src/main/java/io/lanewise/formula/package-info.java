/// The elementwise algebra: formulas, their symbolic gradients, and their expansion into the few
/// primitives that each backend renders.
///
/// A [io.lanewise.formula.Formula] is written once. The reference backend walks it in double, the
/// scalar backend interprets its [io.lanewise.formula.Program] block by block, others generate code
/// from it. Nothing here knows tensors, buffers or backends.
///
/// The composites in float32, where each primitive is rounded to nearest. The errors are the
/// largest over all 2³² floats (for pow over 6·10⁷ pairs), in units of the last place of the right
/// result; subnormal arguments and results included.
///
/// | function | primitives | error, ulp | special values |
/// |---|---|---|---|
/// | exp | 13 | 0.90 | e^−∞ = 0, e^∞ = ∞, gradual underflow |
/// | expm1 | 20 | 1.31 | −0 kept, −∞ to −1 |
/// | log | 24 | 0.91 | ±0 to −∞, negative to NaN, 1 to +0 |
/// | log1p | 30 | 1.13 | −0 kept, −1 to −∞, below NaN |
/// | pow | 91 | 1.10 | as `Math.pow` |
/// | sin, cos | 24, 25 | 1.54 | −0 kept by sin, ±∞ to NaN; exact reduction for every float; beyond
// 2¹⁵ 86 more primitives |
/// | tanh | 20 | 1.97 | −0 kept, ±∞ to ±1 |
/// | sigmoid | 17 | 1.99 | −∞ to 0, ∞ to 1, gradual underflow |
/// | softplus | 24 | 1.75 | −∞ to 0, ∞ to ∞, gradual underflow |
/// | erf | 30 | 1.13 | −0 kept, ±∞ to ±1 |
///
/// NaN gives NaN everywhere but in pow(NaN, 0) = 1. The values in double, which the reference
/// backend takes, are those of `StrictMath`, and for erf those of a published approximation.
package io.lanewise.formula;

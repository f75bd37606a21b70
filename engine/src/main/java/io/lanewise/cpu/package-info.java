/// What the CPU backends share: their buffers, the checks when an instruction is bound, the checks
/// of index operands, and the fused multiply-add.
///
/// Each backend lives in a package below this one. Nothing here computes an instruction.
package io.lanewise.cpu;

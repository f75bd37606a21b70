package io.lanewise;

import io.lanewise.backend.Kernel;
import io.lanewise.instruction.Instruction;
import io.lanewise.op.Operand;

/// One instruction on a tape, bound to its buffers.
///
/// @param node the use of an op that it belongs to
/// @param instruction what it does
/// @param operands on what, outputs first
/// @param kernel how
record Step(Node node, Instruction instruction, Operand[] operands, Kernel kernel) {}

package io.lanewise;

import io.lanewise.op.Op;
import io.lanewise.op.Site;

/// One use of an op on a tape.
///
/// @param op the op
/// @param site its operands
/// @param in the tensors it was applied to
/// @param out the tensor it computed
/// @param source the line of the user's program, if lines are traced, else null
record Node(Op op, Site site, Tensor[] in, Tensor out, StackTraceElement source) {}

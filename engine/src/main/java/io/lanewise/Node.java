package io.lanewise;

import io.lanewise.op.Op;
import io.lanewise.op.Site;
import io.lanewise.program.Origin;

/// One use of an op on a tape.
///
/// @param op the op
/// @param site its operands
/// @param in the tensors it was applied to
/// @param out the tensor it computed
/// @param origin what its instructions say of where they come from
record Node(Op op, Site site, Tensor[] in, Tensor out, Origin origin) {}

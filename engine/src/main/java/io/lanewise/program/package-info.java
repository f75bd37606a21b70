/// What a tape runs: instructions over operands, and the passes that rewrite them before they are
/// bound.
///
/// A recording writes every result to a memory of its own. For replays that is more than it takes,
/// so a tape that is replayed is rewritten, pass by pass, in the order of [Rewriting#passes], and
/// its results share memory as [MemoryPlan] says. Every pass keeps every bit.
package io.lanewise.program;

/// The plain meaning of every instruction, in double precision: what gradients are checked on and
/// other backends are measured against.
///
/// Each kernel is a loop that reads like the instruction's definition. No speed tricks live here,
/// and formulas are evaluated as they were written, before any expansion.
package io.lanewise.cpu.reference;

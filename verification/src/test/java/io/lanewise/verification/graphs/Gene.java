package io.lanewise.verification.graphs;

/// Four random numbers that become one operation of a graph. Whatever they are, they mean
/// something, so a failing graph shrinks by dropping genes and lowering their numbers.
///
/// @param kind which operation
/// @param first which earlier result it is applied to
/// @param second a further operand
/// @param option its axis, for instance
record Gene(int kind, int first, int second, int option) {}

/// Counter-based random numbers: a value is a function of a seed and a counter, so it is the same
/// in every order of drawing, on every backend and in every replay.
package io.lanewise.random;

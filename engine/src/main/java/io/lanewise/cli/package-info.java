/// The command line: arguments and printing, and nothing else. What a command does is done by the
/// packages below; a program that embeds Lanewise can do all of it without this package.
///
/// Each command lists its options once; parsing, help, errors and suggestions follow from the list.
/// Exit codes: 0 done, 1 failed, 2 wrong use, and 128 + n when signal n ended training.
package io.lanewise.cli;

/// Words and numbers for people: what somebody meant who mistyped, and numbers without the start-up
/// costs of a formatter. Imports nothing of Lanewise; not exported.
package io.lanewise.text;

/// Words for people: what somebody meant who mistyped. Imports nothing of Lanewise; not exported.
package io.lanewise.text;

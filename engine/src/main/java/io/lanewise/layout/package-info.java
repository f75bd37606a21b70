/// Index arithmetic: shapes, strided layouts, broadcasting and the loop nests over several layouts.
///
/// Nothing here knows data, arithmetic or backends. Everything above builds on it.
package io.lanewise.layout;

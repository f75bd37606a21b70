/// Files: NumPy arrays, safetensors, IDX, separated text and JSON, read with distrust and written
/// whole or not at all.
///
/// Every claim that a file makes about its own size is checked against the bytes that are really
/// there before memory is taken for it, and what does not fit ends in a
/// [io.lanewise.file.FileFormatException] that names the file, the place and the cure. Numbers stay
/// as the file holds them ([io.lanewise.file.FileArray]). There are no tensors, datasets or models
/// here: those who know what the numbers mean stand above.
package io.lanewise.file;

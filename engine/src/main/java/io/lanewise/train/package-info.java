/// Training: examples from files of any kind, the loop over batches, metrics, checkpoints, and a
/// run with its folder and report.
///
/// What a model is stands in `nn`, how parameters change in `optim`, how examples are held and
/// split in `data`, how files are read in `file`; here they are brought together. Nothing here
/// prints: a [io.lanewise.train.Listener] hears what happens.
package io.lanewise.train;

/// Training: the loop over batches, metrics, checkpoints, progress and the report of a run.
///
/// What a model is stands in `nn`, how parameters change in `optim`, where examples come from in
/// `data`; here they are brought together. Nothing here prints: a [io.lanewise.train.Listener]
/// hears what happens.
package io.lanewise.train;

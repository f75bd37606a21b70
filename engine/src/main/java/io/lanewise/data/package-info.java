/// Datasets in memory, the loader that cuts them into batches, splits and standardisation, and data
/// generated from a seed.
///
/// Every random choice is a function of a seed by [io.lanewise.random.Philox], and generated data
/// calls nothing whose last bit may differ between machines. Nothing here knows models, files or
/// training.
package io.lanewise.data;

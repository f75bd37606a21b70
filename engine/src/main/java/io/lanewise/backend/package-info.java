/// The service provider interface: what a backend has to offer.
///
/// A backend allocates buffers and binds instructions to them as kernels; everything above runs
/// those kernels and knows nothing of where they run.
package io.lanewise.backend;

/// The engine's instructions on an OpenCL 1.2 device.
///
/// Where to begin: [OpenClBackend] binds an instruction; [Code] makes its OpenCL C from the
// family's
/// `.cl` resource and the formula, rendered by [FormulaCode]; [Cl] is the one class that touches
/// JOCL, and checks whatever would kill the JVM.
package io.lanewise.opencl;

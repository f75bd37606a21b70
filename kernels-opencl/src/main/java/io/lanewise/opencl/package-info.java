/// The engine's instructions on an OpenCL 1.2 device.
///
/// Where to begin: [OpenClBackend] binds an instruction; [Code] makes its OpenCL C from the `.cl`
/// resource of its family and the formula, rendered by [FormulaCode]. [Device], [Programs] and [Cl]
/// alone touch JOCL, and check whatever would kill the JVM.
package io.lanewise.opencl;

/// Other libraries as contenders: OpenBLAS and MKL through bytedeco's presets.
///
/// They are called as C programs call them: on memory outside the heap that begins at a cache line,
/// by functions that JavaCPP compiled, so nothing is copied or pinned by a call.
package io.lanewise.benchmarks.peers;

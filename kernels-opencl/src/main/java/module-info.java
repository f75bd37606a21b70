/// The OpenCL backend, through JOCL. The engine finds it by itself where this jar is present.
module io.lanewise.opencl {
  requires io.lanewise;
  requires jocl;

  provides io.lanewise.backend.BackendProvider with
      io.lanewise.opencl.OpenClProvider;
}

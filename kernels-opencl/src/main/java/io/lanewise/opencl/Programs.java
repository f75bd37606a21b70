package io.lanewise.opencl;

import static org.jocl.CL.CL_PROGRAM_BINARIES;
import static org.jocl.CL.CL_PROGRAM_BINARY_SIZES;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateProgramWithBinary;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clGetProgramInfo;
import static org.jocl.CL.clReleaseProgram;

import java.util.LinkedHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/// The programs of a device: built once, kept while they are asked for, and on disk for the next
/// process.
final class Programs {
  /// How often a program is built that misses a file, and how long apart.
  private static final int BUILDS = 50;

  private static final long NANOS_BETWEEN_BUILDS = 100_000_000;
  private static final String FILE_MISSING = "No such file or directory";

  /// Programs that are kept built: those that were asked for last. A formula with another constant
  /// is another program.
  private static final int KEPT = 1000;

  /// A built program. Kernels hold on to theirs by themselves.
  private record Program(cl_program program, Handles.Handle handle) {}

  private final Device device;
  private final cl_context context;
  private final Handles handles;
  private final ProgramCache cache;
  private final String options;
  private final LinkedHashMap<String, Program> recent = new LinkedHashMap<>(16, 0.75f, true);

  Programs(Device device, cl_context context, Handles handles, ProgramCache cache) {
    this.device = device;
    this.context = context;
    this.handles = handles;
    this.cache = cache;
    options =
        device.rounds
            ? "-cl-std=CL1.2 -w -cl-fp32-correctly-rounded-divide-sqrt"
            : "-cl-std=CL1.2 -w";
  }

  /// The program of a source, which is built when it is first asked for.
  ///
  /// @param name of the kernel that it is for, for messages
  cl_program of(String source, String name) {
    Program known = recent.get(source);
    if (known == null) {
      cl_program fresh = program(source, name);
      known = new Program(fresh, handles.add(Handles.Kind.PROGRAM, () -> clReleaseProgram(fresh)));
      recent.put(source, known);
      if (recent.size() > KEPT) {
        handles.release(recent.pollFirstEntry().getValue().handle);
      }
    }
    return known.program;
  }

  private cl_program program(String source, String name) {
    String key =
        ProgramCache.key(
            source, options, device.platform, device.name, device.version, device.driver);
    byte[] binary = cache.find(key);
    if (binary != null) {
      try {
        return build(
            clCreateProgramWithBinary(
                context,
                1,
                new cl_device_id[] {device.id},
                new long[] {binary.length},
                new byte[][] {binary},
                null,
                null),
            name,
            "");
      } catch (CLException | OpenClException e) {
        cache.forget(key); // the driver does not want it: build it anew
      }
    }
    cl_program program = compiled(source, name);
    cache.keep(key, binary(program));
    return program;
  }

  /// Built from source. PoCL's compiler lies in this process and removes its temporary files at
  /// any signal to any thread, also at those by which HotSpot finds a null reference or stops a
  /// loop. So when it misses a file, it is asked again a little later.
  private cl_program compiled(String source, String name) {
    for (int builds = 1; ; builds++) {
      cl_program program =
          Cl.call(
              "clCreateProgramWithSource",
              () -> clCreateProgramWithSource(context, 1, new String[] {source}, null, null));
      try {
        return build(program, name, source);
      } catch (OpenClException e) {
        if (builds == BUILDS || !e.getMessage().contains(FILE_MISSING)) {
          throw e;
        }
        LockSupport.parkNanos(NANOS_BETWEEN_BUILDS);
      }
    }
  }

  private cl_program build(cl_program program, String name, String source) {
    try {
      clBuildProgram(program, 1, new cl_device_id[] {device.id}, options, null, null);
      return program;
    } catch (CLException e) {
      String log =
          Device.text(
              (n, p, s) ->
                  clGetProgramBuildInfo(program, device.id, CL_PROGRAM_BUILD_LOG, n, p, s));
      clReleaseProgram(program);
      String what = "clBuildProgram of kernel " + name + " on " + device + " with " + options;
      throw new OpenClException(what + ": " + e.getMessage() + "\n" + log + "\n" + source, e);
    }
  }

  private static byte[] binary(cl_program program) {
    try {
      long[] size = new long[1];
      clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
      byte[] binary = new byte[Math.toIntExact(size[0])];
      Pointer into = Pointer.to(Pointer.to(binary));
      clGetProgramInfo(program, CL_PROGRAM_BINARIES, Sizeof.POINTER, into, null);
      return binary;
    } catch (CLException e) {
      return new byte[0]; // not every driver gives it
    }
  }
}

package io.lanewise.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_SINGLE_FP_CONFIG;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clReleaseMemObject;
import static org.jocl.CL.clReleaseProgram;
import static org.jocl.CL.clSetKernelArg;

import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;

/// One device with its context and its one in-order queue: the one class that touches JOCL.
///
/// OpenCL looks at no size on the host's side and at no handle twice: a short array, a second
/// release or a use after release kills the JVM. So sizes are checked here before every call, and a
/// handle has one owner, which a [Cleaner] releases once. Calls are made by one thread at a time.
final class Cl {
  /// Work-items of a group: a launch of any length is rounded up to it, for PoCL compiles a kernel
  /// once more for every other size.
  static final int GROUP = 64;

  /// Of the loader, not of OpenCL itself.
  private static final int CL_PLATFORM_NOT_FOUND = -1001;

  private static final Cleaner CLEANER = Cleaner.create();

  static {
    // Otherwise JOCL loads whatever lies in the temporary folder under its library's name.
    if (System.getProperty("uniqueLibraryNames") == null) {
      System.setProperty("uniqueLibraryNames", "true");
    }
  }

  private final Device device;
  private final cl_context context;
  private final cl_command_queue queue;
  private final String options;
  private final Map<String, cl_program> programs = new HashMap<>();

  /// What there is to know about a device before it is opened.
  static final class Device {
    final String platform;
    final String name;
    final String version;
    final boolean gpu;
    final long memory;
    final long units;

    /// Whether division and square roots can be correctly rounded.
    final boolean rounds;

    private final cl_platform_id platformId;
    private final cl_device_id id;

    private Device(cl_platform_id platformId, cl_device_id id) {
      this.platformId = platformId;
      this.id = id;
      platform = Cl.text((n, p, s) -> clGetPlatformInfo(platformId, CL_PLATFORM_NAME, n, p, s));
      name = text(CL_DEVICE_NAME);
      version = text(CL_DEVICE_VERSION);
      gpu = (number(CL_DEVICE_TYPE) & CL_DEVICE_TYPE_GPU) != 0;
      memory = number(CL_DEVICE_GLOBAL_MEM_SIZE);
      units = number(CL_DEVICE_MAX_COMPUTE_UNITS);
      rounds = (number(CL_DEVICE_SINGLE_FP_CONFIG) & CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0;
    }

    private String text(int what) {
      return Cl.text((n, p, s) -> clGetDeviceInfo(id, what, n, p, s));
    }

    private long number(int what) {
      long[] value = new long[1];
      clGetDeviceInfo(id, what, Sizeof.cl_long, Pointer.to(value), null);
      return value[0];
    }

    @Override
    public String toString() {
      return name + " (" + platform + ", " + (gpu ? "GPU" : "CPU") + ")";
    }
  }

  /// Memory of the device. A handle without users is released; [#release] does it at once.
  static final class Memory {
    final long bytes;
    private final cl_mem handle;
    private final Cleaner.Cleanable net;
    private boolean released;

    private Memory(cl_mem handle, long bytes) {
      this.handle = handle;
      this.bytes = bytes;
      net = CLEANER.register(this, () -> clReleaseMemObject(handle));
    }

    void release() {
      released = true;
      net.clean();
    }

    private cl_mem handle() {
      if (released) {
        throw new IllegalStateException("the memory has been released; it can't be used again");
      }
      return handle;
    }
  }

  /// A kernel with its arguments: never shared, for it has one set of them.
  static final class Call {
    private final cl_kernel handle;
    private final String name;

    /// What the arguments point to must live as long as they do.
    private final List<Memory> kept = new ArrayList<>();

    private int arguments;

    private Call(cl_kernel handle, String name) {
      this.handle = handle;
      this.name = name;
      CLEANER.register(this, () -> clReleaseKernel(handle));
    }
  }

  @FunctionalInterface
  private interface Info {
    int ask(long bytes, Pointer into, long[] size);
  }

  Cl(Device device) {
    this.device = device;
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, device.platformId);
    context =
        call(
            "clCreateContext",
            () -> clCreateContext(properties, 1, new cl_device_id[] {device.id}, null, null, null));
    queue = call("clCreateCommandQueue", () -> newQueue(device));
    options =
        device.rounds
            ? "-cl-std=CL1.2 -w -cl-fp32-correctly-rounded-divide-sqrt"
            : "-cl-std=CL1.2 -w";
  }

  @SuppressWarnings("deprecation") // the call of OpenCL 1.2, which every device has
  private cl_command_queue newQueue(Device d) {
    return clCreateCommandQueue(context, d.id, 0, null);
  }

  /// All devices of all platforms, GPUs first.
  ///
  /// @throws OpenClException if there is no OpenCL here, with the reason and the cure
  static List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    try {
      CL.setExceptionsEnabled(true);
      int[] count = new int[1];
      clGetPlatformIDs(0, null, count);
      cl_platform_id[] platforms = new cl_platform_id[count[0]];
      clGetPlatformIDs(platforms.length, platforms, null);
      for (cl_platform_id platform : platforms) {
        add(devices, platform);
      }
    } catch (LinkageError e) {
      throw new OpenClException(
          "no OpenCL loader on this machine; install one (Debian: ocl-icd-libopencl1)", e);
    } catch (CLException e) {
      if (e.getStatus() != CL_PLATFORM_NOT_FOUND) {
        throw new OpenClException("clGetPlatformIDs: " + e.getMessage(), e);
      }
    }
    if (devices.isEmpty()) {
      throw new OpenClException(
          "no OpenCL device on this machine; install its driver, or PoCL for the processor"
              + " (Debian: pocl-opencl-icd)");
    }
    devices.sort((a, b) -> Boolean.compare(b.gpu, a.gpu));
    return devices;
  }

  private static void add(List<Device> devices, cl_platform_id platform) {
    int[] count = new int[1];
    try {
      clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
    } catch (CLException e) {
      if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
        return;
      }
      throw e;
    }
    cl_device_id[] ids = new cl_device_id[count[0]];
    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, ids.length, ids, null);
    for (cl_device_id id : ids) {
      devices.add(new Device(platform, id));
    }
  }

  private static String text(Info info) {
    long[] size = new long[1];
    info.ask(0, null, size);
    byte[] bytes = new byte[Math.toIntExact(size[0])];
    if (bytes.length > 0) {
      info.ask(bytes.length, Pointer.to(bytes), null);
    }
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  Device device() {
    return device;
  }

  @FunctionalInterface
  private interface Made<T> {
    T make();
  }

  private static <T> T call(String function, Made<T> made) {
    try {
      return made.make();
    } catch (CLException e) {
      throw new OpenClException(function + ": " + e.getMessage(), e);
    }
  }

  /// Memory of this many bytes, at least 4, with anything in it.
  synchronized Memory memory(long bytes) {
    long size = Math.max(Sizeof.cl_float, bytes);
    return new Memory(
        call(
            "clCreateBuffer of " + size + " bytes",
            () -> clCreateBuffer(context, CL_MEM_READ_WRITE, size, null, null)),
        size);
  }

  /// Memory that holds these numbers.
  synchronized Memory memory(int... values) {
    Memory memory = memory((long) values.length * Sizeof.cl_int);
    transfer(memory, 0, values.length);
    if (values.length > 0) {
      call(
          "clEnqueueWriteBuffer",
          () ->
              clEnqueueWriteBuffer(
                  queue,
                  memory.handle(),
                  true,
                  0,
                  (long) values.length * Sizeof.cl_int,
                  Pointer.to(values),
                  0,
                  null,
                  null));
    }
    return memory;
  }

  private static void transfer(Memory memory, long at, long count) {
    if (at < 0 || count < 0 || (at + count) * Sizeof.cl_float > memory.bytes) {
      throw new IndexOutOfBoundsException(
          count + " elements from " + at + " on of a buffer of " + memory.bytes + " bytes");
    }
  }

  /// Writes `count` values of an array to element `at` on, once what was launched before is done.
  synchronized void write(Memory memory, int at, float[] values, int from, int count) {
    Objects.checkFromIndexSize(from, count, values.length);
    transfer(memory, at, count);
    if (count == 0) {
      return;
    }
    call("clFinish", () -> clFinish(queue));
    call(
        "clEnqueueWriteBuffer",
        () ->
            clEnqueueWriteBuffer(
                queue,
                memory.handle(),
                true,
                (long) at * Sizeof.cl_float,
                (long) count * Sizeof.cl_float,
                Pointer.to(values).withByteOffset((long) from * Sizeof.cl_float),
                0,
                null,
                null));
  }

  /// Reads `count` elements from `at` on into an array, once what was launched before is done:
  /// waiting with the array in hand would keep the garbage collector from its work.
  synchronized void read(Memory memory, int at, float[] into, int from, int count) {
    Objects.checkFromIndexSize(from, count, into.length);
    transfer(memory, at, count);
    if (count == 0) {
      return;
    }
    call("clFinish", () -> clFinish(queue));
    call(
        "clEnqueueReadBuffer",
        () ->
            clEnqueueReadBuffer(
                queue,
                memory.handle(),
                true,
                (long) at * Sizeof.cl_float,
                (long) count * Sizeof.cl_float,
                Pointer.to(into).withByteOffset((long) from * Sizeof.cl_float),
                0,
                null,
                null));
  }

  /// A kernel of a program, which is built when it is first asked for.
  synchronized Call kernel(String source, String name) {
    cl_program program = programs.get(source);
    if (program == null) {
      program = build(source, name);
      programs.put(source, program);
    }
    cl_program built = program;
    return new Call(call("clCreateKernel " + name, () -> clCreateKernel(built, name, null)), name);
  }

  private cl_program build(String source, String name) {
    cl_program program =
        call(
            "clCreateProgramWithSource",
            () -> clCreateProgramWithSource(context, 1, new String[] {source}, null, null));
    try {
      clBuildProgram(program, 1, new cl_device_id[] {device.id}, options, null, null);
    } catch (CLException e) {
      String log =
          text(
              (n, p, s) ->
                  clGetProgramBuildInfo(program, device.id, CL_PROGRAM_BUILD_LOG, n, p, s));
      clReleaseProgram(program);
      throw new OpenClException(
          "clBuildProgram of kernel "
              + name
              + " on "
              + device
              + " with "
              + options
              + ": "
              + e.getMessage()
              + "\n"
              + log
              + "\n"
              + source,
          e);
    }
    return program;
  }

  /// Sets the next argument.
  synchronized void argument(Call to, int value) {
    set(to, Sizeof.cl_int, Pointer.to(new int[] {value}));
  }

  /// Sets the next argument.
  synchronized void argument(Call to, Memory memory) {
    set(to, Sizeof.cl_mem, Pointer.to(memory.handle()));
    to.kept.add(memory);
  }

  private static void set(Call to, int bytes, Pointer value) {
    int place = to.arguments++;
    call(
        "clSetKernelArg " + place + " of " + to.name,
        () -> clSetKernelArg(to.handle, place, bytes, value));
  }

  /// Launches a kernel.
  ///
  /// @param global work-items, a multiple of those of a group
  /// @param local work-items of a group
  synchronized void launch(Call what, long[] global, long[] local) {
    try {
      clEnqueueNDRangeKernel(queue, what.handle, 1, null, global, local, 0, null, null);
    } catch (CLException e) {
      throw new OpenClException("clEnqueueNDRangeKernel " + what.name + ": " + e.getMessage(), e);
    }
  }
}

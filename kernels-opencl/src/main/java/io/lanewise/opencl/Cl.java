package io.lanewise.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT;
import static org.jocl.CL.CL_DEVICE_SINGLE_FP_CONFIG;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT;
import static org.jocl.CL.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_OUT_OF_HOST_MEMORY;
import static org.jocl.CL.CL_OUT_OF_RESOURCES;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.CL_PROGRAM_BINARIES;
import static org.jocl.CL.CL_PROGRAM_BINARY_SIZES;
import static org.jocl.CL.CL_PROGRAM_BUILD_LOG;
import static org.jocl.CL.clBuildProgram;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clCreateProgramWithBinary;
import static org.jocl.CL.clCreateProgramWithSource;
import static org.jocl.CL.clEnqueueFillBuffer;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;
import static org.jocl.CL.clGetProgramBuildInfo;
import static org.jocl.CL.clGetProgramInfo;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clReleaseMemObject;
import static org.jocl.CL.clReleaseProgram;
import static org.jocl.CL.clSetKernelArg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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
/// release or a use after release kills the JVM. So sizes are checked here before every call, and
/// [Handles] releases every handle once. Calls are made by one thread at a time.
final class Cl implements AutoCloseable {
  /// Of the loader, not of OpenCL itself.
  private static final int CL_PLATFORM_NOT_FOUND = -1001;

  /// How often a program is built that misses a file, and how long apart.
  private static final int BUILDS = 50;

  private static final long NANOS_BETWEEN_BUILDS = 100_000_000;
  private static final String FILE_MISSING = "No such file or directory";

  /// Programs that are kept built: those that were asked for last. A formula with another constant
  /// is another program.
  private static final int PROGRAMS = 1000;

  /// Elements of a transfer that is small.
  private static final int STAGE = 1 << 18;

  static {
    // Otherwise JOCL loads whatever lies in the temporary folder under its library's name.
    if (System.getProperty("uniqueLibraryNames") == null) {
      System.setProperty("uniqueLibraryNames", "true");
    }
  }

  private final Device device;
  private final ProgramCache cache;
  private final long limit;
  private final cl_context context;
  private final cl_command_queue queue;
  private final String options;
  private final Handles handles = new Handles();
  private final Pool<Raw> pool = new Pool<>(this::create, this::destroy, handles);
  private final LinkedHashMap<String, Program> programs = new LinkedHashMap<>(16, 0.75f, true);

  /// Memory outside the heap that small transfers pass through: to wait with an array of the heap
  /// in hand keeps some garbage collectors from their work, and to finish first is a second wait.
  private final FloatBuffer stage =
      ByteBuffer.allocateDirect(STAGE * Sizeof.cl_float)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();

  private final Pointer staged = Pointer.to(stage);

  /// Whether something was enqueued that nobody has waited for.
  private boolean busy;

  private long waits;
  private boolean closed;

  /// What there is to know about a device before it is opened.
  static final class Device {
    final String platform;
    final String name;
    final String version;
    final boolean gpu;
    final long memory;
    final long units;

    /// Floats of its natural vectors.
    final long lanes;

    /// The bytes of one buffer at most.
    final long largest;

    /// The bytes of local memory of a group at most.
    final long local;

    /// The work-items of a group at most.
    final long group;

    /// Whether division and square roots can be correctly rounded.
    final boolean rounds;

    /// Its driver, whose programs another one may not read.
    final String driver;

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
      lanes = number(CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT);
      largest = number(CL_DEVICE_MAX_MEM_ALLOC_SIZE);
      local = number(CL_DEVICE_LOCAL_MEM_SIZE);
      group = number(CL_DEVICE_MAX_WORK_GROUP_SIZE);
      driver = text(CL_DRIVER_VERSION);
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

    /// Whether it is this one, found once more.
    boolean same(Device other) {
      return id.equals(other.id);
    }

    /// Everything that a user may want to know.
    String describe() {
      return this + ", " + units + " units, " + (memory >> 20) + " MiB, " + version;
    }

    @Override
    public String toString() {
      return name + " (" + platform + ", " + (gpu ? "GPU" : "CPU") + ", " + lanes + " lanes)";
    }
  }

  /// A built program. Kernels hold on to theirs by themselves.
  private record Program(cl_program program, Handles.Handle handle) {}

  /// Memory as OpenCL knows it.
  private record Raw(cl_mem mem, Handles.Handle handle) {}

  /// Memory of the device, zero at first. It goes back to the pool when nobody uses it any more.
  static final class Memory {
    final long bytes;
    private final cl_mem mem;

    private Memory(Cl cl, Raw raw, long bytes) {
      this.bytes = bytes;
      mem = raw.mem;
      Pool<Raw> pool = cl.pool;
      cl.handles.whenLeft(this, () -> pool.give(raw, bytes));
    }
  }

  /// A kernel with its arguments: never shared, for it has one set of them.
  static final class Call {
    private final cl_kernel kernel;
    private final String name;

    /// What the arguments point to must live as long as they do.
    private final List<Memory> kept = new ArrayList<>();

    private int arguments;

    private Call(Cl cl, cl_kernel kernel, String name) {
      this.kernel = kernel;
      this.name = name;
      Handles handles = cl.handles;
      Handles.Handle h = handles.add(Handles.Kind.KERNEL, () -> clReleaseKernel(kernel));
      handles.whenLeft(this, () -> handles.release(h));
    }
  }

  @FunctionalInterface
  private interface Info {
    int ask(long bytes, Pointer into, long[] size);
  }

  Cl(Device device, ProgramCache cache) {
    this(device, cache, device.memory);
  }

  /// @param limit the bytes that may be held on the device
  Cl(Device device, ProgramCache cache, long limit) {
    this.device = device;
    this.cache = cache;
    this.limit = limit;
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
    List<String> broken = new ArrayList<>();
    try {
      CL.setExceptionsEnabled(true);
      int[] count = new int[1];
      clGetPlatformIDs(0, null, count);
      cl_platform_id[] platforms = new cl_platform_id[count[0]];
      clGetPlatformIDs(platforms.length, platforms, null);
      for (cl_platform_id platform : platforms) {
        try {
          add(devices, platform);
        } catch (CLException e) { // another one may work
          broken.add("; a platform answers with " + e.getMessage());
        }
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
              + " (Debian: pocl-opencl-icd)"
              + String.join("", broken));
    }
    devices.sort((a, b) -> Boolean.compare(b.gpu, a.gpu));
    return devices;
  }

  private static void add(List<Device> devices, cl_platform_id platform) {
    int[] count = new int[1];
    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
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

  /// Releases everything. What is left of this device's tensors and kernels cannot be used any
  /// more and says so; to close twice does nothing.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    try {
      finish();
    } catch (OpenClException e) {
      // A device that has failed is given back like any other.
    }
    closed = true;
    handles.close();
    clReleaseCommandQueue(queue);
    clReleaseContext(context);
  }

  synchronized boolean closed() {
    return closed;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the OpenCL backend on " + device + " has been closed; its tensors went with it");
    }
  }

  private static OpenClException failure(String function, CLException e) {
    return new OpenClException(function + ": " + e.getMessage(), e);
  }

  private static <T> T call(String function, Supplier<T> made) {
    try {
      return made.get();
    } catch (CLException e) {
      throw failure(function, e);
    }
  }

  /// Memory of so many bytes, at least 4, all zero.
  ///
  /// @throws OpenClException if the device has none left, or never had as much in one piece
  synchronized Memory memory(long bytes) {
    checkOpen();
    long size = Math.max(Sizeof.cl_float, bytes);
    if (size > device.largest) {
      throw new OpenClException(
          size + " bytes are more than a buffer can have on " + device + ": " + device.largest);
    }
    Raw raw = pool.take(size);
    if (raw == null) {
      throw new OpenClException(
          device
              + " is full: "
              + size
              + " bytes more than the "
              + pool.used()
              + " in use, of "
              + limit
              + "; use smaller batches, fewer tensors at a time, or the backend cpu");
    }
    try {
      fill(raw.mem, size);
    } catch (CLException e) {
      pool.give(raw, size);
      throw failure("clEnqueueFillBuffer", e);
    }
    return new Memory(this, raw, size);
  }

  /// Null where the device has no more. Some give memory without having it, until it is touched.
  private Raw create(long bytes) {
    if (pool.held() + bytes > limit) {
      return null;
    }
    cl_mem mem = null;
    try {
      mem = clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, null, null);
      fill(mem, Sizeof.cl_int);
    } catch (CLException e) {
      if (mem != null) {
        clReleaseMemObject(mem);
      }
      switch (e.getStatus()) {
        case CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY -> {
          return null;
        }
        default -> throw failure("clCreateBuffer of " + bytes + " bytes", e);
      }
    }
    cl_mem made = mem;
    return new Raw(made, handles.add(Handles.Kind.MEMORY, () -> clReleaseMemObject(made)));
  }

  private void destroy(Raw raw) {
    handles.release(raw.handle);
  }

  private int fill(cl_mem mem, long bytes) {
    busy = true;
    Pointer zero = Pointer.to(new int[1]);
    return clEnqueueFillBuffer(queue, mem, zero, Sizeof.cl_int, 0, bytes / 4 * 4, 0, null, null);
  }

  /// Memory that holds these numbers.
  synchronized Memory memory(int... values) {
    Memory memory = memory((long) values.length * Sizeof.cl_int);
    transfer(true, memory, 0, values.length, Pointer.to(values));
    return memory;
  }

  /// Writes `count` values of an array to element `at` on.
  synchronized void write(Memory memory, int at, float[] values, int from, int count) {
    Objects.checkFromIndexSize(from, count, values.length);
    if (count <= STAGE) {
      stage.put(0, values, from, count);
      transfer(true, memory, at, count, staged);
    } else {
      finish();
      transfer(true, memory, at, count, elements(values, from));
    }
  }

  /// Reads `count` elements from `at` on into an array, once what was launched before is done.
  synchronized void read(Memory memory, int at, float[] into, int from, int count) {
    Objects.checkFromIndexSize(from, count, into.length);
    if (count <= STAGE) {
      transfer(false, memory, at, count, staged);
      stage.get(0, into, from, count);
    } else {
      finish();
      transfer(false, memory, at, count, elements(into, from));
    }
  }

  private static Pointer elements(float[] values, int from) {
    return Pointer.to(values).withByteOffset((long) from * Sizeof.cl_float);
  }

  /// Moves elements of 4 bytes, after all that was enqueued before.
  private void transfer(boolean write, Memory memory, long at, long count, Pointer host) {
    checkOpen();
    if (at < 0 || (at + count) * Sizeof.cl_float > memory.bytes) {
      throw new IndexOutOfBoundsException(
          count + " elements from " + at + " on of a buffer of " + memory.bytes + " bytes");
    }
    if (count == 0) {
      return;
    }
    beginWait();
    long offset = at * Sizeof.cl_float;
    long bytes = count * Sizeof.cl_float;
    try {
      if (write) {
        clEnqueueWriteBuffer(queue, memory.mem, true, offset, bytes, host, 0, null, null);
      } else {
        clEnqueueReadBuffer(queue, memory.mem, true, offset, bytes, host, 0, null, null);
      }
    } catch (CLException e) {
      throw failure(write ? "clEnqueueWriteBuffer" : "clEnqueueReadBuffer", e);
    }
  }

  /// Waits for what was enqueued, if anything was since the last time.
  synchronized void finish() {
    checkOpen();
    if (beginWait()) {
      try {
        clFinish(queue);
      } catch (CLException e) {
        throw failure("clFinish", e);
      }
    }
  }

  /// Counts a wait, if there is something to wait for.
  private boolean beginWait() {
    boolean was = busy;
    busy = false;
    waits += was ? 1 : 0;
    return was;
  }

  /// A kernel of a program, which is built when it is first asked for.
  synchronized Call kernel(String source, String name) {
    checkOpen();
    handles.settle();
    Program known = programs.get(source);
    if (known == null) {
      cl_program fresh = program(source, name);
      known = new Program(fresh, handles.add(Handles.Kind.PROGRAM, () -> clReleaseProgram(fresh)));
      programs.put(source, known);
      if (programs.size() > PROGRAMS) {
        handles.release(programs.pollFirstEntry().getValue().handle);
      }
    }
    cl_program built = known.program;
    cl_kernel kernel = call("clCreateKernel " + name, () -> clCreateKernel(built, name, null));
    return new Call(this, kernel, name);
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
          call(
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
          text(
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

  /// Sets the next argument.
  synchronized void argument(Call to, int value) {
    set(to, Sizeof.cl_int, Pointer.to(new int[] {value}));
  }

  /// Sets the next argument.
  synchronized void argument(Call to, Memory memory) {
    set(to, Sizeof.cl_mem, Pointer.to(memory.mem));
    to.kept.add(memory);
  }

  private void set(Call to, int bytes, Pointer value) {
    checkOpen();
    int place = to.arguments++;
    call(
        "clSetKernelArg " + place + " of " + to.name,
        () -> clSetKernelArg(to.kernel, place, bytes, value));
  }

  /// Launches a kernel.
  ///
  /// @param global work-items, a multiple of those of a group
  /// @param local work-items of a group
  synchronized void launch(Call what, long[] global, long[] local) {
    checkOpen();
    busy = true;
    try {
      clEnqueueNDRangeKernel(queue, what.kernel, 1, null, global, local, 0, null, null);
    } catch (CLException e) {
      throw failure("clEnqueueNDRangeKernel " + what.name, e);
    }
  }

  /// How often the device was waited for.
  synchronized long waits() {
    return waits;
  }

  /// How often memory was made.
  synchronized long buffersCreated() {
    return pool.created();
  }

  /// The handles of each kind that are not released.
  synchronized Map<Handles.Kind, Integer> handles() {
    handles.settle();
    return handles.counts();
  }
}

package io.lanewise.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_OUT_OF_HOST_MEMORY;
import static org.jocl.CL.CL_OUT_OF_RESOURCES;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clEnqueueFillBuffer;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clReleaseMemObject;
import static org.jocl.CL.clSetKernelArg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;

/// An opened device: its context, its one in-order queue, memory and kernels. Beside [Device] and
/// [Programs], the one class that touches JOCL.
///
/// OpenCL looks at no size on the host's side and at no handle twice: a short array, a second
/// release or a use after release kills the JVM. So sizes are checked here before every call, and
/// [Handles] releases every handle once. Calls are made by one thread at a time.
final class Cl implements AutoCloseable {
  /// Elements of a transfer that is small.
  private static final int STAGE = 1 << 18;

  private final Device device;
  private final long limit;
  private final cl_context context;
  private final cl_command_queue queue;
  private final Programs programs;
  private final Handles handles = new Handles();
  private final Pool<Raw> pool = new Pool<>(this::create, this::destroy, handles);

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

  Cl(Device device, ProgramCache cache) {
    this(device, cache, device.memory);
  }

  /// @param limit the bytes that may be held on the device
  Cl(Device device, ProgramCache cache, long limit) {
    this.device = device;
    this.limit = limit;
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, device.platformId);
    context =
        call(
            "clCreateContext",
            () -> clCreateContext(properties, 1, new cl_device_id[] {device.id}, null, null, null));
    queue = call("clCreateCommandQueue", () -> newQueue(device));
    programs = new Programs(device, context, handles, cache);
  }

  @SuppressWarnings("deprecation") // the call of OpenCL 1.2, which every device has
  private cl_command_queue newQueue(Device d) {
    return clCreateCommandQueue(context, d.id, 0, null);
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

  /// Calls a function of OpenCL, which [OpenClException]s name.
  static <T> T call(String function, Supplier<T> made) {
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
    cl_program built = programs.of(source, name);
    cl_kernel kernel = call("clCreateKernel " + name, () -> clCreateKernel(built, name, null));
    return new Call(this, kernel, name);
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

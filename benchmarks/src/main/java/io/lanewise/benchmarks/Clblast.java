package io.lanewise.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.lanewise.instruction.Instruction;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// CLBlast's products of matrices on an OpenCL device, through its C interface, where its library
/// is installed (Debian: `libclblast1`). On the first GPU, or else on the first device.
@SuppressWarnings("restricted") // it cannot be called without native code
final class Clblast {
  private static final int DEVICE_TYPE_GPU = 4;
  private static final long DEVICE_TYPE_ALL = 0xffffffffL;
  private static final int READ_WRITE = 1;
  private static final int COPY_HOST_POINTER = 32;
  private static final int ROW_MAJOR = 101;
  private static final int NOT_TRANSPOSED = 111;
  private static final int TRANSPOSED = 112;

  private static final String ABSENT;
  private static Clblast opened;

  static {
    String absent = null;
    try {
      opened = new Clblast();
    } catch (IllegalArgumentException | IllegalStateException e) {
      absent = e.getMessage();
    }
    ABSENT = absent;
  }

  private final Arena arena = Arena.global();
  private final SymbolLookup opencl = library("libOpenCL.so.1", "OpenCL");
  private final SymbolLookup clblast = library("libclblast.so.1", "clblast");
  private final MemorySegment context;

  /// The queue's handle, in memory: CLBlast wants a pointer to it.
  private final MemorySegment queue = arena.allocate(ADDRESS);

  private final MethodHandle finish = function(opencl, "clFinish", ADDRESS);

  private Clblast() {
    MemorySegment device = device();
    MethodHandle create =
        pointer("clCreateContext", ADDRESS, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    MemorySegment devices = arena.allocateFrom(ADDRESS, device);
    MemorySegment none = MemorySegment.NULL;
    context = (MemorySegment) call(create, none, 1, devices, none, none, none);
    MethodHandle queues = pointer("clCreateCommandQueue", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    queue.set(ADDRESS, 0, (MemorySegment) call(queues, context, device, 0L, none));
  }

  /// Why it is not there, or null.
  static String absent() {
    return ABSENT;
  }

  private static SymbolLookup library(String... names) {
    for (String name : names) {
      try {
        String file = name.contains(".") ? name : System.mapLibraryName(name);
        return SymbolLookup.libraryLookup(file, Arena.global());
      } catch (IllegalArgumentException e) {
        // The next name.
      }
    }
    throw new IllegalStateException(names[0] + " is not installed");
  }

  private static MethodHandle function(SymbolLookup in, String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(in.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private MethodHandle pointer(String name, MemoryLayout... arguments) {
    return Linker.nativeLinker()
        .downcallHandle(opencl.findOrThrow(name), FunctionDescriptor.of(ADDRESS, arguments));
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(String what, int code) {
    if (code != 0) {
      throw new IllegalStateException(what + " failed with code " + code);
    }
  }

  private MemorySegment device() {
    MethodHandle platforms = function(opencl, "clGetPlatformIDs", JAVA_INT, ADDRESS, ADDRESS);
    MethodHandle devices =
        function(opencl, "clGetDeviceIDs", ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
    MemorySegment found = arena.allocate(ADDRESS, 16);
    MemorySegment count = arena.allocate(JAVA_INT);
    check("clGetPlatformIDs", (int) call(platforms, 16, found, count));
    MemorySegment device = arena.allocate(ADDRESS);
    for (long type : new long[] {DEVICE_TYPE_GPU, DEVICE_TYPE_ALL}) {
      for (int i = 0; i < count.get(JAVA_INT, 0); i++) {
        MemorySegment platform = found.getAtIndex(ADDRESS, i);
        if ((int) call(devices, platform, type, 1, device, MemorySegment.NULL) == 0) {
          return device.get(ADDRESS, 0);
        }
      }
    }
    throw new IllegalStateException("there is no OpenCL device");
  }

  /// A product on operands of its own.
  static Work work(Problem problem, boolean aTransposed, boolean bTransposed) {
    return opened.bind(problem, aTransposed, bTransposed);
  }

  private Work bind(Problem problem, boolean aTransposed, boolean bTransposed) {
    Instruction.Gemm gemm = (Instruction.Gemm) problem.instruction();
    long m = gemm.c().shape().dim(-2);
    long n = gemm.c().shape().dim(-1);
    long k = gemm.k();
    float[][] values = problem.operands();
    MemorySegment c = buffer(values[0]);
    MemorySegment a = buffer(values[1]);
    MemorySegment b = buffer(values[2]);
    MethodHandle sgemm =
        function(
            clblast,
            "CLBlastSgemm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_FLOAT,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            ADDRESS);
    int ofA = aTransposed ? TRANSPOSED : NOT_TRANSPOSED;
    int ofB = bTransposed ? TRANSPOSED : NOT_TRANSPOSED;
    long aRow = aTransposed ? m : k;
    long bRow = bTransposed ? k : n;
    MemorySegment none = MemorySegment.NULL;
    return new Work(
        () -> {
          try {
            int code =
                (int)
                    sgemm.invokeExact(
                        ROW_MAJOR, ofA, ofB, m, n, k, 1f, a, 0L, aRow, b, 0L, bRow, 0f, c, 0L, n,
                        queue, none);
            check("CLBlastSgemm", code);
            check("clFinish", (int) finish.invokeExact(queue.get(ADDRESS, 0)));
          } catch (Throwable e) {
            throw new IllegalStateException(e);
          }
        },
        () -> new float[][] {read(c, values[0].length)});
  }

  private MemorySegment buffer(float[] values) {
    MethodHandle create =
        pointer("clCreateBuffer", ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS);
    try (Arena own = Arena.ofConfined()) {
      MemorySegment host = own.allocateFrom(JAVA_FLOAT, values);
      long flags = READ_WRITE | COPY_HOST_POINTER;
      return (MemorySegment)
          call(create, context, flags, host.byteSize(), host, MemorySegment.NULL);
    }
  }

  private float[] read(MemorySegment buffer, int count) {
    MethodHandle read =
        function(
            opencl,
            "clEnqueueReadBuffer",
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_LONG,
            JAVA_LONG,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS);
    try (Arena own = Arena.ofConfined()) {
      MemorySegment host = own.allocate(JAVA_FLOAT, count);
      MemorySegment none = MemorySegment.NULL;
      MemorySegment to = queue.get(ADDRESS, 0);
      int code = (int) call(read, to, buffer, 1, 0L, host.byteSize(), host, 0, none, none);
      check("clEnqueueReadBuffer", code);
      return host.toArray(JAVA_FLOAT);
    }
  }
}

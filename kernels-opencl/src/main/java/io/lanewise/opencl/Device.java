package io.lanewise.opencl;

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
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformIDs;
import static org.jocl.CL.clGetPlatformInfo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/// What there is to know about a device before it is opened.
final class Device {
  /// Of the loader, not of OpenCL itself.
  private static final int CL_PLATFORM_NOT_FOUND = -1001;

  static {
    // Otherwise JOCL loads whatever lies in the temporary folder under its library's name.
    if (System.getProperty("uniqueLibraryNames") == null) {
      System.setProperty("uniqueLibraryNames", "true");
    }
  }

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

  final cl_platform_id platformId;
  final cl_device_id id;

  private Device(cl_platform_id platformId, cl_device_id id) {
    this.platformId = platformId;
    this.id = id;
    platform = text((n, p, s) -> clGetPlatformInfo(platformId, CL_PLATFORM_NAME, n, p, s));
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
    return text((n, p, s) -> clGetDeviceInfo(id, what, n, p, s));
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

  /// All devices of all platforms, GPUs first.
  ///
  /// @throws OpenClException if there is no OpenCL here, with the reason and the cure
  static List<Device> all() {
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

  static String text(Info info) {
    long[] size = new long[1];
    info.ask(0, null, size);
    byte[] bytes = new byte[Math.toIntExact(size[0])];
    if (bytes.length > 0) {
      info.ask(bytes.length, Pointer.to(bytes), null);
    }
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  /// One of the calls that first say how long a text is, and then what.
  @FunctionalInterface
  interface Info {
    int ask(long bytes, Pointer into, long[] size);
  }
}

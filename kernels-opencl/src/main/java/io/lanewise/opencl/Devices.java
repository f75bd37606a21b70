package io.lanewise.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The devices of this machine, and which of them computes.
///
/// The system property `lanewise.opencl.device` names one, by its number in the list or a part of
/// its name; otherwise it is the first, and GPUs come first.
final class Devices {
  static final String PROPERTY = "lanewise.opencl.device";

  private static final List<OpenClBackend> OPENED = new ArrayList<>();

  private Devices() {}

  /// The device that the backend opens.
  ///
  /// @throws OpenClException if there is none, or none that the property names
  static Device chosen() {
    return chosen(Device.all(), System.getProperty(PROPERTY, "0"), "-D" + PROPERTY + "=");
  }

  /// @param option how the user has said it
  static Device chosen(List<Device> devices, String wanted, String option) {
    if (wanted.matches("\\d{1,4}")) {
      int number = Integer.parseInt(wanted);
      if (number < devices.size()) {
        return devices.get(number);
      }
    } else {
      String part = wanted.toLowerCase(Locale.ROOT);
      for (Device d : devices) {
        if (d.toString().toLowerCase(Locale.ROOT).contains(part)) {
          return d;
        }
      }
    }
    throw new OpenClException(
        option + wanted + " names no device; there are, from 0 on, " + devices);
  }

  /// The backend on that device, one for all who ask with the same tuning, until it is closed.
  static synchronized OpenClBackend open() {
    Device device = chosen();
    Tuning tuning = Tuning.of(device);
    OPENED.removeIf(b -> b.cl().closed());
    for (OpenClBackend b : OPENED) {
      if (b.cl().device().same(device) && b.tuning().equals(tuning)) {
        return b;
      }
    }
    OpenClBackend fresh = new OpenClBackend(new Cl(device, ProgramCache.of(device)), tuning);
    OPENED.add(fresh);
    return fresh;
  }
}

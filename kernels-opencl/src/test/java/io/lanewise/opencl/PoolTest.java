package io.lanewise.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is given back is used again, and room is made before a device is called full.
class PoolTest {
  private static final long MEGABYTE = 1 << 20;

  private final List<Object> destroyed = new ArrayList<>();

  private final Handles handles = new Handles();

  private long room = 100 * MEGABYTE;
  private final Pool<Object> pool = new Pool<>(this::create, this::destroy, handles);

  private Object create(long bytes) {
    return pool.held() + bytes > room ? null : new Object();
  }

  private void destroy(Object memory) {
    destroyed.add(memory);
  }

  @Test
  void memoryIsUsedAgainForAsManyBytes() {
    Object first = pool.take(100);
    pool.give(first, 100);
    pool.take(104);
    assertSame(first, pool.take(100));
    assertEquals(2, pool.created());
  }

  @Test
  void fullDeviceGivesNull() {
    assertNotNull(pool.take(60 * MEGABYTE));
    assertNull(pool.take(60 * MEGABYTE));
    assertEquals(60 * MEGABYTE, pool.used());
  }

  @Test
  void unusedMemoryOfOtherSizesMakesRoom() {
    Object first = pool.take(60 * MEGABYTE);
    pool.give(first, 60 * MEGABYTE);
    assertNotNull(pool.take(70 * MEGABYTE));
    assertEquals(List.of(first), destroyed);
  }

  @Test
  void whatTheCollectorFindsMakesRoom() {
    Object first = pool.take(60 * MEGABYTE);
    handles.whenLeft(new Object(), () -> pool.give(first, 60 * MEGABYTE));
    assertNotNull(pool.take(70 * MEGABYTE));
    assertEquals(70 * MEGABYTE, pool.held());
  }

  @Test
  void unusedMemoryIsBounded() {
    room = Long.MAX_VALUE;
    for (int i = 0; i < 1000; i++) {
      long bytes = MEGABYTE + i;
      pool.give(pool.take(bytes), bytes);
    }
    assertEquals(true, pool.held() <= 257 * MEGABYTE, "held: " + pool.held());
  }
}

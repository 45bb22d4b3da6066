package dev.tusk.vector.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Native memory by absolute address.
 *
 * <p>One constant segment over all addresses: the JIT drops bounds and liveness checks, so whoever
 * calls must know that the address is theirs. A wrong one ends the process.
 */
public final class Raw {
  /** All of memory. */
  public static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final VarHandle INT = JAVA_INT.varHandle();

  private Raw() {}

  public static int getInt(long address) {
    return MEMORY.get(JAVA_INT, address);
  }

  public static void putInt(long address, int value) {
    MEMORY.set(JAVA_INT, address, value);
  }

  public static int getIntAcquire(long address) {
    return (int) INT.getAcquire(MEMORY, address);
  }

  /** Stores after all earlier stores: what an id points at is complete when the id is seen. */
  public static void putIntRelease(long address, int value) {
    INT.setRelease(MEMORY, address, value);
  }

  /** Adds atomically and returns what was there before. */
  public static int getAndAddInt(long address, int delta) {
    return (int) INT.getAndAdd(MEMORY, address, delta);
  }

  public static boolean compareAndSetInt(long address, int expected, int value) {
    return INT.compareAndSet(MEMORY, address, expected, value);
  }

  public static void putByte(long address, byte value) {
    MEMORY.set(JAVA_BYTE, address, value);
  }

  public static long getLong(long address) {
    return MEMORY.get(JAVA_LONG, address);
  }

  public static void putLong(long address, long value) {
    MEMORY.set(JAVA_LONG, address, value);
  }

  public static float getFloat(long address) {
    return MEMORY.get(JAVA_FLOAT, address);
  }

  public static void putFloat(long address, float value) {
    MEMORY.set(JAVA_FLOAT, address, value);
  }

  /** Copies floats out of memory. */
  public static void getFloats(long address, float[] to, int count) {
    MemorySegment.copy(MEMORY, JAVA_FLOAT, address, to, 0, count);
  }

  /** Copies floats into memory. */
  public static void putFloats(float[] from, int count, long address) {
    MemorySegment.copy(from, 0, MEMORY, JAVA_FLOAT, address, count);
  }

  /** Rounds floats to halves, into memory. */
  public static void putHalves(float[] from, int count, long address) {
    for (int i = 0; i < count; i++) {
      MEMORY.set(JAVA_SHORT, address + 2L * i, Float.floatToFloat16(from[i]));
    }
  }

  /** Copies bytes within memory; the ranges must not overlap. */
  public static void copy(long from, long to, long bytes) {
    MemorySegment.copy(MEMORY, JAVA_BYTE, from, MEMORY, JAVA_BYTE, to, bytes);
  }

  /** A view for bulk transfer. */
  public static MemorySegment segment(long address, long bytes) {
    return MEMORY.asSlice(address, bytes);
  }
}

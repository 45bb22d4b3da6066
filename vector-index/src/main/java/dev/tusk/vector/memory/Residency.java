package dev.tusk.vector.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Which pages are in memory, as {@code mincore} tells: a page of a file may have been given up. */
public final class Residency {
  private static final long PAGE = 4096;

  private static final @Nullable MethodHandle MINCORE =
      Region.libc(
          "mincore", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, ValueLayout.ADDRESS));

  private Residency() {}

  /** The share of the pages at some addresses that are in memory; NaN where nobody tells. */
  public static double share(long[] addresses) {
    MethodHandle mincore = MINCORE;
    if (mincore == null || addresses.length == 0) {
      return Double.NaN;
    }
    int resident = 0;
    int known = 0;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer = arena.allocate(1);
      for (long address : addresses) {
        if ((int) mincore.invokeExact(address & -PAGE, PAGE, answer) == 0) {
          known++;
          resident += answer.get(JAVA_BYTE, 0) & 1;
        }
      }
    } catch (Throwable e) {
      throw new AssertionError("mincore cannot throw", e);
    }
    return known == 0 ? Double.NaN : resident / (double) known;
  }
}

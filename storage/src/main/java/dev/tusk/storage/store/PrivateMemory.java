package dev.tusk.storage.store;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the private copies of pages of a private file mapping whose content the file has by
 * now: the next reading takes them from the file again (madvise(2), MADV_DONTNEED). Linux only;
 * elsewhere the copies stay until the engine is closed.
 */
final class PrivateMemory {
  private static final int MADV_DONTNEED = 4;
  private static final @Nullable MethodHandle MADVISE = link();

  static final boolean AVAILABLE = MADVISE != null;

  private PrivateMemory() {}

  private static @Nullable MethodHandle link() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return null;
    }
    Linker linker = Linker.nativeLinker();
    if (pageBytes(linker) > CheckpointVolume.PAGE_BYTES) {
      return null; // Would take neighbours along.
    }
    return linker
        .defaultLookup()
        .find("madvise")
        .map(address ->
            linker.downcallHandle(
                address,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT)))
        .orElse(null);
  }

  private static int pageBytes(Linker linker) {
    MethodHandle getpagesize =
        linker.downcallHandle(
            linker.defaultLookup().find("getpagesize").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return (int) getpagesize.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("getpagesize", e);
    }
  }

  /** The segment is made of whole pages, which nobody writes at the time. */
  static void discard(MemorySegment segment) {
    MethodHandle madvise = MADVISE;
    if (madvise == null) {
      return;
    }
    try {
      int _ = (int) madvise.invokeExact(segment, segment.byteSize(), MADV_DONTNEED);
    } catch (Throwable e) {
      throw new IllegalStateException("madvise", e);
    }
  }
}

package dev.tusk.vector.memory;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A zeroed piece of anonymous memory, on huge pages where the system has them.
 *
 * <p>By {@code mmap} and {@code madvise} on Linux, so that pages cost nothing until touched;
 * elsewhere, or when refused, an ordinary allocation.
 */
public final class Region {
  private static final long HUGE_PAGE = 2 << 20;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
  private static final int MADV_HUGEPAGE = 14;
  private static final @Nullable MethodHandle MMAP =
      libc(
          "mmap",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final @Nullable MethodHandle MUNMAP =
      libc("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final @Nullable MethodHandle MADVISE =
      libc("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

  private final long address;
  private final long mapped;
  private final long mappedBytes;
  private final @Nullable Arena arena;

  private Region(long address, long mapped, long mappedBytes, @Nullable Arena arena) {
    this.address = address;
    this.mapped = mapped;
    this.mappedBytes = mappedBytes;
    this.arena = arena;
  }

  public static Region allocate(long bytes) {
    boolean huge = bytes >= HUGE_PAGE;
    long length = huge ? bytes + HUGE_PAGE : bytes;
    long mapped = map(length);
    if (mapped < 0) {
      Arena arena = Arena.ofShared();
      return new Region(arena.allocate(bytes, 64).address(), 0, 0, arena);
    }
    if (!huge) {
      return new Region(mapped, mapped, length, null);
    }
    long address = (mapped + HUGE_PAGE - 1) & -HUGE_PAGE;
    advise(address, bytes);
    return new Region(address, mapped, length, null);
  }

  public long address() {
    return address;
  }

  public void free() {
    if (arena != null) {
      arena.close();
      return;
    }
    MethodHandle munmap = Objects.requireNonNull(MUNMAP);
    try {
      int _ = (int) munmap.invokeExact(mapped, mappedBytes);
    } catch (Throwable e) {
      throw new AssertionError("munmap cannot throw", e);
    }
  }

  private static long map(long bytes) {
    if (MMAP == null || MUNMAP == null) {
      return -1;
    }
    try {
      return (long)
          MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
    } catch (Throwable e) {
      throw new AssertionError("mmap cannot throw", e);
    }
  }

  private static void advise(long address, long bytes) {
    if (MADVISE == null) {
      return;
    }
    try {
      // A refusal leaves small pages, which are correct and a few per cent slower.
      int _ = (int) MADVISE.invokeExact(address, bytes, MADV_HUGEPAGE);
    } catch (Throwable e) {
      throw new AssertionError("madvise cannot throw", e);
    }
  }

  /** The constants above are Linux's; on other systems nothing is looked up. */
  static @Nullable MethodHandle libc(String name, FunctionDescriptor descriptor) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
        || ADDRESS.byteSize() != ValueLayout.JAVA_LONG.byteSize()) {
      return null;
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(name)
        .map((MemorySegment symbol) -> linker.downcallHandle(symbol, descriptor))
        .orElse(null);
  }
}

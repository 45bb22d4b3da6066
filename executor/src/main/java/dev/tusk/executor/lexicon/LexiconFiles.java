package dev.tusk.executor.lexicon;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files of words of a data directory ({@code tsearch_data}), and what was made of them. Each is
 * read when it is first needed and again when it is another, which is looked for at most once in a
 * second.
 */
public final class LexiconFiles {
  private static final long RECHECK_NANOS = 1_000_000_000;

  private final Path directory;
  private final Sorting sorting;

  /** By the object it was made for, which goes with the last version of the catalog that has it. */
  private final Map<Object, Kept> kept = new WeakHashMap<>();

  /**
   * @param directory the data directory
   */
  public LexiconFiles(Path directory, Sorting sorting) {
    this.sorting = sorting;
    this.directory = directory.toAbsolutePath().normalize().resolve("tsearch_data");
  }

  /** What was made for an object. */
  private static final class Kept {
    private @Nullable Object made;
    private @Nullable Object needed;
    private List<LexiconReading.Stamp> stamps = List.of();
    private long checked;

    synchronized boolean isCurrent(@Nullable Object needs) {
      if (made == null || !Objects.equals(needs, needed)) {
        return false;
      }
      long now = System.nanoTime();
      if (now - checked < RECHECK_NANOS) {
        return true;
      }
      checked = now;
      return stamps.stream().allMatch(LexiconReading.Stamp::holds);
    }

    synchronized Object made(
        @Nullable Object needs,
        boolean anew,
        LexiconReading reading,
        Function<LexiconReading, ? extends Object> making) {
      Object known = made;
      if (known != null && !anew && isCurrent(needs)) {
        return known;
      }
      Object now = making.apply(reading);
      made = now;
      needed = needs;
      stamps = reading.stamps();
      checked = System.nanoTime();
      return now;
    }
  }

  private Kept of(Object key) {
    synchronized (kept) {
      return kept.computeIfAbsent(key, _ -> new Kept());
    }
  }

  /** Whether what was made for an object, and with what it needs, is still as it would be made. */
  public boolean has(Object key, @Nullable Object needs) {
    return of(key).isCurrent(needs);
  }

  /**
   * What was made for an object, made now if there is nothing or its files have changed.
   *
   * @param needs what else it is made of: something else makes it anew
   */
  public <T> T get(
      Object key, @Nullable Object needs, Class<T> type, Function<LexiconReading, T> making) {
    return type.cast(of(key).made(needs, false, new LexiconReading(directory, sorting), making));
  }

  /** Makes it, whatever is there. */
  public <T> T read(
      Object key, @Nullable Object needs, Class<T> type, Function<LexiconReading, T> making) {
    return type.cast(of(key).made(needs, true, new LexiconReading(directory, sorting), making));
  }
}

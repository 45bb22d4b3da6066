package dev.tusk.executor.table;

import dev.tusk.storage.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Values that transactions under way have written under EXCLUDE constraints, where others cannot
 * see them yet. Who writes a value that conflicts with one of another's waits for the other's end.
 *
 * <p>Each writer holds a claim of the index's storage by a key of its own; so a wait is one for a
 * claimed key, with its time limit and its place in the search for deadlocks.
 */
final class ExclusionClaims {
  /** Before this byte come all keys of entries. */
  private static final byte CLAIM = (byte) 0xFE;

  private final Map<Long, Map<Transaction, Writer>> writers = new HashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  /** What one transaction has written under one constraint. */
  static final class Writer {
    private final byte[] key;
    private final List<@Nullable Object[]> values = new ArrayList<>();

    private Writer(long number) {
      this.key = ByteBuffer.allocate(1 + Long.BYTES).put(CLAIM).putLong(number).array();
    }

    byte[] key() {
      return key;
    }

    synchronized List<@Nullable Object[]> values() {
      return List.copyOf(values);
    }

    private synchronized void add(@Nullable Object[] written) {
      values.add(written);
    }
  }

  /** Notes what is about to be written; answers the others who wrote before. */
  List<Writer> add(long storageId, Transaction transaction, @Nullable Object[] values) {
    while (true) {
      Writer own = writer(storageId, transaction);
      transaction.lockUnique(storageId, own.key);
      synchronized (this) {
        Map<Transaction, Writer> all = writers.get(storageId);
        if (all != null && all.get(transaction) == own) {
          own.add(values);
          return others(all, transaction);
        }
      }
    }
  }

  /** The others who have written, or noted that they will. */
  synchronized List<Writer> others(long storageId, Transaction transaction) {
    return others(writers.getOrDefault(storageId, Map.of()), transaction);
  }

  private static List<Writer> others(Map<Transaction, Writer> all, Transaction transaction) {
    List<Writer> others = new ArrayList<>();
    all.forEach((other, writer) -> {
      if (other != transaction) {
        others.add(writer);
      }
    });
    return others;
  }

  private synchronized Writer writer(long storageId, Transaction transaction) {
    return writers
        .computeIfAbsent(storageId, _ -> new HashMap<>())
        .computeIfAbsent(transaction, _ -> new Writer(numbers.incrementAndGet()));
  }

  /** A transaction that has ended. */
  synchronized void forget(long storageId, Writer writer) {
    Map<Transaction, Writer> all = writers.get(storageId);
    if (all != null) {
      all.values().remove(writer);
      if (all.isEmpty()) {
        writers.remove(storageId);
      }
    }
  }
}

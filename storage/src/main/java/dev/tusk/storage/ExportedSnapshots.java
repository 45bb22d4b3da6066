package dev.tusk.storage;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Snapshots that transactions offer to others for as long as they run. */
final class ExportedSnapshots {
  private final SnapshotRegistry snapshots;
  private final Map<String, Export> exports = new HashMap<>();
  private int count;

  /**
   * One that is offered.
   *
   * @param place its own among the snapshots
   * @param earlier what the same transaction offered before
   */
  record Export(String name, int place, @Nullable Export earlier) {
    Export after(Export before) {
      return new Export(name, place, before);
    }
  }

  ExportedSnapshots(SnapshotRegistry snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Offers a snapshot.
   *
   * @param shared the place of the transaction's own, or negative to take a new one
   */
  synchronized Export add(int shared) {
    int place = shared < 0 ? snapshots.acquire() : snapshots.share(shared);
    String name = String.format(Locale.ROOT, "%08X-%08X-1", 1, ++count);
    Export export = new Export(name, place, null);
    exports.put(name, export);
    return export;
  }

  /** A place of one's own for the same snapshot. */
  synchronized int take(String name) {
    Export export = exports.get(name);
    if (export == null) {
      throw new IllegalArgumentException("no snapshot is offered as " + name);
    }
    return snapshots.share(export.place);
  }

  synchronized boolean has(String name) {
    return exports.containsKey(name);
  }

  synchronized void withdraw(Export last) {
    for (Export export = last; export != null; export = export.earlier) {
      exports.remove(export.name);
      snapshots.release(export.place);
    }
  }
}

package dev.tusk.storage;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.log.LogPosition;
import dev.tusk.storage.store.OrderedTree;
import dev.tusk.storage.store.RecordStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All relations and indexes by number, those of open transactions and those that are dropped but
 * may still be read included; and how they are found again: through record 1 of the store.
 */
final class Registry {
  private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
  private static final int FORMAT = 1;

  final RecordStore store;
  final Path vectors;
  private final Map<Long, Relation> relations = new ConcurrentHashMap<>();
  private final Map<Long, Index> indexes = new ConcurrentHashMap<>();

  /** What record 1 says beside the objects. */
  record Checkpoint(long csn, LogPosition redoFrom, long nextXid) {}

  Registry(RecordStore store, Path vectors) {
    this.store = store;
    this.vectors = vectors;
  }

  Relation relation(long id) {
    Relation relation = relations.get(id);
    if (relation == null) {
      throw new IllegalArgumentException("no relation " + id);
    }
    return relation;
  }

  @Nullable Relation relationOrNull(long id) {
    return relations.get(id);
  }

  Index index(long id) {
    Index index = indexes.get(id);
    if (index == null) {
      throw new IllegalArgumentException("no index " + id);
    }
    return index;
  }

  @Nullable Index indexOrNull(long id) {
    return indexes.get(id);
  }

  Iterable<Relation> relations() {
    return relations.values();
  }

  Iterable<Index> indexes() {
    return indexes.values();
  }

  Relation createRelation(RelationSpec spec) {
    Relation relation = Relation.create(spec, vectors);
    if (relations.putIfAbsent(relation.id, relation) != null) {
      throw new IllegalArgumentException("relation " + relation.id + " exists");
    }
    return relation;
  }

  /** Under the applier's lock, since it writes to the store. */
  Index createIndex(long id, Relation relation) {
    if (indexes.containsKey(id)) {
      throw new IllegalArgumentException("index " + id + " exists");
    }
    Index index = new Index(id, relation, OrderedTree.create(store));
    index.uncommitted = true;
    indexes.put(id, index);
    relation.indexes.add(index);
    return index;
  }

  /** Removes an index for good. Under the applier's lock. */
  void remove(Index index) {
    if (indexes.remove(index.id, index)) {
      index.relation.indexes.remove(index);
      drop(index);
    }
  }

  /** An index that is damaged can be dropped, too: what cannot be found of it stays in the file. */
  private static void drop(Index index) {
    try {
      index.tree.drop();
    } catch (DamagedFileException e) {
      LOG.warn("index {} leaves pages behind: {}", index.id, e.getMessage());
    }
  }

  /** Removes a relation for good, with its indexes. Under the applier's lock. */
  void remove(Relation relation) {
    if (!relations.remove(relation.id, relation)) {
      return;
    }
    for (Index index : List.copyOf(relation.indexes)) {
      remove(index);
    }
    relation.versions.forEachRecord(rowId -> store.delete(relation.versions.record(rowId)));
    relation.versions.drop(store);
    relation.places.drop(store);
    for (VectorFile column : relation.columns) {
      column.slots.drop(store);
      column.delete();
    }
    if (relation.record != 0) {
      store.delete(relation.record);
    }
  }

  // The checkpoint. Under the applier's lock.

  /** Slots that a checkpoint, once complete, allows to reuse. */
  record ReusableSlots(SlotTable table, IntStack slots) {}

  List<ReusableSlots> save(Checkpoint checkpoint, SequenceTable sequences, boolean closing) {
    List<ReusableSlots> reusable = new ArrayList<>();
    ByteWriter root = new ByteWriter(1024);
    root.putLong(FORMAT);
    root.putLong(checkpoint.csn);
    root.putLong(checkpoint.redoFrom.lsn());
    root.putLong(checkpoint.redoFrom.chain());
    root.putLong(checkpoint.nextXid);
    root.putLong(relations.size());
    for (Relation relation : relations.values()) {
      saveRelation(relation, reusable);
      root.putLong(relation.record);
    }
    root.putLong(indexes.size());
    for (Index index : indexes.values()) {
      root.putLong(index.id);
      root.putLong(index.relation.id);
      root.putLong(index.tree.root());
      root.putLong(index.tree.size());
      root.putLong(index.garbage.get());
      root.putByte(index.uncommitted ? 1 : 0);
      root.putByte(index.droppedAt != 0 ? 1 : 0);
    }
    sequences.encode(root, closing);
    store.update(RecordStore.ROOT, root.toBytes());
    return reusable;
  }

  private void saveRelation(Relation relation, List<ReusableSlots> reusable) {
    if (relation.changed || relation.places.changed()) {
      relation.changed = false;
      relation.versions.save(store);
      relation.places.save(store);
      for (VectorFile column : relation.columns) {
        IntStack slots = column.slots.save(store);
        if (!slots.isEmpty()) {
          reusable.add(new ReusableSlots(column.slots, slots));
        }
      }
      byte[] bytes = relation.encode();
      if (relation.record == 0) {
        relation.record = store.put(bytes);
      } else {
        store.update(relation.record, bytes);
      }
    }
  }

  /** The first record 1, of a directory without content. */
  static byte[] emptyRoot() {
    ByteWriter root = new ByteWriter(32);
    root.putLong(FORMAT);
    root.putLong(VersionTable.FROZEN);
    root.putLong(LogPosition.START.lsn());
    root.putLong(LogPosition.START.chain());
    root.putLong(1);
    root.putLong(0);
    root.putLong(0);
    root.putLong(0);
    return root.toBytes();
  }

  Checkpoint load(SequenceTable sequences) {
    ByteReader root = new ByteReader(store.get(RecordStore.ROOT));
    long format = root.getLong();
    if (format > FORMAT) {
      throw new NewerFormatException("the store has format " + format + "; known is " + FORMAT);
    }
    long csn = root.getLong();
    LogPosition redoFrom = new LogPosition(root.getLong(), (int) root.getLong());
    long nextXid = root.getLong();
    for (int i = root.getInt(); i > 0; i--) {
      Relation relation = Relation.decode(store, root.getLong(), vectors);
      relations.put(relation.id, relation);
    }
    for (int i = root.getInt(); i > 0; i--) {
      long id = root.getLong();
      Relation relation = relation(root.getLong());
      Index index =
          new Index(id, relation, OrderedTree.open(store, root.getLong(), root.getLong()));
      index.garbage.set(root.getLong());
      index.uncommitted = root.getByte() != 0;
      index.droppedAt = root.getByte() != 0 ? VersionTable.FROZEN : 0;
      indexes.put(id, index);
      relation.indexes.add(index);
    }
    sequences.decode(root);
    return new Checkpoint(csn, redoFrom, nextXid);
  }

  /** A version without checksums wrote the vectors: what is there is valid. */
  void takeChecksums() {
    for (Relation relation : relations.values()) {
      for (VectorFile column : relation.columns) {
        column.takeChecksums();
      }
      relation.changed = true;
    }
  }

  /** Deletes vector files that belong to no column: of creations that did not commit. */
  void deleteStrayFiles() throws IOException {
    Set<String> names = new HashSet<>();
    for (Relation relation : relations.values()) {
      for (VectorFile column : relation.columns) {
        names.add(VectorFile.name(relation.id, column.spec().columnNumber()));
      }
    }
    try (Stream<Path> files = Files.list(vectors)) {
      for (Path file : files.toList()) {
        if (!names.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}

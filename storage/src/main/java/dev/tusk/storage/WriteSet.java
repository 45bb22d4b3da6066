package dev.tusk.storage;

import dev.tusk.storage.log.LogPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a transaction: its operations as bytes, ready for the log, and what is needed to
 * see them.
 *
 * <p>When they grow beyond a limit the operations so far go to the log as a chunk and, invisible,
 * to the store ({@link #stored}); what stays here is about 30 bytes a row. Vectors are never here:
 * they are written to their slots at once, and read from there for the log.
 */
final class WriteSet implements OwnChanges {
  private static final int FIRST_BYTES = 512;

  /** Operations not yet in a chunk. Replaced, never reused, since rows refer to its array. */
  private ByteWriter ops = new ByteWriter(FIRST_BYTES);

  private long nextSeq = 1;
  private final Map<Long, OwnRows> relations = new HashMap<>();

  /** By index: entries not yet in the store, with the number of their operation. */
  private final Map<Long, ConcurrentSkipListMap<byte[], Long>> entries = new HashMap<>();

  /** The same in the order of their operations, so that going back costs what is undone. */
  private final List<Made> made = new ArrayList<>();

  private record Made(ConcurrentSkipListMap<byte[], Long> map, byte[] key, long seq) {}

  final CommandNumbers commands = new CommandNumbers();

  private final List<Definition> definitions = new ArrayList<>();

  /** Relations that were made, or whose rows were all deleted, in the order in which they were. */
  private final List<Emptied> emptied = new ArrayList<>();

  private record Emptied(long relationId, long seq) {}

  // Slots filled by the operations in ops.
  private VectorFile[] filledFiles = new VectorFile[4];
  private long[] filledRows = new long[4];
  private long[] filledSeqs = new long[4];
  private int[] filledSlots = new int[4];
  private int filledCount;
  private long filledBytes;

  /** Where the first chunk is in the log, if there is one, and the log's losses at that time. */
  @Nullable LogPosition firstChunk;

  int lossesAtChunk;

  /** First operation that is in no chunk. */
  private long chunkedUpTo = 1;

  /** Something that takes effect by a commit with a number, or is undone. */
  record Definition(long seq, LongConsumer commit, Runnable undo) {}

  boolean isEmpty() {
    return nextSeq == 1;
  }

  /** Operations below this number have been done. */
  long nextSeq() {
    return nextSeq;
  }

  @Override
  public long next() {
    return nextSeq;
  }

  @Override
  public long endedBy(long relationId, long rowId) {
    OwnRows own = relations.get(relationId);
    return own == null ? 0 : own.endedBy(rowId);
  }

  @Override
  public boolean wrote(long relationId, long rowId) {
    OwnRows own = relations.get(relationId);
    return own != null && own.find(rowId) >= 0;
  }

  long memoryBytes() {
    return ops.size() + filledBytes;
  }

  Map<Long, OwnRows> relations() {
    return relations;
  }

  @Nullable OwnRows own(long relationId) {
    return relations.get(relationId);
  }

  OwnRows ownOrNew(Relation relation) {
    return relations.computeIfAbsent(relation.id, _ -> new OwnRows(relation));
  }

  @Nullable ConcurrentSkipListMap<byte[], Long> entries(long indexId) {
    return entries.get(indexId);
  }

  List<Definition> definitions() {
    return definitions;
  }

  byte[] opsArray() {
    return ops.array();
  }

  int opsSize() {
    return ops.size();
  }

  // Operations.

  /** Starts an operation; what follows are its own numbers. */
  ByteWriter begin(int kind) {
    ops.putByte(kind);
    ops.putLong(nextSeq++);
    return ops;
  }

  void insert(Relation relation, long rowId, long previous, int[] slots, NewRow row) {
    OwnRows own = ownOrNew(relation);
    long seq = nextSeq;
    begin(Ops.INSERT);
    ops.putLong(relation.id);
    ops.putLong(rowId);
    ops.putLong(previous);
    int location = ops.size();
    int size = RowFormat.size(slots.length, row.length());
    ops.putLong(size);
    RowFormat.encode(relation.id, rowId, slots, row, ops.reserve(size), ops.size());
    ops.advance(size);
    ops.putLong(row.entries().size());
    for (NewRow.IndexEntry entry : row.entries()) {
      ops.putLong(entry.indexId());
      ops.putBytes(entry.key());
      ConcurrentSkipListMap<byte[], Long> index =
          entries.computeIfAbsent(
              entry.indexId(), _ -> new ConcurrentSkipListMap<>(Arrays::compareUnsigned));
      byte[] key = Index.withRow(entry.key(), rowId);
      index.put(key, seq);
      made.add(new Made(index, key, seq));
    }
    own.addRow(rowId, seq, location, slots, previous);
    if (previous != 0) {
      own.addEnd(previous, seq, rowId, ending(own, previous));
    }
  }

  void delete(Relation relation, long rowId) {
    long seq = nextSeq;
    ByteWriter to = begin(Ops.DELETE);
    to.putLong(relation.id);
    to.putLong(rowId);
    OwnRows own = ownOrNew(relation);
    own.addEnd(rowId, seq, 0, ending(own, rowId));
  }

  /** What stands in a version that this command ends. */
  private int ending(OwnRows own, long rowId) {
    int index = own.find(rowId);
    return index < 0 ? commands.current() : commands.combined(commands.of(own.seq(index)));
  }

  void truncate(Relation relation) {
    long seq = nextSeq;
    begin(Ops.TRUNCATE).putLong(relation.id);
    ownOrNew(relation).addTruncation(seq);
  }

  /** The operation begun last leaves a relation without any rows but those of this transaction. */
  void emptied(long relationId) {
    emptied.add(new Emptied(relationId, nextSeq - 1));
  }

  @Override
  public boolean emptied(long relationId, long since) {
    return emptied.stream().anyMatch(e -> e.relationId == relationId && e.seq >= since);
  }

  /** The operation begun last also has an effect beside the rows. */
  void define(LongConsumer commit, Runnable undo) {
    definitions.add(new Definition(nextSeq - 1, commit, undo));
  }

  /** A slot was filled for the row that the next operation inserts. */
  void filled(VectorFile file, int slot, long rowId) {
    if (filledCount == filledSlots.length) {
      filledFiles = Arrays.copyOf(filledFiles, 2 * filledCount);
      filledRows = Arrays.copyOf(filledRows, 2 * filledCount);
      filledSeqs = Arrays.copyOf(filledSeqs, 2 * filledCount);
      filledSlots = Arrays.copyOf(filledSlots, 2 * filledCount);
    }
    filledSeqs[filledCount] = nextSeq;
    filledFiles[filledCount] = file;
    filledRows[filledCount] = rowId;
    filledSlots[filledCount++] = slot;
    filledBytes += file.spec().valueBytes();
  }

  /** Reads a row that is still here. */
  Row row(Relation relation, long rowId, int location) {
    ByteReader reader = new ByteReader(ops.array(), location, ops.size());
    int length = reader.getInt();
    return RowFormat.decode(relation.id, rowId, ops.array(), reader.position(), length);
  }

  // The log.

  /** The operations that are in no chunk yet, with the vectors they filled slots with. */
  byte[] logBody() {
    ByteWriter body = new ByteWriter(Math.toIntExact(ops.size() + filledBytes + 48L * filledCount));
    body.putRaw(ops.array(), 0, ops.size());
    for (int i = 0; i < filledCount; i++) {
      VectorFile file = filledFiles[i];
      body.putByte(Ops.VECTOR);
      body.putLong(filledSeqs[i]);
      body.putLong(file.relationId());
      body.putLong(file.spec().columnNumber());
      body.putLong(filledSlots[i]);
      body.putLong(filledRows[i]);
      body.putLong(file.spec().valueBytes());
      file.read(filledSlots[i], body);
    }
    return body.size() == body.array().length ? body.array() : body.toBytes();
  }

  /** All operations are in the log and in the store: forgets their bytes. */
  void stored() {
    ops = new ByteWriter(FIRST_BYTES);
    filledCount = 0;
    filledBytes = 0;
    made.clear();
    entries.clear(); // Open cursors keep theirs, and skip what they meet twice.
    relations.values().forEach(OwnRows::markStored);
    chunkedUpTo = nextSeq;
  }

  // Savepoints.

  /** A mark: the number of the next operation and where it will stand. */
  record Mark(long seq, int opsSize, long chunkedUpTo, int filledCount, long filledBytes)
      implements Savepoint {}

  Mark mark() {
    return new Mark(nextSeq, ops.size(), chunkedUpTo, filledCount, filledBytes);
  }

  /** Forgets what was done since; rows, slots and definitions are undone by the caller before. */
  void rollback(Mark mark) {
    relations.values().forEach(own -> own.rollback(mark.seq));
    definitions.removeIf(definition -> definition.seq >= mark.seq);
    emptied.removeIf(one -> one.seq >= mark.seq);
    while (!made.isEmpty() && made.getLast().seq >= mark.seq) {
      Made last = made.removeLast();
      last.map.remove(last.key, last.seq);
    }
    if (mark.chunkedUpTo == chunkedUpTo) {
      ops.truncate(mark.opsSize);
      filledCount = mark.filledCount;
      filledBytes = mark.filledBytes;
      return;
    }
    // The mark lies in a chunk: all operations here are newer, and the log is told.
    ops = new ByteWriter(FIRST_BYTES);
    filledCount = 0;
    filledBytes = 0;
    long to = nextSeq;
    ByteWriter body = begin(Ops.VOID);
    body.putLong(mark.seq);
    body.putLong(to);
  }
}

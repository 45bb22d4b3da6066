package dev.tusk.storage;

import java.util.List;

/**
 * What a transaction does, as it stands in its write set and in the log: values, never SQL.
 *
 * <pre>
 *  op      := u8 kind, seq, …            numbers are varints; seq counts the transaction's ops
 *  INSERT  := relation, row, previous (0: none), bytes row, n, n × (index, bytes key)
 *  DELETE  := relation, row
 *  TRUNCATE, DROP_RELATION := relation
 *  CREATE_RELATION := relation, n, n × column;  ADD_COLUMN := relation, column
 *  column  := number, dimension, bytes per element
 *  CREATE_INDEX := index, relation;  DROP_INDEX := index
 *  INDEX_ENTRY := index, bytes key with row
 *  CREATE_SEQUENCE := sequence, rule;  DROP_SEQUENCE := sequence
 *  ALTER_SEQUENCE  := sequence, rule, last value, u8 called
 *  VECTOR  := relation, column, slot, row, bytes      the value put into a slot, in the log only
 *  VOID    := from, to                   ops with from <= seq < to were rolled back
 * </pre>
 *
 * <p>Large transactions write several CHUNK records before their COMMIT; small ones a COMMIT only.
 */
final class Ops {
  static final byte RECORD_COMMIT = 1;
  static final byte RECORD_CHUNK = 2;
  static final byte RECORD_SEQUENCE = 3;

  static final int INSERT = 1;
  static final int DELETE = 2;
  static final int TRUNCATE = 3;
  static final int CREATE_RELATION = 4;
  static final int DROP_RELATION = 5;
  static final int ADD_COLUMN = 6;
  static final int CREATE_INDEX = 7;
  static final int DROP_INDEX = 8;
  static final int INDEX_ENTRY = 9;
  static final int CREATE_SEQUENCE = 10;
  static final int DROP_SEQUENCE = 11;
  static final int VECTOR = 12;
  static final int VOID = 13;
  static final int ALTER_SEQUENCE = 14;

  private Ops() {}

  /** Takes ops one after another; rows and vectors as places in an array. */
  interface Visitor {
    void insert(Relation relation, long rowId, long previous, byte[] array, int from, int length);

    void entry(long indexId, byte[] entry);

    default void delete(long relationId, long rowId) {}

    default void truncate(long relationId) {}

    default void createRelation(RelationSpec spec) {}

    default void dropRelation(long relationId) {}

    default void addColumn(long relationId, VectorColumnSpec column) {}

    default void createIndex(long indexId, long relationId) {}

    default void dropIndex(long indexId) {}

    default void createSequence(long sequenceId, SequenceSpec spec) {}

    default void alterSequence(long sequenceId, SequenceState state) {}

    default void dropSequence(long sequenceId) {}

    default void vector(
        long relationId, int column, int slot, long rowId, byte[] array, int from, int length) {}
  }

  private static final Visitor NOTHING =
      new Visitor() {
        @Override
        public void insert(
            Relation relation, long rowId, long previous, byte[] array, int from, int length) {}

        @Override
        public void entry(long indexId, byte[] entry) {}
      };

  /** Stretches of ops that were rolled back. */
  record Void(long from, long to) {}

  static void encodeColumn(ByteWriter to, VectorColumnSpec column) {
    to.putLong(column.columnNumber());
    to.putLong(column.dimension());
    to.putLong(column.bytesPerElement());
  }

  private static VectorColumnSpec decodeColumn(ByteReader from) {
    return new VectorColumnSpec(from.getInt(), from.getInt(), from.getInt());
  }

  /** Shows all ops but those rolled back to the visitor. */
  static void visit(ByteReader from, Registry registry, List<Void> voids, Visitor visitor) {
    while (from.hasRemaining()) {
      int kind = from.getByte();
      long seq = from.getLong();
      boolean valid = true;
      for (Void v : voids) {
        valid &= seq < v.from || seq >= v.to;
      }
      visit(kind, valid, from, registry, visitor);
    }
  }

  /** Adds the stretches that a piece of the operations says were rolled back. */
  static void collectVoids(ByteReader from, List<Void> voids) {
    while (from.hasRemaining()) {
      int kind = from.getByte();
      from.getLong();
      switch (kind) {
        case VOID -> voids.add(new Void(from.getLong(), from.getLong()));
        case VECTOR -> vector(false, from, NOTHING);
        case INSERT -> skipInsert(from);
        default -> visitOther(kind, false, from, NOTHING);
      }
    }
  }

  private static void visit(
      int kind, boolean valid, ByteReader from, Registry registry, Visitor visitor) {
    switch (kind) {
      case INSERT -> insert(valid, from, registry, visitor);
      case VECTOR -> vector(valid, from, visitor);
      case VOID -> {
        from.getLong();
        from.getLong();
      }
      default -> visitOther(kind, valid, from, visitor);
    }
  }

  private static void visitOther(int kind, boolean valid, ByteReader from, Visitor visitor) {
    switch (kind) {
      case DELETE -> {
        long relation = from.getLong();
        long row = from.getLong();
        perform(valid, () -> visitor.delete(relation, row));
      }
      case INDEX_ENTRY -> {
        long index = from.getLong();
        byte[] entry = from.getBytes();
        perform(valid, () -> visitor.entry(index, entry));
      }
      default -> definition(kind, valid, from, visitor);
    }
  }

  private static void definition(int kind, boolean valid, ByteReader from, Visitor visitor) {
    long id = from.getLong();
    switch (kind) {
      case TRUNCATE -> perform(valid, () -> visitor.truncate(id));
      case DROP_RELATION -> perform(valid, () -> visitor.dropRelation(id));
      case DROP_INDEX -> perform(valid, () -> visitor.dropIndex(id));
      case DROP_SEQUENCE -> perform(valid, () -> visitor.dropSequence(id));
      case ADD_COLUMN -> {
        VectorColumnSpec column = decodeColumn(from);
        perform(valid, () -> visitor.addColumn(id, column));
      }
      case CREATE_INDEX -> {
        long relation = from.getLong();
        perform(valid, () -> visitor.createIndex(id, relation));
      }
      case CREATE_SEQUENCE -> {
        SequenceSpec spec = SequenceTable.decodeSpec(from);
        perform(valid, () -> visitor.createSequence(id, spec));
      }
      case ALTER_SEQUENCE -> {
        SequenceState state = SequenceTable.decodeState(from);
        perform(valid, () -> visitor.alterSequence(id, state));
      }
      case CREATE_RELATION -> {
        VectorColumnSpec[] columns = new VectorColumnSpec[from.getInt()];
        for (int i = 0; i < columns.length; i++) {
          columns[i] = decodeColumn(from);
        }
        perform(valid, () -> visitor.createRelation(RelationSpec.of(id, columns)));
      }
      default -> throw new IllegalStateException("no operation is of kind " + kind);
    }
  }

  private static void skipInsert(ByteReader from) {
    from.getLong();
    from.getLong();
    from.getLong();
    from.skip(from.getInt());
    for (int i = from.getInt(); i > 0; i--) {
      from.getLong();
      from.skip(from.getInt());
    }
  }

  private static void perform(boolean valid, Runnable action) {
    if (valid) {
      action.run();
    }
  }

  private static void insert(boolean valid, ByteReader from, Registry registry, Visitor visitor) {
    long relationId = from.getLong();
    long rowId = from.getLong();
    long previous = from.getLong();
    int length = from.getInt();
    int at = from.position();
    from.skip(length);
    Relation relation = valid ? registry.relationOrNull(relationId) : null;
    if (relation != null) {
      visitor.insert(relation, rowId, previous, from.array(), at, length);
    }
    for (int i = from.getInt(); i > 0; i--) {
      long index = from.getLong();
      byte[] key = from.getBytes();
      if (relation != null) {
        visitor.entry(index, Index.withRow(key, rowId));
      }
    }
  }

  private static void vector(boolean valid, ByteReader from, Visitor visitor) {
    long relation = from.getLong();
    int column = from.getInt();
    int slot = from.getInt();
    long row = from.getLong();
    int length = from.getInt();
    if (valid) {
      visitor.vector(relation, column, slot, row, from.array(), from.position(), length);
    }
    from.skip(length);
  }
}

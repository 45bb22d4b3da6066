package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Index;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of an index, within those of its table.
 *
 * <pre>
 *  index := i64 oid | text name | text method | list of key | u8 unique | u8 primary
 *           | text predicate | options | u8 flags | list of i32 (wide) | per key: collation, u8 (collated)
 *  key   := i32 column | text expression | i32 type | text operator class | u8 descending | u8 nulls first
 * </pre>
 */
final class IndexCodec {
  /** The flags say that it may be read; before there were others, the byte was a boolean. */
  private static final int VALID = 1;

  /** What follows are the further columns. */
  private static final int WIDE = 2;

  /** What follows are the collations of the keys. */
  private static final int COLLATED = 4;

  private IndexCodec() {}

  static void write(DataOutputStream out, Index index) throws IOException {
    out.writeLong(index.oid());
    ObjectCodec.writeText(out, index.name());
    ObjectCodec.writeText(out, index.method());
    out.writeInt(index.keys().size());
    for (Index.Key key : index.keys()) {
      out.writeInt(key.column());
      ObjectCodec.writeText(out, key.expressionText());
      out.writeInt(key.type().oid());
      ObjectCodec.writeText(out, key.operatorClass());
      out.writeBoolean(key.descending());
      out.writeBoolean(key.nullsFirst());
    }
    out.writeBoolean(index.unique());
    out.writeBoolean(index.primary());
    ObjectCodec.writeText(out, index.predicateText());
    ObjectCodec.writeOptions(out, index.options());
    boolean wide = !index.included().isEmpty();
    boolean collated = index.keys().stream().anyMatch(key -> key.collation() != null);
    out.writeByte((index.valid() ? VALID : 0) | (wide ? WIDE : 0) | (collated ? COLLATED : 0));
    if (wide) {
      ObjectCodec.writeNumbers(out, index.included());
    }
    if (collated) {
      for (Index.Key key : index.keys()) {
        CollationCodec.write(out, key.collation());
        out.writeBoolean(key.collates());
      }
    }
  }

  static Index read(DataInputStream in, String schema, long table) throws IOException {
    long oid = in.readLong();
    String name = ObjectCodec.text(in);
    String method = ObjectCodec.text(in);
    List<Index.Key> keys = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      keys.add(
          new Index.Key(
              in.readInt(),
              ObjectCodec.readText(in),
              CatalogTypes.stored(in.readInt()),
              ObjectCodec.text(in),
              in.readBoolean(),
              in.readBoolean()));
    }
    Index index =
        new Index(
            oid,
            schema,
            name,
            table,
            method,
            List.copyOf(keys),
            in.readBoolean(),
            in.readBoolean(),
            ObjectCodec.readText(in),
            ObjectCodec.readOptions(in),
            true);
    int flags = in.readByte();
    Index read = index.withValid((flags & VALID) != 0);
    Index wide = (flags & WIDE) == 0 ? read : read.withIncluded(ObjectCodec.numbers(in));
    if ((flags & COLLATED) == 0) {
      return wide;
    }
    List<Index.Key> collated = new ArrayList<>();
    for (Index.Key key : wide.keys()) {
      collated.add(key.collatedBy(CollationCodec.read(in), in.readBoolean()));
    }
    return wide.withKeys(List.copyOf(collated));
  }
}

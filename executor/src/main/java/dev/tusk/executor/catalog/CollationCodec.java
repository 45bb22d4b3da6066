package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a collation, with all by which it orders: what is stored in its order is read
 * without asking for the collation itself.
 *
 * <pre>
 *  collation := u8 0                                                     none
 *             | u8 1 | i64 oid                                           one that is always there
 *             | u8 2 | i64 oid | text name | u8 provider | u8 deterministic | text locale
 * </pre>
 */
final class CollationCodec {
  private static final int NONE = 0;
  private static final int BUILTIN = 1;
  private static final int OWN = 2;

  private CollationCodec() {}

  static void write(DataOutputStream out, @Nullable Collation collation) throws IOException {
    if (collation == null) {
      out.writeByte(NONE);
    } else if (BuiltinCollations.find(collation.oid()) != null) {
      out.writeByte(BUILTIN);
      out.writeLong(collation.oid());
    } else {
      out.writeByte(OWN);
      writeOwn(out, collation);
    }
  }

  static void writeOwn(DataOutputStream out, Collation collation) throws IOException {
    out.writeLong(collation.oid());
    ObjectCodec.writeText(out, collation.name());
    out.writeByte(collation.provider().code());
    out.writeBoolean(collation.deterministic());
    ObjectCodec.writeText(out, collation.locale());
  }

  static @Nullable Collation read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case NONE -> null;
      case BUILTIN -> BuiltinCollations.find(in.readLong());
      case OWN -> readOwn(in);
      default -> throw new IllegalStateException("collation of kind " + kind);
    };
  }

  static Collation readOwn(DataInputStream in) throws IOException {
    return new Collation(
        in.readLong(),
        ObjectCodec.text(in),
        Collation.Provider.of((char) in.readByte()),
        in.readBoolean(),
        ObjectCodec.readText(in));
  }

  /** The collations of all columns, one behind the other. */
  static void writeColumns(DataOutputStream out, List<Column> columns) throws IOException {
    for (Column column : columns) {
      write(out, column.collation());
    }
  }

  /** Columns with their collations, which rows of before have not. */
  static List<Column> readColumns(DataInputStream in, List<Column> columns) throws IOException {
    if (in.available() == 0) {
      return columns;
    }
    List<Column> all = new ArrayList<>();
    for (Column column : columns) {
      all.add(column.withCollation(read(in)));
    }
    return List.copyOf(all);
  }
}

package dev.tusk.sql.catalog;

import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The table beside another one in which PostgreSQL keeps what is too long for a row
 * (catalog/toasting.c). Here long values are kept with their rows; its size is what they would take
 * there. Its number and its index's follow from that of the table, so that nobody has to keep them.
 *
 * <pre>
 *  bit 28  set in the number of a TOAST table, and of the schema of temporary ones
 *  bit 27  set in the number of its index
 * </pre>
 */
public final class ToastTable {
  private static final long TABLE = 0x1000_0000;
  private static final long INDEX = 0x0800_0000;

  /** TOAST_TUPLE_THRESHOLD. */
  private static final int THRESHOLD = 2032;

  private static final int HEADER_BYTES = 23;

  private static final List<Column> COLUMNS =
      List.of(
          column(1, "chunk_id", Types.OID),
          column(2, "chunk_seq", Types.INT4),
          column(3, "chunk_data", Types.BYTEA));

  private static final List<Index.Key> KEYS =
      List.of(
          new Index.Key(1, null, Types.OID, "oid_ops", false, false),
          new Index.Key(2, null, Types.INT4, "int4_ops", false, false));

  private ToastTable() {}

  private static Column column(int number, String name, Type type) {
    return new Column(number, name, type, -1, false, null, Column.Identity.NONE, false);
  }

  /** Number of a table's TOAST table. */
  public static long oid(long table) {
    return table | TABLE;
  }

  public static boolean is(long oid) {
    return oid > 0 && (oid & ~0x3FFF_FFFFL) == 0 && (oid & TABLE) != 0;
  }

  public static boolean isIndex(long oid) {
    return oid > 0 && (oid & ~0x0FFF_FFFFL) == 0 && (oid & INDEX) != 0;
  }

  /** The table that a TOAST table or its index is beside. */
  public static long owner(long oid) {
    return oid & ~(TABLE | INDEX);
  }

  /** Name of the schema that it is in, by that of the table. */
  public static String schema(String of) {
    return of.startsWith("pg_temp_") ? "pg_toast_temp_" + of.substring(8) : "pg_toast";
  }

  /**
   * Whether a table's rows may be too long for a block ({@code needs_toast_table}).
   *
   * @param storages {@code attstorage} of its columns
   */
  public static boolean isBeside(Table table, Function<Column, Character> storages) {
    if (!table.kind().hasRows()) {
      return false;
    }
    boolean unbounded = false;
    boolean movable = false;
    long bytes = 0;
    for (Column column : table.columns()) {
      if (column.dropped()) {
        continue;
      }
      Type type = column.type();
      bytes = align(bytes, type.alignment());
      if (type.length() > 0) {
        bytes += type.length();
        continue;
      }
      long most = most(type, column.typmod());
      unbounded |= most < 0;
      bytes += Math.max(0, most);
      movable |= storages.apply(column) != 'p';
    }
    int nulls = (table.columns().size() + 7) / 8;
    return movable
        && (unbounded || align(HEADER_BYTES + nulls, 'd') + align(bytes, 'd') > THRESHOLD);
  }

  private static long align(long at, char alignment) {
    int to =
        switch (alignment) {
          case 'c' -> 1;
          case 's' -> 2;
          case 'd' -> 8;
          default -> 4;
        };
    return at + to - 1 & -to;
  }

  /** The most bytes that a value takes; -1 for no bound ({@code type_maximum_size}). */
  private static long most(Type type, int typmod) {
    if (typmod < 0) {
      return -1;
    }
    return switch (type.name()) {
      case "bpchar", "varchar" -> 4L * (typmod - 4) + 4;
      case "numeric" -> typmod < 4 ? -1 : 8 + 2L * (((typmod - 4 >> 16 & 0xFFFF) + 6) / 4);
      case "bit", "varbit" -> (typmod + 7) / 8 + 8;
      default -> -1;
    };
  }

  /** The one beside a table, with its index. */
  public static Table of(Table table) {
    String schema = schema(table.schema());
    String name = "pg_toast_" + table.oid();
    long oid = oid(table.oid());
    Index index =
        new Index(
            table.oid() | INDEX,
            schema,
            name + "_index",
            oid,
            AccessMethod.BTREE.name(),
            KEYS,
            true,
            true,
            null,
            Map.of(),
            true);
    return new Table(oid, schema, name, Table.Kind.SYSTEM, COLUMNS, List.of(index), List.of());
  }
}

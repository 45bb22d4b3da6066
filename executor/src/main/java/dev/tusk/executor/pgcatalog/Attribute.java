package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_attribute: a column of a table, or a key of an index.
 *
 * @param type null for a dropped column
 */
public record Attribute(
    long relationOid,
    String schema,
    String relationName,
    boolean ofIndex,
    int number,
    String name,
    @Nullable Type type,
    int typmod,
    boolean notNull,
    @Nullable String defaultText,
    String identity,
    boolean dropped) {

  /** Columns of all relations, keys of all indexes. */
  public static List<Attribute> all(CatalogView view) {
    List<Attribute> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      addColumns(table, rows);
      for (Index index : table.indexes()) {
        addKeys(table, index, rows);
      }
    }
    for (Table table : view.systemTables()) {
      addColumns(table, rows);
    }
    return rows;
  }

  /** Columns that are not dropped, of tables and system relations. */
  public static List<Attribute> ofTables(CatalogView view) {
    List<Attribute> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      if (table.kind() == Table.Kind.TABLE) {
        addColumns(table, rows);
      }
    }
    for (Table table : view.systemTables()) {
      addColumns(table, rows);
    }
    rows.removeIf(Attribute::dropped);
    return rows;
  }

  static List<Attribute> withDefault(CatalogView view) {
    return ofTables(view).stream().filter(a -> a.defaultText != null).toList();
  }

  private static void addColumns(Table table, List<Attribute> rows) {
    for (Column column : table.columns()) {
      String identity =
          switch (column.identity()) {
            case NONE -> "";
            case ALWAYS -> "a";
            case BY_DEFAULT -> "d";
          };
      rows.add(
          new Attribute(
              table.oid(),
              table.schema(),
              table.name(),
              false,
              column.number(),
              column.dropped()
                  ? "........pg.dropped." + column.number() + "........"
                  : column.name(),
              column.dropped() ? null : column.type(),
              column.typmod(),
              column.notNull(),
              identity.isEmpty() ? column.defaultText() : null,
              identity,
              column.dropped()));
    }
  }

  private static void addKeys(Table table, Index index, List<Attribute> rows) {
    for (int i = 0; i < index.keys().size(); i++) {
      Index.Key key = index.keys().get(i);
      Column column = key.column() == 0 ? null : table.column(key.column());
      rows.add(
          new Attribute(
              index.oid(),
              index.schema(),
              index.name(),
              true,
              i + 1,
              column == null ? "expr" + (i == 0 ? "" : String.valueOf(i)) : column.name(),
              key.type(),
              column == null ? -1 : column.typmod(),
              false,
              null,
              "",
              false));
    }
  }

  /** A number of its own for the default's row in pg_attrdef. */
  long defaultOid() {
    return relationOid * 2048 % 2_000_000_000L + number;
  }

  boolean byValue() {
    return type != null && TypeStorage.byValue(type);
  }

  String alignment() {
    return type == null ? "i" : TypeStorage.alignment(type);
  }

  String storage() {
    return type == null ? "p" : TypeStorage.storage(type);
  }

  long collation() {
    return type == null ? 0L : TypeStorage.collation(type);
  }

  private String typeNameOrEmpty() {
    return type == null ? "" : type.name();
  }

  /** {@code data_type} of information_schema: the standard's name, ARRAY or USER-DEFINED. */
  public @Nullable String standardTypeName() {
    if (type == null) {
      return null;
    }
    if (type.isArray()) {
      return "ARRAY";
    }
    return type.category() == 'U' && type.name().equals("vector")
        ? "USER-DEFINED"
        : type.displayName();
  }

  public String typeSchema() {
    return typeNameOrEmpty().endsWith("vector")
            && !typeNameOrEmpty().equals("int2vector")
            && !typeNameOrEmpty().equals("oidvector")
        ? "public"
        : "pg_catalog";
  }

  public String typeName() {
    return typeNameOrEmpty();
  }

  /** Of bit strings, that of bits. */
  public @Nullable Integer characterLength() {
    return switch (typeNameOrEmpty()) {
      case "varchar", "bpchar" -> typmod > 4 ? (Integer) (typmod - 4) : null;
      case "bit", "varbit" -> typmod > 0 ? (Integer) typmod : null;
      default -> null;
    };
  }

  public @Nullable Integer octetLength() {
    return switch (typeNameOrEmpty()) {
      case "text" -> (Integer) (1 << 30);
      case "varchar", "bpchar" -> {
        Integer length = characterLength();
        yield length == null ? (Integer) (1 << 30) : (Integer) (length * 4);
      }
      default -> null;
    };
  }

  public @Nullable Integer numericPrecision() {
    return switch (typeNameOrEmpty()) {
      case "int2" -> (Integer) 16;
      case "int4" -> (Integer) 32;
      case "int8" -> (Integer) 64;
      case "float4" -> (Integer) 24;
      case "float8" -> (Integer) 53;
      case "numeric" -> typmod < 4 ? null : (Integer) ((typmod - 4) >> 16 & 0xffff);
      default -> null;
    };
  }

  public @Nullable Integer numericRadix() {
    return switch (typeNameOrEmpty()) {
      case "int2", "int4", "int8", "float4", "float8" -> (Integer) 2;
      case "numeric" -> (Integer) 10;
      default -> null;
    };
  }

  public @Nullable Integer numericScale() {
    return switch (typeNameOrEmpty()) {
      case "int2", "int4", "int8" -> (Integer) 0;
      case "numeric" -> typmod < 4 ? null : (Integer) ((typmod - 4) & 0xffff);
      default -> null;
    };
  }

  public @Nullable Integer datetimePrecision() {
    return switch (typeNameOrEmpty()) {
      case "date" -> (Integer) 0;
      case "time", "timetz", "timestamp", "timestamptz", "interval" ->
          typmod < 0 ? (Integer) 6 : (Integer) (typmod & 0xffff);
      default -> null;
    };
  }

  public @Nullable String identityGeneration() {
    return switch (identity) {
      case "a" -> "ALWAYS";
      case "d" -> "BY DEFAULT";
      default -> null;
    };
  }
}

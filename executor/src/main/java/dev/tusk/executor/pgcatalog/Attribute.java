package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.ColumnStorage;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SequenceRow;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.StandardFacts;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.UserType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_attribute: a column of a table, or a key of an index.
 *
 * @param type null for a dropped column
 * @param collationOf null for none
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
    boolean dropped,
    Descent descent,
    @Nullable Collation collationOf) {

  /** Whether it can be written, through a view too. */
  public boolean updatable(CatalogView view) {
    return view.tables().stream()
        .filter(table -> table.oid() == relationOid)
        .map(found -> view.abilities(found, false))
        .anyMatch(can -> can.update() && can.delete() && can.columns().contains(number));
  }

  /** Columns of all relations, keys of all indexes. */
  public static List<Attribute> all(CatalogView view) {
    List<Attribute> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      addColumns(table, rows);
      if (table.kind() != Table.Kind.VIEW) {
        addSystemColumns(table, rows);
      }
      for (Index index : table.indexes()) {
        addKeys(table, index, rows);
      }
    }
    for (Table table : view.systemTables()) {
      addColumns(table, rows);
      for (Index index : table.indexes()) {
        addKeys(table, index, rows);
      }
    }
    for (Table table : view.compositeTypes()) {
      addColumns(table, rows);
    }
    for (Table table : Relation.toastTables(view)) {
      addColumns(table, rows);
      addSystemColumns(table, rows);
      addKeys(table, table.indexes().getFirst(), rows);
    }
    return rows;
  }

  /** Columns that are not dropped, of tables and system relations. */
  public static List<Attribute> ofTables(CatalogView view) {
    List<Attribute> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      if (table.kind().writable() || table.kind() == Table.Kind.VIEW) {
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
            case STORED -> "s";
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
              column.hasIdentity() ? null : column.defaultText(),
              identity,
              column.dropped(),
              column.descent(),
              column.dropped() ? null : column.effectiveCollation()));
    }
  }

  /** What each row of a table has beside its columns, by {@code attnum} from -1 downwards. */
  private static final Map<String, Type> SYSTEM_COLUMNS = systemColumns();

  private static Map<String, Type> systemColumns() {
    Map<String, Type> columns = new LinkedHashMap<>();
    columns.put("ctid", Types.TID);
    columns.put("xmin", Types.XID);
    columns.put("cmin", Types.CID);
    columns.put("xmax", Types.XID);
    columns.put("cmax", Types.CID);
    columns.put("tableoid", Types.OID);
    return Collections.unmodifiableMap(columns);
  }

  private static void addSystemColumns(Table table, List<Attribute> rows) {
    int number = 0;
    for (Map.Entry<String, Type> column : SYSTEM_COLUMNS.entrySet()) {
      rows.add(
          new Attribute(
              table.oid(),
              table.schema(),
              table.name(),
              false,
              --number,
              column.getKey(),
              column.getValue(),
              -1,
              true,
              null,
              "",
              false,
              Descent.OWN,
              BuiltinCollations.of(column.getValue())));
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
              CollatedType.plain(key.type()),
              column == null ? -1 : column.typmod(),
              false,
              null,
              "",
              false,
              Descent.OWN,
              key.effectiveCollation()));
    }
    int number = index.keys().size();
    for (int included : index.included()) {
      Column column = table.column(included);
      rows.add(
          new Attribute(
              index.oid(),
              index.schema(),
              index.name(),
              true,
              ++number,
              column.name(),
              column.type(),
              column.typmod(),
              false,
              null,
              "",
              false,
              Descent.OWN,
              column.effectiveCollation()));
    }
  }

  /** A number of its own for the default's row in pg_attrdef. */
  long defaultOid() {
    return ObjectAddress.defaultOf(relationOid, number).objectOid();
  }

  boolean byValue() {
    return type != null && type.byValue();
  }

  String alignment() {
    return type == null ? "i" : String.valueOf(type.alignment());
  }

  String storage(CatalogView view) {
    ColumnStorage said = view.state().defined().columnStorage(relationOid, number);
    if (said != null) {
      return String.valueOf(said.storage());
    }
    return type == null ? "p" : String.valueOf(type.storage());
  }

  long collation() {
    return CatalogArrays.collation(collationOf);
  }

  /** {@code data_type} of information_schema: the standard's name, ARRAY or USER-DEFINED. */
  public @Nullable String standardTypeName() {
    Type type = shownType();
    if (type == null) {
      return null;
    }
    if (type.isArray()) {
      return "ARRAY";
    }
    return type.extension() == null && !(type instanceof UserType)
        ? type.displayName()
        : "USER-DEFINED";
  }

  private @Nullable DomainType domain() {
    return type instanceof DomainType domain ? domain : null;
  }

  public @Nullable String domainName() {
    DomainType domain = domain();
    return domain == null ? null : domain.name();
  }

  public @Nullable String domainSchema() {
    DomainType domain = domain();
    return domain == null ? null : domain.schema();
  }

  /** The type that information_schema tells of: what is under a domain. */
  private @Nullable Type shownType() {
    DomainType domain = domain();
    return domain == null ? type : domain.base();
  }

  public String typeSchema(CatalogView view) {
    Type type = shownType();
    Type element = type == null ? null : type.elementType();
    if ((element == null ? type : element) instanceof UserType own) {
      return own.schema();
    }
    return type == null ? "pg_catalog" : view.schemaOf(type.extension());
  }

  public String typeName() {
    Type type = shownType();
    return type == null ? "" : type.name();
  }

  /** What information_schema.columns says of the type. */
  public StandardFacts standardFacts() {
    return type == null ? Types.UNKNOWN.standardFacts(-1) : type.standardFacts(typmod);
  }

  /** {@code attidentity}: a or d. */
  public String identityCode() {
    return generated() ? "" : identity;
  }

  public boolean generated() {
    return identity.equals("s");
  }

  public @Nullable String identityGeneration() {
    return switch (identity) {
      case "a" -> "ALWAYS";
      case "d" -> "BY DEFAULT";
      default -> null;
    };
  }

  /** A number of the sequence behind an identity column, as text; null for other columns. */
  public @Nullable String ofIdentity(CatalogView view, ToLongFunction<SequenceRow> value) {
    SequenceRow sequence = identitySequence(view);
    return sequence == null ? null : String.valueOf(value.applyAsLong(sequence));
  }

  public boolean identityCycles(CatalogView view) {
    SequenceRow sequence = identitySequence(view);
    return sequence != null && sequence.cycles();
  }

  private @Nullable SequenceRow identitySequence(CatalogView view) {
    if (identity.isEmpty()) {
      return null;
    }
    for (SequenceRow row : view.sequences()) {
      if (row.identity() && row.ownerTable() == relationOid && row.ownerColumn() == number) {
        return row;
      }
    }
    return null;
  }
}

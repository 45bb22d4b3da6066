package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.Tablespace;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.ToastTable;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_class: a table, an index or a sequence.
 *
 * @param index null for anything but an index
 */
public record Relation(Table table, @Nullable Index index, CatalogView view) {
  /** What the options of a table begin with that are its TOAST table's. */
  private static final String TOAST_OPTION = "toast.";

  /** Tables, sequences, indexes and system relations. */
  public static List<Relation> all(CatalogView view) {
    List<Relation> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      rows.add(new Relation(table, null, view));
      for (Index index : table.indexes()) {
        rows.add(new Relation(table, index, view));
      }
    }
    for (Table table : view.systemTables()) {
      rows.add(new Relation(table, null, view));
      for (Index index : table.indexes()) {
        rows.add(new Relation(table, index, view));
      }
    }
    for (Table table : view.compositeTypes()) {
      rows.add(new Relation(table, null, view));
    }
    for (Table toast : toastTables(view)) {
      rows.add(new Relation(toast, null, view));
      rows.add(new Relation(toast, toast.indexes().getFirst(), view));
    }
    return rows;
  }

  /** Those beside tables whose rows may be too long. */
  static List<Table> toastTables(CatalogView view) {
    return view.tables().stream()
        .filter(view.state().defined()::hasToast)
        .map(ToastTable::of)
        .toList();
  }

  private boolean isToast() {
    return ToastTable.is(table.oid());
  }

  /** The table whose owner and persistence this has. */
  private long keeper() {
    return isToast() ? ToastTable.owner(table.oid()) : oid();
  }

  long owner() {
    return view.owner(ObjectAddress.PG_CLASS, keeper());
  }

  /** {@code reltablespace}: 0 for that of the database; a TOAST table is where its table is. */
  long tablespace() {
    boolean own = isToast() || index != null || table.kind().stored();
    return own ? view.state().defined().storage(isToast() ? keeper() : oid()).tablespace() : 0;
  }

  /** Name of the tablespace; null for that of the database. */
  @Nullable String tablespaceName() {
    long oid = tablespace();
    return view.state().object(oid) instanceof Tablespace found ? found.name() : null;
  }

  /** {@code reltoastrelid}. */
  long toast() {
    return index == null && view.state().defined().hasToast(table)
        ? ToastTable.oid(table.oid())
        : 0;
  }

  /** {@code reltype}: what has no rows of its own has none. */
  long rowType() {
    return index != null || table.kind() == Table.Kind.SEQUENCE || isToast()
        ? 0L
        : TypeNumbers.rowType(table.oid());
  }

  /** Ordinary tables and the system's. */
  public static List<Relation> tables(CatalogView view) {
    return all(view).stream()
        .filter(r -> r.index == null && r.table.kind() != Table.Kind.SEQUENCE)
        .filter(r -> r.table.kind().writable() || r.kind().equals("r"))
        .toList();
  }

  /** What information_schema.tables lists. */
  public static List<Relation> tablesAndViews(CatalogView view) {
    return all(view).stream()
        .filter(r -> r.index == null && r.table.kind() != Table.Kind.SEQUENCE)
        .filter(r -> r.table.kind() != Table.Kind.COMPOSITE)
        .filter(r -> r.table.kind() != Table.Kind.MATERIALIZED_VIEW)
        .filter(r -> !r.isToast())
        .toList();
  }

  static List<Relation> userTables(CatalogView view) {
    return all(view).stream()
        .filter(r -> r.index == null && r.table.kind() == Table.Kind.TABLE)
        .toList();
  }

  /** {@code relfilenode}: what has no rows of its own has none. */
  long fileNode() {
    return switch (kind()) {
      case "v", "c", "p", "I" -> 0L;
      default -> view.fileNode(oid());
    };
  }

  String persistence() {
    if (isToast()) {
      return view.persistence(keeper());
    }
    return table.kind() == Table.Kind.SYSTEM ? "p" : view.persistence(table.oid());
  }

  public long oid() {
    return index == null ? table.oid() : index.oid();
  }

  public String name() {
    return index == null ? table.name() : index.name();
  }

  public String schema() {
    return table.schema();
  }

  long schemaOid() {
    return view.schemaOid(schema());
  }

  /** {@code relkind}: r, i, S; v for the views that PostgreSQL has as views. */
  public String kind() {
    if (index != null) {
      return table.kind() == Table.Kind.PARTITIONED ? "I" : "i";
    }
    if (isToast()) {
      return "t";
    }
    return switch (table.kind()) {
      case TABLE -> "r";
      case PARTITIONED -> "p";
      case MATERIALIZED_VIEW -> "m";
      case SEQUENCE -> "S";
      case COMPOSITE -> "c";
      case VIEW -> "v";
      case SYSTEM -> table.columns().getFirst().name().equals("oid") || catalogTable() ? "r" : "v";
    };
  }

  /** System tables without a leading oid column, which PostgreSQL nevertheless stores. */
  private boolean catalogTable() {
    return switch (table.name()) {
      case "pg_attribute",
          "pg_index",
          "pg_depend",
          "pg_description",
          "pg_inherits",
          "pg_aggregate",
          "pg_sequence",
          "pg_shdepend",
          "pg_range" ->
          true;
      default -> false;
    };
  }

  long accessMethodOid() {
    if (index != null) {
      return index.accessMethod().oid();
    }
    return List.of("r", "m", "t").contains(kind()) ? 2L : 0L;
  }

  int pages() {
    if (index == null && isToast()) {
      return (int) Math.min(Integer.MAX_VALUE, view.toastBlocks(keeper()));
    }
    return index == null && table.kind().stored()
        ? (int) Math.min(Integer.MAX_VALUE, view.statistics(table).blocks())
        : 0;
  }

  float tuples() {
    if (index == null && table.kind() == Table.Kind.PARTITIONED) {
      return view.tableUse(table.oid()).rowsBelow();
    }
    return table.kind().stored() ? view.rowCount(table) : -1;
  }

  boolean hasChildren(CatalogView view) {
    if (index != null) {
      return !view.partitions().children(index.oid()).isEmpty();
    }
    return index == null
        && (view.tableUse(table.oid()).hadChildren()
            || view.inheritance().stream().anyMatch(row -> row.parent() == table.oid()));
  }

  /** {@code relispartition}. */
  boolean isPartition() {
    return view.partitions().parent(oid()) != 0;
  }

  /** {@code relpartbound}. */
  @Nullable String bound() {
    return index == null ? PartitionFunctions.bound(view, table, FormatSettings.DEFAULT) : null;
  }

  boolean hasIndex() {
    return index == null && !table.indexes().isEmpty();
  }

  short columnCount() {
    return (short) (index == null ? table.columns().size() : index.width());
  }

  short checkCount() {
    return (short)
        (index != null
            ? 0
            : table.constraints().stream().filter(c -> c instanceof Constraint.Check).count());
  }

  boolean hasTriggers() {
    return index == null
        && (view.triggers().stream().anyMatch(t -> t.table().oid() == table.oid())
            || hasForeignKeys());
  }

  /** On either side: PostgreSQL keeps them by triggers on both tables. */
  private boolean hasForeignKeys() {
    if (index != null || !table.kind().writable()) {
      return false;
    }
    for (Table other : view.tables()) {
      for (Constraint constraint : other.constraints()) {
        if (constraint instanceof Constraint.ForeignKey key
            && (other.oid() == table.oid() || key.referencedTableOid() == table.oid())) {
          return true;
        }
      }
    }
    return false;
  }

  @Nullable ArrayValue options() {
    List<@Nullable Object> options = new ArrayList<>();
    if (index == null) {
      for (String option : view.options(isToast() ? keeper() : table.oid())) {
        if (option.startsWith(TOAST_OPTION) == isToast()) {
          options.add(isToast() ? option.substring(TOAST_OPTION.length()) : option);
        }
      }
      return options.isEmpty() ? null : CatalogArrays.texts(options);
    }
    if (index.options().isEmpty()) {
      return null;
    }
    for (Map.Entry<String, String> option : index.options().entrySet()) {
      options.add(option.getKey() + "=" + option.getValue());
    }
    return CatalogArrays.texts(options);
  }
}

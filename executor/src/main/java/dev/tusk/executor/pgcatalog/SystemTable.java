package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A relation of pg_catalog or information_schema: a name, where its rows come from, and one line
 * for each column, over the objects that the catalog already holds.
 *
 * <p>Column lists are those of PostgreSQL 15, so that {@code SELECT *} has the same shape; a column
 * that says nothing here holds a constant.
 */
public final class SystemTable<R> {
  /** OID of the one role, as PostgreSQL numbers its bootstrap superuser. */
  public static final Long OWNER = 10L;

  public static final String OWNER_NAME = "postgres";

  private final String schema;
  private final String name;
  private final long oid;
  private final Function<CatalogView, ? extends List<? extends R>> source;
  private final List<Column> columns = new ArrayList<>();
  private final List<BiFunction<R, CatalogView, @Nullable Object>> values = new ArrayList<>();

  private SystemTable(
      String schema,
      String name,
      long oid,
      Function<CatalogView, ? extends List<? extends R>> source) {
    this.schema = schema;
    this.name = name;
    this.oid = oid;
    this.source = source;
  }

  /** The typmod of varchar(3): its length and the four bytes of PostgreSQL's header. */
  private static final int VARCHAR_3 = 3 + 4;

  public static <R> SystemTable<R> named(
      String schema,
      String name,
      long oid,
      Function<CatalogView, ? extends List<? extends R>> source) {
    return new SystemTable<>(schema, name, oid, source);
  }

  /**
   * @param typeName {@code pg_type.typname}, or {@code yes_or_no}: what information_schema calls a
   *     varchar of three letters
   */
  public SystemTable<R> column(
      String columnName, String typeName, BiFunction<R, CatalogView, @Nullable Object> value) {
    boolean yesOrNo = typeName.equals("yes_or_no");
    Type type =
        Types.byName(yesOrNo ? "varchar" : typeName)
            .orElseThrow(() ->
                new IllegalStateException(name + "." + columnName + " has no type " + typeName));
    columns.add(
        new Column(
            columns.size() + 1,
            columnName,
            type,
            yesOrNo ? VARCHAR_3 : -1,
            columnName.equals("oid"),
            null,
            Column.Identity.NONE,
            false));
    values.add(value);
    return this;
  }

  public SystemTable<R> build() {
    return this;
  }

  /** The descriptor that the planner sees. */
  public Table descriptor() {
    return new Table(
        oid, schema, name, Table.Kind.SYSTEM, List.copyOf(columns), List.of(), List.of());
  }

  /**
   * All rows, with the columns asked for only.
   *
   * @param numbers {@code attnum}s and system columns; the rows are made anew for each reader, so
   *     their xmin is the reader's transaction: DataGrip, which looks for objects by the age of
   *     xmin, reads all of them
   */
  public List<@Nullable Object[]> rows(CatalogView view, List<Integer> numbers) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (R object : source.apply(view)) {
      @Nullable Object[] row = new Object[numbers.size()];
      for (int i = 0; i < row.length; i++) {
        int number = numbers.get(i);
        row[i] = number > 0 ? values.get(number - 1).apply(object, view) : system(number, view);
      }
      rows.add(row);
    }
    return rows;
  }

  private @Nullable Object system(int number, CatalogView view) {
    return switch (number) {
      case PhysicalPlan.TABLE_OID -> oid;
      case PhysicalPlan.XMIN -> view.transactionId() & 0xFFFF_FFFFL;
      case PhysicalPlan.XMAX, PhysicalPlan.CMIN -> 0L;
      default -> null;
    };
  }
}

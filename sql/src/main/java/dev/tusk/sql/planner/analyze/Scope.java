package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.SystemColumn;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.algebra.ColumnRef;
import dev.tusk.sql.planner.algebra.CommonTableEntry;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.NamespaceItem.ScopeColumn;
import dev.tusk.sql.type.AclItem;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The names that a query's expressions may use: its FROM items, and through {@code parent} those of
 * the queries around it, whose values then travel in the {@link Correlation}.
 */
final class Scope {
  private final Analysis analysis;
  private final @Nullable Scope parent;
  private final @Nullable Correlation correlation;
  private final List<NamespaceItem> items;
  private final Map<String, CommonTableEntry> ctes;
  private final @Nullable Clause inner;
  private boolean readsRecursion;

  Analysis analysis() {
    return analysis;
  }

  /**
   * A scope inside another one.
   *
   * @param correlation takes the values read of {@code parent}; null without a parent
   */
  Scope(Analysis analysis, @Nullable Scope parent, @Nullable Correlation correlation) {
    this.analysis = analysis;
    this.parent = parent;
    this.correlation = correlation;
    this.items = new ArrayList<>();
    this.ctes = new HashMap<>();
    this.inner = null;
  }

  private Scope(Scope scope, Clause inner) {
    this.analysis = scope.analysis;
    this.parent = scope.parent;
    this.correlation = scope.correlation;
    this.items = scope.items;
    this.ctes = scope.ctes;
    this.inner = inner;
  }

  /** This scope as the queries see it that stand inside it, in that clause. */
  Scope around(Clause clause) {
    return new Scope(this, clause);
  }

  /** Where the query inside stands; null where none does. */
  @Nullable Clause inner() {
    return inner;
  }

  List<NamespaceItem> items() {
    return items;
  }

  @Nullable Scope parent() {
    return parent;
  }

  @Nullable Correlation correlation() {
    return correlation;
  }

  /** A scope over other items with the same surroundings. */
  Scope sibling(List<NamespaceItem> otherItems) {
    Scope scope = new Scope(analysis, parent, correlation);
    scope.items.addAll(otherItems);
    scope.ctes.putAll(ctes);
    return scope;
  }

  void addCte(CommonTableEntry entry) {
    ctes.put(entry.name(), entry);
  }

  @Nullable CommonTableEntry cte(String name) {
    CommonTableEntry entry = ctes.get(name);
    return entry != null || parent == null ? entry : parent.cte(name);
  }

  /** Notes that a table of this query is what the last round of a recursion gave. */
  void readRecursion() {
    readsRecursion = true;
  }

  boolean readsRecursion() {
    return readsRecursion;
  }

  /** Adds items; an alias may stand only once. */
  void add(List<NamespaceItem> added) {
    checkAliases(items, added);
    items.addAll(added);
  }

  static void checkAliases(List<NamespaceItem> present, List<NamespaceItem> added) {
    for (NamespaceItem item : added) {
      String alias = item.alias();
      if (alias != null
          && item.relationVisible()
          && present.stream().anyMatch(i -> i.relationVisible() && alias.equals(i.alias()))) {
        throw SqlException.of(
            SqlState.DUPLICATE_ALIAS,
            String.format(Locale.ROOT, "table name \"%s\" specified more than once", alias));
      }
    }
  }

  /** A value found, and the table column it is. */
  record Found(RexNode value, long tableOid, int number) {}

  /** What a name of up to four parts stands for. */
  Found resolve(List<String> names, int position) {
    Found found = find(names, position);
    if (found == null) {
      throw missing(names, position);
    }
    return found;
  }

  /** The same, null where nothing has the name. */
  @Nullable Found find(List<String> names, int position) {
    return switch (names.size()) {
      case 1 -> find(names.getFirst(), position);
      case 2 -> find(null, names.get(0), names.get(1), position);
      case 3 -> find(names.get(0), names.get(1), names.get(2), position);
      case 4 -> find(names.get(1), names.get(2), names.get(3), position);
      default ->
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR,
                  "improper qualified name (too many dotted names): " + String.join(".", names))
              .at(position);
    };
  }

  /** What is said of a name that was not found. */
  SqlException missing(List<String> names, int position) {
    String name = names.getLast();
    if (names.size() == 1) {
      return SqlException.of(
              SqlState.UNDEFINED_COLUMN,
              String.format(Locale.ROOT, "column \"%s\" does not exist", name))
          .withHint(SimilarNames.hint(this, null, name))
          .at(position);
    }
    String schema = names.size() == 2 ? null : names.get(names.size() - 3);
    String relation = names.get(names.size() - 2);
    for (Scope scope = this; scope != null; scope = scope.parent) {
      NamespaceItem item = scope.item(schema, relation, position);
      if (item != null) {
        return SqlException.of(
                SqlState.UNDEFINED_COLUMN,
                String.format(Locale.ROOT, "column %s.%s does not exist", item.alias(), name))
            .withHint(SimilarNames.hint(scope, item, name))
            .at(position);
      }
    }
    return missingRelation(schema, relation, position);
  }

  /** A bare name: a column, else a whole row. */
  private @Nullable Found find(String name, int position) {
    Found column = column(name, position);
    if (column != null) {
      return column;
    }
    RexNode row = wholeRow(name, position);
    return row == null ? null : new Found(row, 0, 0);
  }

  private @Nullable Found column(String name, int position) {
    ScopeColumn found = null;
    NamespaceItem owner = null;
    for (NamespaceItem item : items) {
      if (!item.columnsVisible()) {
        continue;
      }
      ScopeColumn column = find(item, name, position);
      if (column != null) {
        if (found != null) {
          throw ambiguous(name, position);
        }
        found = column;
        owner = item;
      }
    }
    if (found != null && owner != null) {
      return found(found, owner, position);
    }
    return parent == null ? null : captured(parent.column(name, position));
  }

  private static SqlException ambiguous(String name, int position) {
    return SqlException.of(
            SqlState.AMBIGUOUS_COLUMN,
            String.format(Locale.ROOT, "column reference \"%s\" is ambiguous", name))
        .at(position);
  }

  private static @Nullable ScopeColumn find(NamespaceItem item, String name, int position) {
    ScopeColumn found = null;
    for (ScopeColumn column : item.columns()) {
      if (column.name().equals(name)) {
        if (found != null) {
          throw ambiguous(name, position);
        }
        found = column;
      }
    }
    if (found == null) {
      for (ScopeColumn column : item.hidden()) {
        if (column.name().equals(name)) {
          return column;
        }
      }
    }
    return found;
  }

  /** Notes that rows of an item are locked, which only who may change them may do. */
  void locks(NamespaceItem item) {
    Table table = item.table();
    if (table != null) {
      analysis.touched.relation(analysis.place(table.oid()), AclItem.UPDATE);
    }
  }

  private Found found(ScopeColumn column, NamespaceItem item, int position) {
    Table table = item.table();
    if (column.tableOid() != 0) {
      analysis.touched.read(analysis.place(column.tableOid()), column.number());
    } else if (table != null && item.hidden().contains(column)) {
      Touched.Place place = analysis.place(table.oid());
      SystemColumn.named(column.name()).ifPresent(c -> analysis.touched.read(place, c.number()));
    }
    RexNode value = column.value();
    if (value instanceof RexInputRef field) {
      String alias = item.alias();
      String written = alias == null ? column.name() : alias + "." + column.name();
      value = new ColumnRef(field.getIndex(), field.getType(), written, position);
    }
    return new Found(value, column.tableOid(), column.number());
  }

  /** The value of an outer query's scope as the query inside reads it. */
  private @Nullable Found captured(@Nullable Found outer) {
    return outer == null
        ? null
        : new Found(capture(outer.value()), outer.tableOid(), outer.number());
  }

  /** How many values each query from here outwards reads of those around it. */
  List<Integer> captured() {
    List<Integer> sizes = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.parent) {
      sizes.add(scope.correlation == null ? 0 : scope.correlation.values().size());
    }
    return sizes;
  }

  /** The value of the scope around this one, as this one reads it. */
  RexNode capture(RexNode outer) {
    if (correlation == null) {
      return outer;
    }
    int index = correlation.capture(outer);
    return analysis.call(
        new Shape.Outer(correlation, index), outer.getType(), List.of(), PgCall.positionOf(outer));
  }

  /** {@code relation.column}. */
  private @Nullable Found find(
      @Nullable String schema, String relation, String name, int position) {
    NamespaceItem item = item(schema, relation, position);
    if (item != null) {
      ScopeColumn column = find(item, name, position);
      return column == null ? called(item, name, position) : found(column, item, position);
    }
    return parent == null ? null : captured(parent.find(schema, relation, name, position));
  }

  /** A function of the item's rows, written as if it were a column. */
  private @Nullable Found called(NamespaceItem item, String name, int position) {
    RexNode called = analysis.functionResolution.ofRow(name, row(item, position), position);
    return called == null ? null : new Found(called, 0, 0);
  }

  @Nullable NamespaceItem item(@Nullable String schema, String relation, int position) {
    NamespaceItem found = null;
    for (NamespaceItem item : items) {
      boolean named = item.relationVisible() && relation.equals(item.alias());
      if (named && schema != null) {
        var table = item.table();
        named = table != null && schema.equals(table.schema()) && relation.equals(table.name());
      }
      if (named) {
        if (found != null) {
          throw SqlException.of(
                  SqlState.AMBIGUOUS_ALIAS,
                  String.format(Locale.ROOT, "table reference \"%s\" is ambiguous", relation))
              .at(position);
        }
        found = item;
      }
    }
    return found;
  }

  /** All columns of {@code relation.*}, or the fields of a variable, over this scope's row. */
  List<ScopeColumn> star(List<String> qualifier, int position) {
    String relation = qualifier.getLast();
    String schema = qualifier.size() > 1 ? qualifier.get(qualifier.size() - 2) : null;
    List<ScopeColumn> columns = star(schema, relation, position);
    if (columns == null && analysis.variables != null) {
      columns = new VariableNames(analysis, analysis.variables).star(qualifier, position);
    }
    if (columns == null) {
      throw missingRelation(schema, relation, position);
    }
    return columns;
  }

  private @Nullable List<ScopeColumn> star(@Nullable String schema, String relation, int position) {
    NamespaceItem item = item(schema, relation, position);
    if (item == null) {
      List<ScopeColumn> outer = parent == null ? null : parent.star(schema, relation, position);
      return outer == null ? null : outer.stream().map(c -> c.with(capture(c.value()))).toList();
    }
    List<ScopeColumn> columns = new ArrayList<>();
    for (ScopeColumn column : item.columns()) {
      columns.add(column.with(found(column, item, position).value()));
    }
    return columns;
  }

  /** All columns of {@code *}. */
  List<ScopeColumn> star(int position) {
    List<ScopeColumn> columns = new ArrayList<>();
    for (NamespaceItem item : items) {
      if (item.columnsVisible()) {
        for (ScopeColumn column : item.columns()) {
          columns.add(column.with(found(column, item, position).value()));
        }
      }
    }
    return columns;
  }

  /** The row of a relation, of which only the alias is written; null where there is none. */
  @Nullable Found row(List<String> names, int position) {
    RexNode row = names.size() == 1 ? wholeRow(names.getFirst(), position) : null;
    return row == null ? null : new Found(row, 0, 0);
  }

  private @Nullable RexNode wholeRow(String name, int position) {
    NamespaceItem item = item(null, name, position);
    if (item != null) {
      return row(item, position);
    }
    RexNode outer = parent == null ? null : parent.wholeRow(name, position);
    return outer == null ? null : capture(outer);
  }

  /** A row as one value; that of an outer join's missing side is NULL. */
  private RexNode row(NamespaceItem item, int position) {
    List<RexNode> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (ScopeColumn column : item.columns()) {
      values.add(found(column, item, position).value());
      names.add(column.name());
      types.add(column.type());
    }
    if (item.scalar()) {
      return values.getFirst();
    }
    RelDataType type = rowType(item.table(), names, types);
    RexNode row = new PgCall(new Shape.RowOf(), type, values, position).as(PgCall.Form.WHOLE_ROW);
    if (analysis.asWritten || !(item.present() instanceof RexInputRef mark)) {
      return row;
    }
    RexNode read = new ColumnRef(mark.getIndex(), mark.getType(), item.alias() + ".*", position);
    RexNode present = analysis.call(new Shape.IsNull(true), Types.BOOL, List.of(read), position);
    return analysis.call(new Shape.Case(), type, List.of(present, row), position);
  }

  /** That of its table; the rows of anything else are records. */
  private RelDataType rowType(@Nullable Table table, List<String> names, List<RelDataType> types) {
    Type row =
        table == null ? null : analysis.catalog.type(TypeNumbers.rowType(table.oid())).orElse(null);
    return row == null ? analysis.types.record(names, types) : analysis.types.of(row);
  }

  private SqlException missingRelation(@Nullable String schema, String relation, int position) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      for (NamespaceItem item : scope.items) {
        var table = item.table();
        String alias = item.alias();
        if (table != null
            && table.name().equals(relation)
            && alias != null
            && !alias.equals(relation)) {
          return SqlException.of(
                  SqlState.UNDEFINED_TABLE,
                  String.format(
                      Locale.ROOT,
                      "invalid reference to FROM-clause entry for table \"%s\"",
                      relation))
              .withHint(
                  String.format(
                      Locale.ROOT, "Perhaps you meant to reference the table alias \"%s\".", alias))
              .at(position);
        }
        if (relation.equals(alias) && !item.relationVisible()) {
          return SqlException.of(
                  SqlState.UNDEFINED_TABLE,
                  String.format(
                      Locale.ROOT,
                      "invalid reference to FROM-clause entry for table \"%s\"",
                      relation))
              .withHint(
                  String.format(
                      Locale.ROOT,
                      "There is an entry for table \"%s\", but it cannot be referenced from this"
                          + " part of the query.",
                      relation))
              .at(position);
        }
      }
    }
    return SqlException.of(
            SqlState.UNDEFINED_TABLE,
            String.format(Locale.ROOT, "missing FROM-clause entry for table \"%s\"", relation))
        .at(position);
  }
}

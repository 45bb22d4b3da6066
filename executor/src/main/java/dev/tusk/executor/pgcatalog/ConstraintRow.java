package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Constraint.Action;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of pg_constraint. */
public record ConstraintRow(
    Table table, Constraint constraint, CatalogView view, @Nullable DomainType domain) {
  ConstraintRow(Table table, Constraint constraint, CatalogView view) {
    this(table, constraint, view, null);
  }

  /** Those of domains, whose table is none. */
  public static List<ConstraintRow> ofDomains(CatalogView view) {
    List<ConstraintRow> rows = new ArrayList<>();
    for (Type type : view.userTypes()) {
      if (type instanceof DomainType domain) {
        Table none =
            new Table(0, domain.schema(), "", Table.Kind.TABLE, List.of(), List.of(), List.of());
        for (DomainType.Check check : domain.definition().checks()) {
          rows.add(
              new ConstraintRow(
                  none,
                  new Constraint.Check(check.oid(), check.name(), check.text()),
                  view,
                  domain));
        }
      }
    }
    return rows;
  }

  /** Those of tables and of domains. */
  public static List<ConstraintRow> everywhere(CatalogView view) {
    List<ConstraintRow> rows = all(view);
    rows.addAll(ofDomains(view));
    return rows;
  }

  /** {@code conislocal} and {@code coninhcount}. */
  Descent descent() {
    return constraint instanceof Constraint.Check check
        ? check.descent()
        : parent() == 0 ? Descent.OWN : new Descent(false, 1);
  }

  /** {@code conparentid}. */
  long parent() {
    return view.partitions().parentOf(table, constraint.oid());
  }

  /** {@code connoinherit}: children have no keys of their parents. */
  boolean noInherit() {
    return switch (constraint) {
      case Constraint.Check check -> check.noInherit();
      case Constraint.Unique _, Constraint.Exclusion _ -> parent() == 0;
      case Constraint.ForeignKey _ -> parent() == 0 && table.kind() != Table.Kind.PARTITIONED;
    };
  }

  /** {@code contypid}. */
  long typeOid() {
    return domain == null ? 0L : domain.oid();
  }

  /** {@code convalidated}. */
  boolean validated() {
    return domain == null
        ? constraint.validated()
        : domain.definition().checks().stream()
            .filter(check -> check.oid() == constraint.oid())
            .allMatch(DomainType.Check::validated);
  }

  @Nullable String domainDefinition(boolean pretty) {
    if (domain == null || !(constraint instanceof Constraint.Check check)) {
      return null;
    }
    String condition =
        pretty
            ? view.prettyCheck(domain, check.expressionText())
            : Definitions.constraint(table, check, null, false, null).substring("CHECK ".length());
    return "CHECK "
        + (pretty ? "(" + condition + ")" : condition)
        + (validated() ? "" : " NOT VALID");
  }

  public static List<ConstraintRow> all(CatalogView view) {
    List<ConstraintRow> rows = new ArrayList<>();
    for (Table table : view.tables()) {
      for (Constraint constraint : table.constraints()) {
        rows.add(new ConstraintRow(table, constraint, view));
      }
    }
    return rows;
  }

  public static List<ConstraintRow> foreignKeys(CatalogView view) {
    return all(view).stream().filter(r -> r.kind().equals("f")).toList();
  }

  long schemaOid() {
    return view.schemaOid(table.schema());
  }

  /** {@code condeferred}. */
  public boolean initiallyDeferred() {
    return constraint.timing() == Constraint.Timing.INITIALLY_DEFERRED;
  }

  /** {@code contype}. */
  public String kind() {
    return switch (constraint) {
      case Constraint.Unique unique -> unique.primary() ? "p" : "u";
      case Constraint.Check _ -> "c";
      case Constraint.Exclusion _ -> "x";
      case Constraint.ForeignKey _ -> "f";
    };
  }

  public String standardKind() {
    return switch (constraint) {
      case Constraint.Unique unique -> unique.primary() ? "PRIMARY KEY" : "UNIQUE";
      case Constraint.Check _ -> "CHECK";
      case Constraint.Exclusion _ -> "EXCLUDE";
      case Constraint.ForeignKey _ -> "FOREIGN KEY";
    };
  }

  /** The index that holds it; for a foreign key the referenced table's. */
  long indexOid() {
    return switch (constraint) {
      case Constraint.Unique _, Constraint.Exclusion _, Constraint.Check _ -> constraint.heldBy();
      case Constraint.ForeignKey _ -> {
        Constraint.Unique key = referencedKey();
        yield key == null ? 0L : key.indexOid();
      }
    };
  }

  long referencedOid() {
    return constraint instanceof Constraint.ForeignKey key ? key.referencedTableOid() : 0L;
  }

  @Nullable Table referencedTable() {
    for (Table other : view.tables()) {
      if (other.oid() == referencedOid()) {
        return other;
      }
    }
    return null;
  }

  private Constraint.@Nullable Unique referencedKey() {
    Table referenced = referencedTable();
    if (referenced == null || !(constraint instanceof Constraint.ForeignKey key)) {
      return null;
    }
    for (Constraint other : referenced.constraints()) {
      if (other instanceof Constraint.Unique unique
          && List.copyOf(unique.columns()).equals(key.referencedColumns())) {
        return unique;
      }
    }
    return null;
  }

  public @Nullable String referencedConstraint() {
    Constraint.Unique key = referencedKey();
    return key == null ? null : key.name();
  }

  public @Nullable String referencedSchema() {
    Table referenced = referencedTable();
    return referenced == null ? null : referenced.schema();
  }

  private static String letter(Action action) {
    return switch (action) {
      case NO_ACTION -> "a";
      case RESTRICT -> "r";
      case CASCADE -> "c";
      case SET_NULL -> "n";
      case SET_DEFAULT -> "d";
    };
  }

  String onUpdate() {
    return constraint instanceof Constraint.ForeignKey key ? letter(key.onUpdate()) : " ";
  }

  String onDelete() {
    return constraint instanceof Constraint.ForeignKey key ? letter(key.onDelete()) : " ";
  }

  String match() {
    return constraint instanceof Constraint.ForeignKey ? "s" : " ";
  }

  public @Nullable String standardOnUpdate() {
    return constraint instanceof Constraint.ForeignKey key ? words(key.onUpdate()) : null;
  }

  public @Nullable String standardOnDelete() {
    return constraint instanceof Constraint.ForeignKey key ? words(key.onDelete()) : null;
  }

  private static String words(Action action) {
    return action.name().replace('_', ' ');
  }

  @Nullable ArrayValue columns() {
    return switch (constraint) {
      case Constraint.Unique unique -> numbers(unique.columns());
      case Constraint.Exclusion exclusion -> numbers(exclusion.columns());
      case Constraint.Check _ -> null;
      case Constraint.ForeignKey key -> numbers(key.columns());
    };
  }

  @Nullable ArrayValue referencedColumns() {
    return constraint instanceof Constraint.ForeignKey key
        ? numbers(key.referencedColumns())
        : null;
  }

  @Nullable ArrayValue setColumns() {
    return constraint instanceof Constraint.ForeignKey key && !key.setColumns().isEmpty()
        ? numbers(key.setColumns())
        : null;
  }

  /** {@code conexclop}. */
  @Nullable ArrayValue exclusionOperators() {
    if (!(constraint instanceof Constraint.Exclusion exclusion)) {
      return null;
    }
    List<Object> oids = new ArrayList<>();
    for (Index index : table.indexes()) {
      if (index.oid() == exclusion.indexOid()) {
        for (int i = 0; i < index.keys().size(); i++) {
          oids.add(
              FunctionCatalog.builtin()
                  .exclusion(exclusion.operators().get(i), index.keys().get(i).type())
                  .map(operator -> (long) operator.oid())
                  .orElse(0L));
        }
      }
    }
    return CatalogArrays.oids(oids);
  }

  private static ArrayValue numbers(List<Integer> columns) {
    return CatalogArrays.shorts(columns.stream().map(c -> (Object) c.shortValue()).toList());
  }

  /** A check's condition in parentheses. */
  public String checkClause() {
    return Definitions.constraint(table, constraint, null, false, null)
        .substring("CHECK ".length());
  }

  @Nullable String expression() {
    return constraint instanceof Constraint.Check check ? check.expressionText() : null;
  }
}

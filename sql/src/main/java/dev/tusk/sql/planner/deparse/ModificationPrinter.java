package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE and DELETE ({@code get_insert_query_def} and its kin). */
final class ModificationPrinter {
  private static final int SYSTEM = PhysicalPlan.SYSTEM_COLUMNS.size();

  private final Deparser deparser;

  ModificationPrinter(Deparser deparser) {
    this.deparser = deparser;
  }

  private Printout out() {
    return deparser.out;
  }

  /**
   * A statement without its WITH.
   *
   * @param qualified whether columns have the name of their item before them
   */
  void print(ResolvedQuery.Modification statement, Set<String> outer, boolean qualified) {
    switch (statement) {
      case ResolvedQuery.Insert insert -> insert(insert, outer, qualified);
      case ResolvedQuery.Update update ->
          in(
              update.target(),
              update.width(),
              update.from(),
              outer,
              qualified,
              () -> {
                begin("UPDATE ", update.target(), " AS ");
                out().add(" SET ");
                sets(update.target(), update.sets());
                deparser.from.clause(" FROM ");
                where(update.where());
                returning(update);
              });
      case ResolvedQuery.Merge merge ->
          in(
              merge.target(),
              merge.width(),
              merge.source(),
              outer,
              qualified,
              () -> {
                begin("MERGE INTO ", merge.target(), " AS ");
                deparser.from.clause(" USING ");
                out().keyword(" ON ", -Printout.STEP, Printout.STEP, 2);
                deparser.expressions.print(merge.condition(), false);
                merge.steps().forEach(step -> step(merge.target(), step));
              });
      case ResolvedQuery.Delete delete ->
          in(
              delete.target(),
              delete.width(),
              delete.from(),
              outer,
              qualified,
              () -> {
                begin("DELETE FROM ", delete.target(), " AS ");
                deparser.from.clause(" USING ");
                where(delete.where());
                returning(delete);
              });
    }
  }

  private void in(
      @Nullable FromItem target,
      int width,
      FromItem from,
      Set<String> outer,
      boolean qualified,
      Runnable action) {
    Namespace names = new Namespace(deparser.catalog, target, width, from, outer);
    boolean several = qualified || names.size() > 1;
    deparser.in(new Deparser.Place(names, 0, several, List.of()), action);
  }

  private void begin(String verb, FromItem.Relation target, String as) {
    if (out().style.indented()) {
      out().indent(out().indent() + Printout.STEP);
      out().add(" ");
    }
    boolean only = target.only() && !verb.startsWith("INSERT");
    out().add(verb).add(only ? "ONLY " : "").add(deparser.names.relation(current(target)));
    String alias = target.alias();
    if (alias != null) {
      out().add(as.isEmpty() ? " " : as).add(Identifier.quoted(alias));
    }
  }

  private Table current(FromItem.Relation relation) {
    return deparser.catalog.table(relation.table().oid()).orElse(relation.table());
  }

  private String column(FromItem.Relation target, int number) {
    return Identifier.quoted(current(target).column(number).name());
  }

  private void where(@Nullable RexNode condition) {
    if (condition != null) {
      out().keyword(" WHERE ", -Printout.STEP, Printout.STEP, 1);
      deparser.expressions.print(condition, false);
    }
  }

  private void returning(ResolvedQuery.Modification statement) {
    if (!statement.returning().isEmpty()) {
      out().keyword(" RETURNING", -Printout.STEP, Printout.STEP, 1);
      deparser.queries.targets(statement.returning(), null, true);
    }
  }

  /** WHEN [NOT] MATCHED ({@code get_merge_query_def}). */
  private void step(FromItem.Relation target, ResolvedQuery.MergeStep step) {
    out().keyword(" WHEN ", -Printout.STEP, Printout.STEP, 2);
    out().add(step.matched() ? "MATCHED" : "NOT MATCHED");
    RexNode condition = step.condition();
    if (condition != null) {
      out().keyword(" AND ", -Printout.STEP, Printout.STEP, 3);
      deparser.expressions.print(condition, false);
    }
    out().keyword(" THEN ", -Printout.STEP, Printout.STEP, 3);
    switch (step.change()) {
      case ResolvedQuery.MergeChange.Update(var sets) -> {
        out().add("UPDATE SET ");
        sets(target, sets);
      }
      case ResolvedQuery.MergeChange.Delete _ -> out().add("DELETE");
      case ResolvedQuery.MergeChange.Nothing _ -> out().add("DO NOTHING");
      case ResolvedQuery.MergeChange.Insert insert -> {
        out().add("INSERT");
        if (insert.given().isEmpty()) {
          out().add(" DEFAULT VALUES");
          return;
        }
        out().add(" ");
        given(target, insert.given(), insert.parts());
        if (insert.overriding() != null) {
          out().add(" OVERRIDING " + insert.overriding() + " VALUE");
        }
        out().keyword(" VALUES (", -Printout.STEP, Printout.STEP, 4);
        row(insert.values(), ", ");
      }
    }
  }

  /** The columns that are given. */
  private void given(
      FromItem.Relation target, List<Integer> columns, List<@Nullable RexNode> parts) {
    String separator = "(";
    for (int i = 0; i < columns.size(); i++) {
      out().add(separator).add(column(target, columns.get(i)));
      separator = ", ";
      RexNode part = i < parts.size() ? parts.get(i) : null;
      if (part != null) {
        deparser.expressions.part(part);
      }
    }
    out().add(")");
  }

  private void sets(FromItem.Relation target, List<ResolvedQuery.Assigned> sets) {
    String separator = "";
    for (int i = 0; i < sets.size(); i += Math.max(sets.get(i).listed(), 1)) {
      ResolvedQuery.Assigned set = sets.get(i);
      out().add(separator);
      separator = ", ";
      RexNode value = set.value();
      if (set.listed() > 1 && value != null) {
        listed(target, sets.subList(i, i + set.listed()), value);
        continue;
      }
      out().add(column(target, set.column()));
      RexNode given = value == null ? null : deparser.expressions.part(value);
      out().add(" = ");
      value(given, false);
    }
  }

  /** Columns that one query sets. */
  private void listed(FromItem.Relation target, List<ResolvedQuery.Assigned> sets, RexNode value) {
    String separator = "(";
    for (ResolvedQuery.Assigned set : sets) {
      out().add(separator).add(column(target, set.column()));
      separator = ", ";
      if (set.value() != null) {
        deparser.expressions.part(set.value());
      }
    }
    out().add(") = ");
    RexNode query = deparser.expressions.part(value, false);
    while (!(PgCall.shapeOf(query) instanceof Shape.Subquery) && query instanceof RexCall call) {
      query = call.operands.getFirst();
    }
    deparser.expressions.print(query, false);
  }

  private void value(@Nullable RexNode value, boolean item) {
    if (value == null) {
      out().add("DEFAULT");
    } else if (item) {
      deparser.expressions.item(value, false);
    } else {
      deparser.expressions.print(value, false);
    }
  }

  private void insert(ResolvedQuery.Insert insert, Set<String> outer, boolean qualified) {
    begin("INSERT INTO ", insert.target(), " AS ");
    out().add(" ");
    if (!insert.given().isEmpty()) {
      given(insert.target(), insert.given(), insert.parts());
      out().add(" ");
    }
    if (insert.overriding() != null) {
      out().add("OVERRIDING " + insert.overriding() + " VALUE ");
    }
    ResolvedQuery query = insert.query();
    if (query != null) {
      in(
          insert.target(),
          0,
          new FromItem.Nothing(),
          outer,
          qualified,
          () ->
              deparser.queries.query(
                  query, null, false, QueryText.RULE_ROWS, qualified || !single(query)));
    } else {
      in(insert.target(), 0, insert.rows(), outer, qualified, () -> values(insert));
    }
    conflict(insert, outer, qualified);
    in(insert.target(), 0, new FromItem.Nothing(), outer, qualified, () -> returning(insert));
  }

  /** Whether a query reads one item alone, so that its columns need no name before them. */
  private static boolean single(ResolvedQuery query) {
    return query instanceof ResolvedQuery.Select select
        && !(select.from() instanceof FromItem.Join);
  }

  private void values(ResolvedQuery.Insert insert) {
    List<List<@Nullable RexNode>> rows = insert.values();
    if (rows.isEmpty()) {
      out().add("DEFAULT VALUES");
      return;
    }
    if (rows.size() == 1) {
      out().keyword("VALUES (", -Printout.STEP, Printout.STEP, 2);
      row(rows.getFirst(), ", ");
      return;
    }
    out().add("VALUES ");
    String separator = "(";
    for (List<@Nullable RexNode> row : rows) {
      out().add(separator);
      separator = ", (";
      row(row, ",");
    }
  }

  private void row(List<@Nullable RexNode> row, String separator) {
    for (int i = 0; i < row.size(); i++) {
      out().add(i == 0 ? "" : separator);
      value(row.get(i), true);
    }
    out().add(")");
  }

  private void conflict(ResolvedQuery.Insert insert, Set<String> outer, boolean qualified) {
    ResolvedQuery.Conflict conflict = insert.conflict();
    if (conflict == null) {
      return;
    }
    out().add(" ON CONFLICT");
    in(insert.target(), 0, new FromItem.Nothing(), outer, false, () -> arbiters(conflict));
    List<ResolvedQuery.Assigned> sets = conflict.sets();
    if (sets == null) {
      out().add(" DO NOTHING");
      return;
    }
    FromItem excluded = new FromItem.RuleRow(insert.target().table(), "excluded");
    int width = insert.target().table().liveColumns().size() + SYSTEM;
    in(
        insert.target(),
        width,
        excluded,
        outer,
        qualified,
        () -> {
          out().add(" DO UPDATE SET ");
          sets(insert.target(), sets);
          where(conflict.where());
        });
  }

  private void arbiters(ResolvedQuery.Conflict conflict) {
    if (conflict.constraint() != null) {
      out().add(" ON CONSTRAINT ").add(Identifier.quoted(conflict.constraint()));
      return;
    }
    if (conflict.keys().isEmpty()) {
      return;
    }
    out().add("(");
    String separator = "";
    for (RexNode key : conflict.keys()) {
      out().add(separator);
      separator = ", ";
      boolean plain = deparser.expressions.reference(key) != null;
      out().add(plain ? "" : "(");
      deparser.expressions.print(key, false);
      out().add(plain ? "" : ")");
    }
    out().add(")");
    where(conflict.predicate());
  }
}

package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Queries ({@code get_query_def}). */
final class QueryPrinter {
  private final Deparser deparser;
  private Set<String> commonTables = Set.of();

  QueryPrinter(Deparser deparser) {
    this.deparser = deparser;
  }

  private Printout out() {
    return deparser.out;
  }

  static String quoted(List<? extends @Nullable String> names) {
    return names.stream()
        .filter(Objects::nonNull)
        .map(n -> Identifier.quoted(Objects.requireNonNull(n)))
        .collect(Collectors.joining(", "));
  }

  /** Whether a query of WITH has that name here. */
  boolean isCommonTable(String name) {
    return commonTables.contains(name);
  }

  /**
   * A query inside another one.
   *
   * @param named whether its columns' names are read, so that they are written wherever the
   *     expression does not give them
   */
  void inside(ResolvedQuery query, boolean named) {
    query(query, null, named, deparser.place().names().names(), true);
  }

  /**
   * A query.
   *
   * @param columns what its columns are to be called; null for their own names
   * @param outer names that its items of FROM do not use
   * @param qualified whether columns have the name of their item before them
   */
  void query(
      ResolvedQuery query,
      @Nullable List<String> columns,
      boolean named,
      Set<String> outer,
      boolean qualified) {
    int indent = out().indent();
    Set<String> before = commonTables;
    ResolvedQuery body = query;
    List<ResolvedQuery.With> withs = new ArrayList<>();
    while (body instanceof ResolvedQuery.With with) {
      withs.add(with);
      body = with.body();
    }
    Namespace names = new Namespace(deparser.catalog, from(body), outer);
    List<ResolvedQuery.Window> windows =
        body instanceof ResolvedQuery.Select select ? select.windows() : List.of();
    ResolvedQuery bare = body;
    deparser.in(
        new Deparser.Place(names, 0, qualified, windows),
        () -> {
          withs.forEach(this::with);
          body(bare, columns, named, outer, qualified);
        });
    commonTables = before;
    out().indent(indent);
  }

  private static FromItem from(ResolvedQuery body) {
    return switch (body) {
      case ResolvedQuery.Select select -> select.from();
      case ResolvedQuery.Values values ->
          new FromItem.Derived(values, "*VALUES*", List.of(), false);
      case ResolvedQuery.SetOperation _, ResolvedQuery.With _ -> new FromItem.Nothing();
      case ResolvedQuery.Modification _ -> new FromItem.Nothing();
    };
  }

  private void with(ResolvedQuery.With with) {
    boolean lines = out().style.indented();
    if (lines) {
      out().indent(out().indent() + Printout.STEP);
      out().add(" ");
    }
    commonTables = new HashSet<>(commonTables);
    with.tables().forEach(t -> commonTables.add(t.name()));
    String separator = with.recursive() ? "WITH RECURSIVE " : "WITH ";
    for (ResolvedQuery.CommonTable table : with.tables()) {
      out().add(separator).add(Identifier.quoted(table.name()));
      if (!table.columnAliases().isEmpty()) {
        out().add("(").add(quoted(table.columnAliases())).add(")");
      }
      Boolean materialized = table.materialized();
      out().add(" AS ");
      out().add(materialized == null ? "" : materialized ? "MATERIALIZED " : "NOT MATERIALIZED ");
      out().add("(");
      line();
      inside(table.query(), true);
      line();
      out().add(")");
      recursion(table);
      separator = ", ";
    }
    if (lines) {
      out().indent(out().indent() - Printout.STEP);
      line();
    } else {
      out().add(" ");
    }
  }

  private void recursion(ResolvedQuery.CommonTable table) {
    ResolvedQuery.Search search = table.search();
    if (search != null) {
      out().add(search.breadth() ? " SEARCH BREADTH FIRST BY " : " SEARCH DEPTH FIRST BY ");
      out().add(quoted(search.columns())).add(" SET ").add(Identifier.quoted(search.sequence()));
    }
    ResolvedQuery.Cycle cycle = table.cycle();
    if (cycle != null) {
      out().add(" CYCLE ").add(quoted(cycle.columns()));
      out().add(" SET ").add(Identifier.quoted(cycle.mark()));
      if (cycle.value() != null && cycle.otherwise() != null) {
        out().add(" TO ");
        deparser.expressions.print(cycle.value(), false);
        out().add(" DEFAULT ");
        deparser.expressions.print(cycle.otherwise(), false);
      }
      out().add(" USING ").add(Identifier.quoted(cycle.path()));
    }
  }

  private void line() {
    if (out().style.indented()) {
      out().keyword("", 0, 0, 0);
    }
  }

  private void body(
      ResolvedQuery body,
      @Nullable List<String> columns,
      boolean shown,
      Set<String> outer,
      boolean qualified) {
    // A text to be read again keeps the names that its constants and casts would change.
    boolean named = shown || out().style.qualified();
    switch (body) {
      case ResolvedQuery.Modification modification ->
          deparser.modifications.print(modification, outer, qualified);
      case ResolvedQuery.Select select -> {
        select(select, columns, named);
        tail(select.tail(), select.targets(), false);
        locks(select.locks());
      }
      case ResolvedQuery.Values values -> {
        values(values, columns, named);
        tail(values.tail(), values.targets(), false);
      }
      case ResolvedQuery.SetOperation set -> {
        set(set, columns, named);
        tail(set.tail(), List.of(), true);
      }
      case ResolvedQuery.With with -> throw new IllegalStateException("not printed: " + with);
    }
  }

  /** RETURN of a function's body, whose value has no name. */
  void returned(ResolvedQuery.Select select) {
    int indent = out().indent();
    OutputField value = select.targets().getFirst();
    Namespace names = new Namespace(deparser.catalog, select.from(), Set.of());
    deparser.in(
        new Deparser.Place(names, 0, true, select.windows()),
        () -> {
          step();
          out().add("RETURN");
          targets(List.of(new OutputField("?column?", value.expression(), 0, 0)), null, false);
        });
    out().indent(indent);
  }

  private void step() {
    if (out().style.indented()) {
      out().indent(out().indent() + Printout.STEP);
      out().add(" ");
    }
  }

  private void select(ResolvedQuery.Select select, @Nullable List<String> columns, boolean named) {
    step();
    out().add("SELECT");
    List<Integer> distinctOn = select.distinctOn();
    if (distinctOn != null) {
      out().add(" DISTINCT ON (");
      for (int i = 0; i < distinctOn.size(); i++) {
        out().add(i == 0 ? "" : ", ");
        target(select, distinctOn.get(i));
      }
      out().add(")");
    } else if (select.distinct()) {
      out().add(" DISTINCT");
    }
    targets(select.targets().subList(0, select.visible()), columns, named);
    deparser.from.clause(" FROM ");
    RexNode where = select.where();
    if (where != null) {
      out().keyword(" WHERE ", -Printout.STEP, Printout.STEP, 1);
      deparser.expressions.print(where, false);
    }
    if (!select.groupBy().isEmpty()) {
      out().keyword(" GROUP BY ", -Printout.STEP, Printout.STEP, 1);
      out().add(select.groupDistinct() ? "DISTINCT " : "");
      for (int i = 0; i < select.groupBy().size(); i++) {
        out().add(i == 0 ? "" : ", ");
        group(select, select.groupBy().get(i), true);
      }
    }
    RexNode having = select.having();
    if (having != null) {
      out().keyword(" HAVING ", -Printout.STEP, Printout.STEP, 0);
      deparser.expressions.print(having, false);
    }
    windows(select.windows());
  }

  private void target(ResolvedQuery.Select select, int target) {
    deparser.calls.sortExpression(select.targets().get(target).expression());
  }

  private void group(ResolvedQuery.Select select, ResolvedQuery.GroupItem item, boolean bare) {
    switch (item) {
      case ResolvedQuery.GroupItem.Target(int target) -> {
        out().add(bare ? "" : "(");
        target(select, target);
        out().add(bare ? "" : ")");
      }
      case ResolvedQuery.GroupItem.Row(List<Integer> targets) -> {
        boolean enclosed = !bare || targets.size() != 1;
        out().add(enclosed ? "(" : "");
        for (int i = 0; i < targets.size(); i++) {
          out().add(i == 0 ? "" : ", ");
          target(select, targets.get(i));
        }
        out().add(enclosed ? ")" : "");
      }
      case ResolvedQuery.GroupItem.Rollup(var items) -> groups(select, "ROLLUP(", items, true);
      case ResolvedQuery.GroupItem.Cube(var items) -> groups(select, "CUBE(", items, true);
      case ResolvedQuery.GroupItem.Sets(var items) ->
          groups(select, "GROUPING SETS (", items, false);
    }
  }

  private void groups(
      ResolvedQuery.Select select, String word, List<ResolvedQuery.GroupItem> items, boolean bare) {
    out().add(word);
    for (int i = 0; i < items.size(); i++) {
      out().add(i == 0 ? "" : ", ");
      group(select, items.get(i), bare);
    }
    out().add(")");
  }

  private void windows(List<ResolvedQuery.Window> windows) {
    boolean first = true;
    for (ResolvedQuery.Window window : windows) {
      String name = window.name();
      if (name == null) {
        continue;
      }
      if (first) {
        out().keyword(" WINDOW ", -Printout.STEP, Printout.STEP, 1);
      } else {
        out().add(", ");
      }
      first = false;
      out().add(Identifier.quoted(name)).add(" AS ");
      deparser.calls.window(window);
    }
  }

  /** A select list or RETURNING ({@code get_target_list}). */
  void targets(List<OutputField> targets, @Nullable List<String> columns, boolean named) {
    String separator = " ";
    boolean severalLines = false;
    for (int i = 0; i < targets.size(); i++) {
      OutputField field = targets.get(i);
      out().add(separator);
      separator = ", ";
      String name = columns != null && i < columns.size() ? columns.get(i) : field.name();
      String text = out().apart(() -> target(field.expression(), name, named));
      if (out().wraps()) {
        boolean leading = text.startsWith("\n");
        if (leading) {
          out().trim();
        } else if (i > 0 && (out().overflows(text) || severalLines)) {
          out().keyword("", -Printout.STEP, Printout.STEP, Printout.VARIABLE);
        }
        severalLines = text.indexOf('\n', leading ? 1 : 0) >= 0;
      }
      out().add(text);
    }
  }

  private void target(RexNode expression, String name, boolean named) {
    Namespace.Reference reference = reference(expression);
    String given = reference != null ? reference.column() : named ? null : "?column?";
    deparser.expressions.item(expression, true);
    if (!name.equals(given)) {
      out().add(" AS ").add(Identifier.quoted(name));
    }
  }

  /** The column that an expression is, here or in a query around; null for another expression. */
  private Namespace.@Nullable Reference reference(RexNode expression) {
    Namespace.@Nullable Reference[] found = {deparser.expressions.reference(expression)};
    if (found[0] == null
        && PgCall.shapeOf(expression) instanceof Shape.Outer(var correlation, int index)) {
      deparser.outer(correlation, index, n -> found[0] = reference(n));
    }
    return found[0];
  }

  private void values(ResolvedQuery.Values values, @Nullable List<String> columns, boolean named) {
    boolean renamed = columns != null && !columns.equals(values.columns());
    if (!renamed) {
      step();
      rows(values);
      return;
    }
    step();
    out().add("SELECT");
    targets(values.targets().subList(0, values.columns().size()), columns, named);
    out().keyword(" FROM ", -Printout.STEP, Printout.STEP, 2);
    out().add("(");
    rows(values);
    out().add(") ").add(Identifier.quoted("*VALUES*"));
    out().add("(").add(quoted(values.columns())).add(")");
  }

  private void rows(ResolvedQuery.Values values) {
    out().add("VALUES ");
    for (int r = 0; r < values.rows().size(); r++) {
      out().add(r == 0 ? "(" : ", (");
      List<RexNode> row = values.rows().get(r);
      for (int i = 0; i < row.size(); i++) {
        out().add(i == 0 ? "" : ",");
        deparser.expressions.item(row.get(i), false);
      }
      out().add(")");
    }
  }

  /** {@code get_setop_query}. */
  private void set(ResolvedQuery.SetOperation set, @Nullable List<String> columns, boolean named) {
    boolean left =
        operation(set.left())
            && !(set.left() instanceof ResolvedQuery.SetOperation inner
                && inner.operator() == set.operator()
                && inner.all() == set.all());
    int step = left ? Printout.STEP : 0;
    if (left) {
      out().add("(");
      out().keyword("", step, 0, 0);
    }
    operand(set.left(), columns, named);
    if (left) {
      out().keyword(") ", -step, 0, 0);
    } else if (out().style.indented()) {
      out().keyword("", 0, 0, 0);
    } else {
      out().add(" ");
    }
    out().add(set.operator().name()).add(set.all() ? " ALL " : " ");
    boolean right = operation(set.right());
    int rightStep = right ? Printout.STEP : 0;
    out().add(right ? "(" : "");
    out().keyword("", rightStep, 0, 0);
    operand(set.right(), columns, false);
    if (out().style.indented()) {
      out().indent(out().indent() - rightStep);
    }
    if (right) {
      out().keyword(")", 0, 0, 0);
    }
  }

  /** Whether a side is a set operation itself, and no query of its own. */
  private static boolean operation(ResolvedQuery query) {
    return query instanceof ResolvedQuery.SetOperation set && set.tail().isEmpty();
  }

  private void operand(ResolvedQuery query, @Nullable List<String> columns, boolean named) {
    if (query instanceof ResolvedQuery.SetOperation set && operation(query)) {
      set(set, columns, named);
      return;
    }
    boolean enclosed =
        switch (query) {
          case ResolvedQuery.Select select -> !select.tail().isEmpty() || !select.locks().isEmpty();
          case ResolvedQuery.Values values -> !values.tail().isEmpty();
          case ResolvedQuery.SetOperation _, ResolvedQuery.With _ -> true;
          case ResolvedQuery.Modification _ -> true;
        };
    out().add(enclosed ? "(" : "");
    query(query, columns, named, deparser.place().names().names(), true);
    out().add(enclosed ? ")" : "");
  }

  private void tail(ResolvedQuery.Tail tail, List<OutputField> targets, boolean numbers) {
    if (!tail.orderBy().isEmpty()) {
      out().keyword(" ORDER BY ", -Printout.STEP, Printout.STEP, 1);
      for (int i = 0; i < tail.orderBy().size(); i++) {
        ResolvedQuery.Sort sort = tail.orderBy().get(i);
        out().add(i == 0 ? "" : ", ");
        if (numbers) {
          out().add(Integer.toString(sort.target() + 1));
        } else {
          deparser.calls.sortExpression(targets.get(sort.target()).expression());
        }
        out().add(CallPrinter.direction(sort.direction()));
      }
    }
    RexNode offset = tail.offset();
    if (offset != null) {
      out().keyword(" OFFSET ", -Printout.STEP, Printout.STEP, 0);
      deparser.expressions.print(offset, false);
    }
    RexNode limit = tail.limit();
    if (limit != null && tail.withTies()) {
      out().keyword(" FETCH FIRST ", -Printout.STEP, Printout.STEP, 0);
      out().add("(");
      deparser.expressions.print(limit, false);
      out().add(") ROWS WITH TIES");
    } else if (limit != null) {
      out().keyword(" LIMIT ", -Printout.STEP, Printout.STEP, 0);
      boolean all = PgCall.shapeOf(limit) instanceof Shape.Constant c && c.value() == null;
      if (all) {
        out().add("ALL");
      } else {
        deparser.expressions.print(limit, false);
      }
    }
  }

  private void locks(List<ResolvedQuery.Lock> locks) {
    for (ResolvedQuery.Lock lock : locks) {
      String strength =
          switch (lock.strength()) {
            case KEY_SHARE -> " FOR KEY SHARE";
            case SHARE -> " FOR SHARE";
            case NO_KEY_UPDATE -> " FOR NO KEY UPDATE";
            case UPDATE -> " FOR UPDATE";
          };
      out().keyword(strength, -Printout.STEP, Printout.STEP, 0);
      out().add(" OF ").add(Identifier.quoted(deparser.place().names().now(lock.relation())));
      out()
          .add(
              switch (lock.waiting()) {
                case WAIT -> "";
                case NOWAIT -> " NOWAIT";
                case SKIP_LOCKED -> " SKIP LOCKED";
              });
    }
  }
}

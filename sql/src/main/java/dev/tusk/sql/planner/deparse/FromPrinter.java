package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** FROM ({@code get_from_clause}). */
final class FromPrinter {
  private final Deparser deparser;

  FromPrinter(Deparser deparser) {
    this.deparser = deparser;
  }

  private Printout out() {
    return deparser.out;
  }

  /** The clause; nothing when there is no item. */
  void clause(String prefix) {
    for (Namespace.Listing list : deparser.place().names().lists()) {
      enter(list.join(), list.start());
    }
    boolean first = true;
    for (NamedItem item : deparser.place().names().listed()) {
      if (first) {
        out().keyword(prefix, -Printout.STEP, Printout.STEP, 2);
        item(item);
      } else {
        out().add(", ");
        String text = out().apart(() -> item(item));
        if (out().wraps()) {
          if (text.startsWith("\n")) {
            out().trim();
          } else if (out().overflows(text)) {
            out().keyword("", -Printout.STEP, Printout.STEP, Printout.VARIABLE);
          }
        }
        out().add(text);
      }
      first = false;
    }
  }

  /** A relation's name, with its schema unless it is found without. */
  String relationName(Table table) {
    return deparser.queries.isCommonTable(table.name())
        ? new ObjectNames(deparser.catalog, true).relation(table)
        : deparser.names.relation(table);
  }

  private void item(NamedItem item) {
    switch (item.source) {
      case FromItem.Relation relation -> {
        out()
            .add(relation.only() ? "ONLY " : "")
            .add(relationName(deparser.place().names().current(relation)));
        alias(item);
        sample(relation.sample());
      }
      case FromItem.Derived derived -> {
        out().add(derived.lateral() ? "LATERAL (" : "(");
        deparser.queries.inside(derived.query(), true);
        out().add(")");
        alias(item);
      }
      case FromItem.Common common -> {
        out().add(Identifier.quoted(common.name()));
        alias(item);
      }
      case FromItem.Functions functions -> functions(item, functions);
      case FromItem.Join join -> join(item, join);
      case FromItem.RuleRow _, FromItem.Nothing _ -> {}
    }
  }

  private void sample(FromItem.@Nullable Sample sample) {
    if (sample == null) {
      return;
    }
    out().add(" TABLESAMPLE ").add(Identifier.quoted(sample.method())).add(" (");
    deparser.expressions.list(List.of(sample.percentage()));
    out().add(")");
    if (sample.seed() != null) {
      out().add(" REPEATABLE (");
      deparser.expressions.list(List.of(sample.seed()));
      out().add(")");
    }
  }

  /** The alias where it is needed ({@code get_rte_alias}), and the columns' names. */
  private void alias(NamedItem item) {
    String name = Objects.requireNonNull(item.name);
    boolean needed =
        item.alias() != null
            || item.showsColumns
            || switch (item.source) {
              case FromItem.Relation relation ->
                  !name.equals(deparser.place().names().current(relation).name());
              case FromItem.Common common -> !name.equals(common.name());
              case FromItem.Functions _, FromItem.Derived _ -> true;
              case FromItem.RuleRow _, FromItem.Join _, FromItem.Nothing _ -> false;
            };
    if (needed) {
      out().add(" ").add(Identifier.quoted(name));
    }
    columns(item);
  }

  private void columns(NamedItem item) {
    if (item.showsColumns && !item.names.isEmpty()) {
      out().add("(").add(QueryPrinter.quoted(item.names)).add(")");
    }
  }

  private void functions(NamedItem item, FromItem.Functions functions) {
    List<FromItem.Called> calls = functions.calls();
    out().add(functions.lateral() ? "LATERAL " : "");
    FromItem.Called first = calls.getFirst();
    boolean definitions = !first.definitions().isEmpty();
    boolean single = calls.size() == 1 && !(definitions && functions.ordinality());
    if (single) {
      call(first.call());
    } else if (calls.stream().allMatch(FromPrinter::unnests)) {
      out().add("UNNEST(");
      deparser.expressions.list(
          calls.stream().map(c -> ((RexCall) c.call()).operands.getFirst()).toList());
      out().add(")");
    } else {
      out().add("ROWS FROM(");
      for (int i = 0; i < calls.size(); i++) {
        out().add(i == 0 ? "" : ", ");
        call(calls.get(i).call());
        if (!calls.get(i).definitions().isEmpty()) {
          out().add(" AS ");
          definitions(
              calls.get(i).definitions(),
              calls.get(i).definitions().stream().map(FromItem.Definition::name).toList());
        }
      }
      out().add(")");
    }
    out().add(functions.ordinality() ? " WITH ORDINALITY" : "");
    out().add(" ").add(Identifier.quoted(Objects.requireNonNull(item.name)));
    if (single && definitions) {
      definitions(first.definitions(), item.names);
    } else {
      columns(item);
    }
  }

  private static boolean unnests(FromItem.Called called) {
    return called.definitions().isEmpty()
        && PgCall.shapeOf(called.call()) instanceof Shape.Function(FunctionSignature function)
        && function.name().equals("unnest")
        && ((RexCall) called.call()).operands.size() == 1;
  }

  /** What looks like a call of a function, as it must ({@code get_rule_expr_funccall}). */
  private void call(RexNode node) {
    boolean function =
        switch (PgCall.shapeOf(node)) {
          case Shape.Function _ ->
              ((PgCall) node).form() == PgCall.Form.CALL
                  || ((PgCall) node).form() == PgCall.Form.SQL_SYNTAX;
          case Shape.Coalesce _, Shape.NullIf _, Shape.Extreme _, Shape.Keyword _ -> true;
          case null, default -> false;
        };
    if (function) {
      deparser.expressions.print(node, true);
      return;
    }
    out().add("CAST(");
    deparser.expressions.print(node, false);
    out().add(" AS " + deparser.names.type(RelTypes.typeOf(node), RelTypes.typmodOf(node)) + ")");
  }

  private void definitions(
      List<FromItem.Definition> definitions,
      List<? extends @org.jspecify.annotations.Nullable String> names) {
    out().add("(");
    for (int i = 0; i < definitions.size(); i++) {
      var type = definitions.get(i).type();
      out().add(i == 0 ? "" : ", ");
      out().add(Identifier.quoted(Objects.requireNonNull(names.get(i))));
      out().add(" " + deparser.names.type(RelTypes.type(type), RelTypes.typmod(type)));
    }
    out().add(")");
  }

  private void join(NamedItem item, FromItem.Join join) {
    NamedItem left = Objects.requireNonNull(item.left);
    NamedItem right = Objects.requireNonNull(item.right);
    boolean few = deparser.fewParentheses();
    boolean enclosed = !few || join.alias() != null;
    out().add(enclosed ? "(" : "");
    item(left);
    out().keyword(word(join), -Printout.STEP, Printout.STEP, Printout.JOIN);
    boolean rightEnclosed = few && right.left != null && right.alias() == null;
    enter(join, item.start);
    out().add(rightEnclosed ? "(" : "");
    item(right);
    out().add(rightEnclosed ? ")" : "");
    RexNode condition = join.condition();
    if (!join.using().isEmpty()) {
      out().add(" USING (").add(QueryPrinter.quoted(item.usingNames)).add(")");
      String alias = join.usingAlias();
      out().add(alias == null ? "" : " AS " + Identifier.quoted(alias));
    } else if (condition != null) {
      out().add(few ? " ON " : " ON (");
      deparser.in(
          deparser.place().at(item.start), () -> deparser.expressions.print(condition, false));
      out().add(few ? "" : ")");
    } else if (join.type() != JoinRelType.INNER) {
      out().add(" ON TRUE");
    }
    out().add(enclosed ? ")" : "");
    if (join.alias() != null) {
      out().add(" ").add(Identifier.quoted(Objects.requireNonNull(item.name)));
      columns(item);
    }
  }

  /** Notes where the right side's reads of the left one are written. */
  private void enter(FromItem.Join join, int start) {
    deparser.in(
        deparser.place().at(start),
        () -> deparser.enter(join.reads(), List.copyOf(join.reads().values())));
  }

  private static String word(FromItem.Join join) {
    boolean bare = join.using().isEmpty() && join.condition() == null;
    return switch (join.type()) {
      case LEFT -> " LEFT JOIN ";
      case RIGHT -> " RIGHT JOIN ";
      case FULL -> " FULL JOIN ";
      default -> bare ? " CROSS JOIN " : " JOIN ";
    };
  }
}

package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Rule;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.Modification;
import dev.tusk.sql.grammar.PgInsert;
import dev.tusk.sql.plan.RuleOrigins;
import dev.tusk.sql.planner.algebra.BoundDml;
import dev.tusk.sql.planner.algebra.OutputField;
import dev.tusk.sql.planner.analyze.ViewLevels.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What rules make of a statement ({@code RewriteQuery} and {@code fireRules}). A statement is
 * analysed anew wherever it stands: by itself, and under each action, which is done with the rows
 * that it is about.
 */
final class RuleRewriting {
  private final Analysis analysis;
  private final DmlAnalyzer statements;
  private final List<Fired> open = new ArrayList<>();

  RuleRewriting(Analysis analysis, DmlAnalyzer statements) {
    this.analysis = analysis;
    this.statements = statements;
  }

  /** That the rules of a relation are at work already. */
  private record Fired(long relation, RuleEvent event) {}

  /** Why a statement is run. */
  private enum Origin {
    ORIGINAL,
    ALSO,
    INSTEAD,
    CONDITIONAL_INSTEAD
  }

  private record Product(BoundDml.Step step, Origin origin, @Nullable RuleEvent kind) {
    Product by(Origin rule) {
      return origin == Origin.ORIGINAL ? new Product(step, rule, kind) : this;
    }
  }

  /**
   * A modification.
   *
   * @param role by whose rights it is done: the owner of the relation whose rule it comes from, 0
   *     for the current user
   * @param rows makes those that it is done with; gives null for none
   */
  private record Source(
      Modification node, Event event, long role, Supplier<@Nullable RuleRows> rows) {}

  /** Analyses something by the rights of a role ({@code setRuleCheckAsUser}). */
  private <T extends @Nullable Object> T as(long role, Supplier<T> analyzed) {
    long before = analysis.checkAs;
    analysis.checkAs = role;
    try {
      return analyzed.get();
    } finally {
      analysis.checkAs = before;
    }
  }

  private DmlAnalyzer.Analyzed analyzed(Source source, Table relation) {
    RuleRows rows = source.rows().get();
    return as(source.role(), () -> statements.plain(source.node(), rows, relation.oid()));
  }

  BoundDml rewritten(Modification statement) {
    Source source = new Source(statement, event(statement), analysis.checkAs, () -> null);
    Table named = DmlAnalyzer.target(analysis, statement);
    List<Product> products = level(source, named);
    if (products.size() == 1
        && products.getFirst().origin() == Origin.ORIGINAL
        && products.getFirst().step() instanceof BoundDml.Modification(BoundDml only)) {
      return only;
    }
    if (products.size() > 1 && statement.with() != null && modifications(products) > 1) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "WITH cannot be used in a query that is rewritten by rules into multiple queries");
    }
    return new BoundDml.Rewritten(
        named,
        source.event().done,
        products.stream().map(Product::step).toList(),
        counted(products, source.event().done),
        origins(products));
  }

  private static long modifications(List<Product> products) {
    return products.stream().filter(p -> p.kind() != null).count();
  }

  private static RuleOrigins origins(List<Product> products) {
    return products.stream().anyMatch(p -> p.origin() == Origin.CONDITIONAL_INSTEAD)
        ? RuleOrigins.CONDITIONAL
        : products.stream().anyMatch(p -> p.origin() == Origin.ALSO)
            ? RuleOrigins.ALSO
            : RuleOrigins.INSTEAD;
  }

  private static Event event(Modification statement) {
    return switch (statement.getKind()) {
      case INSERT -> Event.INSERT;
      case UPDATE -> Event.UPDATE;
      default -> Event.DELETE;
    };
  }

  /** Which statement's rows are counted: the original one, else the last in its place. */
  private static int counted(List<Product> products, RuleEvent kind) {
    int last = -1;
    for (int i = 0; i < products.size(); i++) {
      Product product = products.get(i);
      if (product.origin() == Origin.ORIGINAL) {
        return i;
      }
      if (product.kind() == kind && product.origin() != Origin.ALSO) {
        last = i;
      }
    }
    return last;
  }

  /** A statement inside WITH, which must be one still. */
  static BoundDml single(BoundDml dml) {
    if (!(dml instanceof BoundDml.Rewritten rewritten)) {
      return dml;
    }
    if (rewritten.steps().size() == 1) {
      if (rewritten.steps().getFirst() instanceof BoundDml.Modification(BoundDml only)) {
        return only;
      }
      throw unsupportedInWith("DO INSTEAD NOTIFY");
    }
    throw unsupportedInWith(
        rewritten.steps().isEmpty() ? "DO INSTEAD NOTHING" : rewritten.origins().toString());
  }

  private static SqlException unsupportedInWith(String rules) {
    return SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED,
        rules + " rules are not supported for data-modifying statements in WITH");
  }

  /** What is done for a relation that a statement is about, or that is below one. */
  private List<Product> level(Source source, Table relation) {
    RuleEvent event = source.event().done;
    List<Rule> rules =
        analysis.catalog.rules(relation).stream().filter(r -> r.event() == event).toList();
    boolean instead = rules.stream().anyMatch(r -> r.instead() && r.condition() == null);
    List<String> conditions = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.instead() && rule.condition() != null) {
        conditions.add(rule.condition());
      }
    }
    boolean through = !instead && ViewLevels.written(analysis, relation, source.event(), 0);
    if (through && !conditions.isEmpty()) {
      throw ViewLevels.refusal(
          relation,
          source.event(),
          "Views with conditional DO INSTEAD rules are not automatically updatable.");
    }
    List<Product> below = List.of();
    if (through) {
      Table next = ViewLevels.below(analysis, relation, source.event());
      below = within(relation, event, () -> level(source, next));
    }
    Fire fire = new Fire(source, relation);
    List<Product> actions = new ArrayList<>();
    for (Rule rule : rules) {
      for (String action : rule.actions()) {
        actions.addAll(within(relation, event, () -> fire.action(rule, action)));
      }
    }
    if (!through) {
      checkReturning(source, relation, instead || !conditions.isEmpty(), fire.returned);
      checkConflict(source, relation, !actions.isEmpty());
    }
    if (!through && !instead) {
      below = List.of(original(source, relation, conditions));
    }
    List<Product> all = new ArrayList<>(source.event() == Event.INSERT ? below : actions);
    all.addAll(source.event() == Event.INSERT ? actions : below);
    return all;
  }

  private List<Product> within(Table relation, RuleEvent event, Supplier<List<Product>> products) {
    Fired fired = new Fired(relation.oid(), event);
    if (open.contains(fired)) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION,
          String.format(
              Locale.ROOT,
              "infinite recursion detected in rules for relation \"%s\"",
              relation.name()));
    }
    open.add(fired);
    try {
      return products.get();
    } finally {
      open.removeLast();
    }
  }

  private static void checkReturning(
      Source source, Table relation, boolean replaced, boolean returned) {
    if (!replaced || returned || source.node().returning() == null) {
      return;
    }
    String verb = source.event().name();
    throw SqlException.of(
            SqlState.FEATURE_NOT_SUPPORTED,
            String.format(
                Locale.ROOT,
                "cannot perform %s RETURNING on relation \"%s\"",
                verb,
                relation.name()))
        .withHint(
            String.format(
                Locale.ROOT,
                "You need an unconditional ON %s DO INSTEAD rule with a RETURNING clause.",
                verb));
  }

  private void checkConflict(Source source, Table relation, boolean fires) {
    boolean any =
        fires
            || analysis.catalog.rules(relation).stream()
                .anyMatch(rule -> rule.event() == RuleEvent.UPDATE);
    if (any && source.node() instanceof PgInsert insert && insert.onConflict() != null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE"
              + " rules");
    }
  }

  /** The statement itself, but where conditional rules stand in its place. */
  private Product original(Source source, Table relation, List<String> conditions) {
    DmlAnalyzer.Analyzed analyzed = analyzed(source, relation);
    BoundDml dml = analyzed.dml();
    if (!conditions.isEmpty()) {
      long owner = analysis.catalog.rules(relation).getFirst().owner();
      dml = as(owner, () -> new RuleEventRows(analysis, analyzed, relation).unless(conditions));
    }
    return new Product(new BoundDml.Modification(dml), Origin.ORIGINAL, source.event().done);
  }

  /** The rules of one relation at work for one statement. */
  private final class Fire {
    private final Source source;
    private final Table relation;
    private boolean returned;

    Fire(Source source, Table relation) {
      this.source = source;
      this.relation = relation;
    }

    /** The rows that the statement is about, as an action is joined to them. */
    private @Nullable RuleRows rows(Rule rule) {
      DmlAnalyzer.Analyzed analyzed = analyzed(source, relation);
      return as(
          rule.owner(),
          () -> new RuleEventRows(analysis, analyzed, relation).rows(rule, source.node()));
    }

    List<Product> action(Rule rule, String text) {
      Origin origin =
          !rule.instead()
              ? Origin.ALSO
              : rule.condition() == null ? Origin.INSTEAD : Origin.CONDITIONAL_INSTEAD;
      SqlNode node = RuleTexts.statement(text);
      if (!(node instanceof Modification action)) {
        RuleRows rows = RuleTexts.isNotify(text) ? null : rows(rule);
        var query =
            as(rule.owner(), () -> new QueryAnalyzer(analysis, rows).query(node, null, null, true));
        BoundDml.Step step =
            new BoundDml.Selection(
                query.rel(),
                RuleTexts.isNotify(text) ? null : query.fields(),
                rows == null ? List.of() : rows.ctes());
        return List.of(new Product(step, origin, null));
      }
      Source inner = new Source(action, event(action), rule.owner(), () -> rows(rule));
      List<Product> products = new ArrayList<>();
      try {
        for (Product product :
            as(rule.owner(), () -> level(inner, DmlAnalyzer.target(analysis, action)))) {
          products.add(returning(product.by(origin), action));
        }
      } catch (SqlException e) {
        throw e.replacePosition(0);
      }
      return products;
    }

    /** With what the statement returns, by what the action returns in the place of its columns. */
    private Product returning(Product product, Modification action) {
      if (!(product.step() instanceof BoundDml.Modification(BoundDml dml))
          || action.returning() == null
          || dml.returning().isEmpty()) {
        return product;
      }
      List<OutputField> fields = List.of();
      if (source.node().returning() != null) {
        returned = true;
        List<RexNode> values = dml.returning().stream().map(OutputField::expression).toList();
        fields = as(source.role(), () -> returned(values));
      }
      return new Product(
          new BoundDml.Modification(dml.returning(fields)), product.origin(), product.kind());
    }

    private List<OutputField> returned(List<RexNode> values) {
      Table named = DmlAnalyzer.target(analysis, source.node());
      ModifiedRelation written =
          new ModifiedRelation(analysis, named, source.event(), relation.oid());
      Scope scope = new Scope(analysis, null, null);
      scope.add(List.of(written.returned(DmlAnalyzer.alias(source.node()), values)));
      return DmlAnalyzer.returning(analysis, source.node(), scope);
    }
  }
}

package dev.tusk.executor.stored;

import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.executor.pgcatalog.Definitions;
import dev.tusk.executor.pgcatalog.PartitionDefinitions;
import dev.tusk.executor.table.RuleCompiler;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.KeyCollations;
import dev.tusk.sql.catalog.PartitionKey;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TriggerKind;
import dev.tusk.sql.error.Reason;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.ExpressionFacts;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.planner.algebra.ResolvedType;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.planner.deparse.PrintStyle;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.ObjectNames;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Expressions of the catalog, resolved by the planner in a session's catalog. */
public final class PlannedExpressions extends KeptTexts implements RuleCompiler {

  public PlannedExpressions(ExpressionTools tools, Supplier<SessionCatalog> catalog) {
    super(tools, catalog);
  }

  @Override
  public Resolved type(TypeName name) {
    ResolvedType resolved = tools.planner().resolve(name, catalog.get());
    return new Resolved(resolved.type(), resolved.typmod());
  }

  private Evaluator compile(Expression expression) {
    return tools.compiler().expressions().compile(expression);
  }

  Checked checked(
      @Nullable Table table, Expression expression, int typmod, ParsedExpression source) {
    ExpressionFacts facts = ExpressionFacts.of(expression);
    return new Checked(
        expression.type(),
        typmod,
        shown(table, expression, source),
        facts,
        table == null ? List.of() : columns(table, facts),
        compile(expression));
  }

  /**
   * The expression as PostgreSQL shows it back, with casts and parentheses written out, and with
   * the schemas of what it names. The text as written stays where that form would not read back the
   * same.
   */
  private String shown(@Nullable Table table, Expression expression, ParsedExpression source) {
    try {
      String text = full(expression, table);
      Expression again = bind(SqlParser.parseExpression(text), Clause.CHECK, table, null);
      return full(again, table).equals(text) ? text : source.text();
    } catch (SqlException _) {
      return source.text();
    }
  }

  private String full(Expression expression, @Nullable Table table) {
    return ScopedValue.where(ObjectNames.CURRENT, qualifiedNames())
        .call(() -> tools.expressionText().of(expression, names(table)));
  }

  private ObjectNames qualifiedNames() {
    return new QualifiedNames(
        catalog.get(), ObjectNames.CURRENT.isBound() ? ObjectNames.CURRENT.get() : null);
  }

  @Override
  public Kept kept(@Nullable Table before, String text) {
    Clause clause = before == null ? Clause.DEFAULT : Clause.CHECK;
    ParsedExpression source = SqlParser.parseExpression(text);
    Expression bound = bind(source, clause, before, null);
    return new Kept() {
      @Override
      public String text(@Nullable Table now) {
        return full(bound, now);
      }

      @Override
      public Checked checked() {
        return PlannedExpressions.this.checked(before, bound, typmod(before, bound), source);
      }
    };
  }

  /** An expression of the catalog with no more parentheses than it needs. */
  public String pretty(String text, @Nullable Table table) {
    try {
      Expression bound = bind(SqlParser.parseExpression(text), Clause.CHECK, table, null);
      String shown = tools.prettyText().of(bound, names(table));
      return text.startsWith("(") && isConverted(text, bound, table) ? "(" + shown + ")" : shown;
    } catch (SqlException _) {
      return text;
    }
  }

  /** Whether it is a default that the column converts: what is not seen encloses what is. */
  private static boolean isConverted(String text, Expression bound, @Nullable Table table) {
    return table != null
        && table.columns().stream()
            .anyMatch(c -> text.equals(c.defaultText()) && c.type() != bound.type());
  }

  private static List<String> names(@Nullable Table table) {
    List<String> names = new ArrayList<>();
    if (table != null) {
      for (Column column : table.columns()) {
        if (!column.dropped()) {
          names.add(Definitions.quoted(column.name()));
        }
      }
      names.add("ctid");
      names.add("tableoid");
    }
    return names;
  }

  /** Numbers of the columns read: expressions are over the live columns in order. */
  private static List<Integer> columns(Table table, ExpressionFacts facts) {
    List<Integer> live =
        table.columns().stream().filter(c -> !c.dropped()).map(Column::number).toList();
    return facts.inputs().stream().filter(i -> i < live.size()).map(live::get).toList();
  }

  @Override
  public List<Integer> columnsOf(Table table, String expression) {
    Expression bound = bind(SqlParser.parseExpression(expression), Clause.CHECK, table, null);
    return columns(table, ExpressionFacts.of(bound));
  }

  @Override
  public int typmodOf(Table table, String expression) {
    return typmod(
        table, bind(SqlParser.parseExpression(expression), Clause.INDEX_EXPRESSION, table, null));
  }

  @Override
  public ExpressionFacts defaultFacts(Table table, int columnNumber) {
    Expression bound = boundDefault(table.column(columnNumber));
    if (bound == null) {
      throw new IllegalArgumentException("column " + columnNumber + " has no default");
    }
    return ExpressionFacts.of(bound);
  }

  static int typmod(@Nullable Table table, Expression expression) {
    return switch (expression) {
      case Expression.ApplyTypmod typmod -> typmod.typmod();
      case Expression.Input field -> table == null ? -1 : live(table).get(field.index()).typmod();
      default -> -1;
    };
  }

  private static List<Column> live(Table table) {
    return table.columns().stream().filter(column -> !column.dropped()).toList();
  }

  @Override
  public Checked indexKey(Table table, ParsedExpression source) {
    Expression bound = bind(source, Clause.INDEX_EXPRESSION, table, null);
    while (bound instanceof Expression.Relabel label && label.collation() != null) {
      bound = label.operand(); // COLLATE around it is the key's.
    }
    return checked(table, bound, typmod(table, bound), source);
  }

  @Override
  public Checked statistics(Table table, ParsedExpression source) {
    Expression bound = bind(source, Clause.STATISTICS, table, null);
    return checked(table, bound, typmod(table, bound), source);
  }

  @Override
  public KeyCollations collations(Table table, ParsedExpression source) {
    return tools.planner().collations(source, table, catalog.get());
  }

  @Override
  public Checked partitionKey(Table table, ParsedExpression source) {
    return new PartitionExpressions(this).key(table, source);
  }

  @Override
  public Checked partitionBound(String column, Type type, int typmod, ParsedExpression source) {
    return new PartitionExpressions(this).bound(column, type, typmod, source);
  }

  @Override
  public Checked condition(Table table, ParsedExpression source, Clause clause) {
    Expression bound =
        tools.planner().bindCondition(source, clause, table, catalog.get(), clause.conditionName());
    return checked(table, bound, -1, source);
  }

  @Override
  public Checked domainCondition(Type base, int typmod, ParsedExpression source) {
    Expression bound = tools.planner().domainCondition(base, typmod, source, catalog.get());
    String text = tools.expressionText().of(bound, List.of("VALUE"));
    return new Checked(
        bound.type(), -1, text, ExpressionFacts.of(bound), List.of(), compile(bound));
  }

  /** The condition of a domain with no more parentheses than it needs. */
  public String prettyCheck(DomainType domain, String text) {
    ParsedExpression condition = SqlParser.parseExpression(text);
    Expression bound =
        tools.planner().domainCondition(domain.base(), domain.typmod(), condition, catalog.get());
    return tools.prettyText().of(bound, List.of("VALUE"));
  }

  @Override
  public Evaluator domainCheck(Type type) {
    return compile(tools.planner().domainCheck(type, catalog.get()));
  }

  Expression bind(
      ParsedExpression source, Clause clause, @Nullable Table table, @Nullable Type expected) {
    return bind(source, clause, table, expected, -1);
  }

  Expression bind(
      ParsedExpression source,
      Clause clause,
      @Nullable Table table,
      @Nullable Type expected,
      int typmod) {
    return tools.planner().bindExpression(source, clause, table, catalog.get(), expected, typmod);
  }

  @Override
  public Checked defaultValue(String column, Type type, int typmod, ParsedExpression source) {
    try {
      Expression bound =
          tools.planner().bindExpression(source, Clause.DEFAULT, null, catalog.get(), type, typmod);
      return new Checked(
          type,
          typmod,
          ExpressionFacts.isNull(bound) && !(type instanceof DomainType)
              ? NO_DEFAULT
              : defaultText(type, source),
          ExpressionFacts.of(bound),
          List.of(),
          compile(bound));
    } catch (SqlException e) {
      throw mistyped(
          e,
          "column \"" + column + "\" is of type " + type.displayName(typmod),
          "default expression");
    }
  }

  @Override
  public Checked generated(
      Table table, String column, Type type, int typmod, ParsedExpression source) {
    try {
      Expression bound =
          tools
              .planner()
              .bindExpression(source, Clause.GENERATED, table, catalog.get(), type, typmod);
      ExpressionFacts facts = ExpressionFacts.of(bound);
      Expression plain = bind(source, Clause.GENERATED, table, null);
      return new Checked(
          type, typmod, shown(table, plain, source), facts, columns(table, facts), compile(bound));
    } catch (SqlException e) {
      throw mistyped(
          e,
          "column \"" + column + "\" is of type " + type.displayName(typmod),
          "default expression");
    }
  }

  @Override
  public ParameterDefault parameterDefault(Type type, ParsedExpression source) {
    boolean polymorphic = type.category() == 'P';
    try {
      Expression bound = bind(source, Clause.PARAMETER_DEFAULT, null, polymorphic ? null : type);
      // A literal without a type stays one, for whatever the parameter stands for in a call.
      return new ParameterDefault(
          polymorphic ? source.text() : shown(null, bound, source),
          ExpressionFacts.of(bound).references().stream().map(Dependency::normal).toList());
    } catch (SqlException e) {
      String actual = mistyped(e);
      if (actual == null) {
        throw e;
      }
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "argument of DEFAULT must be type %s, not type %s",
                  type.displayName(),
                  actual))
          .at(e.fields().position());
    }
  }

  /** The value of a parameter of EXECUTE. */
  public Evaluator parameter(int number, Type type, ParsedExpression source) {
    try {
      return compile(bind(source, Clause.PARAMETER, null, type));
    } catch (SqlException e) {
      String actual = mistyped(e);
      if (actual == null) {
        throw e;
      }
      throw SqlException.of(
              SqlState.DATATYPE_MISMATCH,
              String.format(
                  Locale.ROOT,
                  "parameter $%d of type %s cannot be coerced to the expected type %s",
                  number,
                  actual,
                  type))
          .withHint("You will need to rewrite or cast the expression.")
          .at(e.fields().position());
    }
  }

  /**
   * A default as shown: an untyped literal gets the column's type, other expressions keep theirs.
   */
  private String defaultText(Type type, ParsedExpression source) {
    Expression plain = bind(source, Clause.DEFAULT, null, null);
    boolean literal = plain instanceof Expression.Constant c && c.type() == Types.TEXT;
    Expression typed = literal ? bind(source, Clause.DEFAULT, null, type) : plain;
    return shown(null, typed, source);
  }

  /** The planner's general words for a type that does not fit, said of the column. */
  private static SqlException mistyped(SqlException e, String target, String what) {
    String actual = mistyped(e);
    return actual == null
        ? e
        : SqlException.of(
                SqlState.DATATYPE_MISMATCH, target + " but " + what + " is of type " + actual)
            .withHint("You will need to rewrite or cast the expression.");
  }

  /** The type that does not fit, null for another error. */
  static @Nullable String mistyped(SqlException e) {
    return e.reason() instanceof Reason.Mistyped(String actual) ? actual : null;
  }

  @Override
  public Checked converted(
      Table table, String column, Type type, int typmod, @Nullable ParsedExpression using) {
    ParsedExpression source =
        using != null
            ? using
            : SqlParser.parseExpression(dev.tusk.executor.pgcatalog.Definitions.quoted(column));
    try {
      Expression bound =
          tools
              .planner()
              .bindExpression(source, Clause.TRANSFORM, table, catalog.get(), type, typmod);
      return checked(table, bound, typmod, source);
    } catch (SqlException e) {
      if (e.state() != SqlState.DATATYPE_MISMATCH) {
        throw e;
      }
      String message =
          (using == null ? "column \"" : "result of USING clause for column \"")
              + column
              + "\" cannot be cast automatically to type "
              + type.displayName();
      SqlException error = SqlException.of(SqlState.DATATYPE_MISMATCH, message);
      throw using == null
          ? error.withHint(
              "You might need to specify \"USING "
                  + dev.tusk.executor.pgcatalog.Definitions.quoted(column)
                  + "::"
                  + type.displayName(typmod)
                  + "\".")
          : error.withHint("You might need to add an explicit cast.");
    }
  }

  @Override
  public Evaluator overRow(Table table, String expression) {
    return overRow(table, bind(SqlParser.parseExpression(expression), Clause.CHECK, table, null));
  }

  private Evaluator overRow(Table table, Expression bound) {
    Evaluator evaluator = compile(bound);
    int columns = table.liveColumns().size();
    if (!ExpressionFacts.of(bound).inputs().contains(columns + 1)) {
      return evaluator;
    }
    // What is checked has no row id yet, but knows its table.
    return (row, execution) -> {
      @Nullable Object[] whole = Arrays.copyOf(row, columns + 2);
      whole[columns + 1] = table.oid();
      return evaluator.evaluate(whole, execution);
    };
  }

  @Override
  public Checked triggerCondition(Table table, ParsedExpression source, TriggerKind kind) {
    Expression bound = tools.planner().bindTriggerCondition(source, table, catalog.get(), kind);
    ExpressionFacts facts = ExpressionFacts.of(bound);
    int fields = table.liveColumns().size() + PhysicalPlan.SYSTEM_COLUMNS.size();
    List<Integer> live = table.liveColumns().stream().map(Column::number).toList();
    List<Integer> columns =
        facts.inputs().stream()
            .map(i -> i % fields)
            .filter(i -> i < live.size())
            .map(live::get)
            .distinct()
            .sorted()
            .toList();
    return new Checked(
        bound.type(),
        -1,
        tools
            .planner()
            .triggerConditionText(source, table, table, catalog.get(), false, PrintStyle.STORED),
        facts,
        columns,
        compile(bound));
  }

  @Override
  public Evaluator overRows(Table table, String condition) {
    ParsedExpression parsed = SqlParser.parseExpression(condition);
    return compile(tools.planner().bindTriggerCondition(parsed, table, catalog.get(), null));
  }

  /** WHEN of a trigger with no more parentheses than it needs. */
  public String prettyCondition(String text, Table table) {
    return tools
        .planner()
        .triggerConditionText(
            SqlParser.parseExpression(text), table, table, catalog.get(), true, PrintStyle.PRETTY);
  }

  @Override
  public String renamedCondition(String text, Table before, Table after) {
    return tools
        .planner()
        .triggerConditionText(
            SqlParser.parseExpression(text), before, after, catalog.get(), true, PrintStyle.STORED);
  }

  @Override
  public boolean canRefer(Type referencing, Type referenced) {
    return referencing == referenced
        || hasEquality(referenced, referencing)
        || castsImplicitly(referencing, referenced.comparedAs());
  }

  /** Whether the operator class of the referenced key has an = for just these types. */
  private boolean hasEquality(Type referenced, Type referencing) {
    return tools.functions().operators("=", false).stream()
        .anyMatch(o -> o.left() == referenced.comparedAs() && o.right() == referencing);
  }

  private boolean castsImplicitly(Type from, Type to) {
    CastSignature cast = tools.functions().cast(from, to);
    return from == to || cast != null && cast.context() == CastSignature.Context.IMPLICIT;
  }

  @Override
  public Evaluator equality(Type referenced, Type referencing) {
    String right =
        hasEquality(referenced, referencing)
            ? "referencing"
            : "cast(referencing as " + referenced.comparedAs().displayName() + ")";
    Table row = ValueRow.of(List.of("referenced", "referencing"), List.of(referenced, referencing));
    return overRow(row, "referenced = " + right);
  }

  @Override
  public Evaluator generated(Table table, int columnNumber) {
    return overRow(table, boundGenerated(table, table.column(columnNumber)));
  }

  private Expression boundGenerated(Table table, Column column) {
    String text = column.defaultText();
    return tools
        .planner()
        .bindExpression(
            SqlParser.parseExpression(text == null ? "NULL" : text),
            Clause.TRANSFORM,
            table,
            catalog.get(),
            column.type(),
            column.typmod());
  }

  @Override
  public String keyText(Table table, Index index, int key) {
    return Definitions.key(table, index, key, false, text -> pretty(text, table));
  }

  @Override
  public String partitionColumns(Table table, PartitionKey key) {
    return PartitionDefinitions.columns(table, key, text -> pretty(text, table));
  }

  @Override
  public Evaluator conversion(Type from, Type to) {
    Table row = ValueRow.of(List.of("value"), List.of(from));
    return overRow(row, "cast(value as " + to.displayName() + ")");
  }

  /** A value assigned to a variable of a body: where no cast does it, through its text. */
  public Evaluator assignment(Type from, Type to, int typmod) {
    return compile(new AssignedValues(this).assignment(from, to, typmod));
  }

  /** Whether values of one type are assigned to another by a cast. */
  public boolean assignable(Type from, Type to) {
    Table row = ValueRow.of(List.of("value"), List.of(from));
    try {
      bind(SqlParser.parseExpression("value"), Clause.TRANSFORM, row, to);
      return true;
    } catch (SqlException e) {
      if (mistyped(e) == null && e.state() != SqlState.CANNOT_COERCE) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public Evaluator defaultOf(Table table, int columnNumber) {
    Expression bound = boundDefault(table.column(columnNumber));
    return bound == null ? (_, _) -> null : compile(bound);
  }

  private @Nullable Expression boundDefault(Column column) {
    String own = column.defaultText();
    String text = own == null ? DomainType.defaultOf(column.type()) : own;
    return text == null && !DomainType.constrained(column.type())
        ? null
        : tools
            .planner()
            .bindExpression(
                SqlParser.parseExpression(text == null ? "NULL" : text),
                Clause.DEFAULT,
                null,
                catalog.get(),
                column.type(),
                column.typmod());
  }
}

package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.expression.Evaluator;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.KeyCollations;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TriggerKind;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.plan.ExpressionFacts;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.QueryTree;
import dev.tusk.sql.statement.RoutineBody;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.sql.statement.TypeName;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions that stand in the catalog: checked when they are written, run when rows are. */
public interface CatalogExpressions {
  /** What is kept of DEFAULT NULL until the column is whole: it has no default then. */
  String NO_DEFAULT = "NULL";

  /** A type with its modifier. */
  record Resolved(Type type, int typmod) {}

  /**
   * An expression that was checked: its type and its SQL as the catalog keeps it.
   *
   * @param columns numbers of the table's columns that it reads
   */
  record Checked(
      Type type,
      int typmod,
      String text,
      ExpressionFacts facts,
      List<Integer> columns,
      Evaluator evaluator) {}

  /**
   * Finds a type.
   *
   * @throws dev.tusk.sql.error.SqlException 42704
   */
  Resolved type(TypeName name);

  /** Checks the key of an index over the live columns of a table. */
  Checked indexKey(Table table, ParsedExpression expression);

  /** Checks an expression that statistics are of, over the live columns of a table. */
  Checked statistics(Table table, ParsedExpression expression);

  /** The collations of the expression of an index's key or of a part of a key. */
  KeyCollations collations(Table table, ParsedExpression expression);

  /** Checks a part of the key by which a table's rows are divided. */
  Checked partitionKey(Table table, ParsedExpression expression);

  /**
   * Checks a value of a partition's bound.
   *
   * @param column what errors call the key
   */
  Checked partitionBound(String column, Type type, int typmod, ParsedExpression expression);

  /**
   * Checks a condition over the live columns of a table.
   *
   * @param clause where it stands: CHECK, an index's predicate, COPY FROM WHERE
   */
  Checked condition(Table table, ParsedExpression expression, Clause clause);

  /** Checks WHEN of a trigger, over an old and a new row of the table. */
  Checked triggerCondition(Table table, ParsedExpression condition, TriggerKind kind);

  /** WHEN of a trigger in the words of its table as it is now. */
  String renamedCondition(String condition, Table before, Table after);

  /** Checks the condition of a domain, over VALUE. */
  Checked domainCondition(Type base, int typmod, ParsedExpression expression);

  /** A value, as field 0, held to the constraints of the domains in its type; and given back. */
  Evaluator domainCheck(Type type);

  /** Whether a foreign key of one type may refer to a key of another. */
  boolean canRefer(Type referencing, Type referenced);

  /** Checks an expression without columns that is assigned to a column: a default. */
  Checked defaultValue(String column, Type type, int typmod, ParsedExpression expression);

  /** A default of a function's parameter: its SQL and what it names. */
  record ParameterDefault(String text, List<Dependency> references) {}

  /** Checks the default of a function's parameter. */
  ParameterDefault parameterDefault(Type type, ParsedExpression expression);

  /** Checks the expression of a generated column over the live columns of its table. */
  Checked generated(Table table, String column, Type type, int typmod, ParsedExpression expression);

  /** What is known of a column's default; the column has one. */
  ExpressionFacts defaultFacts(Table table, int columnNumber);

  /** Numbers of the columns that an expression of the catalog reads from its table's row. */
  List<Integer> columnsOf(Table table, String expression);

  /** The modifier of what an expression of the catalog gives. */
  int typmodOf(Table table, String expression);

  /** An expression over a row assigned to a type: ALTER COLUMN TYPE USING; null without USING. */
  Checked converted(
      Table table, String column, Type type, int typmod, @Nullable ParsedExpression using);

  /** An expression of the catalog that was read, to be written when names have changed. */
  interface Kept {
    /**
     * Its SQL by the names of now.
     *
     * @param table the table over whose rows it is, null for a default
     */
    String text(@Nullable Table table);

    /** What is known of it. */
    Checked checked();
  }

  /**
   * Reads an expression by the names of now.
   *
   * @param table the table over whose rows it is, null for a default
   */
  Kept kept(@Nullable Table table, String text);

  /** A query that is kept in the catalog: a view's. */
  interface KeptQuery {
    /** What it gives. */
    List<OutputColumn> columns();

    /** What it names. */
    List<Dependency> references();

    /**
     * Its SQL as the catalog keeps it, by the names of now.
     *
     * @param names of its columns
     */
    String text(List<String> names);
  }

  /** A condition over a table's rows that is kept in the catalog and may read other tables. */
  interface KeptCondition {
    /** What it names. */
    List<Dependency> references();

    /** Its SQL as the catalog keeps it, by the names of now. */
    String text();
  }

  /** Checks USING or WITH CHECK of a policy as it was written. */
  KeptCondition policy(Table table, ParsedExpression condition);

  /** Reads a policy's condition of the catalog by the names of now. */
  KeptCondition storedPolicy(Table table, String text);

  /** Checks a query as it was written. */
  KeptQuery query(QueryTree tree);

  /** A rule that is kept in the catalog. */
  interface KeptRule {
    /** What it names. */
    List<Dependency> references();

    /** Whether it names {@code old} or {@code new}. */
    boolean reads(String row);

    /** What RETURNING of each action gives; empty without. */
    List<List<OutputColumn>> returning();

    /** Its condition as the catalog keeps it, by the names of now; null for none. */
    @Nullable String condition();

    /** The same of its actions. */
    List<String> actions();
  }

  /** Checks a rule as it was written. */
  KeptRule rule(Table relation, RuleCommand.Create rule);

  /** Reads a rule of the catalog by the names of now. */
  KeptRule storedRule(Table relation, RuleObject rule);

  /** Reads a query of the catalog by the names of now. */
  KeptQuery storedQuery(String text);

  /** A function's body of the SQL standard's form. */
  interface KeptBody {
    /** What it names. */
    List<Dependency> references();

    /** Its SQL as the catalog keeps it, by the names of now. */
    String text();
  }

  /** Checks a body as it was written. */
  KeptBody body(FunctionSignature function, RoutineBody body);

  /** Reads a body of the catalog by the names of now; null for a function that has another one. */
  @Nullable KeptBody storedBody(FunctionObject function);
}

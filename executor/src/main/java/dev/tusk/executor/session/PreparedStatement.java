package dev.tusk.executor.session;

import dev.tusk.executor.catalogview.PreparedRow;
import dev.tusk.executor.plancache.CachedPlan;
import dev.tusk.executor.plancache.PlanCounts;
import dev.tusk.executor.plancache.PlanEnvironment;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.plan.PlannedStatement.OutputColumn;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement under a name of the session, from Parse or PREPARE. It keeps its plan as long as the
 * environment it was made in stays, and the values of its folded literals.
 */
final class PreparedStatement {
  private final String name;
  private final String text;
  private final @Nullable NormalizedStatement normalized;
  private final @Nullable Statement utility;
  private final List<@Nullable Type> declaredTypes;
  private final List<Integer> declaredOids;
  private final boolean fromSql;
  private final long preparedMicros;
  private final PlanCounts counts = new PlanCounts();
  private @Nullable PlanEnvironment environment;
  private @Nullable CachedPlan plan;
  private @Nullable List<Type> parameterTypes;
  private @Nullable List<OutputColumn> output;
  private @Nullable Object @Nullable [] literals;
  private @Nullable FormatSettings literalFormat;

  /**
   * @param normalized a query or modification; null for another statement or an empty text
   * @param utility null for a query, and for an empty text
   */
  PreparedStatement(
      String name,
      String text,
      @Nullable NormalizedStatement normalized,
      @Nullable Statement utility,
      List<@Nullable Type> declaredTypes,
      boolean fromSql,
      long preparedMicros) {
    this.name = name;
    this.text = text;
    this.normalized = normalized;
    this.utility = utility;
    this.declaredTypes = declaredTypes;
    this.declaredOids = oids(declaredTypes);
    this.fromSql = fromSql;
    this.preparedMicros = preparedMicros;
  }

  static List<Integer> oids(List<@Nullable Type> types) {
    return types.stream().map(type -> type == null ? 0 : type.oid()).toList();
  }

  String name() {
    return name;
  }

  String text() {
    return text;
  }

  @Nullable NormalizedStatement normalized() {
    return normalized;
  }

  @Nullable Statement utility() {
    return utility;
  }

  boolean isEmpty() {
    return normalized == null && utility == null;
  }

  List<@Nullable Type> declaredTypes() {
    return declaredTypes;
  }

  List<Integer> declaredOids() {
    return declaredOids;
  }

  boolean fromSql() {
    return fromSql;
  }

  long preparedMicros() {
    return preparedMicros;
  }

  /** How its executions were planned. */
  PlanCounts counts() {
    return counts;
  }

  /** What pg_prepared_statements tells of it. */
  PreparedRow row() {
    List<Object> types = parameterTypes().stream().map(t -> (Object) (long) t.oid()).toList();
    return new PreparedRow(
        name,
        text,
        preparedMicros,
        ArrayValue.of(Types.REGTYPE, types),
        fromSql,
        counts.generic(),
        counts.custom());
  }

  /** The plan, when it was made in this environment. */
  @Nullable CachedPlan plan(PlanEnvironment current) {
    PlanEnvironment known = environment;
    return known == current || known != null && known.equals(current) ? plan : null;
  }

  /** The plan it had last, in whatever environment. */
  @Nullable CachedPlan lastPlan() {
    return plan;
  }

  void plan(CachedPlan made, PlanEnvironment current) {
    plan = made;
    environment = current;
    literals = null;
    if (output == null) {
      output = made.planned().output();
      parameterTypes = made.parameterTypes().subList(0, made.planned().declaredParameters());
    }
  }

  /** What Describe told first: a later plan must not differ. */
  @Nullable List<OutputColumn> output() {
    return output;
  }

  /** The types that a statement around a query has for the query's parameters. */
  void parameterTypes(List<Type> types) {
    parameterTypes = List.copyOf(types);
  }

  List<Type> parameterTypes() {
    List<Type> known = parameterTypes;
    return known == null ? List.of() : known;
  }

  /** Values of the folded literals, kept while text forms stay. */
  @Nullable Object @Nullable [] literals(FormatSettings format) {
    return literalFormat == format ? literals : null;
  }

  void literals(@Nullable Object[] values, FormatSettings format) {
    literals = values;
    literalFormat = format;
  }
}

package dev.tusk.executor.expression;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.MultirangeValue;
import dev.tusk.sql.type.RangeBound;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.RangeValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values held to the constraints of their domains (utils/adt/domains.c). */
final class DomainCompiler {
  private final Map<DomainType, List<Check>> checks = new HashMap<>();

  private record Check(String name, Evaluator condition) {}

  private DomainCompiler() {}

  static Evaluator compile(ExpressionCompiler compiler, Expression.DomainCheck check) {
    Evaluator operand = compiler.compile(check.operand());
    Type type = check.type();
    int position = check.position();
    DomainCompiler domains = new DomainCompiler();
    for (Expression.DomainRule rule : check.domains()) {
      List<Check> conditions = new ArrayList<>();
      for (Expression.NamedCondition condition : rule.conditions()) {
        conditions.add(new Check(condition.name(), compiler.compile(condition.condition())));
      }
      domains.checks.put(rule.domain(), conditions);
    }
    return (row, execution) -> {
      Object value = operand.evaluate(row, execution);
      try {
        domains.check(value, type, type, execution);
      } catch (SqlException e) {
        throw e.at(position);
      }
      return value;
    };
  }

  /**
   * Looks at a value.
   *
   * @param named the domain that an error names: the outermost of those over one another
   */
  private void check(@Nullable Object value, Type type, Type named, Execution execution) {
    if (type instanceof DomainType domain) {
      if (value == null && type == named) {
        requireNullable(domain);
      }
      check(value, domain.base(), named, execution);
      for (Check check : checks.getOrDefault(domain, List.of())) {
        if (Boolean.FALSE.equals(
            check.condition().evaluate(new @Nullable Object[] {value}, execution))) {
          throw violated((DomainType) named, check);
        }
      }
      return;
    }
    switch (value) {
      case RangeValue range when RangeType.of(type) instanceof RangeType of ->
          checkRange(range, of.subtype(), execution);
      case MultirangeValue several when MultirangeType.of(type) instanceof MultirangeType of ->
          several.ranges().forEach(r -> checkRange(r, of.range().subtype(), execution));
      case null, default -> checkParts(value, type, execution);
    }
  }

  private void checkRange(RangeValue range, Type subtype, Execution execution) {
    for (RangeBound bound : List.of(range.lower(), range.upper())) {
      if (!bound.infinite()) {
        check(bound.value(), subtype, subtype, execution);
      }
    }
  }

  private void checkParts(@Nullable Object value, Type type, Execution execution) {
    if (value instanceof RecordValue row) {
      for (int i = 0; i < row.size(); i++) {
        check(row.get(i), row.type(i), row.type(i), execution);
      }
    } else if (value instanceof ArrayValue array && type.elementType() instanceof Type element) {
      for (Object item : array.elements()) {
        check(item, element, element, execution);
      }
    }
  }

  private static SqlException violated(DomainType domain, Check check) {
    return SqlException.of(
            SqlState.CHECK_VIOLATION,
            String.format(
                Locale.ROOT,
                "value for domain %s violates check constraint \"%s\"",
                domain.displayName(),
                check.name()))
        .about(domain.schema(), null, null, check.name())
        .aboutType(domain.name());
  }

  private static void requireNullable(DomainType outermost) {
    for (Type type = outermost; type instanceof DomainType domain; type = domain.base()) {
      if (domain.definition().notNull()) {
        throw SqlException.of(
                SqlState.NOT_NULL_VIOLATION,
                "domain " + outermost.displayName() + " does not allow null values")
            .about(outermost.schema(), null, null, null)
            .aboutType(outermost.name());
      }
    }
  }
}

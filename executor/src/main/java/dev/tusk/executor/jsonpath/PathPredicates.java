package dev.tusk.executor.jsonpath;

import dev.tusk.executor.regex.Regex;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonBool;
import dev.tusk.sql.type.Jsonb.JsonDatetime;
import dev.tusk.sql.type.Jsonb.JsonNull;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.PathNode;
import dev.tusk.sql.type.Texts;
import dev.tusk.sql.type.Zone;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Predicates of a path; unknown, SQL/JSON's third truth value, is null. */
final class PathPredicates {
  private final PathEvaluator evaluator;
  private final boolean lax;
  private final Regexes regexes;
  private final Runnable check;
  private final @Nullable Zone zone;

  /**
   * @param zone in which what has no time zone is compared with what has; null when it is not
   */
  PathPredicates(
      PathEvaluator evaluator, boolean lax, Regexes regexes, Runnable check, @Nullable Zone zone) {
    this.evaluator = evaluator;
    this.lax = lax;
    this.regexes = regexes;
    this.check = check;
    this.zone = zone;
  }

  @Nullable Boolean truth(PathNode node, Jsonb current) {
    return switch (node) {
      case PathNode.And(var left, var right) -> {
        Boolean a = truth(left, current);
        if (Boolean.FALSE.equals(a)) {
          yield false;
        }
        Boolean b = truth(right, current);
        yield Boolean.TRUE.equals(b) ? a : b;
      }
      case PathNode.Or(var left, var right) -> {
        Boolean a = truth(left, current);
        if (Boolean.TRUE.equals(a)) {
          yield true;
        }
        Boolean b = truth(right, current);
        yield Boolean.FALSE.equals(b) ? a : b;
      }
      case PathNode.Not(var operand) -> {
        Boolean value = truth(operand, current);
        yield value == null ? null : (Boolean) !value;
      }
      case PathNode.IsUnknown(var operand) -> truth(operand, current) == null;
      case PathNode.Exists(var path) -> exists(path, current);
      case PathNode.Compare(var operator, var left, var right) ->
          pairs(
              left,
              () -> evaluator.unwrapped(right, current),
              current,
              (a, b) -> compare(operator, a, b));
      case PathNode.StartsWith(var whole, var initial) ->
          pairs(whole, () -> evaluator.all(initial, current), current, PathPredicates::startsWith);
      case PathNode.LikeRegex test -> {
        Regex regex = regexes.of(test);
        yield pairs(test.operand(), () -> List.of(Jsonb.NULL), current, (a, _) -> like(regex, a));
      }
      case PathNode.Root _,
          PathNode.Current _,
          PathNode.Last _,
          PathNode.Variable _,
          PathNode.Literal _,
          PathNode.Step _,
          PathNode.Arithmetic _,
          PathNode.Sign _ ->
          throw new IllegalStateException("no predicate: " + node);
    };
  }

  private @Nullable Boolean exists(PathNode path, Jsonb current) {
    try {
      return evaluator.exists(path, current);
    } catch (SqlException e) {
      return unknownFor(e);
    }
  }

  private static @Nullable Boolean unknownFor(SqlException error) {
    if (PathEvaluator.isSuppressible(error)) {
      return null;
    }
    throw error;
  }

  @FunctionalInterface
  private interface Test {
    @Nullable Boolean of(Jsonb left, Jsonb right);
  }

  /** True for a pair makes it true; in strict mode every pair must be known. */
  private @Nullable Boolean pairs(
      PathNode left, Supplier<List<Jsonb>> right, Jsonb current, Test test) {
    List<Jsonb> lefts;
    List<Jsonb> rights;
    try {
      lefts = evaluator.unwrapped(left, current);
      rights = right.get();
    } catch (SqlException e) {
      return unknownFor(e);
    }
    boolean unknown = false;
    boolean found = false;
    for (Jsonb a : lefts) {
      for (Jsonb b : rights) {
        Boolean result = test.of(a, b);
        if (result == null) {
          if (!lax) {
            return null;
          }
          unknown = true;
        } else if (result) {
          if (lax) {
            return true;
          }
          found = true;
        }
      }
    }
    return found ? Boolean.TRUE : unknown ? null : Boolean.FALSE;
  }

  private @Nullable Boolean compare(String operator, Jsonb a, Jsonb b) {
    if (a instanceof JsonNull != b instanceof JsonNull) {
      // Equality and order of null with anything else are false.
      return operator.equals("!=");
    }
    int order;
    if (a instanceof JsonNull) {
      order = 0;
    } else if (a instanceof JsonBool(var left) && b instanceof JsonBool(var right)) {
      order = Boolean.compare(left, right);
    } else if (a instanceof JsonNumber(var left) && b instanceof JsonNumber(var right)) {
      order = left.compareTo(right);
    } else if (a instanceof JsonString(var left) && b instanceof JsonString(var right)) {
      order = Texts.compare(left, right);
    } else if (a instanceof JsonDatetime left && b instanceof JsonDatetime right) {
      Integer found = PathDatetimes.compare(left, right, zone);
      if (found == null) {
        return null;
      }
      order = found;
    } else {
      return null;
    }
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static @Nullable Boolean startsWith(Jsonb whole, Jsonb initial) {
    String text = PathEvaluator.string(whole);
    String start = PathEvaluator.string(initial);
    return text == null || start == null ? null : (Boolean) text.startsWith(start);
  }

  private @Nullable Boolean like(Regex regex, Jsonb item) {
    String text = PathEvaluator.string(item);
    return text == null ? null : (Boolean) regex.matches(text, check);
  }
}

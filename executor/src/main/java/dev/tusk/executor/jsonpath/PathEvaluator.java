package dev.tusk.executor.jsonpath;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonNumber;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.PathNode;
import dev.tusk.sql.type.PathNode.Accessor;
import dev.tusk.sql.type.Zone;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One evaluation of a path over a document (utils/adt/jsonpath_exec.c). */
final class PathEvaluator {
  private static final Set<SqlState> SUPPRESSIBLE =
      Set.of(
          SqlState.INVALID_SQL_JSON_SUBSCRIPT,
          SqlState.NON_NUMERIC_SQL_JSON_ITEM,
          SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
          SqlState.SQL_JSON_ARRAY_NOT_FOUND,
          SqlState.SQL_JSON_MEMBER_NOT_FOUND,
          SqlState.SQL_JSON_NUMBER_NOT_FOUND,
          SqlState.SQL_JSON_OBJECT_NOT_FOUND,
          SqlState.INVALID_ARGUMENT_FOR_SQL_JSON_DATETIME_FUNCTION,
          SqlState.INVALID_DATETIME_FORMAT,
          SqlState.DATETIME_FIELD_OVERFLOW,
          SqlState.INVALID_TIME_ZONE_DISPLACEMENT_VALUE,
          SqlState.DIVISION_BY_ZERO,
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE);

  /** Thrown to stop at the first item; carries nothing. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Found() {
      super(null, null, false, false);
    }
  }

  private final Jsonb root;
  private final Jsonb variables;
  private final boolean lax;
  private final Runnable check;
  private final PathPredicates predicates;

  /** Size of the innermost array being subscripted, for {@code last}. */
  private int arraySize = -1;

  /** Structural errors are ignored below {@code .**}, even in strict mode. */
  private boolean forgiving;

  PathEvaluator(
      Jsonb root,
      Jsonb variables,
      boolean lax,
      Regexes regexes,
      Runnable check,
      @Nullable Zone zone) {
    this.root = root;
    this.variables = variables;
    this.lax = lax;
    this.forgiving = lax;
    this.check = check;
    this.predicates = new PathPredicates(this, lax, regexes, check, zone);
  }

  static boolean isSuppressible(SqlException error) {
    return SUPPRESSIBLE.contains(error.state());
  }

  static SqlException error(SqlState state, String message) {
    return SqlException.of(state, message);
  }

  boolean exists(PathNode path, Jsonb current) {
    if (!lax) {
      return !all(path, current).isEmpty();
    }
    if (path instanceof PathNode.Sign(_, var operand)) {
      // Nobody wants the values, so that those without a sign are passed over.
      return unwrapped(operand, current).stream().anyMatch(JsonNumber.class::isInstance);
    }
    try {
      items(
          path,
          current,
          _ -> {
            throw new Found();
          });
      return false;
    } catch (Found _) {
      return true;
    }
  }

  void items(PathNode node, Jsonb current, Consumer<Jsonb> out) {
    switch (node) {
      case PathNode.Root _ -> out.accept(root);
      case PathNode.Current _ -> out.accept(current);
      case PathNode.Last _ -> out.accept(Jsonb.of(Numeric.of(arraySize - 1)));
      case PathNode.Literal(var value) -> out.accept(value);
      case PathNode.Variable(var name) -> out.accept(variable(name));
      case PathNode.Step(var base, var accessor) ->
          items(base, current, item -> step(accessor, item, out));
      case PathNode.Arithmetic arithmetic -> out.accept(arithmetic(arithmetic, current));
      case PathNode.Sign(var minus, var operand) -> sign(minus, operand, current, out);
      case PathNode.And _,
          PathNode.Or _,
          PathNode.Not _,
          PathNode.IsUnknown _,
          PathNode.Exists _,
          PathNode.Compare _,
          PathNode.StartsWith _,
          PathNode.LikeRegex _ -> {
        Boolean truth = predicates.truth(node, current);
        out.accept(truth == null ? Jsonb.NULL : Jsonb.of((boolean) truth));
      }
    }
  }

  private Jsonb variable(String name) {
    Jsonb value = variables.member(name);
    if (value == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "could not find jsonpath variable \"" + name + "\"");
    }
    return value;
  }

  List<Jsonb> all(PathNode node, Jsonb current) {
    List<Jsonb> found = new ArrayList<>();
    items(node, current, found::add);
    return found;
  }

  /** Items with arrays taken apart where the mode asks for it. */
  List<Jsonb> unwrapped(PathNode node, Jsonb current) {
    List<Jsonb> found = new ArrayList<>();
    items(
        node,
        current,
        item -> {
          if (lax && item instanceof JsonArray(var elements)) {
            found.addAll(elements);
          } else {
            found.add(item);
          }
        });
    return found;
  }

  private void step(Accessor accessor, Jsonb item, Consumer<Jsonb> out) {
    check.run();
    switch (accessor) {
      case Accessor.Key(var name) -> key(name, item, true, out);
      case Accessor.AnyKey() -> anyKey(item, true, out);
      case Accessor.AnyElement() -> {
        if (item instanceof JsonArray(var elements)) {
          elements.forEach(out);
        } else if (lax) {
          out.accept(item);
        } else if (!forgiving) {
          throw error(
              SqlState.SQL_JSON_ARRAY_NOT_FOUND,
              "jsonpath wildcard array accessor can only be applied to an array");
        }
      }
      case Accessor.Subscripts(var ranges) -> subscripts(ranges, item, out);
      case Accessor.Descendants(var first, var last) -> {
        boolean before = forgiving;
        forgiving = true;
        descend(item, 0, first, last, out);
        forgiving = before;
      }
      case Accessor.Filter(var predicate) -> {
        if (lax && item instanceof JsonArray(var elements)) {
          elements.forEach(element -> filter(predicate, element, out));
        } else {
          filter(predicate, item, out);
        }
      }
      case Accessor.Datetime(var template) -> datetime(template, item, true, out);
      case Accessor.Method(var name) -> method(name, item, true, out);
    }
  }

  private void datetime(
      @Nullable String template, Jsonb item, boolean unwrap, Consumer<Jsonb> out) {
    if (unwrap && lax && item instanceof JsonArray(var elements)) {
      elements.forEach(element -> datetime(template, element, false, out));
    } else if (item instanceof JsonString(var text)) {
      out.accept(
          template == null ? PathDatetimes.recognized(text) : PathDatetimes.read(text, template));
    } else {
      throw error(
          SqlState.INVALID_ARGUMENT_FOR_SQL_JSON_DATETIME_FUNCTION,
          "jsonpath item method .datetime() can only be applied to a string");
    }
  }

  private void key(String name, Jsonb item, boolean unwrap, Consumer<Jsonb> out) {
    if (item instanceof JsonObject(var members)) {
      Jsonb value = members.get(name);
      if (value != null) {
        out.accept(value);
      } else if (!forgiving) {
        throw error(
            SqlState.SQL_JSON_MEMBER_NOT_FOUND,
            "JSON object does not contain key \"" + name + "\"");
      }
    } else if (unwrap && lax && item instanceof JsonArray(var elements)) {
      elements.forEach(element -> key(name, element, false, out));
    } else if (!forgiving) {
      throw error(
          SqlState.SQL_JSON_MEMBER_NOT_FOUND,
          "jsonpath member accessor can only be applied to an object");
    }
  }

  private void anyKey(Jsonb item, boolean unwrap, Consumer<Jsonb> out) {
    if (item instanceof JsonObject(var members)) {
      members.values().forEach(out);
    } else if (unwrap && lax && item instanceof JsonArray(var elements)) {
      elements.forEach(element -> anyKey(element, false, out));
    } else if (!forgiving) {
      throw error(
          SqlState.SQL_JSON_OBJECT_NOT_FOUND,
          "jsonpath wildcard member accessor can only be applied to an object");
    }
  }

  private void subscripts(List<PathNode.Range> ranges, Jsonb item, Consumer<Jsonb> out) {
    if (!(item instanceof JsonArray) && !lax) {
      if (!forgiving) {
        throw error(
            SqlState.SQL_JSON_ARRAY_NOT_FOUND,
            "jsonpath array accessor can only be applied to an array");
      }
      return;
    }
    List<Jsonb> elements = item instanceof JsonArray(var contained) ? contained : List.of(item);
    int outer = arraySize;
    for (PathNode.Range range : ranges) {
      arraySize = elements.size();
      int from = subscript(range.from(), item);
      int to = range.to() == null ? from : subscript(range.to(), item);
      if (!forgiving && (from < 0 || from > to || to >= elements.size())) {
        throw error(
            SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of bounds");
      }
      arraySize = outer;
      for (int i = Math.max(from, 0); i <= Math.min(to, elements.size() - 1); i++) {
        out.accept(elements.get(i));
      }
    }
  }

  private int subscript(PathNode node, Jsonb current) {
    List<Jsonb> found = new ArrayList<>();
    items(node, current, found::add);
    if (found.size() != 1 || !(found.getFirst() instanceof JsonNumber(var number))) {
      throw error(
          SqlState.INVALID_SQL_JSON_SUBSCRIPT,
          "jsonpath array subscript is not a single numeric value");
    }
    Long index = number.truncate(0).toLong(Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (index == null) {
      throw error(
          SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of integer range");
    }
    return index.intValue();
  }

  private void descend(Jsonb item, int level, int first, int last, Consumer<Jsonb> out) {
    check.run();
    // {last} means the leaves below: what has nothing below it.
    boolean leaf = level > 0 && item.isScalar();
    if (level >= first || first == Integer.MAX_VALUE && leaf) {
      out.accept(item);
    }
    if (level < last) {
      if (item instanceof JsonArray(var elements)) {
        elements.forEach(element -> descend(element, level + 1, first, last, out));
      } else if (item instanceof JsonObject(var members)) {
        members.values().forEach(value -> descend(value, level + 1, first, last, out));
      }
    }
  }

  private void filter(PathNode predicate, Jsonb item, Consumer<Jsonb> out) {
    if (Boolean.TRUE.equals(predicates.truth(predicate, item))) {
      out.accept(item);
    }
  }

  private void method(String name, Jsonb item, boolean unwrap, Consumer<Jsonb> out) {
    switch (name) {
      case "type" -> out.accept(Jsonb.of(item.typeName()));
      case "size" -> {
        if (item instanceof JsonArray(var elements)) {
          out.accept(Jsonb.of(Numeric.of(elements.size())));
        } else if (lax) {
          out.accept(Jsonb.of(Numeric.ONE));
        } else if (!forgiving) {
          throw error(
              SqlState.SQL_JSON_ARRAY_NOT_FOUND,
              "jsonpath item method .size() can only be applied to an array");
        }
      }
      default -> {
        if (unwrap && lax && item instanceof JsonArray(var elements)) {
          elements.forEach(element -> method(name, element, false, out));
        } else if (name.equals("keyvalue")) {
          keyValue(item, out);
        } else if (name.equals("double")) {
          out.accept(PathNumbers.toDouble(item));
        } else {
          out.accept(numericMethod(name, item));
        }
      }
    }
  }

  private static Jsonb numericMethod(String name, Jsonb item) {
    if (!(item instanceof JsonNumber(var number))) {
      throw error(
          SqlState.NON_NUMERIC_SQL_JSON_ITEM,
          "jsonpath item method ." + name + "() can only be applied to a numeric value");
    }
    return Jsonb.of(
        switch (name) {
          case "abs" -> number.abs();
          case "floor" -> number.rescale(0, RoundingMode.FLOOR);
          default -> number.rescale(0, RoundingMode.CEILING);
        });
  }

  private void keyValue(Jsonb item, Consumer<Jsonb> out) {
    if (!(item instanceof JsonObject(var members))) {
      throw error(
          SqlState.SQL_JSON_OBJECT_NOT_FOUND,
          "jsonpath item method .keyvalue() can only be applied to an object");
    }
    for (Map.Entry<String, Jsonb> member : members.entrySet()) {
      var pair = Jsonb.members();
      pair.put("id", Jsonb.of(Numeric.ZERO));
      pair.put("key", Jsonb.of(member.getKey()));
      pair.put("value", member.getValue());
      out.accept(new JsonObject(pair));
    }
  }

  private Jsonb arithmetic(PathNode.Arithmetic node, Jsonb current) {
    // Both are found before either is looked at, so that a mistake in finding one comes first.
    List<Jsonb> lefts = unwrapped(node.left(), current);
    List<Jsonb> rights = unwrapped(node.right(), current);
    Numeric left = operand(lefts, "left", node.operator());
    Numeric right = operand(rights, "right", node.operator());
    return Jsonb.of(
        switch (node.operator()) {
          case '+' -> left.add(right);
          case '-' -> left.subtract(right);
          case '*' -> left.multiply(right);
          case '/' -> left.divide(right);
          default -> left.remainder(right);
        });
  }

  private Numeric operand(List<Jsonb> found, String side, char operator) {
    if (found.size() == 1 && found.getFirst() instanceof JsonNumber(var number)) {
      return number;
    }
    throw error(
        SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
        String.format(
            Locale.ROOT,
            "%s operand of jsonpath operator %s is not a single numeric value",
            side,
            operator));
  }

  private void sign(boolean minus, PathNode operand, Jsonb current, Consumer<Jsonb> out) {
    for (Jsonb item : unwrapped(operand, current)) {
      if (!(item instanceof JsonNumber(var number))) {
        throw error(
            SqlState.SQL_JSON_NUMBER_NOT_FOUND,
            String.format(
                Locale.ROOT,
                "operand of unary jsonpath operator %s is not a numeric value",
                minus ? "-" : "+"));
      }
      out.accept(minus ? Jsonb.of(number.negate()) : item);
    }
  }

  /** The string of an item; null when it is none. */
  static @Nullable String string(Jsonb item) {
    return item instanceof JsonString(var string) ? string : null;
  }
}

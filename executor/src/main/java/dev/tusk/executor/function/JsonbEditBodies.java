package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import dev.tusk.sql.type.JsonbPath;
import dev.tusk.sql.type.JsonbPath.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** jsonb values joined, shortened and changed: {@code ||}, {@code -}, {@code #-}, jsonb_set. */
final class JsonbEditBodies {
  private JsonbEditBodies() {}

  static void register(FunctionLibrary library) {
    library.two("jsonb_concat(jsonb,jsonb)", (a, b, _) -> concatenate((Jsonb) a, (Jsonb) b));
    library.two("jsonb_delete(jsonb,text)", (a, b, _) -> delete((Jsonb) a, Set.of((String) b)));
    library.two("jsonb_delete(jsonb,int4)", (a, b, _) -> delete((Jsonb) a, (Integer) b));
    library.two("jsonb_delete(jsonb,_text)", (a, b, _) -> delete((Jsonb) a, keys((ArrayValue) b)));
    library.two(
        "jsonb_delete_path(jsonb,_text)",
        (a, b, _) -> change((Jsonb) a, (ArrayValue) b, null, Change.DELETE, "delete path"));
    library.any(
        "jsonb_set(jsonb,_text,jsonb,bool)",
        (a, _) -> {
          Change change = flag(a, 3, true) ? Change.CREATE : Change.REPLACE;
          return change(json(a[0]), ArrayBodies.array(a[1]), json(a[2]), change, "set path");
        });
    library.any(
        "jsonb_insert(jsonb,_text,jsonb,bool)",
        (a, _) -> {
          Change change = flag(a, 3, false) ? Change.INSERT_AFTER : Change.INSERT_BEFORE;
          return change(json(a[0]), ArrayBodies.array(a[1]), json(a[2]), change, "set path");
        });
    library.any("jsonb_set_lax(jsonb,_text,jsonb,bool,text)", (a, _) -> setLax(a));
  }

  private static Jsonb json(@Nullable Object value) {
    return (Jsonb) Objects.requireNonNull(value);
  }

  private static boolean flag(@Nullable Object[] arguments, int index, boolean otherwise) {
    return arguments.length > index && arguments[index] instanceof Boolean flag ? flag : otherwise;
  }

  private static Set<String> keys(ArrayValue array) {
    if (array.dimensions() > 1) {
      throw wrongSubscripts();
    }
    Set<String> keys = new HashSet<>();
    array.elements().stream().filter(Objects::nonNull).forEach(key -> keys.add((String) key));
    return keys;
  }

  private static SqlException wrongSubscripts() {
    return SqlException.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts");
  }

  /** Objects merge; anything else joins as arrays. */
  private static Jsonb concatenate(Jsonb left, Jsonb right) {
    if (left instanceof JsonObject(var members) && right instanceof JsonObject(var others)) {
      TreeMap<String, Jsonb> merged = new TreeMap<>(members);
      merged.putAll(others);
      return new JsonObject(merged);
    }
    List<Jsonb> elements = new ArrayList<>(elements(left));
    elements.addAll(elements(right));
    return new JsonArray(elements);
  }

  private static List<Jsonb> elements(Jsonb json) {
    return json instanceof JsonArray(var elements) ? elements : List.of(json);
  }

  private static Jsonb delete(Jsonb json, Set<String> keys) {
    if (json instanceof JsonObject(var members)) {
      TreeMap<String, Jsonb> kept = new TreeMap<>(members);
      kept.keySet().removeAll(keys);
      return new JsonObject(kept);
    }
    if (json instanceof JsonArray(var elements)) {
      return new JsonArray(
          elements.stream()
              .filter(e -> !(e instanceof JsonString(var s) && keys.contains(s)))
              .toList());
    }
    throw JsonBodies.invalid("cannot delete from scalar");
  }

  private static Jsonb delete(Jsonb json, int index) {
    if (json instanceof JsonObject) {
      throw JsonBodies.invalid("cannot delete from object using integer index");
    }
    if (!(json instanceof JsonArray(var elements))) {
      throw JsonBodies.invalid("cannot delete from scalar");
    }
    int at = index < 0 ? index + elements.size() : index;
    if (at < 0 || at >= elements.size()) {
      return json;
    }
    List<Jsonb> kept = new ArrayList<>(elements);
    kept.remove(at);
    return new JsonArray(kept);
  }

  /**
   * @param value null when deleting
   */
  private static Jsonb change(
      Jsonb json, ArrayValue path, @Nullable Jsonb value, Change change, String what) {
    if (path.dimensions() > 1) {
      throw wrongSubscripts();
    }
    if (json.isScalar()) {
      throw JsonBodies.invalid("cannot " + what + " in scalar");
    }
    boolean creates = change != Change.DELETE && change != Change.REPLACE;
    return isEmpty(json) && !creates
        ? json
        : new JsonbPath(path.elements()).changed(json, value, change);
  }

  private static boolean isEmpty(Jsonb json) {
    return json instanceof JsonObject(var members) && members.isEmpty()
        || json instanceof JsonArray(var elements) && elements.isEmpty();
  }

  private static @Nullable Object setLax(@Nullable Object[] a) {
    boolean noFlag = a.length > 3 && a[3] == null;
    if (a[0] == null || a[1] == null || noFlag) {
      return null;
    }
    Object treatment = a.length > 4 ? a[4] : "use_json_null";
    if (treatment == null) {
      throw unknownTreatment();
    }
    Change create = flag(a, 3, true) ? Change.CREATE : Change.REPLACE;
    Jsonb target = json(a[0]);
    ArrayValue path = ArrayBodies.array(a[1]);
    if (a[2] != null) {
      return change(target, path, json(a[2]), create, "set path");
    }
    return switch ((String) treatment) {
      case "raise_exception" ->
          throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "JSON value must not be null")
              .withDetail(
                  "Exception was raised because null_value_treatment is \"raise_exception\".")
              .withHint(
                  "To avoid, either change the null_value_treatment argument or ensure that"
                      + " an SQL NULL is not passed.");
      case "use_json_null" -> change(target, path, Jsonb.NULL, create, "set path");
      case "delete_key" -> change(target, path, null, Change.DELETE, "delete path");
      case "return_target" -> target;
      default -> throw unknownTreatment();
    };
  }

  private static SqlException unknownTreatment() {
    return JsonBodies.invalid(
        "null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\","
            + " or \"raise_exception\"");
  }
}

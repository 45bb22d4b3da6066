package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonObject;
import dev.tusk.sql.type.Jsonb.JsonString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
        (a, b, _) -> edit((Jsonb) a, (ArrayValue) b, null, Edit.DELETE, "delete path"));
    library.any(
        "jsonb_set(jsonb,_text,jsonb,bool)",
        (a, _) -> {
          Edit edit = flag(a, 3, true) ? Edit.CREATE : Edit.REPLACE;
          return edit(json(a[0]), ArrayBodies.array(a[1]), json(a[2]), edit, "set path");
        });
    library.any(
        "jsonb_insert(jsonb,_text,jsonb,bool)",
        (a, _) -> {
          Edit edit = flag(a, 3, false) ? Edit.INSERT_AFTER : Edit.INSERT_BEFORE;
          return edit(json(a[0]), ArrayBodies.array(a[1]), json(a[2]), edit, "set path");
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

  /** What to do where a path leads: the JB_PATH_ flags of jsonfuncs.c. */
  private enum Edit {
    CREATE,
    REPLACE,
    DELETE,
    INSERT_BEFORE,
    INSERT_AFTER;

    boolean adds() {
      return this == CREATE || inserts();
    }

    boolean inserts() {
      return this == INSERT_BEFORE || this == INSERT_AFTER;
    }
  }

  /**
   * @param value null when deleting
   */
  private static Jsonb edit(
      Jsonb json, ArrayValue path, @Nullable Jsonb value, Edit edit, String what) {
    if (path.dimensions() > 1) {
      throw wrongSubscripts();
    }
    if (json.isScalar()) {
      throw JsonBodies.invalid("cannot " + what + " in scalar");
    }
    return path.size() == 0 ? json : edit(json, path, 0, value, edit);
  }

  private static Jsonb edit(
      Jsonb json, ArrayValue path, int level, @Nullable Jsonb value, Edit edit) {
    if (json.isScalar()) {
      return json;
    }
    if (!(path.get(level) instanceof String step)) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED, "path element at position " + (level + 1) + " is null");
    }
    boolean last = level == path.size() - 1;
    if (json instanceof JsonObject(var members)) {
      Jsonb old = members.get(step);
      TreeMap<String, Jsonb> changed = new TreeMap<>(members);
      if (last && old != null && edit.inserts()) {
        throw JsonBodies.invalid("cannot replace existing key")
            .withHint("Try using the function jsonb_set to replace key value.");
      }
      if (last && edit == Edit.DELETE) {
        changed.remove(step);
      } else if (last && value != null && (old != null || edit.adds())) {
        changed.put(step, value);
      } else if (!last && old != null) {
        changed.put(step, edit(old, path, level + 1, value, edit));
      }
      return new JsonObject(changed);
    }
    List<Jsonb> elements = new ArrayList<>(elements(json));
    int index = index(step, level, elements.size());
    boolean inside = index >= 0 && index < elements.size();
    if (!last) {
      if (inside) {
        elements.set(index, edit(elements.get(index), path, level + 1, value, edit));
      }
    } else if (!inside) {
      if (value != null && edit.adds()) {
        elements.add(index < 0 ? 0 : elements.size(), value);
      }
    } else if (value == null) {
      elements.remove(index);
    } else {
      switch (edit) {
        case CREATE, REPLACE -> elements.set(index, value);
        case INSERT_BEFORE -> elements.add(index, value);
        case INSERT_AFTER -> elements.add(index + 1, value);
        case DELETE -> elements.remove(index);
      }
    }
    return new JsonArray(elements);
  }

  /** The element's place; -1 for one before the first. */
  private static int index(String step, int level, int size) {
    Integer index = JsonBodies.index(step);
    if (index == null) {
      throw SqlException.of(
          SqlState.INVALID_TEXT_REPRESENTATION,
          String.format(
              Locale.ROOT,
              "path element at position %d is not an integer: \"%s\"",
              level + 1,
              step));
    }
    return index < 0 ? Math.max(-1, index + size) : index;
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
    Edit create = flag(a, 3, true) ? Edit.CREATE : Edit.REPLACE;
    Jsonb target = json(a[0]);
    ArrayValue path = ArrayBodies.array(a[1]);
    if (a[2] != null) {
      return edit(target, path, json(a[2]), create, "set path");
    }
    return switch ((String) treatment) {
      case "raise_exception" ->
          throw SqlException.of(SqlState.NULL_VALUE_NOT_ALLOWED, "JSON value must not be null")
              .withDetail(
                  "Exception was raised because null_value_treatment is \"raise_exception\".")
              .withHint(
                  "To avoid, either change the null_value_treatment argument or ensure that"
                      + " an SQL NULL is not passed.");
      case "use_json_null" -> edit(target, path, Jsonb.NULL, create, "set path");
      case "delete_key" -> edit(target, path, null, Edit.DELETE, "delete path");
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

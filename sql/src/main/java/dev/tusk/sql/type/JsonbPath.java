package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Jsonb.JsonArray;
import dev.tusk.sql.type.Jsonb.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A way into a jsonb value: keys of objects and subscripts of arrays, all as text. Reads what is
 * there ({@code jsonb_get_element} of jsonfuncs.c) and makes values in which it is another ({@code
 * setPath}).
 */
public final class JsonbPath {
  /** JSONB_MAX_ELEMS. */
  private static final int MOST_ELEMENTS = 33_554_431;

  private final List<? extends @Nullable Object> steps;

  /**
   * @param steps strings; null for NULL
   */
  public JsonbPath(List<? extends @Nullable Object> steps) {
    this.steps = steps;
  }

  /** What to do where a path leads: the JB_PATH_ flags of jsonfuncs.c. */
  public enum Change {
    CREATE,
    REPLACE,
    DELETE,
    INSERT_BEFORE,
    INSERT_AFTER,
    /** Assignment to a subscript: what is missing on the way is made, gaps are filled with null. */
    ASSIGN;

    private boolean adds() {
      return this == CREATE || this == ASSIGN || inserts();
    }

    private boolean inserts() {
      return this == INSERT_BEFORE || this == INSERT_AFTER;
    }
  }

  /** What the path leads to; null when there is nothing, or a step is NULL. */
  public @Nullable Jsonb get(Jsonb root) {
    Jsonb value = root;
    for (Object step : steps) {
      if (!(step instanceof String text) || value == null) {
        return null;
      }
      if (value instanceof JsonObject(var members)) {
        value = members.get(text);
      } else {
        Integer index = index(text);
        value = index == null ? null : value.element(index);
      }
    }
    return value;
  }

  /** A step as a subscript, by C's strtol; null when it is none. */
  public static @Nullable Integer index(String step) {
    int start = 0;
    while (start < step.length() && " \t\n\u000b\f\r".indexOf(step.charAt(start)) >= 0) {
      start++;
    }
    for (int i = start; i < step.length(); i++) {
      char c = step.charAt(i);
      if ((c < '0' || c > '9') && (i > start || c != '-' && c != '+')) {
        return null;
      }
    }
    try {
      return Integer.valueOf(step.substring(start));
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /**
   * The value after a change.
   *
   * @param value null when deleting
   * @throws SqlException 22004 for a NULL step that is reached, 22P02 for a subscript that is none
   */
  public Jsonb changed(Jsonb root, @Nullable Jsonb value, Change change) {
    return steps.isEmpty() ? root : changed(root, 0, value, change);
  }

  private Jsonb changed(Jsonb json, int level, @Nullable Jsonb value, Change change) {
    if (!(steps.get(level) instanceof String step)) {
      throw SqlException.of(
          SqlState.NULL_VALUE_NOT_ALLOWED, "path element at position " + (level + 1) + " is null");
    }
    if (json instanceof JsonObject(var members)) {
      return inObject(new TreeMap<>(members), step, level, value, change);
    }
    if (json instanceof JsonArray(var elements)) {
      return inArray(new ArrayList<>(elements), step, level, value, change);
    }
    if (change == Change.ASSIGN) {
      throw invalid("cannot replace existing key")
          .withDetail("The path assumes key is a composite object, but it is a scalar value.");
    }
    return json;
  }

  private Jsonb inObject(
      TreeMap<String, Jsonb> members,
      String step,
      int level,
      @Nullable Jsonb value,
      Change change) {
    boolean last = level == steps.size() - 1;
    Jsonb old = members.get(step);
    if (!last) {
      if (old != null) {
        members.put(step, changed(old, level + 1, value, change));
      } else if (change == Change.ASSIGN && value != null) {
        members.put(step, made(level + 1, value));
      }
    } else if (value == null) {
      members.remove(step);
    } else if (old == null) {
      if (change.adds()) {
        members.put(step, value);
      }
    } else if (change.inserts()) {
      throw invalid("cannot replace existing key")
          .withHint("Try using the function jsonb_set to replace key value.");
    } else {
      members.put(step, value);
    }
    return new JsonObject(members);
  }

  private Jsonb inArray(
      List<Jsonb> elements, String step, int level, @Nullable Jsonb value, Change change) {
    boolean last = level == steps.size() - 1;
    int index = place(step, level, elements.size(), change);
    boolean inside = index >= 0 && index < elements.size();
    if (inside) {
      if (!last) {
        elements.set(index, changed(elements.get(index), level + 1, value, change));
      } else if (value == null) {
        elements.remove(index);
      } else if (change.inserts()) {
        elements.add(change == Change.INSERT_AFTER ? index + 1 : index, value);
      } else {
        elements.set(index, value);
      }
    } else if (value != null && change == Change.ASSIGN) {
      fill(elements, index);
      elements.add(last ? value : made(level + 1, value));
    } else if (value != null && last && change.adds()) {
      elements.add(index < 0 ? 0 : elements.size(), value);
    }
    return new JsonArray(elements);
  }

  /** The objects and arrays that the steps from {@code level} on need around a value. */
  private Jsonb made(int level, Jsonb value) {
    if (level == steps.size() || !(steps.get(level) instanceof String step)) {
      return value;
    }
    Jsonb inner = made(level + 1, value);
    Integer index = index(step);
    if (index == null) {
      TreeMap<String, Jsonb> members = Jsonb.members();
      members.put(step, inner);
      return new JsonObject(members);
    }
    List<Jsonb> elements = new ArrayList<>();
    fill(elements, index);
    elements.add(inner);
    return new JsonArray(elements);
  }

  /** Appends nulls until there are {@code size}. */
  private static void fill(List<Jsonb> elements, int size) {
    if (size >= MOST_ELEMENTS) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          "number of jsonb array elements exceeds the maximum allowed (" + MOST_ELEMENTS + ")");
    }
    elements.addAll(Collections.nCopies(Math.max(0, size - elements.size()), Jsonb.NULL));
  }

  /** The element's place; -1 for one before the first. */
  private static int place(String step, int level, int size, Change change) {
    Integer index = index(step);
    if (index == null) {
      throw SqlException.of(
          SqlState.INVALID_TEXT_REPRESENTATION,
          String.format(
              Locale.ROOT,
              "path element at position %d is not an integer: \"%s\"",
              level + 1,
              step));
    }
    if (index >= 0) {
      return index;
    }
    if (index + size < 0 && change == Change.ASSIGN) {
      throw invalid(
          String.format(
              Locale.ROOT, "path element at position %d is out of range: %d", level + 1, index));
    }
    return Math.max(-1, index + size);
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}

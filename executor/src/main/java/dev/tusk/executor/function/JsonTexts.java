package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.JsonbText;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Values of any type as JSON: datum_to_json of utils/adt/json.c, and the same for jsonb. */
final class JsonTexts {
  private JsonTexts() {}

  /** Appends a value; NULL is {@code null}. */
  static void write(@Nullable Object value, Type type, StringBuilder out, FormatSettings settings) {
    write(value, type, out, settings, false);
  }

  /**
   * @param lineFeeds between the elements of an array or the fields of a row
   */
  static void write(
      @Nullable Object value,
      Type declared,
      StringBuilder out,
      FormatSettings settings,
      boolean lineFeeds) {
    Type type = DomainType.root(declared);
    if (value == null) {
      out.append("null");
    } else if (value instanceof ArrayValue array) {
      array(array, settings, lineFeeds, out);
    } else if (value instanceof RecordValue row) {
      row(row, settings, lineFeeds, out);
    } else if (value instanceof Boolean || type == Types.JSON) {
      out.append(value);
    } else if (value instanceof Jsonb json) {
      out.append(JsonbText.of(json));
    } else {
      String text = text(value, type, settings);
      if (isNumber(type) && isFinite(text)) {
        out.append(text);
      } else {
        JsonbText.quote(text, out);
      }
    }
  }

  private static boolean isNumber(Type type) {
    return type == Types.INT2
        || type == Types.INT4
        || type == Types.INT8
        || type == Types.FLOAT4
        || type == Types.FLOAT8
        || type == Types.NUMERIC;
  }

  private static boolean isFinite(String number) {
    return !number.equals("NaN") && !number.endsWith("Infinity");
  }

  /** The text form; dates and timestamps as XML Schema has them. */
  private static String text(Object value, Type type, FormatSettings settings) {
    if (type != Types.DATE && type != Types.TIMESTAMP && type != Types.TIMESTAMPTZ) {
      return type.toText(value, settings);
    }
    String text =
        type.toText(
            value,
            new FormatSettings(
                settings.timeZone(),
                "ISO",
                settings.dateOrder(),
                settings.intervalStyle(),
                settings.extraFloatDigits(),
                settings.byteaHex()));
    if (type == Types.DATE || text.endsWith("infinity")) {
      return text;
    }
    String era = text.endsWith(" BC") ? " BC" : "";
    String moment = text.substring(0, text.length() - era.length()).replace(' ', 'T');
    boolean hoursOnly =
        type == Types.TIMESTAMPTZ && "+-".indexOf(moment.charAt(moment.length() - 3)) >= 0;
    return moment + (hoursOnly ? ":00" : "") + era;
  }

  private static void array(
      ArrayValue array, FormatSettings settings, boolean lineFeeds, StringBuilder out) {
    if (array.dimensions() == 0) {
      out.append("[]");
    } else {
      level(array, 0, 0, settings, lineFeeds, out);
    }
  }

  private static int level(
      ArrayValue array,
      int depth,
      int start,
      FormatSettings settings,
      boolean lineFeeds,
      StringBuilder out) {
    int index = start;
    out.append('[');
    for (int i = 0; i < array.length(depth); i++) {
      if (i > 0) {
        out.append(lineFeeds ? ",\n " : ",");
      }
      if (depth + 1 < array.dimensions()) {
        index = level(array, depth + 1, index, settings, false, out);
      } else {
        write(array.get(index++), array.elementType(), out, settings);
      }
    }
    out.append(']');
    return index;
  }

  private static void row(
      RecordValue row, FormatSettings settings, boolean lineFeeds, StringBuilder out) {
    out.append('{');
    for (int i = 0; i < row.size(); i++) {
      if (i > 0) {
        out.append(lineFeeds ? ",\n " : ",");
      }
      JsonbText.quote(row.name(i), out);
      out.append(':');
      write(row.get(i), row.type(i), out, settings);
    }
    out.append('}');
  }

  /** The name of a member made from a value of any type. */
  static String key(@Nullable Object value, Type type, FormatSettings settings) {
    if (value == null) {
      throw new IllegalStateException("NULL as a key");
    }
    if (type == Types.JSON
        || value instanceof Jsonb
        || value instanceof ArrayValue
        || value instanceof RecordValue) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "key value must be scalar, not array, composite, or json");
    }
    if (value instanceof Boolean bool) {
      return bool.toString();
    }
    return text(value, type, settings);
  }

  /** to_jsonb. */
  static Jsonb toJsonb(@Nullable Object value, Type declared, FormatSettings settings) {
    Type type = DomainType.root(declared);
    if (value == null) {
      return Jsonb.NULL;
    }
    return switch (value) {
      case Boolean bool -> Jsonb.of((boolean) bool);
      case Jsonb json -> json;
      case ArrayValue array -> toJsonb(array, settings);
      case RecordValue row -> toJsonb(row, settings);
      default -> {
        if (type == Types.JSON) {
          yield Jsonb.parse((String) value);
        }
        String text = text(value, type, settings);
        yield isNumber(type) && isFinite(text)
            ? Jsonb.of((Numeric) Types.NUMERIC.parse(text, settings))
            : Jsonb.of(text);
      }
    };
  }

  private static Jsonb toJsonb(ArrayValue array, FormatSettings settings) {
    List<Jsonb> elements = new ArrayList<>(array.size());
    for (Object element : array.elements()) {
      elements.add(toJsonb(element, array.elementType(), settings));
    }
    for (int d = array.dimensions() - 1; d > 0; d--) {
      List<Jsonb> nested = new ArrayList<>();
      for (int i = 0; i < elements.size(); i += array.length(d)) {
        nested.add(new Jsonb.JsonArray(elements.subList(i, i + array.length(d))));
      }
      elements = nested;
    }
    return new Jsonb.JsonArray(elements);
  }

  private static Jsonb toJsonb(RecordValue row, FormatSettings settings) {
    TreeMap<String, Jsonb> members = Jsonb.members();
    for (int i = 0; i < row.size(); i++) {
      members.put(row.name(i), toJsonb(row.get(i), row.type(i), settings));
    }
    return new Jsonb.JsonObject(members);
  }
}

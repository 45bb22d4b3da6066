package dev.tusk.executor.function;

import dev.tusk.executor.expression.Accumulator;
import dev.tusk.executor.expression.FunctionBody;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.JsonbText;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** json_agg, jsonb_agg, json_object_agg and jsonb_object_agg. */
final class JsonAggregateBodies {
  private JsonAggregateBodies() {}

  static void register(FunctionLibrary library) {
    library.typed(
        "json_agg(anyelement)",
        (types, _) -> {
          Type type = types.getFirst();
          return (FunctionBody.Aggregate) context -> new TextArray(type, context.format());
        });
    library.typed(
        "jsonb_agg(anyelement)",
        (types, _) -> {
          Type type = types.getFirst();
          return (FunctionBody.Aggregate) context -> new Elements(type, context.format());
        });
    library.typed(
        "json_object_agg(any,any)",
        (types, _) ->
            (FunctionBody.Aggregate)
                context -> new TextObject(types.get(0), types.get(1), context.format()));
    library.typed(
        "jsonb_object_agg(any,any)",
        (types, _) ->
            (FunctionBody.Aggregate)
                context -> new Members(types.get(0), types.get(1), context.format()));
  }

  /** Arrays and rows start on a line of their own. */
  private static final class TextArray implements Accumulator {
    private final Type type;
    private final FormatSettings settings;
    private @Nullable StringBuilder text;

    TextArray(Type type, FormatSettings settings) {
      this.type = type;
      this.settings = settings;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      StringBuilder out = text;
      Object value = arguments[0];
      if (out == null) {
        out = new StringBuilder("[");
        text = out;
      } else {
        out.append(", ");
        if (value instanceof ArrayValue || value instanceof RecordValue) {
          out.append("\n ");
        }
      }
      JsonTexts.write(value, type, out, settings);
    }

    @Override
    public @Nullable Object result() {
      return text == null ? null : text + "]";
    }
  }

  private static final class Elements implements Accumulator {
    private final Type type;
    private final FormatSettings settings;
    private final List<Jsonb> elements = new ArrayList<>();

    Elements(Type type, FormatSettings settings) {
      this.type = type;
      this.settings = settings;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      elements.add(JsonTexts.toJsonb(arguments[0], type, settings));
    }

    @Override
    public @Nullable Object result() {
      return elements.isEmpty() ? null : new Jsonb.JsonArray(elements);
    }
  }

  private static Object key(@Nullable Object value) {
    if (value == null) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "field name must not be null");
    }
    return value;
  }

  private static final class TextObject implements Accumulator {
    private final Type keyType;
    private final Type valueType;
    private final FormatSettings settings;
    private @Nullable StringBuilder text;

    TextObject(Type keyType, Type valueType, FormatSettings settings) {
      this.keyType = keyType;
      this.valueType = valueType;
      this.settings = settings;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object key = key(arguments[0]);
      StringBuilder out = text;
      if (out == null) {
        out = new StringBuilder("{ ");
        text = out;
      } else {
        out.append(", ");
      }
      JsonbText.quote(JsonTexts.key(key, keyType, settings), out);
      out.append(" : ");
      JsonTexts.write(arguments[1], valueType, out, settings);
    }

    @Override
    public @Nullable Object result() {
      return text == null ? null : text + " }";
    }
  }

  private static final class Members implements Accumulator {
    private final Type keyType;
    private final Type valueType;
    private final FormatSettings settings;
    private @Nullable TreeMap<String, Jsonb> members;

    Members(Type keyType, Type valueType, FormatSettings settings) {
      this.keyType = keyType;
      this.valueType = valueType;
      this.settings = settings;
    }

    @Override
    public void add(@Nullable Object[] arguments) {
      Object key = key(arguments[0]);
      TreeMap<String, Jsonb> into = members;
      if (into == null) {
        into = Jsonb.members();
        members = into;
      }
      into.put(
          JsonTexts.key(key, keyType, settings),
          JsonTexts.toJsonb(arguments[1], valueType, settings));
    }

    @Override
    public @Nullable Object result() {
      return members == null ? null : new Jsonb.JsonObject(new TreeMap<>(members));
    }
  }
}

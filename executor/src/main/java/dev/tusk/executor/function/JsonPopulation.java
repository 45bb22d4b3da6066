package dev.tusk.executor.function;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.JsonNode;
import dev.tusk.sql.type.JsonNode.Kind;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value of JSON made one of a SQL type: populate_record_field of utils/adt/jsonfuncs.c. */
final class JsonPopulation {
  private static final int MAX_DIMENSIONS = ArrayValue.MAX_DIMENSIONS;

  private final FormatSettings settings;

  JsonPopulation(FormatSettings settings) {
    this.settings = settings;
  }

  /**
   * A row of an object's members.
   *
   * @param base the fields that the object does not name; null for none
   */
  @Nullable Object row(CompositeType type, @Nullable RecordValue base, JsonNode object) {
    if (object.size() == 0 && base != null) {
      return base;
    }
    List<CompositeType.Field> fields = type.fields();
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      CompositeType.Field field = fields.get(i);
      Object before = base == null ? null : base.get(i);
      JsonNode member = object.member(field.name());
      values[i] =
          member == null
              ? before
              : value(
                  field.type(),
                  field.typmod(),
                  member,
                  before instanceof RecordValue row ? row : null,
                  field.name());
    }
    return type.row(values);
  }

  private @Nullable Object value(
      Type type, int typmod, JsonNode node, @Nullable RecordValue before, String name) {
    if (node.kind() == Kind.NULL) {
      return null;
    }
    if (node.kind() != Kind.STRING) {
      if (DomainType.root(type) instanceof CompositeType row) {
        if (node.kind() != Kind.OBJECT) {
          throw JsonRecordBodies.noObject("populate_composite", node);
        }
        return row(row, before, node);
      }
      if (type.isArray()) {
        return array(type, typmod, node, name);
      }
    }
    return scalar(type, typmod, node);
  }

  private Object scalar(Type type, int typmod, JsonNode node) {
    String text =
        type == Types.JSON || type == Types.JSONB || node.kind() != Kind.STRING
            ? node.raw()
            : node.string();
    return type.applyTypmod(type.parse(text, settings), typmod, false);
  }

  private Object array(Type type, int typmod, JsonNode node, String name) {
    Type element = type.elementType();
    if (element == null) {
      throw new IllegalStateException(type + " is no array");
    }
    return new ArrayBuilder(element, typmod, name).build(node);
  }

  /** An array of any number of dimensions, which the first elements tell. */
  private final class ArrayBuilder {
    private final Type element;
    private final int typmod;
    private final String name;
    private final List<Integer> lengths = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private boolean complete;

    ArrayBuilder(Type element, int typmod, String name) {
      this.element = element;
      this.typmod = typmod;
      this.name = name;
    }

    ArrayValue build(JsonNode node) {
      if (node.kind() != Kind.ARRAY) {
        throw expected(new int[0]);
      }
      add(node, new int[0]);
      if (values.isEmpty()) {
        return ArrayValue.empty(element);
      }
      int[] sizes = lengths.stream().mapToInt(Integer::intValue).toArray();
      int[] lower = new int[sizes.length];
      java.util.Arrays.fill(lower, 1);
      return new ArrayValue(element, sizes, lower, values.toArray());
    }

    private void add(JsonNode node, int[] place) {
      int depth = place.length;
      if (lengths.size() == depth) {
        if (complete || depth == MAX_DIMENSIONS) {
          throw malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
        }
        lengths.add(node.size());
      } else if (lengths.get(depth) != node.size()) {
        throw malformed("Multidimensional arrays must have sub-arrays with matching dimensions.");
      }
      for (int i = 0; i < node.size(); i++) {
        JsonNode child = node.child(i);
        int[] at = java.util.Arrays.copyOf(place, depth + 1);
        at[depth] = i;
        boolean deeper = complete ? depth + 1 < lengths.size() : child.kind() == Kind.ARRAY;
        if (deeper && child.kind() == Kind.ARRAY && !json()) {
          add(child, at);
        } else if (deeper && !json()) {
          throw expected(at);
        } else {
          complete = true;
          values.add(value(element, typmod, child, null, name));
        }
      }
    }

    /** Arrays within an array of json are its elements. */
    private boolean json() {
      return element == Types.JSON || element == Types.JSONB;
    }

    private SqlException malformed(String detail) {
      return SqlException.of(SqlState.INVALID_TEXT_REPRESENTATION, "malformed JSON array")
          .withDetail(detail);
    }

    private SqlException expected(int[] place) {
      StringBuilder at = new StringBuilder();
      for (int index : place) {
        at.append('[').append(index).append(']');
      }
      return SqlException.of(SqlState.INVALID_TEXT_REPRESENTATION, "expected JSON array")
          .withHint(
              place.length == 0
                  ? "See the value of key \"" + name + "\"."
                  : "See the array element " + at + " of key \"" + name + "\".");
    }
  }
}

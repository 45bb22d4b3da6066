package dev.tusk.executor.plpgsql;

import dev.tusk.sql.catalog.Variables.Field;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.plpgsql.PlStatement;
import dev.tusk.sql.plpgsql.Target;
import dev.tusk.sql.plpgsql.Variable;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts values into variables, fields and elements. */
final class Assigner {
  private final Frame frame;
  private final Body body;
  private final @Nullable Object[] values;

  Assigner(Frame frame) {
    this.frame = frame;
    this.body = frame.body;
    this.values = frame.values;
  }

  /** A value with its type. */
  record Value(@Nullable Object value, Type type, int typmod) {}

  void assign(PlStatement.Assign statement) {
    boolean whole = statement.path().isEmpty();
    Piece piece = whole ? body.piece(statement.value()) : body.piece(statement);
    Object value = piece.value(frame);
    put(statement.target(), value, piece.type(), piece.typmod());
  }

  void put(Target target, @Nullable Object value, Type type, int typmod) {
    switch (target) {
      case Target.Whole(Variable variable) -> whole(variable, value, type, typmod);
      case Target.FieldOf(Variable record, String field) ->
          field(record, field, value, type, typmod);
      case Target.Scalars scalars -> row(scalars, (RecordValue) value);
    }
  }

  void whole(Variable variable, @Nullable Object value, Type type, int typmod) {
    if (variable.isRecord()) {
      record(variable, value, type);
      return;
    }
    Type own = body.type(variable);
    int ownTypmod = variable.type().typmod();
    Object converted =
        own == type && ownTypmod < 0
            ? value
            : body.convert(frame, value, type, typmod, own, ownTypmod);
    if (converted == null && variable.notNull()) {
      throw isNull(variable);
    }
    values[variable.index()] = converted;
  }

  private static SqlException isNull(Variable variable) {
    return SqlException.of(
        SqlState.NULL_VALUE_NOT_ALLOWED,
        String.format(
            Locale.ROOT,
            "null value cannot be assigned to variable \"%s\" declared NOT NULL",
            variable.name()));
  }

  /** A row as a whole. */
  private void record(Variable variable, @Nullable Object value, Type type) {
    if (value == null) {
      if (variable.notNull()) {
        throw isNull(variable);
      }
      values[variable.index()] = null;
      return;
    }
    if (!(value instanceof RecordValue row)) {
      throw SqlException.of(
          SqlState.DATATYPE_MISMATCH, "cannot assign non-composite value to a record variable");
    }
    row(variable, row.types(), row);
  }

  /** A row of a query, or none, into what INTO or a loop names. */
  void row(Target target, RowShape shape, @Nullable Object @Nullable [] row) {
    switch (target) {
      case Target.Whole(Variable variable) when variable.isRecord() -> {
        @Nullable Object[] fields = row != null ? row : new @Nullable Object[shape.size()];
        row(variable, shape.types(), shape.row(fields));
      }
      case Target.Whole(Variable variable) ->
          whole(
              variable,
              row == null || row.length == 0 ? null : row[0],
              shape.size() == 0 ? Types.UNKNOWN : shape.types().getFirst(),
              -1);
      case Target.FieldOf(Variable record, String field) ->
          field(
              record,
              field,
              row == null || row.length == 0 ? null : row[0],
              shape.size() == 0 ? Types.UNKNOWN : shape.types().getFirst(),
              -1);
      case Target.Scalars(List<Target> targets) -> {
        if (targets.size() != shape.size() && row != null) {
          body.extra().otherCount(frame);
        }
        for (int i = 0; i < targets.size(); i++) {
          boolean given = i < shape.size();
          put(
              targets.get(i),
              given && row != null ? row[i] : null,
              given ? shape.types().get(i) : Types.UNKNOWN,
              -1);
        }
      }
    }
  }

  private void row(Variable variable, List<Type> types, RecordValue row) {
    List<Field> declared = variable.type().fields();
    RowShape shape = body.shape(variable);
    if (declared == null || shape == null) {
      values[variable.index()] = row;
      return;
    }
    if (declared.size() != row.size()) {
      body.extra().otherCount(frame);
    }
    @Nullable Object[] fields = new @Nullable Object[declared.size()];
    for (int i = 0; i < fields.length && i < row.size(); i++) {
      Field field = declared.get(i);
      fields[i] = body.convert(frame, row.get(i), types.get(i), -1, field.type(), field.typmod());
    }
    values[variable.index()] = shape.row(fields);
  }

  private void row(Target.Scalars scalars, @Nullable RecordValue row) {
    RowShape shape = RowShape.of(row);
    @Nullable Object[] fields = null;
    if (row != null) {
      fields = new @Nullable Object[row.size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = row.get(i);
      }
    }
    row(scalars, shape == null ? new RowShape(List.of(), List.of()) : shape, fields);
  }

  private void field(Variable record, String name, @Nullable Object value, Type type, int typmod) {
    RecordValue row = current(frame, record);
    int index = row.names().indexOf(name);
    if (index < 0) {
      throw BodyNames.noField(record.name(), name);
    }
    List<Field> declared = record.type().fields();
    int wanted = declared == null ? -1 : declared.get(index).typmod();
    Object converted = body.convert(frame, value, type, typmod, row.type(index), wanted);
    values[record.index()] = with(row, index, converted);
  }

  private static RecordValue with(RecordValue row, int index, @Nullable Object value) {
    @Nullable Object[] fields = new @Nullable Object[row.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = i == index ? value : row.get(i);
    }
    return new RecordValue(row.types(), row.names(), fields);
  }

  /** A row variable's value; one of a declared type that is NULL has fields nevertheless. */
  private static RecordValue current(Frame frame, Variable record) {
    RecordValue row = (RecordValue) frame.values[record.index()];
    if (row != null) {
      return row;
    }
    RowShape shape = frame.body.shape(record);
    if (shape == null) {
      throw BodyNames.notAssigned(record.name());
    }
    return shape.row(new @Nullable Object[shape.size()]);
  }

  static String fieldName(Frame frame, Variable record, int field) {
    return current(frame, record).name(field);
  }

  /** What a variable, a field or several of them hold. */
  static Value value(Frame frame, Target target) {
    return switch (target) {
      case Target.Whole(Variable variable) ->
          new Value(
              frame.values[variable.index()], frame.body.type(variable), variable.type().typmod());
      case Target.FieldOf(Variable record, String field) -> {
        RecordValue row = current(frame, record);
        int index = row.names().indexOf(field);
        if (index < 0) {
          throw BodyNames.noField(record.name(), field);
        }
        yield new Value(row.get(index), row.type(index), -1);
      }
      case Target.Scalars(List<Target> targets) -> {
        List<String> names = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        @Nullable Object[] fields = new @Nullable Object[targets.size()];
        for (int i = 0; i < fields.length; i++) {
          Value one = value(frame, targets.get(i));
          names.add(targets.get(i) instanceof Target.Whole(Variable v) ? v.name() : "f" + (i + 1));
          types.add(one.type());
          fields[i] = one.value();
        }
        yield new Value(new RecordValue(types, names, fields), Types.RECORD, -1);
      }
    };
  }
}

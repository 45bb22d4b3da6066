package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.plan.PlannedStatement;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters from the wire, and literals that were folded to parameters, read by their types. */
final class ParameterValues {
  private ParameterValues() {}

  /** Reads parameters of Bind. */
  static @Nullable Object[] read(
      List<Type> types,
      List<byte @Nullable []> values,
      short[] formats,
      String statement,
      FormatSettings settings) {
    if (values.size() != types.size()) {
      throw SqlException.of(
          SqlState.PROTOCOL_VIOLATION,
          "bind message supplies "
              + values.size()
              + " parameters, but prepared statement \""
              + statement
              + "\" requires "
              + types.size());
    }
    if (formats.length > 1 && formats.length != values.size()) {
      throw SqlException.of(
          SqlState.PROTOCOL_VIOLATION,
          "bind message has "
              + formats.length
              + " parameter formats but "
              + values.size()
              + " parameters");
    }
    @Nullable Object[] read = new @Nullable Object[values.size()];
    for (int i = 0; i < read.length; i++) {
      byte[] value = values.get(i);
      if (value != null) {
        int format = formats.length == 0 ? 0 : formats.length == 1 ? formats[0] : formats[i];
        read[i] =
            format == 0
                ? types.get(i).parse(value, 0, value.length, settings)
                : binary(types.get(i), value, i);
      }
    }
    return read;
  }

  private static Object binary(Type type, byte[] value, int index) {
    try {
      return type.readBinary(value, 0, value.length);
    } catch (SqlException e) {
      if (e.state() == SqlState.INVALID_BINARY_REPRESENTATION) {
        throw SqlException.of(
            SqlState.INVALID_BINARY_REPRESENTATION,
            "incorrect binary data format in bind parameter " + (index + 1));
      }
      throw e;
    }
  }

  /** Reads folded literals; an error stands at the literal. */
  static @Nullable Object[] literals(
      NormalizedStatement statement, PlannedStatement planned, FormatSettings settings) {
    List<Integer> literals = planned.literals();
    int declared = planned.declaredParameters();
    @Nullable Object[] values = new @Nullable Object[literals.size()];
    for (int i = 0; i < values.length; i++) {
      int literal = literals.get(i);
      try {
        Type type = planned.parameterTypes().get(declared + i);
        values[i] = type.parse(statement.literalValue(literal), settings);
      } catch (SqlException e) {
        // Bytes that are no text stop PostgreSQL's scanner, which names no place.
        throw e.state() == SqlState.CHARACTER_NOT_IN_REPERTOIRE
            ? e
            : e.at(statement.literalPosition(literal));
      }
    }
    return values;
  }

  /** The declared parameters followed by the folded ones. */
  static @Nullable Object[] join(@Nullable Object[] declared, @Nullable Object[] folded) {
    if (folded.length == 0) {
      return declared;
    }
    @Nullable Object[] all = java.util.Arrays.copyOf(declared, declared.length + folded.length);
    System.arraycopy(folded, 0, all, declared.length, folded.length);
    return all;
  }
}

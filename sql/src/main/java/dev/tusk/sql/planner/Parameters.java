package dev.tusk.sql.planner;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a statement's parameters, known from Parse or found while the statement is read (as
 * PostgreSQL's {@code parse_param.c}); folded literals follow the {@code $n}.
 */
final class Parameters {
  private static final int MAX_PARAMETERS = 65535;

  private final List<@Nullable Type> declared = new ArrayList<>();
  private final Map<Reading, Integer> readings = new LinkedHashMap<>();

  Parameters(List<? extends @Nullable Type> declaredTypes) {
    for (Type type : declaredTypes) {
      declared.add(type == Types.UNKNOWN ? null : type);
    }
  }

  /** The type of {@code $number}, from 1; unknown until something decides it. */
  Type declaredType(int number, int position) {
    if (number < 1 || number > MAX_PARAMETERS) {
      throw SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + number)
          .at(position);
    }
    while (declared.size() < number) {
      declared.add(null);
    }
    Type type = declared.get(number - 1);
    return type == null ? Types.UNKNOWN : type;
  }

  /** Decides a parameter that was unknown when its node was made. */
  void decide(int number, Type type, int position) {
    Type known = declared.get(number);
    if (known == null) {
      declared.set(number, type);
    } else if (known != type) {
      throw SqlException.of(
              SqlState.AMBIGUOUS_PARAMETER,
              "inconsistent types deduced for parameter $" + (number + 1))
          .withDetail(known.displayName() + " versus " + type.displayName())
          .at(position);
    }
  }

  /** Where among the readings a folded literal is found as a value of that type. */
  int read(int literal, Type type) {
    Type read = type == Types.UNKNOWN ? Types.TEXT : type;
    return readings.computeIfAbsent(new Reading(literal, read), _ -> readings.size());
  }

  int declaredCount() {
    return declared.size();
  }

  /** Fails when a {@code $n} never met a context. */
  void checkDecided() {
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i) == null) {
        throw SqlException.of(
            SqlState.INDETERMINATE_DATATYPE,
            "could not determine data type of parameter $" + (i + 1));
      }
    }
  }

  /** All types: of the {@code $n}, then of the readings. */
  List<Type> types() {
    List<Type> types = new ArrayList<>();
    for (Type type : declared) {
      types.add(type == null ? Types.TEXT : type);
    }
    for (Reading reading : readings.keySet()) {
      types.add(reading.type());
    }
    return List.copyOf(types);
  }

  /** Which literal each reading reads. */
  List<Integer> literals() {
    return readings.keySet().stream().map(Reading::literal).toList();
  }

  /**
   * A folded literal as a value of a type. One literal has as many as types are wanted of it: in
   * {@code 1 IN (int8_column, int4_column)} there are two.
   */
  private record Reading(int literal, Type type) {}

  /** Which parameter: {@code $n} or a folded literal, from 0. */
  sealed interface Index {
    record Declared(int number) implements Index {}

    record Folded(int literal) implements Index {}
  }
}

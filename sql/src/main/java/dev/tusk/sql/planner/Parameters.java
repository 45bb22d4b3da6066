package dev.tusk.sql.planner;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The types of a statement's parameters, known from Parse or found while the statement is read (as
 * PostgreSQL's {@code parse_param.c}); folded literals follow the {@code $n}.
 */
final class Parameters {
  private static final int MAX_PARAMETERS = 65535;

  private final List<@Nullable Type> declared = new ArrayList<>();
  private final List<Type> folded = new ArrayList<>();

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
  void decide(Index index, Type type, int position) {
    switch (index) {
      case Index.Folded(int number) -> folded.set(number, type);
      case Index.Declared(int number) -> {
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
    }
  }

  /** Adds a folded literal of that type. */
  void fold(int number, Type type) {
    while (folded.size() <= number) {
      folded.add(Types.UNKNOWN);
    }
    folded.set(number, type);
  }

  int declaredCount() {
    return declared.size();
  }

  /** All types, unknown literals as text; fails when a {@code $n} never met a context. */
  List<Type> resolved() {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      Type type = declared.get(i);
      if (type == null) {
        throw SqlException.of(
            SqlState.INDETERMINATE_DATATYPE,
            "could not determine data type of parameter $" + (i + 1));
      }
      types.add(type);
    }
    for (Type type : folded) {
      types.add(type == Types.UNKNOWN ? Types.TEXT : type);
    }
    return List.copyOf(types);
  }

  /** Which parameter: {@code $n} or a folded literal, from 0. */
  sealed interface Index {
    record Declared(int number) implements Index {}

    record Folded(int number) implements Index {}
  }
}

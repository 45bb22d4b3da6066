package dev.tusk.sql.catalog;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Parameter;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a function in LANGUAGE sql as its body names them: by number, by name, by name
 * behind the function's; a column of the same name comes first ({@code functions.c}: {@code
 * sql_fn_post_column_ref}).
 */
public final class RoutineVariables implements Variables {
  private final String function;
  private final List<@Nullable String> names = new ArrayList<>();
  private final List<Type> types;

  /**
   * The arguments of calls.
   *
   * @param types of the values given, in which no polymorphic one is left
   */
  public RoutineVariables(FunctionSignature function, List<Type> types) {
    this.function = function.name();
    this.types = types;
    Routine routine = Objects.requireNonNull(function.routine());
    for (Parameter parameter : routine.parameters()) {
      if (parameter.mode().input()) {
        names.add(parameter.name());
      }
    }
  }

  @Override
  public Conflict conflict() {
    return Conflict.COLUMN;
  }

  @Override
  public @Nullable Variable find(List<String> written, boolean alone) {
    String first = written.getFirst();
    if (written.size() > 1 && first.equals(function)) {
      int index = names.indexOf(written.get(1));
      if (index >= 0) {
        return variable(index, 2);
      }
    }
    int index = names.indexOf(first);
    return index < 0 ? null : variable(index, 1);
  }

  @Override
  public Variable parameter(int number) {
    if (number < 1 || number > types.size()) {
      throw SqlException.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + number);
    }
    return variable(number - 1, 1);
  }

  private Variable variable(int index, int written) {
    Type type = types.get(index);
    List<Field> row = null;
    if (type instanceof CompositeType composite) {
      row =
          composite.fields().stream().map(f -> new Field(f.name(), f.type(), f.typmod())).toList();
    }
    return new Variable(index, type, -1, row, written);
  }
}

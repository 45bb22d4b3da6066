package dev.tusk.executor.routine;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Objects;

/** LANGUAGE sql. */
public final class SqlLanguage implements Language {
  @Override
  public String name() {
    return "sql";
  }

  /** As {@code fmgr_sql_validator}: what is polymorphic is known only by a call. */
  @Override
  public void check(FunctionSignature function, boolean body, RoutineContext context) {
    Type result = function.result();
    if (pseudo(result) && result != Types.RECORD && result != Types.VOID && !polymorphic(result)) {
      throw invalid("SQL functions cannot return type " + result.displayName());
    }
    boolean open = false;
    for (Type argument : function.arguments()) {
      if (pseudo(argument) && !polymorphic(argument)) {
        throw invalid("SQL functions cannot have arguments of type " + argument.displayName());
      }
      open |= polymorphic(argument);
    }
    Routine routine = Objects.requireNonNull(function.routine());
    if (!body && routine.sqlBody() == null) {
      return;
    }
    try {
      checkBody(function, routine, open, context.statements());
    } catch (SqlException e) {
      // An error with a place is shown in the statement, any other said to be in the function.
      boolean placed = e.fields().position() > 0 && routine.sqlBody() == null;
      throw placed ? e : e.within("SQL function \"" + function.name() + "\"");
    }
  }

  private static void checkBody(
      FunctionSignature function, Routine routine, boolean open, StatementPort statements) {
    if (open) {
      SqlParser.parseBody(routine, statements.lexical());
      return;
    }
    RoutineCall call = new RoutineCall(function, function.arguments(), function.result());
    new SqlBody(call, statements).check(statements);
  }

  private static boolean pseudo(Type type) {
    return type.category() == 'P' || type == Types.TRIGGER || type == Types.INTERNAL;
  }

  /** Whether a call decides what it is. */
  public static boolean polymorphic(Type type) {
    return type.name().startsWith("any") && type != Types.ANY;
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_FUNCTION_DEFINITION, message);
  }

  @Override
  public RoutineBody body(RoutineCall call, RoutineContext context) {
    return SqlBody.ready(call, context.statements());
  }
}

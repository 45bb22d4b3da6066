package dev.tusk.executor.command;

import dev.tusk.sql.statement.AlterOperator;
import dev.tusk.sql.statement.AlterRoutine;
import dev.tusk.sql.statement.CommentOnDefined;
import dev.tusk.sql.statement.CommentOnRoutine;
import dev.tusk.sql.statement.CreateAggregate;
import dev.tusk.sql.statement.CreateCast;
import dev.tusk.sql.statement.CreateOperator;
import dev.tusk.sql.statement.CreateRoutine;
import dev.tusk.sql.statement.DropCast;
import dev.tusk.sql.statement.DropOperators;
import dev.tusk.sql.statement.DropRoutines;
import dev.tusk.sql.statement.RenameRoutine;
import dev.tusk.sql.statement.RoutineCommand;

/** Statements about functions and what is made of them: who runs each, and what it is called. */
final class RoutineStatements {
  private RoutineStatements() {}

  static String run(CommandHost host, RoutineCommand statement) {
    return switch (statement) {
      case CreateRoutine s -> new CreateRoutineCommand(host, s).run();
      case DropRoutines s -> new RoutineCommands(host).drop(s);
      case AlterRoutine s -> new RoutineCommands(host).alter(s);
      case RenameRoutine s -> new RoutineCommands(host).rename(s);
      case CommentOnRoutine s -> new RoutineCommands(host).comment(s);
      case CreateAggregate s -> new CreateAggregateCommand(host, s).run();
      case CreateOperator s -> new OperatorCommands(host).create(s);
      case AlterOperator s -> new OperatorCommands(host).alter(s);
      case DropOperators s -> new OperatorCommands(host).drop(s);
      case CreateCast s -> new CastCommands(host).create(s);
      case DropCast s -> new CastCommands(host).drop(s);
      case CommentOnDefined s -> new CastCommands(host).comment(s);
    };
  }

  /** The command tag. */
  static String name(RoutineCommand statement) {
    return switch (statement) {
      case CreateRoutine s -> s.procedure() ? "CREATE PROCEDURE" : "CREATE FUNCTION";
      case DropRoutines s -> "DROP " + s.kind().name();
      case AlterRoutine s -> "ALTER " + s.kind().name();
      case RenameRoutine s -> "ALTER " + s.kind().name();
      case CommentOnRoutine _, CommentOnDefined _ -> "COMMENT";
      case CreateAggregate _ -> "CREATE AGGREGATE";
      case CreateOperator _ -> "CREATE OPERATOR";
      case AlterOperator _ -> "ALTER OPERATOR";
      case DropOperators _ -> "DROP OPERATOR";
      case CreateCast _ -> "CREATE CAST";
      case DropCast _ -> "DROP CAST";
    };
  }
}

package dev.tusk.executor.command;

import dev.tusk.sql.statement.AlterExtension;
import dev.tusk.sql.statement.AlterSchema;
import dev.tusk.sql.statement.AlterSequence;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.Begin;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Checkpoint;
import dev.tusk.sql.statement.CloseCursor;
import dev.tusk.sql.statement.Cluster;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.CreateDomain;
import dev.tusk.sql.statement.CreateExtension;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateSchema;
import dev.tusk.sql.statement.CreateSequence;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTableAs;
import dev.tusk.sql.statement.CreateTrigger;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.CreateView;
import dev.tusk.sql.statement.DatabaseCommand;
import dev.tusk.sql.statement.Deallocate;
import dev.tusk.sql.statement.DeclareCursor;
import dev.tusk.sql.statement.DefinedCommand;
import dev.tusk.sql.statement.Delete;
import dev.tusk.sql.statement.Discard;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.DropTrigger;
import dev.tusk.sql.statement.DropUnmade;
import dev.tusk.sql.statement.EventTriggerCommand;
import dev.tusk.sql.statement.Execute;
import dev.tusk.sql.statement.Explain;
import dev.tusk.sql.statement.Fetch;
import dev.tusk.sql.statement.Insert;
import dev.tusk.sql.statement.Listen;
import dev.tusk.sql.statement.Load;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.Merge;
import dev.tusk.sql.statement.Notify;
import dev.tusk.sql.statement.PolicyCommand;
import dev.tusk.sql.statement.Prepare;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.Query;
import dev.tusk.sql.statement.RefreshMaterializedView;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.ReleaseSavepoint;
import dev.tusk.sql.statement.RenameTrigger;
import dev.tusk.sql.statement.Reset;
import dev.tusk.sql.statement.RightsCommand;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.RoutineCommand;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.sql.statement.Savepoint;
import dev.tusk.sql.statement.SetConstraints;
import dev.tusk.sql.statement.SetTransaction;
import dev.tusk.sql.statement.SetVariable;
import dev.tusk.sql.statement.Show;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Truncate;
import dev.tusk.sql.statement.Unlisten;
import dev.tusk.sql.statement.Unsupported;
import dev.tusk.sql.statement.Update;
import dev.tusk.sql.statement.Vacuum;

/** Command tags: what a statement is called in errors, {@code CREATE TABLE}. */
public final class CommandNames {
  private CommandNames() {}

  private static String name(CreateTableAs statement) {
    return statement.materialized() ? "CREATE MATERIALIZED VIEW" : "CREATE TABLE AS";
  }

  private static String name(RuleCommand statement) {
    return switch (statement) {
      case RuleCommand.Create _ -> "CREATE RULE";
      case RuleCommand.Rename _ -> "ALTER RULE";
      case RuleCommand.Drop _ -> "DROP RULE";
    };
  }

  public static String of(Statement statement) {
    return switch (statement) {
      case AlterExtension _ -> "ALTER EXTENSION";
      case RightsCommand s -> RightsStatements.name(s);
      case RoutineCommand s -> RoutineStatements.name(s);
      case AlterSchema _ -> "ALTER SCHEMA";
      case AlterSequence _ -> "ALTER SEQUENCE";
      case AlterTable _ -> "ALTER TABLE";
      case Analyze _ -> "ANALYZE";
      case Begin _ -> "BEGIN";
      case Call _ -> "CALL";
      case Checkpoint _ -> "CHECKPOINT";
      case CloseCursor _ -> "CLOSE CURSOR";
      case Cluster _ -> "CLUSTER";
      case Comment _ -> "COMMENT";
      case Commit _ -> "COMMIT";
      case CopyFrom _ -> "COPY FROM";
      case CopyTo _ -> "COPY TO";
      case DatabaseCommand s -> DatabaseCommands.tag(s);
      case CreateDomain _ -> "CREATE DOMAIN";
      case CreateExtension _ -> "CREATE EXTENSION";
      case CreateIndex _ -> "CREATE INDEX";
      case CreateSchema _ -> "CREATE SCHEMA";
      case CreateSequence _ -> "CREATE SEQUENCE";
      case CreateView _ -> "CREATE VIEW";
      case CreateTable _ -> "CREATE TABLE";
      case CreateType _ -> "CREATE TYPE";
      case CreateTableAs s -> s.materialized() ? "CREATE MATERIALIZED VIEW" : "CREATE TABLE AS";
      case RefreshMaterializedView _ -> "REFRESH MATERIALIZED VIEW";
      case CreateTrigger _ -> "CREATE TRIGGER";
      case Deallocate _ -> "DEALLOCATE";
      case DeclareCursor _ -> "DECLARE CURSOR";
      case Delete _ -> "DELETE";
      case Merge _ -> "MERGE";
      case Discard _ -> "DISCARD";
      case Do _ -> "DO";
      case DropTrigger _ -> "DROP TRIGGER";
      case EventTriggerCommand s -> s.tag();
      case DefinedCommand s -> s.tag();
      case DropUnmade s -> "DROP " + s.kind().words();
      case PolicyCommand s -> s.tag();
      case Execute _ -> "EXECUTE";
      case Explain _ -> "EXPLAIN";
      case Insert _ -> "INSERT";
      case Listen _ -> "LISTEN";
      case Load _ -> "LOAD";
      case LockTable _ -> "LOCK TABLE";
      case Notify _ -> "NOTIFY";
      case Prepare _ -> "PREPARE";
      case PreparedTransaction s -> of(s.step());
      case Query _ -> "SELECT";
      case Reindex _ -> "REINDEX";
      case ReleaseSavepoint _ -> "RELEASE";
      case RenameTrigger _ -> "ALTER TRIGGER";
      case Reset _ -> "RESET";
      case Rollback _, RollbackTo _ -> "ROLLBACK";
      case RuleCommand s -> name(s);
      case Savepoint _ -> "SAVEPOINT";
      case SetConstraints _ -> "SET CONSTRAINTS";
      case SetTransaction _, SetVariable _ -> "SET";
      case Show _ -> "SHOW";
      case Truncate _ -> "TRUNCATE TABLE";
      case Unlisten _ -> "UNLISTEN";
      case Update _ -> "UPDATE";
      case Vacuum _ -> "VACUUM";
      case DropObjects s -> "DROP " + s.kind().name().replace('_', ' ');
      case Fetch s -> s.move() ? "MOVE" : "FETCH";
      case Unsupported s -> s.feature();
    };
  }

  private static String of(PreparedTransaction.Step step) {
    return switch (step) {
      case PREPARE -> "PREPARE TRANSACTION";
      case COMMIT -> "COMMIT PREPARED";
      case ROLLBACK -> "ROLLBACK PREPARED";
    };
  }
}

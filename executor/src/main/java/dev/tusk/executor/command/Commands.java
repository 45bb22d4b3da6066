package dev.tusk.executor.command;

import dev.tusk.executor.rights.Rights;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.statement.AlterExtension;
import dev.tusk.sql.statement.AlterSchema;
import dev.tusk.sql.statement.AlterSequence;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.Analyze;
import dev.tusk.sql.statement.Call;
import dev.tusk.sql.statement.Checkpoint;
import dev.tusk.sql.statement.Cluster;
import dev.tusk.sql.statement.Command;
import dev.tusk.sql.statement.Comment;
import dev.tusk.sql.statement.CopyFrom;
import dev.tusk.sql.statement.CopyTo;
import dev.tusk.sql.statement.CreateDomain;
import dev.tusk.sql.statement.CreateExtension;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateSchema;
import dev.tusk.sql.statement.CreateSequence;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTrigger;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.CreateView;
import dev.tusk.sql.statement.DatabaseCommand;
import dev.tusk.sql.statement.DefinedCommand;
import dev.tusk.sql.statement.Do;
import dev.tusk.sql.statement.DropObjects;
import dev.tusk.sql.statement.DropTrigger;
import dev.tusk.sql.statement.DropUnmade;
import dev.tusk.sql.statement.EventTriggerCommand;
import dev.tusk.sql.statement.LockTable;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.PolicyCommand;
import dev.tusk.sql.statement.Reindex;
import dev.tusk.sql.statement.RenameTrigger;
import dev.tusk.sql.statement.RightsCommand;
import dev.tusk.sql.statement.RoutineCommand;
import dev.tusk.sql.statement.RuleCommand;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.Truncate;
import dev.tusk.sql.statement.Vacuum;
import java.util.function.Function;

/** Runs DDL, COPY and maintenance statements; answers the command tag. */
public final class Commands {
  private Commands() {}

  /** Refuses a language that the current user may not write in. */
  public static void requireLanguage(CommandHost host, String name) {
    if (!host.changes().state().roles(0).superuser(host.roles().current())) {
      RoutineRights.language(host, new Rights(host.catalog()), name);
    }
  }

  /**
   * Runs a statement of this package.
   *
   * @param start plans and starts a query inside of the statement
   */
  public static String run(
      CommandHost host,
      Command statement,
      RowReceiver receiver,
      Function<Statement, CopyToCommand.Result> start) {
    CommandRights.check(host, statement);
    return switch (statement) {
      case CreateView s -> new ViewCommands(host).create(s);
      case CreateTable s -> new CreateTableCommand(host, s).run();
      case CreateTrigger s -> new CreateTriggerCommand(host, s).run();
      case RenameTrigger s -> new TriggerCommands(host).rename(s);
      case DropTrigger s -> new TriggerCommands(host).drop(s);
      case PolicyCommand s -> new PolicyCommands(host).run(s);
      case AlterTable s when s.kind() == ObjectKind.TYPE || s.kind() == ObjectKind.DOMAIN ->
          new TypeCommands(host).alter(s);
      case AlterTable s -> new AlterTableCommand(host, s).run();
      case CreateDomain s -> new TypeCommands(host).create(s);
      case CreateType s -> new TypeCommands(host).create(s);
      case CreateIndex s -> new CreateIndexCommand(host, s).run();
      case DropObjects s when s.kind() == ObjectKind.DATABASE -> new DatabaseCommands(host).drop(s);
      case DropObjects s -> new DropCommand(host, s).run();
      case DropUnmade s -> new DropUnmadeCommand(host, s).run();
      case DefinedCommand s -> new DefinedCommands(host).run(s);
      case EventTriggerCommand s -> new EventTriggerCommands(host).run(s);
      case RuleCommand s -> new RuleCommands(host).run(s);
      case RoutineCommand s -> RoutineStatements.run(host, s);
      case CreateSequence s -> new SequenceCommands(host).create(s);
      case AlterSequence s -> new SequenceCommands(host).alter(s);
      case CreateSchema s ->
          new CreateSchemaCommand(
                  host,
                  s,
                  element ->
                      host.ddlEvents().part(element, () -> run(host, element, receiver, start)))
              .run();
      case RightsCommand s -> RightsStatements.run(host, s);
      case AlterSchema s -> new SchemaCommands(host).alter(s);
      case CreateExtension s -> new SchemaCommands(host).create(s);
      case AlterExtension s -> new SchemaCommands(host).alter(s);
      case DatabaseCommand s -> new DatabaseCommands(host).run(s);
      case Truncate s -> new TruncateCommand(host, s).run();
      case Comment s -> new CommentCommand(host, s).run();
      case CopyFrom s -> new CopyFromCommand(host, s, receiver).run();
      case CopyTo s -> new CopyToCommand(host, s, receiver, start).run();
      case Vacuum s -> new MaintenanceCommands(host).vacuum(s);
      case Analyze s -> new MaintenanceCommands(host).analyze(s);
      case Checkpoint _ -> new MaintenanceCommands(host).checkpoint();
      case Reindex s -> new MaintenanceCommands(host).reindex(s);
      case LockTable s -> new MaintenanceCommands(host).lock(s);
      case Cluster s -> new ClusterCommand(host).run(s);
      case Call _, Do _ -> throw SqlException.notSupported(CommandNames.of(statement));
    };
  }
}

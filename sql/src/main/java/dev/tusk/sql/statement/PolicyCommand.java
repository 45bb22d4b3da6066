package dev.tusk.sql.statement;

/** A statement about a policy of a table. */
public sealed interface PolicyCommand extends Command
    permits CreatePolicy, AlterPolicy, RenamePolicy, DropPolicy {
  /** What a command of this kind is called. */
  default String tag() {
    return switch (this) {
      case CreatePolicy _ -> "CREATE POLICY";
      case AlterPolicy _, RenamePolicy _ -> "ALTER POLICY";
      case DropPolicy _ -> "DROP POLICY";
    };
  }
}

package dev.tusk.sql.statement;

/**
 * A step of a commit in two phases.
 *
 * @param identifier of the transaction, among all of the cluster
 */
public record PreparedTransaction(Step step, String identifier) implements Statement {
  /** Which one. */
  public enum Step {
    PREPARE,
    COMMIT,
    ROLLBACK
  }
}

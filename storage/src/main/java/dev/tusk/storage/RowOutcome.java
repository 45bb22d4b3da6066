package dev.tusk.storage;

/**
 * What became of a row that was to be locked, updated or deleted.
 *
 * @param kind what happened
 * @param rowId the version meant by it
 * @param slots of a new version: the slot of each vector column, in the order of the relation's
 *     columns, -1 for NULL; empty otherwise. Slots are filled when this is returned
 */
public record RowOutcome(Kind kind, long rowId, int[] slots) {
  private static final int[] NO_SLOTS = {};

  /** The cases. */
  public enum Kind {
    /** Done: locked, inserted ({@code rowId} is the new version), updated (likewise) or deleted. */
    DONE,
    /**
     * Not done: a transaction that committed meanwhile made a newer version. {@code rowId} is the
     * newest, which is <b>locked now</b>: read it by {@link Transaction#newestVersion}, check the
     * statement's predicate again, and call again with it.
     */
    UPDATED,
    /** Not done: deleted by a transaction that committed meanwhile. */
    DELETED,
    /** Not done: this very transaction has updated or deleted the version already. */
    OWN,
    /** Not done: locked by another, and {@link WaitPolicy#SKIP_LOCKED} was asked. */
    SKIPPED
  }

  static RowOutcome of(Kind kind, long rowId) {
    return new RowOutcome(kind, rowId, NO_SLOTS);
  }

  public boolean done() {
    return kind == Kind.DONE;
  }
}

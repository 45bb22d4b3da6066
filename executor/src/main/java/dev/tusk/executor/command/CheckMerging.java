package dev.tusk.executor.command;

import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Descent;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * A check and another of its name, of which one is inherited ({@code MergeWithExistingConstraint}).
 */
final class CheckMerging {
  private final CommandHost host;
  private final TableDraft draft;

  CheckMerging(CommandHost host, TableDraft draft) {
    this.host = host;
    this.draft = draft;
  }

  /**
   * Merges a check with the one of its name; null where there is none.
   *
   * @param allowed whether they may be one where the table has the other of its own
   * @throws SqlException 42710, 42P17
   */
  Constraint.@Nullable Check merge(Constraint.Check wanted, boolean allowed) {
    for (Constraint other : draft.constraints) {
      if (other.name().equals(wanted.name())) {
        Constraint.Check merged = merged(wanted, other, allowed);
        draft.constraints.replaceAll(c -> c.oid() == other.oid() ? merged : c);
        return merged;
      }
    }
    return null;
  }

  private Constraint.Check merged(Constraint.Check wanted, Constraint other, boolean allowed) {
    boolean local = wanted.descent().local();
    if (!(other instanceof Constraint.Check there)
        || !there.expressionText().equals(wanted.expressionText())
        || !allowed && !(local && !there.descent().local())) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "constraint \""
              + wanted.name()
              + "\" for relation \""
              + draft.name
              + "\" already exists");
    }
    if (there.noInherit()) {
      throw conflict(wanted, "non-inherited");
    }
    if (there.descent().inherited() && wanted.noInherit()) {
      throw conflict(wanted, "inherited");
    }
    if (wanted.validated() && !there.validated()) {
      throw conflict(wanted, "NOT VALID");
    }
    host.notice("merging constraint \"" + wanted.name() + "\" with inherited definition");
    Descent descent = there.descent();
    return new Constraint.Check(
        there.oid(),
        there.name(),
        there.expressionText(),
        wanted.noInherit(),
        there.validated(),
        descent(descent, local));
  }

  /** A partition has one parent, and what comes from it is never its own. */
  private Descent descent(Descent descent, boolean local) {
    if (draft.partitioning.isPartition()) {
      return local && descent.inherited() ? descent : new Descent(false, 1);
    }
    return local ? descent.made() : descent.fromOneMore();
  }

  private SqlException conflict(Constraint.Check wanted, String kind) {
    return SqlException.of(
        SqlState.INVALID_OBJECT_DEFINITION,
        "constraint \""
            + wanted.name()
            + "\" conflicts with "
            + kind
            + " constraint on relation \""
            + draft.name
            + "\"");
  }
}

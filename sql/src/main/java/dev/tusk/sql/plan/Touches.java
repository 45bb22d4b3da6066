package dev.tusk.sql.plan;

import java.util.List;
import java.util.Set;

/**
 * What a planned statement reads, writes and calls: what must be allowed before it is run.
 *
 * @param relations in the order in which the statement comes to them
 * @param functions OIDs
 * @param schemas that names were written with
 * @param others roles of which something is asked: owners of views, each once
 */
public record Touches(
    List<Relation> relations, List<Integer> functions, Set<String> schemas, List<Long> others) {

  /** All columns: a row as a whole. */
  public static final int WHOLE_ROW = 0;

  /**
   * A relation, and what is done to it.
   *
   * @param role who must be allowed it: a view's owner; 0 for the current user
   * @param privileges as bits, those of {@link dev.tusk.sql.type.AclItem}
   * @param read numbers of columns; below zero those of the system's
   * @param inserted numbers of columns
   * @param updated numbers of columns
   */
  public record Relation(
      long oid,
      long role,
      long privileges,
      Set<Integer> read,
      Set<Integer> inserted,
      Set<Integer> updated) {}
}

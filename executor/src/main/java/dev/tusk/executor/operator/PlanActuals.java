package dev.tusk.executor.operator;

import dev.tusk.sql.explain.Measurements.Fact;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What EXPLAIN ANALYZE measures of a node, over all its loops. */
public final class PlanActuals {
  long rows;
  long loops;
  long nanos;
  long startupNanos;
  long removedByFilter;
  private @Nullable Account account;

  /** What a node notes of its work beside rows and time, over all its loops. */
  interface Account {
    /** The figures, each for one loop on average. */
    List<Fact> facts(long loops);
  }

  /** The node's account, which is opened by its first loop. */
  <A extends Account> A account(Class<A> kind, Supplier<A> opened) {
    Account known = account;
    if (known != null) {
      return kind.cast(known);
    }
    A made = opened.get();
    account = made;
    return made;
  }

  /** What else the node says of its work. */
  public List<Fact> facts() {
    return account == null ? List.of() : account.facts(loops);
  }

  long removedByRecheck;

  public long rows() {
    return rows;
  }

  /** How often the node was started. */
  public long loops() {
    return loops;
  }

  /** Time in the node and below it, all loops together. */
  public long nanos() {
    return nanos;
  }

  /** Time to the first row, all loops together. */
  public long startupNanos() {
    return startupNanos;
  }

  /** Rows that the node's own filter refused. */
  public long removedByFilter() {
    return removedByFilter;
  }

  /** Rows that an index found and the condition refused. */
  public long removedByRecheck() {
    return removedByRecheck;
  }
}

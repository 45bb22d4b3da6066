package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.PolicyMoment;
import dev.tusk.sql.plan.RuleOrigins;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A statement that modifies data, its names and types resolved. */
public sealed interface BoundDml {
  Table table();

  /** Empty without RETURNING. */
  List<OutputField> returning();

  /** Queries of its WITH clause, in order. */
  List<CommonTableEntry> ctes();

  /** The same with something else to return, over the same rows. */
  default BoundDml returning(List<OutputField> fields) {
    return switch (this) {
      case Insert i ->
          new Insert(i.table, i.source, i.onConflict, i.checks, i.policies, fields, i.ctes);
      case Update u ->
          new Update(
              u.table, u.source, u.condition, u.assignments, u.checks, u.policies, fields, u.ctes);
      case Delete d -> new Delete(d.table, d.source, d.condition, fields, d.ctes);
      case Merge _, Rewritten _ -> throw new IllegalStateException("nothing to return");
    };
  }

  /**
   * INSERT.
   *
   * @param source gives a value for each live column; {@code returning} and {@code onConflict} read
   *     the row that a {@link Rels.Scan} of the table has
   */
  record Insert(
      Table table,
      RelNode source,
      @Nullable Conflict onConflict,
      List<ViewCheck> checks,
      List<PolicyCheck> policies,
      List<OutputField> returning,
      List<CommonTableEntry> ctes)
      implements BoundDml {}

  /**
   * ON CONFLICT.
   *
   * @param assignments over the existing row (as a scan has it), then the excluded row's columns
   */
  record Conflict(Arbiters arbiters, List<Set> assignments, @Nullable RexNode where) {}

  /** Which unique indexes ON CONFLICT means. */
  sealed interface Arbiters {}

  /** Every one: DO NOTHING without a target. */
  record AnyIndex() implements Arbiters {}

  /** The index of a constraint that is named. */
  record ConstraintIndex(Index index) implements Arbiters {}

  /**
   * Those with just these keys, if {@code predicate} implies their own; at least one is wanted.
   *
   * @param scan of the table, whose fields the keys and the predicate read
   */
  record IndexesOver(Rels.Scan scan, java.util.Set<RexNode> keys, List<RexNode> predicate)
      implements Arbiters {}

  /** What a row written through a view must be, over the row that a scan of the table has. */
  record ViewCheck(String view, RexNode condition) {}

  /**
   * What a row must be by the table's policies, over the row that a scan of the table has.
   *
   * @param policy that forbids; null where no policy allows
   */
  record PolicyCheck(PolicyMoment when, String table, @Nullable String policy, RexNode condition) {}

  /** SET column = value. */
  record Set(int column, RexNode value) {}

  /**
   * UPDATE.
   *
   * @param source a scan of the table, then what it is joined with
   * @param condition of WHERE, not yet applied
   */
  record Update(
      Table table,
      RelNode source,
      @Nullable RexNode condition,
      List<Set> assignments,
      List<ViewCheck> checks,
      List<PolicyCheck> policies,
      List<OutputField> returning,
      List<CommonTableEntry> ctes)
      implements BoundDml {}

  /**
   * MERGE.
   *
   * @param source a scan of the table, outer joined with what is merged into it
   * @param condition by which rows belong together: applied by the join, asked again of a row that
   *     was changed meanwhile
   */
  record Merge(
      Table table,
      RelNode source,
      RexNode condition,
      List<Action> actions,
      List<PolicyCheck> policies,
      List<CommonTableEntry> ctes)
      implements BoundDml {
    @Override
    public List<OutputField> returning() {
      return List.of();
    }
  }

  /** What MERGE does with a row: the first action whose condition holds. */
  record Action(boolean matched, @Nullable RexNode condition, Change change) {}

  /** How an action of MERGE changes the table; all expressions are over the joined row. */
  sealed interface Change {}

  /** UPDATE SET. */
  record UpdateChange(List<Set> assignments) implements Change {}

  /** DELETE. */
  record DeleteChange() implements Change {}

  /**
   * INSERT.
   *
   * @param row a value for each live column
   */
  record InsertChange(List<RexNode> row) implements Change {}

  /** DO NOTHING. */
  record NoChange() implements Change {}

  /**
   * What rules made of a statement: several, or others, which are run one after the other.
   *
   * @param kind of the statement as it was written
   * @param counted the step whose rows are the statement's own; negative for none
   * @param origins which rules there were
   */
  record Rewritten(Table table, RuleEvent kind, List<Step> steps, int counted, RuleOrigins origins)
      implements BoundDml {
    @Override
    public List<OutputField> returning() {
      return counted >= 0 && steps.get(counted) instanceof Modification(BoundDml dml)
          ? dml.returning()
          : List.of();
    }

    @Override
    public List<CommonTableEntry> ctes() {
      return List.of();
    }
  }

  /** One of the statements that rules made. */
  sealed interface Step {}

  /** A modification. */
  record Modification(BoundDml dml) implements Step {}

  /**
   * A query, of which the rows are no part of the statement's own.
   *
   * @param fields what a client may be told of them; null for NOTIFY, which gives none
   */
  record Selection(RelNode query, @Nullable List<OutputField> fields, List<CommonTableEntry> ctes)
      implements Step {}

  /** DELETE; fields as for {@link Update}. */
  record Delete(
      Table table,
      RelNode source,
      @Nullable RexNode condition,
      List<OutputField> returning,
      List<CommonTableEntry> ctes)
      implements BoundDml {}
}

package dev.tusk.sql.plan;

import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query or DML statement ready to run.
 *
 * @param output what RowDescription tells; empty for DML without RETURNING
 * @param parameterTypes types of {@code $1}, {@code $2}, …; then of the folded literals, whose
 *     values come with each execution
 * @param literals which literal each of those behind the {@code $n} is; one that is wanted as two
 *     types is there twice
 * @param keptLiterals numbers of the folded literals, in order, for whose values alone the plan was
 *     made
 * @param deciding numbers of the {@code $n}, from 0, for whose values there may be a better plan
 * @param slots how many outer-value slots an execution needs
 * @param kind what the command tag says
 * @param callsVolatile whether a volatile function is called, which may wait or do anything
 * @param touches what must be allowed before it is run
 */
public record PlannedStatement(
    PhysicalPlan plan,
    List<OutputColumn> output,
    List<Type> parameterTypes,
    List<Integer> literals,
    List<Integer> keptLiterals,
    List<Integer> deciding,
    int slots,
    Kind kind,
    boolean callsVolatile,
    Touches touches) {

  /** The same by another plan. */
  public PlannedStatement with(PhysicalPlan other) {
    return new PlannedStatement(
        other,
        output,
        parameterTypes,
        literals,
        keptLiterals,
        deciding,
        slots,
        kind,
        callsVolatile,
        touches);
  }

  /** How many of the parameters are {@code $n}. */
  public int declaredParameters() {
    return parameterTypes.size() - literals.size();
  }

  /**
   * Which command tag: {@code SELECT n}, {@code INSERT 0 n}, {@code UPDATE n}, {@code DELETE n}.
   */
  public enum Kind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    MERGE
  }

  /**
   * A column of the result.
   *
   * @param tableOid and columnNumber of the table column it is, 0 and 0 for anything else
   * @param collation null for that of the type
   */
  public record OutputColumn(
      String name,
      Type type,
      int typmod,
      long tableOid,
      int columnNumber,
      @Nullable Collation collation) {
    /** A column with the collation of its type. */
    public OutputColumn(String name, Type type, int typmod, long tableOid, int columnNumber) {
      this(name, type, typmod, tableOid, columnNumber, null);
    }
  }
}

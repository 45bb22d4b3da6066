package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.Routine;
import dev.tusk.sql.type.Type;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Which expressions tell nothing of their arguments but by their value: no error, no notice ({@code
 * contain_leaked_vars}).
 */
public final class Leakproof {
  /** Types whose comparisons are {@code proleakproof}. */
  private static final Set<String> COMPARED =
      Set.of(
          "char",
          "int8",
          "bit",
          "varbit",
          "bool",
          "bytea",
          "bpchar",
          "cid",
          "circle",
          "date",
          "float8",
          "inet",
          "int4",
          "interval",
          "lseg",
          "macaddr",
          "macaddr8",
          "money",
          "name",
          "oid",
          "oidvector",
          "pg_lsn",
          "float4",
          "int2",
          "text",
          "tid",
          "timetz",
          "time",
          "timestamptz",
          "timestamp",
          "uuid",
          "xid",
          "xid8");

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  /** Others that are. */
  private static final Set<String> OTHERS =
      Set.of(
          "bool",
          "float4",
          "float8",
          "gen_random_uuid",
          "int4",
          "int8",
          "interval",
          "md5",
          "name",
          "numeric",
          "sha224",
          "sha256",
          "sha384",
          "sha512",
          "starts_with",
          "text",
          "varchar");

  private Leakproof() {}

  public static boolean is(RexNode node, Signatures functions) {
    if (!(node instanceof RexCall call) || !Rex.any(node, n -> n instanceof RexInputRef)) {
      return true; // What reads no row cannot tell of it.
    }
    boolean own =
        switch (PgCall.shapeOf(node)) {
          case Shape.Function(FunctionSignature function) -> is(function, functions);
          case Shape.InList in -> is(in.equality(), functions);
          case Shape.Quantified(FunctionSignature operator, boolean _) -> is(operator, functions);
          case Shape.DistinctFrom(FunctionSignature equality, boolean _) -> is(equality, functions);
          case Shape.NullIf(FunctionSignature equality) -> is(equality, functions);
          case Shape.Constant _,
              Shape.Parameter _,
              Shape.Outer _,
              Shape.Relabel _,
              Shape.IsNull _,
              Shape.BooleanTest _,
              Shape.Case _,
              Shape.Coalesce _,
              Shape.ArrayOf _,
              Shape.RowOf _ ->
              true;
          case null -> true; // AND, OR, NOT.
          default -> false;
        };
    return own && call.operands.stream().allMatch(o -> is(o, functions));
  }

  private static boolean is(FunctionSignature function, Signatures functions) {
    Routine routine = function.routine();
    if (routine != null) {
      return routine.leakproof();
    }
    String operator = functions.operatorName(function);
    return operator == null
        ? OTHERS.contains(function.name())
        : COMPARISONS.contains(operator)
            && function.arguments().stream().map(Type::name).allMatch(COMPARED::contains);
  }
}

package dev.tusk.sql.planner.physical;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.network.NetworkAddress;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.RelTypes;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.planner.analyze.Analysis;
import dev.tusk.sql.planner.physical.IndexCondition.Comparison;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of an ordered index that follow from conditions which are no comparisons: the prefix of a
 * pattern (PostgreSQL's like_support.c), the addresses of a network (network.c). The conditions
 * themselves stay filters.
 */
final class DerivedConditions {
  private final Analysis analysis;
  private final PgCall conjunct;
  private final RexNode target;

  private DerivedConditions(Analysis analysis, PgCall conjunct, RexNode target) {
    this.analysis = analysis;
    this.conjunct = conjunct;
    this.target = target;
  }

  /**
   * What conjuncts say of an index's key. A pattern that is not known yet is wanted.
   *
   * @param target the key, over the scan's fields
   */
  static List<IndexCondition> of(Analysis analysis, List<RexNode> conjuncts, RexNode target) {
    List<IndexCondition> derived = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      if (conjunct instanceof PgCall call
          && call.operands.size() == 2
          && call.shape() instanceof Shape.Function(FunctionSignature function)) {
        derived.addAll(new DerivedConditions(analysis, call, target).of(function.name()));
      }
    }
    return derived;
  }

  private List<IndexCondition> of(String function) {
    return switch (function) {
      case "textlike" -> pattern(PatternPrefix::ofLike);
      case "textregexeq" -> pattern(PatternPrefix::ofRegex);
      case "starts_with" -> pattern(PatternPrefix::of);
      case "network_sub" -> network(0, Comparison.GREATER);
      case "network_subeq" -> network(0, Comparison.GREATER_OR_EQUAL);
      case "network_sup" -> network(1, Comparison.GREATER);
      case "network_supeq" -> network(1, Comparison.GREATER_OR_EQUAL);
      default -> List.of();
    };
  }

  private interface Reading {
    PatternPrefix of(String pattern);
  }

  private List<IndexCondition> pattern(Reading reading) {
    Type type = RelTypes.typeOf(target);
    boolean text = type == Types.TEXT || type == Types.VARCHAR;
    if (!text || CollatedType.order(RelTypes.compared(target.getType())) != null) {
      return List.of();
    }
    if (!(constant(0) instanceof String pattern)) {
      return List.of();
    }
    PatternPrefix prefix = reading.of(pattern);
    if (prefix.exact()) {
      return List.of(condition(Comparison.EQUAL, prefix.text()));
    }
    if (prefix.text().isEmpty()) {
      return List.of();
    }
    IndexCondition from = condition(Comparison.GREATER_OR_EQUAL, prefix.text());
    String behind = prefix.behind();
    return behind == null ? List.of(from) : List.of(from, condition(Comparison.LESS, behind));
  }

  private List<IndexCondition> network(int column, Comparison from) {
    Type type = RelTypes.typeOf(target);
    if (type != Types.INET && type != Types.CIDR
        || !(constant(column) instanceof NetworkAddress address)) {
      return List.of();
    }
    NetworkAddress first = address.network(address.bits());
    NetworkAddress last = first.broadcast();
    return List.of(
        condition(from, first), condition(Comparison.LESS_OR_EQUAL, last.withBits(last.maxBits())));
  }

  /** The value that the key is compared with, if the key is that operand; null for none. */
  private @Nullable Object constant(int column) {
    RexNode side = conjunct.operands.get(column);
    RexNode value = conjunct.operands.get(1 - column);
    if (!Rex.constant(value)
        || Rex.constant(side)
        || !Alike.same(analysis, IndexCondition.bare(side), target)) {
      return null;
    }
    if (value instanceof PgCall call && call.shape() instanceof Shape.Constant(Object known, _)) {
      return known;
    }
    Alike.want(analysis, value);
    return null;
  }

  private IndexCondition condition(Comparison comparison, Object value) {
    Type type = value instanceof NetworkAddress ? Types.INET : Types.TEXT;
    RexNode constant = analysis.constant(value, type, 0);
    return new IndexCondition(conjunct, target, comparison, List.of(constant), false);
  }
}

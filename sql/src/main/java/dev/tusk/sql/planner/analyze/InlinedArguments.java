package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.function.FunctionSignature;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The arguments of a call that is replaced by its function's body, and how often each is used. */
final class InlinedArguments {
  private final FunctionSignature function;
  private final @Nullable InlinedArguments around;
  private final List<RexNode> values;
  private final int[] uses;

  /**
   * Those of a call.
   *
   * @param around of the body that the call stands in, when that is inlined too
   */
  InlinedArguments(
      FunctionSignature function, List<RexNode> values, @Nullable InlinedArguments around) {
    this.function = function;
    this.values = values;
    this.around = around;
    this.uses = new int[values.size()];
  }

  RexNode use(int index) {
    uses[index]++;
    return values.get(index);
  }

  int uses(int index) {
    return uses[index];
  }

  List<RexNode> values() {
    return values;
  }

  /** Whether the function is being inlined: one that calls itself ends somewhere. */
  static boolean contains(@Nullable InlinedArguments arguments, FunctionSignature function) {
    for (InlinedArguments a = arguments; a != null; a = a.around) {
      if (a.function.oid() == function.oid()) {
        return true;
      }
    }
    return false;
  }
}

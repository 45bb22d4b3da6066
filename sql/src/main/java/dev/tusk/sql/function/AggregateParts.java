package dev.tusk.sql.function;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate of the user's is made of: a row of {@code pg_aggregate}.
 *
 * @param kind n normal, o ordered-set, h hypothetical-set
 * @param directArguments arguments in front of WITHIN GROUP
 * @param transition the function that takes the state and a row's arguments to the next state
 * @param finish makes the result of the last state; null when the state is it
 * @param moving how a row that leaves a moving frame is taken back; null when it cannot be
 * @param sortOperator of MIN and MAX, 0 for none
 */
public record AggregateParts(
    char kind,
    int directArguments,
    State state,
    @Nullable FunctionSignature combine,
    @Nullable FunctionSignature serialize,
    @Nullable FunctionSignature deserialize,
    @Nullable State moving,
    @Nullable FunctionSignature inverse,
    int sortOperator) {

  /**
   * A state, how it grows, and what becomes of it.
   *
   * @param extra whether the final function gets a NULL for each argument, to know their types
   * @param modify whether the final function may change the state: r read-only, s shareable, w
   * @param space about how many bytes a state takes, 0 when nobody said
   * @param initial the first state as text; null for NULL
   */
  public record State(
      Type type,
      FunctionSignature transition,
      @Nullable FunctionSignature finish,
      boolean extra,
      char modify,
      int space,
      @Nullable String initial) {}
}

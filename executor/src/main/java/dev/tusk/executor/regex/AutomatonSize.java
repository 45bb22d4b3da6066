package dev.tusk.executor.regex;

import java.util.List;

/**
 * How large PostgreSQL's automaton of an expression is, once it has no empty transitions: a state
 * for each character, and an arc from each one to all that may follow it, as in Glushkov's
 * construction. PostgreSQL refuses what needs too much of that ({@code REG_MAX_COMPILE_SPACE}),
 * whatever a search by backtracking would make of it.
 *
 * @param states characters, repetitions written out
 * @param arcs pairs of characters that may follow each other
 * @param first characters a match may begin with
 * @param last characters a match may end with
 * @param empty whether nothing matches too
 */
record AutomatonSize(double states, double arcs, double first, double last, boolean empty) {
  /** {@code sizeof(struct arc)} and {@code sizeof(struct state)} of regguts.h with 64 bits. */
  private static final double ARC_BYTES = 64;

  private static final double STATE_BYTES = 56;

  /** Half of PostgreSQL's bound: while it removes empty transitions, it holds the arcs twice. */
  private static final double MOST_BYTES = 250_000 * (STATE_BYTES + 4 * ARC_BYTES);

  private static final AutomatonSize NOTHING = new AutomatonSize(0, 0, 0, 0, true);
  private static final AutomatonSize CHARACTER = new AutomatonSize(1, 0, 1, 1, false);

  static AutomatonSize of(RegexNode node) {
    return switch (node) {
      case RegexNode.One _, RegexNode.BackReference _ -> CHARACTER;
      case RegexNode.Place _ -> NOTHING;
      case RegexNode.Look(_, var inner) -> apart(of(inner));
      case RegexNode.Group(_, var inner) -> of(inner);
      case RegexNode.Repeat(var atom, var min, var max, _) -> of(atom).repeated(min, max);
      case RegexNode.Sequence(var parts) -> sequence(parts);
      case RegexNode.Choice choice when choice.ofCharacters() ->
          new AutomatonSize(1, 0, choice.branches().size(), 1, false);
      case RegexNode.Choice(var branches) -> choice(branches);
    };
  }

  boolean tooLarge() {
    return states * STATE_BYTES + (arcs + first + last) * ARC_BYTES > MOST_BYTES;
  }

  /** An automaton of its own, that takes no character of the text. */
  private static AutomatonSize apart(AutomatonSize inner) {
    return new AutomatonSize(inner.states, inner.arcs, 0, 0, true);
  }

  private static AutomatonSize sequence(List<RegexNode> parts) {
    AutomatonSize all = NOTHING;
    for (RegexNode part : parts) {
      all = all.then(of(part));
    }
    return all;
  }

  private static AutomatonSize choice(List<RegexNode> branches) {
    double states = 0;
    double arcs = 0;
    double first = 0;
    double last = 0;
    boolean empty = false;
    for (RegexNode branch : branches) {
      AutomatonSize size = of(branch);
      states += size.states;
      arcs += size.arcs;
      first += size.first;
      last += size.last;
      empty |= size.empty;
    }
    return new AutomatonSize(states, arcs, first, last, empty);
  }

  private AutomatonSize then(AutomatonSize next) {
    return new AutomatonSize(
        states + next.states,
        arcs + next.arcs + last * next.first,
        first + (empty ? next.first : 0),
        next.last + (next.empty ? last : 0),
        empty && next.empty);
  }

  private AutomatonSize repeated(int min, int max) {
    AutomatonSize all = NOTHING;
    for (int i = 0; i < min; i++) {
      all = all.then(this);
    }
    if (max == RegexNode.UNLIMITED) {
      AutomatonSize loop =
          new AutomatonSize(states, arcs + last * first, first, last, empty || min == 0);
      return min <= 1 ? loop : all.then(loop);
    }
    // What may follow a limited repetition is one more of it, or what is behind all of them.
    AutomatonSize rest = NOTHING;
    for (int i = min; i < max; i++) {
      AutomatonSize one = then(rest);
      rest = new AutomatonSize(one.states, one.arcs, one.first, one.last, true);
    }
    return all.then(rest);
  }
}

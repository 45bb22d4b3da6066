package dev.tusk.executor.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a regular expression. */
sealed interface RegexNode {
  /** No upper limit of a repetition, or of a length. */
  int UNLIMITED = -1;

  /**
   * One character, as java.util.regex writes it.
   *
   * @param character that it is, in whatever case; -1 for one of several
   */
  record One(String java, int character) implements RegexNode {
    One(String java) {
      this(java, -1);
    }
  }

  /** A condition on the place that takes no character, as java.util.regex writes it. */
  record Place(String java) implements RegexNode {}

  /** {@code (?=…)} and its kin. */
  record Look(String opening, RegexNode inner) implements RegexNode {}

  record BackReference(int group, boolean ignoreCase) implements RegexNode {}

  /** A group; {@code number} 0 does not capture. */
  record Group(int number, RegexNode inner) implements RegexNode {}

  record Repeat(RegexNode atom, int min, int max, boolean greedy) implements RegexNode {}

  record Sequence(List<RegexNode> parts) implements RegexNode {}

  record Choice(List<RegexNode> branches) implements RegexNode {
    /** Whether it is a set of characters: written as one, it needs no stack and no order. */
    boolean ofCharacters() {
      return branches.stream().allMatch(One.class::isInstance);
    }
  }

  /**
   * Whether the longest match is preferred; null when the part has no say (no quantifier in it).
   */
  default @Nullable Boolean prefersLongest() {
    return switch (this) {
      case One _, Place _, Look _, BackReference _ -> null;
      case Group(_, var inner) -> inner.prefersLongest();
      case Repeat(var atom, var min, var max, var greedy) ->
          min == max && greedy ? orElse(atom.prefersLongest(), null) : (Boolean) greedy;
      case Sequence(var parts) -> first(parts);
      case Choice _ -> true;
    };
  }

  private static @Nullable Boolean orElse(@Nullable Boolean own, @Nullable Boolean other) {
    return own != null ? own : other;
  }

  private static @Nullable Boolean first(List<RegexNode> parts) {
    for (RegexNode part : parts) {
      Boolean preference = part.prefersLongest();
      if (preference != null) {
        return preference;
      }
    }
    return null;
  }

  /**
   * Whether alternatives, quantifiers of both kinds, or a repeated part of several characters
   * beside another quantifier make the order of trying matter.
   */
  default boolean dependsOnOrder() {
    return hasChoice() || has(true) && has(false) || repeatsParts() && quantifiers() > 1;
  }

  private boolean repeatsParts() {
    return switch (this) {
      case One _, Place _, Look _, BackReference _ -> false;
      case Group(_, var inner) -> inner.repeatsParts();
      case Repeat(var atom, _, _, _) -> !(atom instanceof One);
      case Sequence(var parts) -> parts.stream().anyMatch(RegexNode::repeatsParts);
      case Choice(var branches) -> branches.stream().anyMatch(RegexNode::repeatsParts);
    };
  }

  private int quantifiers() {
    return switch (this) {
      case One _, Place _, Look _, BackReference _ -> 0;
      case Group(_, var inner) -> inner.quantifiers();
      case Repeat(var atom, var min, var max, _) -> (min == max ? 0 : 1) + atom.quantifiers();
      case Sequence(var parts) -> parts.stream().mapToInt(RegexNode::quantifiers).sum();
      case Choice(var branches) -> branches.stream().mapToInt(RegexNode::quantifiers).sum();
    };
  }

  private boolean hasChoice() {
    return switch (this) {
      case One _, Place _, Look _, BackReference _ -> false;
      case Group(_, var inner) -> inner.hasChoice();
      case Repeat(var atom, _, _, _) -> atom.hasChoice();
      case Sequence(var parts) -> parts.stream().anyMatch(RegexNode::hasChoice);
      case Choice choice -> !choice.ofCharacters();
    };
  }

  private boolean has(boolean greedy) {
    return switch (this) {
      case One _, Place _, Look _, BackReference _ -> false;
      case Group(_, var inner) -> inner.has(greedy);
      case Repeat(var atom, _, _, var own) -> own == greedy || atom.has(greedy);
      case Sequence(var parts) -> parts.stream().anyMatch(part -> part.has(greedy));
      case Choice(var branches) -> branches.stream().anyMatch(part -> part.has(greedy));
    };
  }

  /** The most UTF-16 units a match takes, or {@link #UNLIMITED}. */
  default int maxLength() {
    return switch (this) {
      case One _ -> 2;
      case Place _, Look _ -> 0;
      case BackReference _ -> UNLIMITED;
      case Group(_, var inner) -> inner.maxLength();
      case Repeat(var atom, _, var max, _) -> {
        int length = atom.maxLength();
        yield length == 0
            ? 0
            : length < 0 || max < 0
                ? UNLIMITED
                : (int) Math.min(Integer.MAX_VALUE >> 8, (long) length * max);
      }
      case Sequence(var parts) -> {
        int sum = 0;
        for (RegexNode part : parts) {
          int length = part.maxLength();
          if (length < 0) {
            yield UNLIMITED;
          }
          sum += length;
        }
        yield sum;
      }
      case Choice(var branches) -> {
        int longest = 0;
        for (RegexNode branch : branches) {
          int length = branch.maxLength();
          if (length < 0) {
            yield UNLIMITED;
          }
          longest = Math.max(longest, length);
        }
        yield longest;
      }
    };
  }

  /**
   * Appends the expression in java.util.regex's syntax.
   *
   * @param greedy a preference forced on all quantifiers by {@code {1,1}} or {@code {1,1}?} around
   */
  default void write(StringBuilder out, @Nullable Boolean greedy) {
    switch (this) {
      case One(var java, _) -> out.append(java);
      case Place(var java) -> out.append(java);
      case Look(var opening, var inner) -> {
        out.append(opening);
        inner.write(out, null);
        out.append(')');
      }
      case BackReference(var group, var ignoreCase) ->
          out.append(ignoreCase ? "(?iu:\\" : "(?:\\").append(group).append(')');
      case Group(var number, var inner) -> {
        out.append(number == 0 ? "(?:" : "(");
        inner.write(out, greedy);
        out.append(')');
      }
      case Repeat repeat -> writeRepeat(repeat, out, greedy);
      case Sequence(var parts) -> parts.forEach(part -> part.write(out, greedy));
      case Choice choice -> writeChoice(choice, out, greedy);
    }
  }

  private static void writeChoice(Choice choice, StringBuilder out, @Nullable Boolean greedy) {
    boolean set = choice.ofCharacters();
    out.append(set ? "[" : "");
    for (int i = 0; i < choice.branches.size(); i++) {
      out.append(i > 0 && !set ? "|" : "");
      choice.branches.get(i).write(out, greedy);
    }
    out.append(set ? "]" : "");
  }

  private static void writeRepeat(Repeat repeat, StringBuilder out, @Nullable Boolean forced) {
    boolean prefers = forced != null ? forced : repeat.greedy;
    if (repeat.min == 0
        && repeat.max != 0
        && prefers
        && repeat.atom instanceof Group(var n, _)
        && n > 0) {
      // A group that can be empty has matched once before it has not matched at all, so that a
      // reference to it has something to refer to.
      out.append("(?:");
      writeRepeat(new Repeat(repeat.atom, 1, repeat.max, repeat.greedy), out, forced);
      out.append(")?");
      return;
    }
    if (repeat.min == 1 && repeat.max == 1) {
      repeat.atom.write(out, forced != null ? forced : (Boolean) repeat.greedy);
      return;
    }
    if (repeat.atom instanceof Place || repeat.atom instanceof Look) {
      out.append("(?:");
      repeat.atom.write(out, forced);
      out.append(')');
    } else {
      repeat.atom.write(out, forced);
    }
    out.append('{').append(repeat.min);
    if (repeat.max < 0) {
      out.append(',');
    } else if (repeat.max != repeat.min) {
      out.append(',').append(repeat.max);
    }
    out.append('}');
    boolean greedy = forced != null ? forced : repeat.greedy;
    if (!greedy) {
      out.append('?');
    }
  }
}

package dev.tusk.executor.regex;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether PostgreSQL comes as far as an empty match at the very end of a text, where an expression
 * refers back to its groups.
 *
 * <p>Its search ({@code cfindloop} in regexec.c) first looks for candidates: matches of the
 * expression in which each back reference stands for whatever its group could match. It goes on
 * behind each candidate that is none, and stops when that place is the text's end: {@code 'a' ~
 * '$()'} is true and {@code 'a' ~ '$()|^\1'} is not.
 */
final class EmptyAtEnd {
  private final Pattern candidates;

  private EmptyAtEnd(Pattern candidates) {
    this.candidates = candidates;
  }

  /** For an expression; null where it has no back reference. */
  static @Nullable EmptyAtEnd of(RegexNode root) {
    Map<Integer, RegexNode> groups = new HashMap<>();
    if (!collect(root, groups)) {
      return null;
    }
    StringBuilder java = new StringBuilder();
    loosened(root, groups, false).write(java, null);
    return new EmptyAtEnd(Pattern.compile(java.toString()));
  }

  /** Collects the groups; whether something refers to one. */
  private static boolean collect(RegexNode node, Map<Integer, RegexNode> groups) {
    return switch (node) {
      case RegexNode.One _, RegexNode.Place _, RegexNode.Look _ -> false;
      case RegexNode.BackReference _ -> true;
      case RegexNode.Group(var number, var inner) -> {
        groups.put(number, inner);
        yield collect(inner, groups);
      }
      case RegexNode.Repeat(var atom, _, _, _) -> collect(atom, groups);
      case RegexNode.Sequence(var parts) -> any(parts, groups);
      case RegexNode.Choice(var branches) -> any(branches, groups);
    };
  }

  private static boolean any(List<RegexNode> nodes, Map<Integer, RegexNode> groups) {
    boolean refers = false;
    for (RegexNode node : nodes) {
      refers |= collect(node, groups);
    }
    return refers;
  }

  /**
   * The node with what its references could stand for.
   *
   * @param copied whether it is such a copy itself, which keeps no condition on its place
   */
  private static RegexNode loosened(
      RegexNode node, Map<Integer, RegexNode> groups, boolean copied) {
    return switch (node) {
      case RegexNode.One one -> one;
      case RegexNode.Place _, RegexNode.Look _ -> copied ? new RegexNode.Sequence(List.of()) : node;
      case RegexNode.BackReference(var group, _) -> {
        RegexNode inner = groups.get(group);
        yield inner == null ? node : new RegexNode.Group(0, loosened(inner, groups, true));
      }
      case RegexNode.Group(_, var inner) -> new RegexNode.Group(0, loosened(inner, groups, copied));
      case RegexNode.Repeat(var atom, var min, var max, var greedy) ->
          new RegexNode.Repeat(
              new RegexNode.Group(0, loosened(atom, groups, copied)), min, max, greedy);
      case RegexNode.Sequence(var parts) ->
          new RegexNode.Sequence(
              parts.stream().map(part -> loosened(part, groups, copied)).toList());
      case RegexNode.Choice(var branches) ->
          new RegexNode.Choice(
              branches.stream().map(branch -> loosened(branch, groups, copied)).toList());
    };
  }

  /** Whether the end is tried, in a search from {@code from} in which all before it is no match. */
  boolean isTried(CharSequence text, int from) {
    Matcher matcher = candidates.matcher(text);
    matcher.useAnchoringBounds(false).useTransparentBounds(true);
    int close = from;
    do {
      int end = leastEnd(matcher, close, text.length());
      if (end < 0 || end == text.length()) {
        return end >= 0;
      }
      close = end + 1;
    } while (close < text.length());
    return false;
  }

  /** The least end of a candidate that starts at {@code from} or behind; -1 if there is none. */
  private static int leastEnd(Matcher matcher, int from, int length) {
    if (!matcher.region(from, length).find()) {
      return -1;
    }
    int end = matcher.end();
    for (int start = matcher.start(); start < end; start++) {
      for (int nearer = start; nearer < end; nearer++) {
        if (matcher.region(start, nearer).matches()) {
          end = nearer;
        }
      }
    }
    return end;
  }
}

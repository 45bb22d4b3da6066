package dev.tusk.sql.type;

import dev.tusk.sql.type.PathNode.Accessor;
import java.util.Locale;

/** A jsonpath as jsonpath_out writes it (utils/adt/jsonpath.c: printJsonPathItem). */
final class PathText {
  private static final int TIGHTEST = 6;

  private final StringBuilder out = new StringBuilder();

  private PathText() {}

  static String of(PathNode root, boolean lax) {
    PathText text = new PathText();
    text.out.append(lax ? "" : "strict ");
    text.write(root, true);
    return text.out.toString();
  }

  private void write(PathNode node, boolean brackets) {
    switch (node) {
      case PathNode.Root _ -> out.append('$');
      case PathNode.Current _ -> out.append('@');
      case PathNode.Last _ -> out.append("last");
      case PathNode.Variable(var name) -> out.append('$').append(quoted(name));
      case PathNode.Literal(var value) ->
          out.append(Types.JSONB.toText(value, FormatSettings.DEFAULT));
      case PathNode.Step(var base, var accessor) -> {
        // Behind a number alone, a point and what follows would be read as part of it.
        boolean number = base instanceof PathNode.Literal(Jsonb.JsonNumber _);
        out.append(number ? "(" : "");
        write(base, brackets);
        out.append(number ? ")" : "");
        step(accessor);
      }
      case PathNode.Arithmetic(var operator, var left, var right) ->
          binary(node, left, String.valueOf(operator), right, brackets);
      case PathNode.And(var left, var right) -> binary(node, left, "&&", right, brackets);
      case PathNode.Or(var left, var right) -> binary(node, left, "||", right, brackets);
      case PathNode.Compare(var operator, var left, var right) ->
          binary(node, left, operator, right, brackets);
      case PathNode.StartsWith(var whole, var initial) ->
          binary(node, whole, "starts with", initial, brackets);
      case PathNode.LikeRegex(var operand, var pattern, var flags) -> {
        open(brackets);
        operand(node, operand);
        out.append(" like_regex ").append(quoted(pattern));
        if (!flags.isEmpty()) {
          out.append(" flag ").append(quoted(flags));
        }
        close(brackets);
      }
      case PathNode.Sign(var minus, var operand) -> {
        open(brackets);
        out.append(minus ? '-' : '+');
        operand(node, operand);
        close(brackets);
      }
      case PathNode.Not(var operand) -> wrapped("!(", operand, ")");
      case PathNode.IsUnknown(var operand) -> wrapped("(", operand, ") is unknown");
      case PathNode.Exists(var path) -> wrapped("exists (", path, ")");
    }
  }

  private void binary(
      PathNode node, PathNode left, String operator, PathNode right, boolean brackets) {
    open(brackets);
    operand(node, left);
    out.append(' ').append(operator).append(' ');
    operand(node, right);
    close(brackets);
  }

  private void operand(PathNode parent, PathNode operand) {
    write(operand, priority(operand) <= priority(parent));
  }

  private void wrapped(String before, PathNode operand, String after) {
    out.append(before);
    write(operand, false);
    out.append(after);
  }

  private void open(boolean brackets) {
    out.append(brackets ? "(" : "");
  }

  private void close(boolean brackets) {
    out.append(brackets ? ")" : "");
  }

  private static int priority(PathNode node) {
    return switch (node) {
      case PathNode.Or _ -> 0;
      case PathNode.And _ -> 1;
      case PathNode.Compare _, PathNode.StartsWith _ -> 2;
      case PathNode.Arithmetic a when a.operator() == '+' || a.operator() == '-' -> 3;
      case PathNode.Arithmetic _ -> 4;
      case PathNode.Sign _ -> 5;
      case PathNode.Step step -> priority(step.base());
      case PathNode.Root _,
          PathNode.Current _,
          PathNode.Last _,
          PathNode.Variable _,
          PathNode.Literal _,
          PathNode.Not _,
          PathNode.IsUnknown _,
          PathNode.Exists _,
          PathNode.LikeRegex _ ->
          TIGHTEST;
    };
  }

  private void step(Accessor accessor) {
    switch (accessor) {
      case Accessor.Key(var name) -> out.append('.').append(quoted(name));
      case Accessor.AnyKey() -> out.append(".*");
      case Accessor.AnyElement() -> out.append("[*]");
      case Accessor.Subscripts subscripts -> subscripts(subscripts);
      case Accessor.Descendants(var first, var last) -> descendants(first, last);
      case Accessor.Filter(var predicate) -> wrapped("?(", predicate, ")");
      case Accessor.Method(var name) -> out.append('.').append(name).append("()");
      case Accessor.Datetime(var template) ->
          out.append(".datetime(").append(template == null ? "" : quoted(template)).append(')');
    }
  }

  private void subscripts(Accessor.Subscripts subscripts) {
    String separator = "[";
    for (PathNode.Range range : subscripts.ranges()) {
      out.append(separator);
      write(range.from(), false);
      PathNode to = range.to();
      if (to != null) {
        out.append(" to ");
        write(to, false);
      }
      separator = ",";
    }
    out.append(']');
  }

  private void descendants(int first, int last) {
    out.append(".**");
    if (first == 0 && last == Integer.MAX_VALUE) {
      return;
    }
    String range =
        first == last
            ? level(first)
            : String.format(Locale.ROOT, "%s to %s", level(first), level(last));
    out.append('{').append(range).append('}');
  }

  private static String level(int level) {
    return level == Integer.MAX_VALUE ? "last" : String.valueOf(level);
  }

  private static String quoted(String text) {
    return Types.JSONB.toText(Jsonb.of(text), FormatSettings.DEFAULT);
  }
}

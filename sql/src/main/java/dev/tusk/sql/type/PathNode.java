package dev.tusk.sql.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a jsonpath: what gives items, and the predicates over them. */
public sealed interface PathNode {
  /** {@code $}. */
  record Root() implements PathNode {}

  /** {@code @}. */
  record Current() implements PathNode {}

  /** {@code last}: the array's last subscript. */
  record Last() implements PathNode {}

  record Variable(String name) implements PathNode {}

  record Literal(Jsonb value) implements PathNode {}

  /** A step taken from each item of {@code base}. */
  record Step(PathNode base, Accessor accessor) implements PathNode {}

  record Arithmetic(char operator, PathNode left, PathNode right) implements PathNode {}

  record Sign(boolean minus, PathNode operand) implements PathNode {}

  record And(PathNode left, PathNode right) implements PathNode {}

  record Or(PathNode left, PathNode right) implements PathNode {}

  record Not(PathNode operand) implements PathNode {}

  record IsUnknown(PathNode operand) implements PathNode {}

  record Exists(PathNode path) implements PathNode {}

  /** {@code == != < <= > >=}. */
  record Compare(String operator, PathNode left, PathNode right) implements PathNode {}

  record StartsWith(PathNode whole, PathNode initial) implements PathNode {}

  /**
   * A match of a regular expression.
   *
   * @param flags some of {@code ismxq}, in this order
   */
  record LikeRegex(PathNode operand, String pattern, String flags) implements PathNode {}

  /** Whether it gives true, false or unknown rather than items. */
  default boolean isPredicate() {
    return switch (this) {
      case And _, Or _, Not _, IsUnknown _, Exists _, Compare _, StartsWith _, LikeRegex _ -> true;
      case Root _, Current _, Last _, Variable _, Literal _, Step _, Arithmetic _, Sign _ -> false;
    };
  }

  /** A step. */
  sealed interface Accessor {
    record Key(String name) implements Accessor {}

    /** {@code .*}. */
    record AnyKey() implements Accessor {}

    /** {@code [*]}. */
    record AnyElement() implements Accessor {}

    /** {@code [1, 3 to last]}. */
    record Subscripts(List<Range> ranges) implements Accessor {}

    /** {@code .**{first to last}}; {@link Integer#MAX_VALUE} is {@code last}. */
    record Descendants(int first, int last) implements Accessor {}

    record Filter(PathNode predicate) implements Accessor {}

    record Method(String name) implements Accessor {}

    record Datetime(@Nullable String template) implements Accessor {}
  }

  record Range(PathNode from, @Nullable PathNode to) {}
}

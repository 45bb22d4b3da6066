package dev.tusk.executor.regex;

import java.util.ArrayList;
import java.util.List;

/** What a text must have in it to match a regular expression; it may have that and not match. */
public sealed interface Required {
  /**
   * A run of characters, in any case where the expression does not look at it.
   *
   * @param first whether the text begins with it, or a line of it
   * @param last whether the text ends with it, or a line of it
   */
  record Run(String text, boolean first, boolean last) implements Required {}

  /** All of them; anything where there are none. */
  record All(List<Required> parts) implements Required {}

  /** One of them. */
  record Any(List<Required> parts) implements Required {}

  /**
   * @throws dev.tusk.sql.error.SqlException 2201B
   */
  static Required of(String expression, RegexOptions options) {
    Reader reader = new Reader();
    reader.read(new RegexParser(expression, options).parse());
    return reader.all();
  }

  /** Reads an expression from its start to its end, gathering characters that stand together. */
  final class Reader {
    /** Of a part that is repeated more often, the rest is not looked at. */
    private static final int MOST_COPIES = 8;

    private final List<Required> parts = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private boolean first;

    private Reader() {}

    private Required all() {
      end(false);
      return parts.size() == 1 ? parts.getFirst() : new All(List.copyOf(parts));
    }

    private void end(boolean last) {
      if (!run.isEmpty()) {
        parts.add(new Run(run.toString(), first, last));
      }
      run.setLength(0);
      first = false;
    }

    private void read(RegexNode node) {
      switch (node) {
        case RegexNode.One(_, var character) -> {
          if (character < 0) {
            end(false);
          } else {
            run.appendCodePoint(character);
          }
        }
        case RegexNode.Place(var java) -> {
          end(java.equals(RegexParser.END) || java.equals(RegexParser.LINE_END));
          first = java.equals(RegexParser.START) || java.equals(RegexParser.LINE_START);
        }
        case RegexNode.Look _, RegexNode.BackReference _ -> end(false);
        case RegexNode.Group(_, var inner) -> read(inner);
        case RegexNode.Repeat repeat -> readRepeat(repeat);
        case RegexNode.Sequence(var inner) -> inner.forEach(this::read);
        case RegexNode.Choice choice -> readChoice(choice);
      }
    }

    private void readRepeat(RegexNode.Repeat repeat) {
      int copies = Math.min(repeat.min(), MOST_COPIES);
      for (int i = 0; i < copies; i++) {
        read(repeat.atom());
      }
      if (copies != repeat.max()) {
        end(false);
        if (copies > 0) {
          // What follows stands behind the last copy.
          read(repeat.atom());
        }
      }
    }

    private void readChoice(RegexNode.Choice choice) {
      end(false);
      if (choice.ofCharacters()) {
        return;
      }
      List<Required> branches = new ArrayList<>();
      for (RegexNode branch : choice.branches()) {
        Reader reader = new Reader();
        reader.read(branch);
        branches.add(reader.all());
      }
      parts.add(new Any(List.copyOf(branches)));
    }
  }
}

package dev.tusk.executor.textsearch;

import dev.tusk.executor.textsearch.ParserTable.Move;
import dev.tusk.sql.function.FactTable;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The default parser: cuts a text into words, numbers, addresses, tags and what is between them. A
 * machine of states with a stack: where it may be something longer, it remembers the place and goes
 * on, and comes back if it was not (TParserGet of tsearch/wparser_def.c). Parts of hyphenated words
 * and of URLs come behind the whole.
 */
final class DefaultParser {
  private static final ParserTable TABLE = ParserTable.DEFAULT;
  private static final Set<Integer> MARKS =
      FactTable.read(DefaultParser.class, "spacing-marks.tsv").stream()
          .map(line -> Integer.parseInt(line[0], 16))
          .collect(Collectors.toUnmodifiableSet());

  private final int[] text;
  private Position position;
  private int start;
  private boolean ignored;
  private boolean hostWanted;
  private int type;
  private int tokenLength;

  /** A place on the stack. */
  private static final class Position {
    int at;
    int length;
    int state;
    int pushedAt = -1;
    @Nullable Position below;

    Position(int at, int state) {
      this.at = at;
      this.state = state;
    }

    Position(Position from) {
      this(from.at, from.state);
      length = from.length;
      below = from;
    }
  }

  DefaultParser(String text) {
    this(text.codePoints().toArray(), new Position(0, TABLE.state("Base")));
  }

  private DefaultParser(int[] text, Position position) {
    this.text = text;
    this.position = position;
  }

  /** Steps to the next token; false at the end. */
  boolean next() {
    if (position.at >= text.length) {
      return false;
    }
    start = position.at;
    position.pushedAt = -1;
    boolean found = false;
    while (position.at <= text.length) {
      Move[] moves = TABLE.moves(position.state);
      int index = position.pushedAt < 0 ? 0 : position.pushedAt + 1;
      position.pushedAt = -1;
      while (!holds(moves[index])) {
        index++;
      }
      Move move = moves[index];
      handle(move);
      found = move.token() > 0;
      if (found) {
        tokenLength = position.length;
        position.length = 0;
        type = move.token();
      }
      restack(move, index);
      if (move.next() >= 0) {
        position.state = move.next();
      }
      if (found || position.at >= text.length && !move.again()) {
        break;
      }
      if (!move.again() && !move.pop() && position.at < text.length) {
        position.at++;
        position.length++;
      }
    }
    return found;
  }

  private void restack(Move move, int index) {
    Position below = position.below;
    if (move.pop() && below != null) {
      position = below;
    } else if (move.push()) {
      position.pushedAt = index;
      position = new Position(position);
    } else if (move.forget() && below != null) {
      position.below = below.below;
    } else if (move.forgetAll()) {
      position.below = null;
    } else if (move.merge() && below != null) {
      below.at = position.at;
      below.length = position.length;
      position = below;
    }
  }

  private boolean holds(Move move) {
    boolean end = position.at >= text.length;
    int c = end ? -1 : text[position.at];
    return switch (move.test()) {
      case END -> end;
      case IS -> c == move.character();
      case IGNORED -> ignored;
      case ASCII_LETTER -> c >= 0 && c < 128 && Character.isLetter(c);
      case LETTER -> !end && Character.isAlphabetic(c) && !isDigit(c);
      case DIGIT -> isDigit(c);
      case ALPHANUMERIC -> isAlphanumeric(c);
      case NOT_ALPHANUMERIC -> !isAlphanumeric(c);
      case MARK -> !end && isMark(c);
      case SPACE -> !end && Character.isWhitespace(c);
      case HEX_DIGIT -> c < 128 && Character.digit(c, 16) >= 0;
      case HOST_WANTED -> takeHostWanted();
      case HOST -> within(false);
      case URL_PATH -> within(true);
      case URL_CHARACTER -> c > 0x20 && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0;
      case ANY -> true;
    };
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(int c) {
    return c >= 0 && (Character.isAlphabetic(c) || Character.isDigit(c));
  }

  private static boolean isMark(int c) {
    int category = Character.getType(c);
    return category == Character.NON_SPACING_MARK
        || category == Character.ENCLOSING_MARK
        || category == Character.FORMAT
        || MARKS.contains(c);
  }

  private boolean takeHostWanted() {
    boolean wanted = hostWanted;
    hostWanted = false;
    return wanted;
  }

  /** Whether a host, or the path of a URL, begins here; then it is passed over. */
  private boolean within(boolean path) {
    Position here = new Position(position.at, TABLE.state(path ? "InURLPathFirst" : "Base"));
    DefaultParser inner = new DefaultParser(text, here);
    if (path) {
      here.length = 0;
      here.below = new Position(position.at, TABLE.state("Base"));
    } else {
      inner.hostWanted = true;
    }
    if (!inner.next() || inner.type != (path ? TokenType.URL_PATH : TokenType.HOST)) {
      return false;
    }
    position.at += inner.tokenLength;
    position.length += inner.tokenLength;
    return true;
  }

  private void handle(Move move) {
    switch (move.handler()) {
      case NONE -> {}
      case BACK -> position.at -= position.length;
      case URL -> {
        hostWanted = true;
        position.at -= position.length;
      }
      case VERSION -> {
        position.at -= position.length;
        position.length = 0;
      }
      case TAG -> tag();
    }
  }

  /** What stands in a script or a style is no text. */
  private void tag() {
    String name = new String(text, start, position.length).toLowerCase(java.util.Locale.ROOT);
    switch (name) {
      case "</script", "</style" -> ignored = false;
      case "<script", "<style" -> ignored = true;
      default -> {}
    }
  }

  /** The token's kind. */
  int type() {
    return type;
  }

  String token() {
    return new String(text, start, tokenLength);
  }
}

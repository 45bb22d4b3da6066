package dev.tusk.executor.textsearch;

import dev.tusk.sql.function.FactTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states of the default parser ({@code parser-states.tsv}), read once. */
final class ParserTable {
  static final ParserTable DEFAULT = new ParserTable();

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Move[]> states = new ArrayList<>();

  /** What a state looks at. */
  enum Test {
    END,
    IS,
    IGNORED,
    ASCII_LETTER,
    LETTER,
    DIGIT,
    ALPHANUMERIC,
    NOT_ALPHANUMERIC,
    MARK,
    SPACE,
    HEX_DIGIT,
    HOST_WANTED,
    HOST,
    URL_PATH,
    URL_CHARACTER,
    ANY
  }

  /** What is done before the move. */
  enum Handler {
    NONE,
    BACK,
    TAG,
    URL,
    VERSION
  }

  /**
   * A move.
   *
   * @param next -1 to stay
   * @param token that is complete; 0 for none
   */
  record Move(
      Test test,
      char character,
      boolean push,
      boolean pop,
      boolean forget,
      boolean forgetAll,
      boolean merge,
      boolean again,
      int next,
      int token,
      Handler handler) {}

  private ParserTable() {
    Map<String, List<String[]>> lines = new LinkedHashMap<>();
    for (String[] line : FactTable.read(ParserTable.class, "parser-states.tsv")) {
      lines.computeIfAbsent(line[0], _ -> new ArrayList<>()).add(line);
    }
    lines.keySet().forEach(name -> numbers.put(name, numbers.size()));
    lines
        .values()
        .forEach(moves -> states.add(moves.stream().map(this::move).toArray(Move[]::new)));
  }

  private Move move(String[] line) {
    List<String> done = Arrays.asList(line[3].split(" "));
    return new Move(
        Test.valueOf(line[1].toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
        line[2].charAt(0),
        done.contains("push"),
        done.contains("pop"),
        done.contains("forget"),
        done.contains("forget-all"),
        done.contains("merge"),
        done.contains("again"),
        line[4].equals("-") ? -1 : state(line[4]),
        line[5].equals("-") ? 0 : Integer.parseInt(line[5]),
        line[6].equals("-")
            ? Handler.NONE
            : Handler.valueOf(line[6].toUpperCase(java.util.Locale.ROOT)));
  }

  int state(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(name);
    }
    return number;
  }

  Move[] moves(int state) {
    return states.get(state);
  }
}

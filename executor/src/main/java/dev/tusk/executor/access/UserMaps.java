package dev.tusk.executor.access;

import dev.tusk.executor.access.AccessRule.Name;
import dev.tusk.executor.access.AccessRules.Mistake;
import dev.tusk.executor.access.AuthenticationLines.Line;
import dev.tusk.executor.access.AuthenticationLines.LineException;
import dev.tusk.executor.regex.Regex;
import dev.tusk.executor.regex.RegexOptions;
import dev.tusk.executor.regex.RegexSearch;
import dev.tusk.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of {@code pg_ident.conf}: which names of certificates may come as which roles.
 *
 * @param mistakes of lines that are none
 */
public record UserMaps(List<Mapping> mappings, List<Mistake> mistakes) {
  static final UserMaps NONE = new UserMaps(List.of(), List.of());

  /**
   * A line.
   *
   * @param systemName the name that was shown; behind {@code /}, a regular expression for it
   * @param role the role that it may come as; {@code \1} is what the expression's first parentheses
   *     have found
   */
  public record Mapping(
      int line, String map, String systemName, String role, @Nullable Regex expression) {

    /** Whether who has shown a name is meant; null where the line cannot be followed. */
    private @Nullable Boolean allows(String shown, String asked) {
      if (expression == null) {
        return systemName.equals(shown) && role.equals(asked);
      }
      RegexSearch search = expression.search(shown, () -> {});
      if (!search.find(0)) {
        return false;
      }
      int place = role.indexOf("\\1");
      if (place < 0) {
        return role.equals(asked);
      }
      String found = expression.groups() == 0 ? null : search.group(1);
      return found == null
          ? null
          : (Boolean) asked.equals(role.substring(0, place) + found + role.substring(place + 2));
    }
  }

  static UserMaps read(AuthenticationLines form, List<String> lines) {
    List<Mistake> mistakes = new ArrayList<>();
    List<Mapping> mappings = form.read(lines, UserMaps::mapping, mistakes);
    return new UserMaps(mappings, List.copyOf(mistakes));
  }

  private static Mapping mapping(Line line) {
    String map = word(line, 0);
    String systemName = word(line, 1);
    String role = word(line, 2);
    try {
      Regex expression =
          systemName.startsWith("/")
              ? Regex.compile(systemName.substring(1), RegexOptions.NONE)
              : null;
      return new Mapping(line.number(), map, systemName, role, expression);
    } catch (SqlException e) {
      throw new LineException(
          e.text()
              .replaceFirst(
                  "^invalid regular expression",
                  java.util.regex.Matcher.quoteReplacement(
                      "invalid regular expression \"" + systemName.substring(1) + "\"")));
    }
  }

  private static String word(Line line, int place) {
    if (line.fields().size() <= place) {
      throw new LineException("missing entry at end of line");
    }
    List<Name> words = line.fields().get(place);
    if (words.size() > 1) {
      throw new LineException("multiple values in ident field");
    }
    return words.isEmpty() ? "" : words.getFirst().text();
  }

  /** Whether a map lets who has shown a name come as a role: the first line that fits does. */
  boolean allow(String map, String shown, String asked) {
    for (Mapping mapping : mappings) {
      Boolean allows = mapping.map().equals(map) ? mapping.allows(shown, asked) : Boolean.FALSE;
      if (allows == null) {
        return false;
      }
      if (allows) {
        return true;
      }
    }
    return false;
  }
}

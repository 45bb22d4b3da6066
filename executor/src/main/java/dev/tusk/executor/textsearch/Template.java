package dev.tusk.executor.textsearch;

import dev.tusk.executor.catalog.ExtensionMembers;
import dev.tusk.executor.catalog.TextSearchObject.Option;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What dictionaries are made of ({@code pg_ts_template}).
 *
 * @param init and {@code lexize}: its functions in pg_proc
 * @param extension that brings it; null for one that is always there
 */
public record Template(long oid, String name, long init, long lexize, @Nullable String extension) {
  private static final long SIMPLE = 3727;
  private static final long SNOWBALL = 13_150;
  public static final long UNACCENT = ExtensionMembers.UNACCENT_TEMPLATE;

  public static final List<Template> ALL =
      List.of(
          new Template(SIMPLE, "simple", 3725, 3726, null),
          new Template(3730, "synonym", 3728, 3729, null),
          new Template(3733, "ispell", 3731, 3732, null),
          new Template(3742, "thesaurus", 3740, 3741, null),
          new Template(SNOWBALL, "snowball", 13_148, 13_149, null),
          new Template(UNACCENT, "unaccent", 62_003, 62_004, "unaccent"));

  public static Optional<Template> byOid(long oid) {
    return ALL.stream().filter(template -> template.oid == oid).findFirst();
  }

  /**
   * A dictionary with some options.
   *
   * @throws SqlException for an option that the template does not know, or lacks
   */
  public Dictionary dictionary(List<Option> options) {
    Map<String, String> given = new HashMap<>();
    for (Option option : options) {
      if (!known().contains(option.name())) {
        throw wrong("unrecognized " + word() + " parameter: \"" + option.name() + "\"");
      }
      if (given.put(option.name(), option.value()) != null) {
        throw wrong("multiple " + written(option.name()) + " parameters");
      }
    }
    if (oid == SIMPLE) {
      return new SimpleDictionary(stopWords(given), flag(given.get("accept")));
    }
    if (oid == SNOWBALL) {
      return snowball(given);
    }
    String rules = given.get("rules");
    if (rules == null) {
      throw wrong("missing Rules parameter");
    }
    if (!rules.toLowerCase(Locale.ROOT).equals("unaccent")) {
      throw noFile("file with rules", rules + ".rules");
    }
    return UnaccentDictionary.STANDARD;
  }

  private Dictionary snowball(Map<String, String> given) {
    String language = given.get("language");
    if (language == null) {
      throw wrong("missing Language parameter");
    }
    if (!SnowballDictionary.knows(language.toLowerCase(Locale.ROOT))) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "no Snowball stemmer available for language \"" + language + "\" and encoding \"UTF8\"");
    }
    return new SnowballDictionary(language.toLowerCase(Locale.ROOT), stopWords(given));
  }

  private Set<String> known() {
    if (oid == SIMPLE) {
      return Set.of("stopwords", "accept");
    }
    if (oid == SNOWBALL) {
      return Set.of("stopwords", "language");
    }
    if (oid == UNACCENT) {
      return Set.of("rules");
    }
    throw SqlException.notSupported("text search template \"" + name + "\"")
        .withHint(
            "Its dictionaries are files; make one of the templates simple, snowball or"
                + " unaccent, or replace the words before to_tsvector.");
  }

  private String word() {
    return oid == SIMPLE ? "simple dictionary" : oid == SNOWBALL ? "Snowball" : "Unaccent";
  }

  private static String written(String option) {
    return switch (option) {
      case "stopwords" -> "StopWords";
      case "accept" -> "Accept";
      case "language" -> "Language";
      default -> "Rules";
    };
  }

  private static Set<String> stopWords(Map<String, String> given) {
    String name = given.get("stopwords");
    if (name == null) {
      return Set.of();
    }
    String list = name.toLowerCase(Locale.ROOT);
    Set<String> words = Configurations.stopWords(list);
    if (words == null) {
      throw noFile("stop-word file", list + ".stop");
    }
    return words;
  }

  private static SqlException noFile(String what, String name) {
    return SqlException.of(
            SqlState.CONFIG_FILE_ERROR,
            "could not open " + what + " \"" + name + "\": No such file or directory")
        .withHint("PostgreSQL's own ones are there; others cannot be added.");
  }

  private static boolean flag(@Nullable String value) {
    return switch (value == null ? "true" : value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default -> throw SqlException.of(SqlState.SYNTAX_ERROR, "accept requires a Boolean value");
    };
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}

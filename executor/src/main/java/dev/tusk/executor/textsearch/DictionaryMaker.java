package dev.tusk.executor.textsearch;

import dev.tusk.executor.catalog.TextSearchObject.Option;
import dev.tusk.executor.lexicon.LexiconReading;
import dev.tusk.executor.lexicon.SpellDictionary;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dictionary of what is said to its template. Options are read in their order, and files
 * with them: what is wrong with the first is told first.
 */
final class DictionaryMaker {
  private final LexiconReading files;
  private final Function<String, Dictionary> others;
  private final Consumer<Notice> notices;

  /**
   * @param others dictionaries by their names
   */
  DictionaryMaker(
      LexiconReading files, Function<String, Dictionary> others, Consumer<Notice> notices) {
    this.files = files;
    this.others = others;
    this.notices = notices;
  }

  /**
   * A dictionary with some options.
   *
   * @throws SqlException for an option that the template does not know, or lacks
   */
  Dictionary make(String template, List<Option> options) {
    return switch (template) {
      case "simple" -> simple(options);
      case "synonym" -> synonym(options);
      case "ispell" -> ispell(options);
      case "thesaurus" -> thesaurus(options);
      case "snowball" -> snowball(options);
      case "unaccent" -> unaccent(options);
      default -> throw new IllegalStateException(template);
    };
  }

  /** Refuses an option that is there for the second time. */
  private static void requireFirst(@Nullable Object before, String option) {
    if (before != null) {
      throw wrong("multiple " + option + " parameters");
    }
  }

  private static <T> T required(@Nullable T given, String option) {
    if (given == null) {
      throw wrong("missing " + option + " parameter");
    }
    return given;
  }

  private static SqlException unknown(String template, Option option) {
    return wrong("unrecognized " + template + " parameter: \"" + option.name() + "\"");
  }

  private Dictionary simple(List<Option> options) {
    Set<String> stopWords = null;
    Boolean accept = null;
    for (Option option : options) {
      switch (option.name()) {
        case "stopwords" -> {
          requireFirst(stopWords, "StopWords");
          stopWords = stopWords(option);
        }
        case "accept" -> {
          requireFirst(accept, "Accept");
          accept = flag(option);
        }
        default -> throw unknown("simple dictionary", option);
      }
    }
    return new SimpleDictionary(
        stopWords == null ? Set.of() : stopWords, !Boolean.FALSE.equals(accept));
  }

  private Dictionary synonym(List<Option> options) {
    String name = null;
    boolean caseSensitive = false;
    for (Option option : options) {
      switch (option.name()) {
        case "synonyms" -> name = option.value();
        case "casesensitive" -> caseSensitive = flag(option);
        default -> throw unknown("synonym", option);
      }
    }
    return new SynonymDictionary(files, required(name, "Synonyms"), caseSensitive);
  }

  private Dictionary ispell(List<Option> options) {
    SpellDictionary.Words words = null;
    SpellDictionary.Affixes affixes = null;
    Set<String> stopWords = null;
    for (Option option : options) {
      switch (option.name()) {
        case "dictfile" -> {
          requireFirst(words, "DictFile");
          words = SpellDictionary.Words.read(files, option.value());
        }
        case "afffile" -> {
          requireFirst(affixes, "AffFile");
          affixes = SpellDictionary.Affixes.read(files, option.value());
        }
        case "stopwords" -> {
          requireFirst(stopWords, "StopWords");
          stopWords = stopWords(option);
        }
        default -> throw unknown("Ispell", option);
      }
    }
    SpellDictionary.Affixes known = required(affixes, "AffFile");
    return new SpellingDictionary(
        SpellDictionary.of(required(words, "DictFile"), known),
        stopWords == null ? Set.of() : stopWords);
  }

  private Dictionary thesaurus(List<Option> options) {
    List<ThesaurusFile.Rule> rules = null;
    String other = null;
    for (Option option : options) {
      switch (option.name()) {
        case "dictfile" -> {
          requireFirst(rules, "DictFile");
          rules = ThesaurusFile.read(files, option.value());
        }
        case "dictionary" -> {
          requireFirst(other, "Dictionary");
          other = option.value();
        }
        default -> throw unknown("Thesaurus", option);
      }
    }
    List<ThesaurusFile.Rule> known = required(rules, "DictFile");
    return new ThesaurusDictionary(known, others.apply(required(other, "Dictionary")));
  }

  private Dictionary snowball(List<Option> options) {
    Set<String> stopWords = null;
    String language = null;
    for (Option option : options) {
      switch (option.name()) {
        case "stopwords" -> {
          requireFirst(stopWords, "StopWords");
          stopWords = stopWords(option);
        }
        case "language" -> {
          requireFirst(language, "Language");
          language = option.value().toLowerCase(Locale.ROOT);
          if (!SnowballDictionary.knows(language)) {
            throw SqlException.of(
                SqlState.UNDEFINED_OBJECT,
                "no Snowball stemmer available for language \""
                    + option.value()
                    + "\" and encoding \"UTF8\"");
          }
        }
        default -> throw unknown("Snowball", option);
      }
    }
    return new SnowballDictionary(
        required(language, "Language"), stopWords == null ? Set.of() : stopWords);
  }

  /** The extension's own rules are there without a file. */
  private Dictionary unaccent(List<Option> options) {
    Dictionary made = null;
    for (Option option : options) {
      if (!option.name().equals("rules")) {
        throw unknown("Unaccent", option);
      }
      requireFirst(made, "Rules");
      made =
          option.value().equals("unaccent") && !files.exists("unaccent", "rules")
              ? UnaccentDictionary.STANDARD
              : UnaccentDictionary.read(files, option.value(), notices);
    }
    return required(made, "Rules");
  }

  /** A list of words; PostgreSQL's own ones are there without a file. */
  private Set<String> stopWords(Option option) {
    String name = option.value();
    if (name.isEmpty()) {
      return Set.of();
    }
    Set<String> own = files.exists(name, "stop") ? null : Configurations.stopWords(name);
    if (own != null) {
      return own;
    }
    Set<String> words = new HashSet<>();
    files
        .lines("stop-word file", name, "stop")
        .forEach(line -> {
          String word =
              line.codePoints()
                  .takeWhile(c -> !Character.isWhitespace(c))
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining());
          if (!word.isEmpty()) {
            words.add(Dictionary.lower(word));
          }
        });
    return Set.copyOf(words);
  }

  private static boolean flag(Option option) {
    String value = option.value().toLowerCase(Locale.ROOT);
    boolean yes = option.number() ? value.equals("1") : Set.of("true", "on").contains(value);
    if (!yes && !(option.number() ? value.equals("0") : Set.of("false", "off").contains(value))) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
    }
    return yes;
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }
}

package dev.tusk.executor.textsearch;

import dev.tusk.executor.catalog.ExtensionMembers;
import dev.tusk.executor.textsearch.Configuration.Named;
import dev.tusk.sql.function.FactTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's own configurations and dictionaries, which are always there; read once. */
public final class Configurations {
  private static final Configurations BUILTIN = new Configurations();

  /** The dictionary that the extension unaccent brings. */
  static final Named UNACCENT =
      named(ExtensionMembers.UNACCENT_DICTIONARY, "unaccent", UnaccentDictionary.STANDARD);

  private final Map<String, Set<String>> stopWords = new HashMap<>();
  private final Map<String, Named> dictionaries = new LinkedHashMap<>();
  private final Map<String, Configuration> configurations = new LinkedHashMap<>();

  /** A line of pg_ts_dict. */
  public record DictionaryRow(
      long oid, String name, String template, String language, String stop) {}

  private final List<DictionaryRow> rows = new ArrayList<>();

  private Configurations() {
    for (String[] line : FactTable.read(Configurations.class, "dictionaries.tsv")) {
      DictionaryRow row =
          new DictionaryRow(Long.parseLong(line[0]), line[1], line[2], line[3], line[4]);
      rows.add(row);
      dictionaries.put(row.name, named(row.oid, row.name, dictionary(row)));
    }
    for (String[] line : FactTable.read(Configurations.class, "configurations.tsv")) {
      Configuration made =
          new Configuration(
              Long.parseLong(line[0]),
              line[1],
              byType(dictionary(line[2]), dictionary(line[3]), dictionary("simple")));
      configurations.put(made.name(), made);
    }
  }

  private static Named named(long oid, String name, Dictionary dictionary) {
    return new Named(oid, name, () -> dictionary);
  }

  private Dictionary dictionary(DictionaryRow row) {
    Set<String> words =
        row.stop.equals("-")
            ? Set.of()
            : stopWords.computeIfAbsent(row.stop, Configurations::readStopWords);
    return row.template.equals("simple")
        ? new SimpleDictionary(words, true)
        : new SnowballDictionary(row.language, words);
  }

  private Named dictionary(String name) {
    Named found = dictionaries.get(name);
    if (found == null) {
      throw new IllegalStateException(name);
    }
    return found;
  }

  /** Words by what they are made of; numbers, addresses and paths as they are. */
  private static List<List<Named>> byType(Named ascii, Named word, Named other) {
    List<List<Named>> byType = new ArrayList<>();
    byType.add(List.of());
    for (TokenType type : TokenType.ALL) {
      byType.add(
          switch (type.alias()) {
            case "asciiword", "asciihword", "hword_asciipart" -> List.of(ascii);
            case "word", "hword", "hword_part" -> List.of(word);
            case "blank", "tag", "protocol", "entity" -> List.of();
            default -> List.of(other);
          });
    }
    return List.copyOf(byType);
  }

  /** PostgreSQL's list of stop words for a language; null for any other name. */
  static @Nullable Set<String> stopWords(String name) {
    return BUILTIN.stopWords.get(name);
  }

  private static Set<String> readStopWords(String name) {
    return FactTable.read(Configurations.class, "stopwords/" + name + ".stop").stream()
        .map(line -> line[0].strip())
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  public static List<DictionaryRow> dictionaryRows() {
    return List.copyOf(BUILTIN.rows);
  }

  public static List<Configuration> all() {
    return List.copyOf(BUILTIN.configurations.values());
  }

  public static Optional<Configuration> byName(String name) {
    return Optional.ofNullable(BUILTIN.configurations.get(name));
  }

  public static Optional<Configuration> byOid(long oid) {
    return all().stream().filter(c -> c.oid() == oid).findFirst();
  }

  public static Optional<Named> dictionaryNamed(String name) {
    return Optional.ofNullable(BUILTIN.dictionaries.get(name));
  }

  public static Optional<Named> dictionaryOf(long oid) {
    return BUILTIN.dictionaries.values().stream().filter(d -> d.oid() == oid).findFirst();
  }
}

package dev.tusk.executor.textsearch;

import dev.tusk.executor.lexicon.LexiconReading;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FactTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code unaccent}: letters without their accents ({@code unaccent.tsv}). What it makes of a word
 * goes to the dictionaries behind it.
 */
public final class UnaccentDictionary implements Dictionary {
  /** By the rules that the extension comes with. */
  public static final UnaccentDictionary STANDARD = new UnaccentDictionary();

  /** Null for those that the extension comes with. */
  private final @Nullable Map<String, String> own;

  /** Characters of the longest text that is replaced. */
  private final int longest;

  private UnaccentDictionary() {
    this.own = null;
    this.longest = 1;
  }

  private UnaccentDictionary(Map<String, String> rules) {
    this.own = rules;
    this.longest = rules.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /** By the rules of a file: on each line a text and what replaces it, or nothing. */
  static UnaccentDictionary read(LexiconReading reading, String name, Consumer<Notice> notices) {
    Map<String, String> rules = new HashMap<>();
    reading
        .lines("unaccent file", name, "rules")
        .forEach(line -> {
          List<String> words = line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
          if (words.size() > 2) {
            notices.accept(
                Notice.warning(
                    SqlState.CONFIG_FILE_ERROR,
                    "invalid syntax: more than two strings in unaccent rule"));
          } else if (!words.isEmpty()) {
            rules.putIfAbsent(words.getFirst(), words.size() == 1 ? "" : words.get(1));
          }
        });
    return new UnaccentDictionary(Map.copyOf(rules));
  }

  /** Read when a text is first looked at. */
  private static final class Rules {
    static final Map<Integer, String> BY_CHARACTER = read();
  }

  private static Map<Integer, String> read() {
    Map<Integer, String> rules = new HashMap<>();
    for (String[] line : FactTable.read(UnaccentDictionary.class, "unaccent.tsv")) {
      StringBuilder becomes = new StringBuilder();
      if (!line[1].equals("-")) {
        for (String code : line[1].split(" ")) {
          becomes.appendCodePoint(Integer.parseInt(code, 16));
        }
      }
      rules.put(Integer.parseInt(line[0], 16), becomes.toString());
    }
    return Map.copyOf(rules);
  }

  /** A text without accents. */
  public String apply(String text) {
    String changed = changed(text);
    return changed == null ? text : changed;
  }

  /** Null where there is nothing to change. */
  private @Nullable String changed(String text) {
    return own == null ? changedByLetters(text) : changed(text, own);
  }

  /** The longest text that begins at a place is the one that is replaced. */
  private @Nullable String changed(String text, Map<String, String> rules) {
    StringBuilder out = new StringBuilder(text.length());
    boolean any = false;
    for (int at = 0; at < text.length(); ) {
      String by = null;
      int length = Math.min(longest, text.length() - at) + 1;
      while (by == null && --length > 0) {
        by = rules.get(text.substring(at, at + length));
      }
      any |= by != null;
      length = by == null ? Character.charCount(text.codePointAt(at)) : length;
      out.append(by == null ? text.substring(at, at + length) : by);
      at += length;
    }
    return any ? out.toString() : null;
  }

  private static @Nullable String changedByLetters(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String rule = c < 128 ? null : Rules.BY_CHARACTER.get(c);
      if (rule != null && out == null) {
        out = new StringBuilder(text.length()).append(text, 0, i);
      }
      i += Character.charCount(c);
      if (out != null) {
        if (rule == null) {
          out.appendCodePoint(c);
        } else {
          out.append(rule);
        }
      }
    }
    return out == null ? null : out.toString();
  }

  @Override
  public boolean filters() {
    return true;
  }

  @Override
  public @Nullable List<Form> lexize(String word) {
    String changed = changed(word);
    return changed == null ? null : List.of(new Form(changed));
  }
}

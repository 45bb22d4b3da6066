package dev.tusk.executor.textsearch;

import dev.tusk.sql.function.FactTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code unaccent}: letters without their accents ({@code unaccent.tsv}). What it makes of a word
 * goes to the dictionaries behind it.
 */
public final class UnaccentDictionary implements Dictionary {
  /** By the rules that the extension comes with. */
  public static final UnaccentDictionary STANDARD = new UnaccentDictionary();

  private UnaccentDictionary() {}

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

package dev.tusk.executor.textsearch;

import dev.tusk.executor.lexicon.LexiconLines;
import dev.tusk.executor.textsearch.ThesaurusFile.Rule;
import dev.tusk.executor.textsearch.ThesaurusFile.Substitute;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code thesaurus}: other words for phrases. All words, those of the file and those of texts, are
 * read by another dictionary first (dict_thesaurus.c).
 */
final class ThesaurusDictionary implements PhraseDictionary {
  private final Dictionary words;

  /** Where a lexeme stands in phrases, by rule, place and count; the empty one is a stop word. */
  private final Map<String, List<Entry>> entries = new HashMap<>();

  private final List<Phrase> phrases = new ArrayList<>();

  /** A lexeme in a phrase: one of so many that stand for a word together. */
  private record Entry(int rule, int place, int together) {
    static final Comparator<Entry> ORDER =
        Comparator.comparingInt(Entry::rule)
            .thenComparingInt(Entry::place)
            .thenComparingInt(Entry::together);
  }

  /** A phrase's last place, and what stands for it. */
  private record Phrase(int last, List<Form> forms) {}

  /** The rules that hold for the words so far, the latest found first. */
  private record Candidates(List<Entry> entries) {}

  ThesaurusDictionary(List<Rule> rules, Dictionary words) {
    this.words = words;
    for (int rule = 0; rule < rules.size(); rule++) {
      List<String> sample = rules.get(rule).sample();
      for (int place = 0; place < sample.size(); place++) {
        sample(rule, place, sample.get(place));
      }
    }
    entries.values().forEach(of -> of.sort(Entry.ORDER));
    for (int rule = 0; rule < rules.size(); rule++) {
      phrases.add(
          new Phrase(
              rules.get(rule).sample().size() - 1,
              substitute(rules.get(rule).substitute(), rule + 1)));
    }
  }

  private void sample(int rule, int place, String word) {
    if (word.equals("?")) {
      put("", new Entry(rule, place, 1));
      return;
    }
    List<Form> forms = words.lexize(word);
    if (forms == null) {
      throw wrong("sample word \"" + word + "\" isn't recognized by subdictionary", rule + 1);
    }
    if (forms.isEmpty()) {
      throw wrong("sample word \"" + word + "\" is a stop word", rule + 1)
          .withHint("Use \"?\" to represent a stop word within a sample phrase.");
    }
    for (List<Form> variant : variants(forms)) {
      for (Form form : variant) {
        put(form.lexeme(), new Entry(rule, place, variant.size()));
      }
    }
  }

  private void put(String lexeme, Entry entry) {
    List<Entry> of = entries.computeIfAbsent(lexeme, _ -> new ArrayList<>());
    if (!of.contains(entry)) {
      of.add(entry);
    }
  }

  private static SqlException wrong(String what, int rule) {
    return LexiconLines.wrong("thesaurus " + what + " (rule " + rule + ")");
  }

  /** Forms that stand together, one behind the other. */
  private static List<List<Form>> variants(List<Form> forms) {
    List<List<Form>> variants = new ArrayList<>();
    for (Form form : forms) {
      if (variants.isEmpty() || variants.getLast().getFirst().variant() != form.variant()) {
        variants.add(new ArrayList<>());
      }
      variants.getLast().add(form);
    }
    return variants;
  }

  private List<Form> substitute(List<Substitute> written, int rule) {
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Substitute word = written.get(i);
      List<Form> made =
          word.asIs() ? List.of(new Form(word.word(), i, false, false)) : words.lexize(word.word());
      if (made == null) {
        throw wrong(
            "substitute word \"" + word.word() + "\" isn't recognized by subdictionary", rule);
      }
      if (made.isEmpty()) {
        throw wrong("substitute word \"" + word.word() + "\" is a stop word", rule);
      }
      for (Form form : made) {
        boolean advances = !forms.isEmpty() && form == made.getFirst();
        forms.add(
            new Form(form.lexeme(), form.variant(), advances || form.advances(), form.prefix()));
      }
    }
    return forms;
  }

  /** As a dictionary for another one's words, which it cannot be. */
  @Override
  public @Nullable List<Form> lexize(String word) {
    throw nested();
  }

  static SqlException nested() {
    return SqlException.of(SqlState.INTERNAL_ERROR, "forbidden call of thesaurus or nested call");
  }

  @Override
  public Step step(String word, @Nullable Object state, Runnable check) {
    List<Entry> before = state instanceof Candidates known ? known.entries : null;
    int place = before == null ? 0 : before.getFirst().place + 1;
    List<Form> forms = words.lexize(word, check);
    List<Entry> found = new ArrayList<>();
    if (forms != null && forms.isEmpty()) {
      match(List.of(""), before, place, found);
    } else if (forms != null) {
      for (List<Form> variant : variants(forms)) {
        match(variant.stream().map(Form::lexeme).toList(), before, place, found);
      }
    }
    for (Entry entry : found) {
      Phrase phrase = phrases.get(entry.rule);
      if (phrase.last == place) {
        return new Step(phrase.forms, new Candidates(found), found.size() > 1);
      }
    }
    return new Step(null, new Candidates(found), !found.isEmpty());
  }

  /**
   * Adds the rules, in their order, that have all lexemes at a place and held for what came before.
   */
  private void match(
      List<String> lexemes, @Nullable List<Entry> before, int place, List<Entry> found) {
    List<Entry> first = entries.get(lexemes.getFirst());
    if (first == null) {
      return;
    }
    for (Entry entry : first) {
      if (entry.place == place
          && entry.together == lexemes.size()
          && (before == null || has(before, entry.rule))
          && !has(found, entry.rule)
          && lexemes.stream()
              .allMatch(lexeme -> entries.getOrDefault(lexeme, List.of()).contains(entry))) {
        found.addFirst(entry);
      }
    }
  }

  private static boolean has(List<Entry> candidates, int rule) {
    return candidates.stream().anyMatch(candidate -> candidate.rule == rule);
  }
}

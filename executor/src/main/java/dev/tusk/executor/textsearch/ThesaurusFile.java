package dev.tusk.executor.textsearch;

import dev.tusk.executor.lexicon.LexiconLines;
import dev.tusk.executor.lexicon.LexiconReading;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a thesaurus: {@code sample words : substitute words}. */
final class ThesaurusFile {
  private static final int MOST_WORDS = 1 << 16;

  /**
   * A line.
   *
   * @param sample the words of the phrase; {@code ?} for any stop word
   * @param substitute what stands for it
   */
  record Rule(List<String> sample, List<Substitute> substitute) {}

  /**
   * A word that stands for a phrase.
   *
   * @param asIs whether it is a lexeme already (written with a star)
   */
  record Substitute(String word, boolean asIs) {}

  private enum State {
    BEFORE_SAMPLE,
    SAMPLE,
    BEFORE_SUBSTITUTE,
    SUBSTITUTE
  }

  private ThesaurusFile() {}

  static List<Rule> read(LexiconReading reading, String name) {
    List<Rule> rules = new ArrayList<>();
    reading
        .lines("thesaurus file", name, "ths")
        .forEach(line -> {
          if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
            rules.add(new Reader(line).rule());
          }
        });
    return rules;
  }

  private static final class Reader {
    private final String line;
    private final List<String> sample = new ArrayList<>();
    private final List<Substitute> substitute = new ArrayList<>();
    private State state = State.BEFORE_SAMPLE;
    private int begin;
    private boolean asIs;

    Reader(String line) {
      this.line = line;
    }

    Rule rule() {
      for (int at = 0; at < line.length(); at++) {
        char letter = line.charAt(at);
        boolean space = Character.isWhitespace(letter);
        switch (state) {
          case BEFORE_SAMPLE -> beforeSample(letter, space, at);
          case SAMPLE -> {
            if (letter == ':' || space) {
              sample.add(line.substring(begin, at));
              state = space ? State.BEFORE_SAMPLE : State.BEFORE_SUBSTITUTE;
            }
          }
          case BEFORE_SUBSTITUTE -> {
            if (!space) {
              asIs = letter == '*';
              begin = asIs || letter == '\\' ? at + 1 : at;
              state = State.SUBSTITUTE;
            }
          }
          case SUBSTITUTE -> {
            if (space) {
              substituteEnds(at);
              state = State.BEFORE_SUBSTITUTE;
            }
          }
        }
      }
      if (state == State.SUBSTITUTE) {
        substituteEnds(line.length());
      }
      if (sample.isEmpty() || substitute.isEmpty()) {
        throw LexiconLines.wrong("unexpected end of line");
      }
      if (sample.size() >= MOST_WORDS || substitute.size() >= MOST_WORDS) {
        throw LexiconLines.wrong("too many lexemes in thesaurus entry");
      }
      return new Rule(sample, substitute);
    }

    private void beforeSample(char letter, boolean space, int at) {
      if (letter == ':') {
        if (sample.isEmpty()) {
          throw LexiconLines.wrong("unexpected delimiter");
        }
        state = State.BEFORE_SUBSTITUTE;
      } else if (!space) {
        begin = at;
        state = State.SAMPLE;
      }
    }

    private void substituteEnds(int end) {
      if (end == begin) {
        throw LexiconLines.wrong("unexpected end of line or lexeme");
      }
      substitute.add(new Substitute(line.substring(begin, end), asIs));
    }
  }
}

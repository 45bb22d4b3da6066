package dev.tusk.executor.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RegexTest {
  private static final Runnable NEVER = () -> {};

  private static boolean matches(String text, String pattern) {
    return Regex.compile(pattern, RegexOptions.NONE).matches(text, NEVER);
  }

  @Test
  void aRepeatedGroupMatchesALongText() {
    assertThat(matches("ab".repeat(50_000), "^(ab|ba)*$")).isTrue();
    assertThat(matches("ab".repeat(50_000) + "x", "^(ab|ba)*$")).isFalse();
  }

  @Test
  void theLongestAlternativeIsFoundWithoutReadingTheWholeTextForEachMatch() {
    RegexSearch search =
        Regex.compile("\\s+|foo|foobar", RegexOptions.NONE).search("foobar ".repeat(5_000), NEVER);
    int count = 0;
    for (int from = 0; search.find(from); from = search.next()) {
      assertThat(search.end() - search.start()).isIn(1, 6);
      count++;
    }
    assertThat(count).isEqualTo(10_000);
  }

  @Test
  void anEndlessSearchCanBeCancelled() {
    Regex regex = Regex.compile("^(\\w|\\w\\w)*\\1$", RegexOptions.NONE);
    Runnable cancel =
        () -> {
          throw new CancellationException();
        };
    assertThatThrownBy(() -> regex.matches("a".repeat(200) + "!", cancel))
        .isInstanceOf(CancellationException.class);
  }

  /** As PostgreSQL 15 answers: a letter is itself in lower and in upper case, and no other one. */
  @Test
  void caseIsIgnoredForTheTwoCasesOfALetterOnly() {
    String[] patterns = {"s", "ſ", "[s]", "[^s]", "[a-z]", "[A-Z]"};
    boolean[][] expected = {
      {false, true, true},
      {true, true, false},
      {false, true, true},
      {true, false, false},
      {false, true, true},
      {false, true, true}
    };
    for (int i = 0; i < patterns.length; i++) {
      Regex regex = Regex.compile(patterns[i], RegexOptions.IGNORE_CASE);
      assertThat(
              new boolean[] {
                regex.matches("ſ", NEVER), regex.matches("S", NEVER), regex.matches("s", NEVER)
              })
          .as(patterns[i])
          .isEqualTo(expected[i]);
    }
    assertThat(Regex.compile("(a)\\1", RegexOptions.IGNORE_CASE).matches("aA", NEVER)).isTrue();
    assertThat(Regex.compile("(s|t|k)x", RegexOptions.IGNORE_CASE).matches("Kx", NEVER)).isTrue();
  }
}

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
}

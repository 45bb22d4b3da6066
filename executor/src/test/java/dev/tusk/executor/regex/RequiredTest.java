package dev.tusk.executor.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.regex.Required.All;
import dev.tusk.executor.regex.Required.Any;
import dev.tusk.executor.regex.Required.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredTest {
  private static Required of(String expression) {
    return Required.of(expression, RegexOptions.NONE);
  }

  private static Run run(String text) {
    return new Run(text, false, false);
  }

  @Test
  void charactersThatStandTogether() {
    assertThat(of("abc")).isEqualTo(run("abc"));
    assertThat(of("ab.cd[xy]e")).isEqualTo(new All(List.of(run("ab"), run("cd"), run("e"))));
    assertThat(of("a\\.b(?:cd)(e)")).isEqualTo(run("a.bcde"));
    assertThat(of(".*")).isEqualTo(new All(List.of()));
  }

  @Test
  void endsOfTheText() {
    assertThat(of("^abc$")).isEqualTo(new Run("abc", true, true));
    assertThat(of("^.?abc")).isEqualTo(run("abc"));
    assertThat(of("(?n)^abc.")).isEqualTo(new Run("abc", true, false));
  }

  @Test
  void whatIsRepeated() {
    assertThat(of("xa*y")).isEqualTo(new All(List.of(run("x"), run("y"))));
    assertThat(of("x(ab)+y")).isEqualTo(new All(List.of(run("xab"), run("aby"))));
    assertThat(of("x(ab){2}y")).isEqualTo(run("xababy"));
    assertThat(of("xa{2,3}y")).isEqualTo(new All(List.of(run("xaa"), run("ay"))));
  }

  @Test
  void whatMayBeEither() {
    assertThat(of("x(ab|cd)y"))
        .isEqualTo(new All(List.of(run("x"), new Any(List.of(run("ab"), run("cd"))), run("y"))));
    assertThat(of("ab|.*")).isEqualTo(new Any(List.of(run("ab"), new All(List.of()))));
    assertThat(of("a(?=b)c(?!d)")).isEqualTo(new All(List.of(run("a"), run("c"))));
  }
}

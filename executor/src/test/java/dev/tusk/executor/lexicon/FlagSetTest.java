package dev.tusk.executor.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FlagSetTest {
  @Test
  void flagsAreLettersPairsOrNumbers() {
    assertThat(FlagSet.of("ABc", FlagMode.LETTER).all()).containsExactly("A", "B", "c");
    assertThat(FlagSet.of("AaBb", FlagMode.LONG).all()).containsExactly("Aa", "Bb");
    assertThat(FlagSet.of("17, 023,5", FlagMode.NUMBER).all()).containsExactly("17", "23", "5");
  }

  @Test
  void whatIsWrongIsToldWhenItIsReached() {
    FlagSet odd = FlagSet.of("AaB", FlagMode.LONG);
    assertThat(odd.has("Aa")).isTrue();
    assertThatThrownBy(() -> odd.has("B"))
        .hasMessage("invalid affix flag \"B\" with \"long\" flag value");
    assertThatThrownBy(() -> FlagSet.of("1,,2", FlagMode.NUMBER).all())
        .hasMessage("invalid affix flag \",2\"");
    assertThatThrownBy(() -> FlagSet.of("1;2", FlagMode.NUMBER).all())
        .hasMessage("invalid character in affix flag \";2\"");
    assertThatThrownBy(() -> FlagSet.of("1 2", FlagMode.NUMBER).all())
        .hasMessage("invalid affix flag \"2\"");
    assertThatThrownBy(() -> FlagSet.of("70000", FlagMode.NUMBER).all())
        .hasMessage("affix flag \"70000\" is out of range");
  }
}

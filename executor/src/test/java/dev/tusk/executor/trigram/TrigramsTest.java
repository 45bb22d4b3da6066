package dev.tusk.executor.trigram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Values of pg_trgm 1.6 in a database of PostgreSQL 15 with the character classes of C.UTF-8. */
class TrigramsTest {
  @Test
  void charactersOfSeveralBytesAreHashed() {
    assertThat(Trigrams.shown("Été à 日本"))
        .containsExactly(
            "0x836e53",
            "0xe69b54",
            "0x05b94e",
            "0x1e22e9",
            "0x203d17",
            "0x2f50af",
            "0x422388",
            "0x4c28c7",
            "0x704129");
    assertThat(Trigrams.shown("naïve CAFÉ 42"))
        .containsExactly(
            "0xb96f40",
            "0xd8acd7",
            "0xef5960",
            "  4",
            "  c",
            "  n",
            " 42",
            " ca",
            " na",
            "42 ",
            "0x544980",
            "0x59a8da",
            "caf",
            "ve ");
    assertThat(Trigrams.shown("😀 ab")).containsExactly("  a", " ab", "ab ");
  }

  @Test
  void similaritiesAreThoseOfTheExtension() {
    assertThat(Trigrams.similarity("Café crème", "cafe creme")).isEqualTo(0.33333334f);
    assertThat(Trigrams.similarity("Größe", "GRÖSSE")).isEqualTo(0.3f);
    assertThat(WordSimilarity.of("crème", "une Crème brûlée", false)).isEqualTo(1f);
    assertThat(WordSimilarity.of("crem", "une Crème brûlée", true)).isEqualTo(0.22222222f);
  }

  @Test
  void whatIsEqualWithoutCaseIsEqualInAnIndex() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int folded = Letters.FOLDED.fold(c);
      for (int other : new int[] {Character.toLowerCase(c), Character.toUpperCase(c)}) {
        assertThat(Letters.FOLDED.fold(other)).as("fold of %x", other).isEqualTo(folded);
        assertThat(Letters.inWord(other)).as("%x in words", other).isEqualTo(Letters.inWord(c));
      }
    }
  }

  @Test
  void aPatternAsksForTrigramsOfWordsThatItDoesNotCut() {
    assertThat(IndexTrigrams.ofLike("ab%")).isEqualTo(trigrams("  a", " ab"));
    assertThat(IndexTrigrams.ofLike("%ab")).isEqualTo(trigrams("ab "));
    assertThat(IndexTrigrams.ofLike("%ab cde f%"))
        .isEqualTo(trigrams("  c", "  f", " cd", "ab ", "cde", "de "));
    assertThat(IndexTrigrams.ofLike("%a_bcd\\%e%")).isEqualTo(trigrams("  e", "bcd", "cd "));
    assertThat(IndexTrigrams.ofLike("%")).isEmpty();
  }

  private static int[] trigrams(String... texts) {
    return Arrays.stream(texts)
        .mapToInt(t -> t.charAt(0) << 16 | t.charAt(1) << 8 | t.charAt(2))
        .sorted()
        .toArray();
  }

  @Test
  void anIndexIsAskedForAsManyTrigramsAsALimitNeeds() {
    assertThat(IndexTrigrams.alike("abc", 0.5).atLeast()).isEqualTo(2);
    assertThat(IndexTrigrams.alike("abc", 0.51).atLeast()).isEqualTo(3);
    assertThat(IndexTrigrams.alike("abc", 0).atLeast()).isZero();
    assertThat(IndexTrigrams.alike("", 0.3).atLeast()).isPositive();
    // Two different ones of the operator's are one of the index's.
    assertThat(IndexTrigrams.alike("sss ſss", 1).atLeast())
        .isLessThanOrEqualTo(IndexTrigrams.of("sss ſss").length);
  }
}

package dev.tusk.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameEmbeddingTest {
  private static final List<NamedCharacter> CHARACTERS = NamedCharacter.all();

  @Test
  void thereAreOverThirtyThousandNamesAndNoneIsMadeByRule() {
    assertThat(CHARACTERS).hasSizeGreaterThan(30_000);
    assertThat(CHARACTERS.stream().map(NamedCharacter::name))
        .filteredOn(
            name -> name.matches("(CJK UNIFIED|HANGUL SYLLABLES|PRIVATE USE AREA|HIGH SURR).*"))
        .isEmpty();
  }

  @Test
  void embeddingsAreUnitVectorsAndTheSameEveryTime() {
    float[] once = NameEmbedding.embed("GRINNING CAT FACE");

    assertThat(product(once, once)).isCloseTo(1, within(1e-6));
    assertThat(NameEmbedding.embed("grinning cat-face")).containsExactly(once);
  }

  @Test
  void namesThatShareWordsAreNear() {
    float[] query = NameEmbedding.embed("smiling cat");

    assertThat(nearest(query, 10)).contains("GRINNING CAT FACE WITH SMILING EYES");
    assertThat(nearest(NameEmbedding.embed("fraction one half"), 10))
        .contains("VULGAR FRACTION ONE HALF");
    assertThat(nearest(NameEmbedding.embed("arrow pointing left"), 10))
        .allMatch(name -> name.contains("LEFT"));
  }

  private static List<String> nearest(float[] query, int count) {
    record Scored(String name, double similarity) {}

    return CHARACTERS.stream()
        .map(c -> new Scored(c.name(), product(query, NameEmbedding.embed(c.name()))))
        .sorted(Comparator.comparingDouble(Scored::similarity).reversed())
        .limit(count)
        .map(Scored::name)
        .toList();
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}

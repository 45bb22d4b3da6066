package dev.tusk.executor.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonOrderTest {
  @Test
  void sorts() {
    Random random = new Random(7);
    for (int n = 0; n < 300; n++) {
      Integer[] numbers = random.ints().distinct().limit(n).boxed().toArray(Integer[]::new);
      Integer[] expected = numbers.clone();
      Arrays.sort(expected);
      ComparisonOrder.sort(numbers, Comparator.naturalOrder());
      assertThat(numbers).isEqualTo(expected);
    }
  }

  @Test
  void whatIsInOrderIsComparedOnceWithItsNeighbour() {
    Integer[] numbers = IntStream.range(0, 100).boxed().toArray(Integer[]::new);
    int[] compared = {0};
    ComparisonOrder.sort(
        numbers,
        (a, b) -> {
          compared[0]++;
          return Integer.compare(a, b);
        });
    assertThat(compared[0]).isEqualTo(99);
  }
}

package dev.tusk.executor.inverted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No bounds that overlap an area are missed between the edges that it is searched by. */
class AreaTest {
  private final Random random = new Random(7);

  private long number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(50);
      case 1 -> Long.MIN_VALUE + random.nextInt(50) - 25;
      case 2 -> -1L - random.nextInt(3);
      default -> random.nextLong() >>> random.nextInt(64);
    };
  }

  private Area area(int dimensions) {
    long[] low = new long[dimensions];
    long[] high = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      long a = number();
      long b = random.nextInt(4) == 0 ? a : number();
      boolean inOrder = Long.compareUnsigned(a, b) <= 0;
      low[i] = inOrder ? a : b;
      high[i] = inOrder ? b : a;
    }
    return new Area(low, high);
  }

  private static boolean overlap(Area a, Area b) {
    for (int i = 0; i < a.low().length; i++) {
      if (Long.compareUnsigned(a.low()[i], b.high()[i]) > 0
          || Long.compareUnsigned(b.low()[i], a.high()[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void whatOverlapsIsFoundAndNothingElseIs() {
    int overlapping = 0;
    for (int round = 0; round < 20_000; round++) {
      int dimensions = 1 + round % 2;
      Area stored = area(dimensions);
      Area sought = area(dimensions);
      byte[] key = stored.key();
      int level = key[0] & 0xFF;
      byte[] head = Arrays.copyOf(key, sought.edge(level, true).length);
      boolean between =
          Arrays.compareUnsigned(sought.edge(level, true), head) <= 0
              && Arrays.compareUnsigned(head, sought.edge(level, false)) <= 0;
      boolean found = between && sought.meets(key, 0);

      assertThat(found).as("%s in %s", stored, sought).isEqualTo(overlap(stored, sought));
      overlapping += found ? 1 : 0;
    }
    assertThat(overlapping).isBetween(2_000, 18_000);
  }
}

package dev.tusk.vector.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedKeysTest {
  @Test
  void thePositionIsTheNumberOfSmallerKeys() {
    Random random = new Random(1);
    for (int size = 0; size < 400; size++) {
      long[] keys = new long[size + SortedKeys.PADDING + 1];
      Arrays.fill(keys, Long.MAX_VALUE);
      for (int i = 0; i < size; i++) {
        keys[i] = random.nextInt(1000) - 500;
      }
      Arrays.sort(keys, 0, size);
      long key = random.nextInt(1100) - 550;
      int smaller = 0;
      for (int i = 0; i < size; i++) {
        smaller += keys[i] < key ? 1 : 0;
      }
      assertThat(SortedKeys.position(keys, size, key)).isEqualTo(smaller);
    }
  }
}

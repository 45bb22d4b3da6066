package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VectorWarmUpTest {
  @Test
  void itEndsSoon() {
    long start = System.nanoTime();
    VectorWarmUp.run(Duration.ofMillis(200), () -> false);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }

  @Test
  void itEndsWhenItIsCancelled() {
    long start = System.nanoTime();
    VectorWarmUp.run(Duration.ofHours(1), () -> true);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }
}

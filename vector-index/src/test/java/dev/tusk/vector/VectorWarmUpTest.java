package dev.tusk.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorWarmUpTest {
  @Test
  void itEndsSoon() {
    long start = System.nanoTime();
    VectorWarmUp.run(200);
    assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
  }
}

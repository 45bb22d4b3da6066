package dev.tusk.vector.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tusk.vector.Elements;
import dev.tusk.vector.Survey;
import dev.tusk.vector.VectorStore;
import dev.tusk.vector.codec.Metric;
import dev.tusk.vector.codec.Quantizer;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a sample of vectors tells, held against what they were made of. */
class SurveyTest {
  private static final int ROWS = 4_000;
  private static final int DIMENSIONS = 256;

  private static Survey survey(double shortest, Quantizer quantizer) {
    try (VectorStore store = new VectorStore(Elements.FLOAT32, DIMENSIONS)) {
      Random random = new Random(3);
      for (int slot = 0; slot < ROWS; slot++) {
        float[] vector = new float[DIMENSIONS];
        double squares = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
          vector[i] = (float) random.nextGaussian();
          squares += vector[i] * vector[i];
        }
        double length = slot % 2 == 0 ? 1 : shortest;
        for (int i = 0; i < DIMENSIONS; i++) {
          vector[i] *= (float) (length / Math.sqrt(squares));
        }
        store.put(slot, vector);
      }
      HnswOptions options = new HnswOptions(Metric.L2, 8, 32, quantizer);
      try (HnswIndex index = HnswIndex.create(store, options)) {
        index.build(IntStream.range(0, ROWS).toArray(), 2, (_, _) -> {});
        index.settle();
        return index.survey();
      }
    }
  }

  @Test
  void theSpreadOfLengthsIsTheirDeviationOverTheirMean() {
    // Half of the vectors as long as 1, half as 0.5: mean 0.75, deviation 0.25.
    assertThat(survey(0.5, Quantizer.NONE).normSpread()).isCloseTo(1 / 3.0, within(0.01));
    assertThat(survey(1, Quantizer.NONE).normSpread()).isCloseTo(0, within(0.001));
  }

  @Test
  void fewerBitsErrMoreAndFloatsDoNot() {
    double one = survey(1, Quantizer.RABITQ_1).codeError();
    double three = survey(1, Quantizer.RABITQ_3).codeError();
    assertThat(one).isBetween(0.01, 0.2);
    assertThat(three).isBetween(0.0005, one / 2);
    assertThat(survey(1, Quantizer.NONE).codeError()).isZero();
  }

  @Test
  void whatWasJustWrittenIsInMemory() {
    Survey survey = survey(1, Quantizer.NONE);
    assertThat(survey.vectorBytes()).isEqualTo((long) ROWS * DIMENSIONS * Float.BYTES);
    // Where the system does not tell there is no share.
    assertThat(survey.resident()).matches(share -> Double.isNaN(share) || share == 1);
  }
}

package dev.tusk.vector.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.vector.SearchResult;
import dev.tusk.vector.SlotFilter;
import dev.tusk.vector.SlotOrder;
import dev.tusk.vector.VectorSource;
import dev.tusk.vector.codec.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Scans by codes and on several threads give what comparing all values gives, to the bit. */
class ExactScanTest {
  private static final int ROWS = 40_000;

  private record Column(MemorySegment memory, int dimension) implements VectorSource.Mapped {
    static Column of(int rows, int dimension) {
      return new Column(
          Arena.ofAuto().allocate((long) rows * dimension * Float.BYTES, 64), dimension);
    }

    void set(int slot, float[] vector) {
      MemorySegment.copy(vector, 0, memory, ValueLayout.JAVA_FLOAT, offset(slot), dimension);
    }

    @Override
    public long offset(int slot) {
      return (long) slot * dimension * Float.BYTES;
    }
  }

  /** Vectors of all lengths, near copies of others, copies, zeros and such that overflow. */
  private static float[] vector(Random random, Column column, int slot) {
    float[] vector = new float[column.dimension];
    int kind = random.nextInt(100);
    if (slot > 0 && kind < 10) {
      MemorySegment.copy(
          column.memory,
          ValueLayout.JAVA_FLOAT,
          column.offset(random.nextInt(slot)),
          vector,
          0,
          vector.length);
      if (kind < 5) {
        vector[0] += 1e-3f;
      }
      return vector;
    }
    if (kind == 10) {
      return vector;
    }
    float length = kind == 11 ? 1e19f : (float) Math.exp(random.nextGaussian());
    for (int i = 0; i < vector.length; i++) {
      vector[i] = length * (float) random.nextGaussian() + (kind < 50 ? 3 : 0);
    }
    return vector;
  }

  private static void same(SearchResult result, SearchResult expected, String as) {
    assertThat(result.count()).as(as).isEqualTo(expected.count());
    for (int i = 0; i < expected.count(); i++) {
      assertThat(result.slot(i)).as("%s %s", as, i).isEqualTo(expected.slot(i));
      assertThat(result.distance(i)).as(as).isEqualTo(expected.distance(i));
    }
  }

  private static ExactScan scan(
      Column column, Metric metric, float[] query, int k, double reach, ScanCodes codes) {
    SlotFilter some = slot -> slot % 7 != 3;
    SlotOrder order = slot -> -slot;
    return new ExactScan(
        column, metric, query, k, reach, some, ROWS, order, codes, slot -> slot + 1L);
  }

  @Test
  void boundsByCodesNeverLoseARow() {
    for (int dimension : new int[] {3, 40, 100}) {
      Random random = new Random(dimension);
      Column column = Column.of(ROWS, dimension);
      for (int slot = 0; slot < ROWS; slot++) {
        column.set(slot, vector(random, column, slot));
      }
      ScanCodes codes = new ScanCodes(dimension);
      for (Metric metric : new Metric[] {Metric.L2, Metric.COSINE, Metric.INNER_PRODUCT}) {
        for (int q = 0; q < 8; q++) {
          float[] query = vector(random, column, ROWS);
          String as = dimension + " " + metric + " " + q;
          SearchResult expected =
              ExactSearch.search(
                  column, metric, query, 50, slot -> slot % 7 != 3, ROWS, slot -> -slot);
          SearchResult found =
              scan(column, metric, query, 50, Double.POSITIVE_INFINITY, codes).search(4, () -> {});
          same(found, expected, as);
          double reach = expected.distance(20);
          SearchResult within = scan(column, metric, query, ROWS, reach, codes).search(2, () -> {});
          SearchResult all =
              ExactSearch.search(
                  column, metric, query, ROWS, slot -> slot % 7 != 3, ROWS, slot -> -slot);
          int[] near = new int[ROWS];
          int count = 0;
          for (int i = 0; i < all.count(); i++) {
            if (!(all.distance(i) > reach)) {
              near[count++] = all.slot(i);
            }
          }
          int[] slots = new int[within.count()];
          Arrays.setAll(slots, within::slot);
          assertThat(slots).as(as).isEqualTo(Arrays.copyOf(near, count));
        }
      }
    }
  }

  @Test
  void aSlotThatIsFilledAnewIsCodedAnew() {
    Column column = Column.of(ROWS, 16);
    float[] far = new float[16];
    Arrays.fill(far, 100);
    for (int slot = 0; slot < ROWS; slot++) {
      column.set(slot, far);
    }
    ScanCodes codes = new ScanCodes(16);
    AtomicInteger owner = new AtomicInteger(1);
    float[] query = new float[16];
    ExactScan scan =
        new ExactScan(
            column,
            Metric.L2,
            query,
            1,
            Double.POSITIVE_INFINITY,
            null,
            ROWS,
            SlotOrder.BY_SLOT,
            codes,
            slot -> slot == 77 ? owner.get() : 1);
    assertThat(scan.search(1, () -> {}).slot(0)).isZero();
    column.set(77, query);
    owner.set(2);
    assertThat(scan.search(1, () -> {}).slot(0)).isEqualTo(77);
  }
}

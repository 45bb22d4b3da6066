package dev.tusk.vector;

import org.jspecify.annotations.Nullable;

/** The answer the index is measured against: all floats are read, in order, with SIMD. */
public final class ExactSearch {
  private ExactSearch() {}

  /** Finds the {@code k} nearest accepted slots below {@code slotLimit}; null accepts all. */
  public static SearchResult search(
      VectorSource source,
      Metric metric,
      float[] query,
      int k,
      @Nullable SlotFilter filter,
      int slotLimit) {
    throw new UnsupportedOperationException("not landed yet");
  }
}

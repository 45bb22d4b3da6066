package dev.tusk.executor.inverted;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows an inverted index is asked for, by the keys of their values. Rows that should not be
 * there may be found, for the condition is asked of each again; none may be missing.
 */
public sealed interface InvertedQuery {
  /** Whatever there is: the keys decide nothing. */
  record Everything() implements InvertedQuery {}

  /** No row. */
  record Nothing() implements InvertedQuery {}

  /** Values with a key. */
  record Has(byte[] key) implements InvertedQuery {}

  /** Values with a key that begins so. */
  record HasPrefix(byte[] prefix) implements InvertedQuery {}

  /** Values with a key between two; null for no bound on a side. */
  record Between(
      byte @Nullable [] from, boolean fromInclusive, byte @Nullable [] to, boolean toInclusive)
      implements InvertedQuery {}

  /**
   * Values whose bounds meet an area.
   *
   * @param prefix of the entries with bounds
   */
  record Near(byte[] prefix, Area area) implements InvertedQuery {}

  record All(List<InvertedQuery> parts) implements InvertedQuery {}

  record Any(List<InvertedQuery> parts) implements InvertedQuery {}

  /** Values with at least so many of the keys. */
  record AtLeast(int count, List<byte[]> keys) implements InvertedQuery {}

  /** What all parts find; everything where there are none. */
  static InvertedQuery all(List<? extends InvertedQuery> parts) {
    List<InvertedQuery> deciding = new ArrayList<>();
    for (InvertedQuery part : parts) {
      switch (part) {
        case Everything _ -> {}
        case Nothing nothing -> {
          return nothing;
        }
        case All(var inner) -> deciding.addAll(inner);
        case Has _, HasPrefix _, Between _, Near _, Any _, AtLeast _ -> deciding.add(part);
      }
    }
    return switch (deciding.size()) {
      case 0 -> new Everything();
      case 1 -> deciding.getFirst();
      default -> new All(List.copyOf(deciding));
    };
  }

  /** What one of the parts finds; nothing where there are none. */
  static InvertedQuery any(List<? extends InvertedQuery> parts) {
    List<InvertedQuery> finding = new ArrayList<>();
    for (InvertedQuery part : parts) {
      switch (part) {
        case Everything everything -> {
          return everything;
        }
        case Nothing _ -> {}
        case Any(var inner) -> finding.addAll(inner);
        case Has _, HasPrefix _, Between _, Near _, All _, AtLeast _ -> finding.add(part);
      }
    }
    return switch (finding.size()) {
      case 0 -> new Nothing();
      case 1 -> finding.getFirst();
      default -> new Any(List.copyOf(finding));
    };
  }
}

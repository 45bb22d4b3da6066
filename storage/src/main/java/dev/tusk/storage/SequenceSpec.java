package dev.tusk.storage;

/**
 * The rule of a sequence.
 *
 * @param start first value
 * @param increment distance of values, not 0; negative counts down
 * @param minimum least value
 * @param maximum greatest value
 * @param cycle whether it starts over at the other end when exhausted
 */
public record SequenceSpec(long start, long increment, long minimum, long maximum, boolean cycle) {
  public SequenceSpec {
    if (increment == 0 || minimum > maximum || start < minimum || start > maximum) {
      throw new IllegalArgumentException("sequence rule contradicts itself");
    }
  }

  /** 1, 2, 3, and so on. */
  public static SequenceSpec ascending() {
    return new SequenceSpec(1, 1, 1, Long.MAX_VALUE, false);
  }
}

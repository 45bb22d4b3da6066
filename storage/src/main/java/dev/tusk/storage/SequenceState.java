package dev.tusk.storage;

/**
 * A sequence as {@code SELECT * FROM sequence} shows it.
 *
 * @param spec its rule
 * @param lastValue the value given last, or the first one to be given
 * @param called whether {@code lastValue} was given already
 * @param ahead how many values may still be given before the log must be told
 */
public record SequenceState(SequenceSpec spec, long lastValue, boolean called, int ahead) {
  /** One that the log knows exactly. */
  public SequenceState(SequenceSpec spec, long lastValue, boolean called) {
    this(spec, lastValue, called, 0);
  }
}

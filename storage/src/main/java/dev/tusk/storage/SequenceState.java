package dev.tusk.storage;

/**
 * A sequence as {@code SELECT * FROM sequence} shows it.
 *
 * @param spec its rule
 * @param lastValue the value given last, or the first one to be given
 * @param called whether {@code lastValue} was given already
 */
public record SequenceState(SequenceSpec spec, long lastValue, boolean called) {}

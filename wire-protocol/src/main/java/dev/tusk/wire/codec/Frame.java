package dev.tusk.wire.codec;

/**
 * A message, framed but not yet decoded: its worker does that, and one that is skipped costs
 * nothing. Equality is identity of the array.
 */
public record Frame(byte tag, byte[] body) implements Incoming {}

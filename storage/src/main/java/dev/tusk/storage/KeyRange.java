package dev.tusk.storage;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of an index between two keys, each a whole key or the first columns of one.
 *
 * <p>A bound stands for all keys that <b>start with</b> it: an inclusive one takes them in, an
 * exclusive one leaves them out. So {@code prefix(k)} are all keys that start with {@code k}.
 *
 * @param from lower bound, or null for none
 * @param to upper bound, or null for none
 */
public record KeyRange(
    byte @Nullable [] from, boolean fromInclusive, byte @Nullable [] to, boolean toInclusive) {
  public static final KeyRange ALL = new KeyRange(null, true, null, true);

  /** Keys that start with the bytes. */
  public static KeyRange prefix(byte[] prefix) {
    return new KeyRange(prefix, true, prefix, true);
  }
}

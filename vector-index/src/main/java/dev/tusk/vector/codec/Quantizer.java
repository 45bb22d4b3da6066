package dev.tusk.vector.codec;

/** How an index shortens vectors for its traversal; results are always rescored from floats. */
public enum Quantizer {
  /** Bits by dimension, widened until a check on the data passes; floats where none does. */
  AUTO,
  /** One bit for each dimension. */
  RABITQ_1,
  /** Two bits for each dimension. */
  RABITQ_2,
  /** Three bits for each dimension. */
  RABITQ_3,
  /** Four bits for each dimension. */
  RABITQ_4,
  /** Floats in the graph's own records; the only choice for L1. */
  NONE
}

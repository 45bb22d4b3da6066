package dev.tusk.vector;

/** Told how far a build is, a few times a second, by the thread that called it. */
public interface BuildProgress {

  /** Ignores the progress and never cancels. */
  BuildProgress NONE = (_, _) -> {};

  void report(int done, int total);

  /** Asked about as often as progress is reported; true ends the build early. */
  default boolean cancelled() {
    return false;
  }
}

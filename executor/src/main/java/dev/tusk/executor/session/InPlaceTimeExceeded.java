package dev.tusk.executor.session;

/**
 * A statement that was run in place, on a thread that others wait for, has taken longer than it
 * may. It has had no effect, and is to be run again, from its start, where it may take its time;
 * what it gave to its receiver so far is to be forgotten.
 */
public final class InPlaceTimeExceeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InPlaceTimeExceeded() {
    super("to be run again where it may take its time", null, false, false);
  }
}

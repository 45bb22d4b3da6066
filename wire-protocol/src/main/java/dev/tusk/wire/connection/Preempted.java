package dev.tusk.wire.connection;

/**
 * Work on an event loop turned out to be longer than was thought: it has been undone, and is to be
 * begun again on a worker. Thrown by a {@link BackendSession} only while it works in place.
 */
public final class Preempted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Preempted() {
    super("to be begun again on a worker", null, false, false);
  }
}

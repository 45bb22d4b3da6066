package dev.tusk.wire.connection;

/**
 * The client is gone while a statement was sending rows or awaiting COPY data: whoever runs the
 * statement rolls back and lets this through. Nobody is told.
 */
public final class ConnectionLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConnectionLost() {
    super("the client is gone", null, false, false);
  }
}

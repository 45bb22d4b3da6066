package dev.tusk.vector.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Working memory of one search or insert at a time, reused.
 *
 * <p>Its ticket is odd while in use: whoever frees memory waits until each context in use has moved
 * on (see {@link ContextPool#awaitOthers}).
 */
public class Context {
  private final AtomicLong ticket = new AtomicLong();

  /** Begins a use. */
  protected void enter() {
    ticket.incrementAndGet();
  }

  final void exit() {
    ticket.incrementAndGet();
  }

  final long ticket() {
    return ticket.get();
  }
}

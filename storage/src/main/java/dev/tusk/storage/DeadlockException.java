package dev.tusk.storage;

import java.util.List;

/** Transactions wait for each other, and this one was chosen to give up: 40P01. */
public final class DeadlockException extends StorageException {
  private final transient List<LockEntry> circle;

  DeadlockException(List<LockEntry> circle) {
    super("deadlock detected");
    this.circle = circle;
  }

  /** Who waits for what; the first is the one that gives up, each waits for the next one. */
  public List<LockEntry> circle() {
    return circle;
  }
}

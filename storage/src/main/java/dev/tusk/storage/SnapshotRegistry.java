package dev.tusk.storage;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The commit numbers that open snapshots need, for vacuum to know what nobody can see.
 *
 * <p>Taking a snapshot is a write to a free place of an array. It writes the number it wants and
 * then looks at the horizon; vacuum writes the horizon and then looks at the places again: so
 * either the snapshot sees that its number is too old and takes a newer one, or vacuum sees the
 * snapshot.
 */
final class SnapshotRegistry {
  private static final int PLACES = 4096;
  private static final int STRIDE = 8;

  private final AtomicLongArray places = new AtomicLongArray(PLACES * STRIDE);
  private volatile long published;
  private volatile long horizon;

  /** The newest commit that snapshots see. */
  long published() {
    return published;
  }

  /** Snapshots taken from now on see this commit: all its changes are in place. */
  void publish(long csn) {
    published = csn;
  }

  /** Takes a snapshot; returns its place, whose number is {@link #number}. */
  int acquire() {
    int start = (int) (Thread.currentThread().threadId() * 31 & PLACES - 1);
    for (int i = 0; i < PLACES; i++) {
      int place = (start + i & PLACES - 1) * STRIDE;
      if (places.get(place) == 0 && places.compareAndSet(place, 0, published)) {
        while (places.get(place) < horizon) {
          places.set(place, published);
        }
        return place;
      }
    }
    throw new StorageException("more than " + PLACES + " snapshots are open");
  }

  /** Takes a place for the number that another place has and keeps meanwhile. */
  int share(int other) {
    int place = acquire();
    places.set(place, places.get(other));
    return place;
  }

  long number(int place) {
    return places.get(place);
  }

  void release(int place) {
    places.set(place, 0);
  }

  /** Versions that ended at or before this commit are seen by no snapshot, now or later. */
  long advanceHorizon() {
    long oldest = oldest(published);
    horizon = oldest;
    return oldest(oldest);
  }

  /** The oldest number that a snapshot has; the limit when none has less. */
  long oldest(long limit) {
    long oldest = limit;
    for (int i = 0; i < PLACES; i++) {
      long number = places.get(i * STRIDE);
      if (number != 0 && number < oldest) {
        oldest = number;
      }
    }
    return oldest;
  }
}

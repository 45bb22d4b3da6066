package dev.tusk.storage;

import dev.tusk.storage.file.DamagedFileException;
import dev.tusk.storage.store.CheckpointVolume;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares everything there was when the engine was opened with its checksums, once, at a pace that
 * leaves the disk to others: damage is found while there are backups without it, and reading need
 * not look for it any more.
 */
final class Scrub {
  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

  /** So much at a time, and a pause after it: 200 MB/s at most. */
  private static final int STRETCH_BYTES = 2 << 20;

  private static final long PAUSE_MILLIS = 10;

  private final Registry registry;
  private final CheckpointVolume volume;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private int damages;
  private volatile boolean foundAllWhole;

  Scrub(Registry registry, CheckpointVolume volume) {
    this.registry = registry;
    this.volume = volume;
  }

  boolean foundAllWhole() {
    return foundAllWhole;
  }

  void stop() {
    stopped.countDown();
  }

  private boolean pause() {
    try {
      return stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return true; // Nobody has a reason to.
    }
  }

  void run() {
    for (Relation relation : registry.relations()) {
      for (VectorFile column : relation.columns) {
        for (int slot = 0; slot >= 0; ) {
          slot = column.verifyFrom(slot, STRETCH_BYTES, this::report);
          if (pause()) {
            return;
          }
        }
      }
    }
    int pages = volume.pages();
    for (int page = 0; page < pages; page++) {
      try {
        volume.verify(page);
      } catch (DamagedFileException e) {
        report(e);
      }
      if (page % (STRETCH_BYTES / CheckpointVolume.PAGE_BYTES) == 0 && pause()) {
        return;
      }
    }
    if (damages == 0) {
      foundAllWhole = true;
    } else {
      LOG.error("{} damages found; what they do not concern can be used", damages);
    }
  }

  private void report(RuntimeException damage) {
    damages++;
    LOG.error("{}", damage.getMessage());
  }
}

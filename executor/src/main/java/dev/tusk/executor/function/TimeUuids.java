package dev.tusk.executor.function;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 1 (RFC 4122): the time in 100 ns since 1582-10-15, a clock sequence, and a node.
 * The node is random with the multicast bit set, as the RFC has it for hosts that keep their
 * address to themselves; one for the whole engine, or a new one each time.
 */
final class TimeUuids {
  /** From 1582-10-15 to 1970-01-01. */
  private static final long EPOCH_SECONDS = 12_219_292_800L;

  private final SecureRandom random;
  private final long node;
  private final int sequence;
  private final AtomicLong last = new AtomicLong();

  TimeUuids(SecureRandom random) {
    this.random = random;
    this.node = randomNode();
    this.sequence = random.nextInt(1 << 14);
  }

  private long randomNode() {
    return random.nextLong() & 0xffff_ffff_ffffL | 1L << 40;
  }

  UUID next(boolean ownNode) {
    Instant now = Instant.now();
    long ticks = (now.getEpochSecond() + EPOCH_SECONDS) * 10_000_000 + now.getNano() / 100;
    // Two of one tick differ by the tick after.
    long time = last.updateAndGet(before -> Math.max(before + 1, ticks));
    long high = time << 32 | (time >>> 32 & 0xffff) << 16 | time >>> 48 & 0xfff;
    long low = (long) sequence << 48 | (ownNode ? randomNode() : node);
    return versioned(high, low, 1);
  }

  /** Puts the version and the variant of RFC 4122 in their places. */
  static UUID versioned(long high, long low, int version) {
    return new UUID(
        high & ~0xf000L | (long) version << 12, low & 0x3fff_ffff_ffff_ffffL | 1L << 63);
  }
}

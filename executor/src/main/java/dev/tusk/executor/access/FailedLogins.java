package dev.tusk.executor.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows those who guess passwords: from an address that has failed, the answer to the next password
 * waits, the longer the more have been wrong, whether this one is right or not. What others do is
 * not slowed.
 *
 * <p>Bounded: of the addresses beyond {@link #MOST} the one whose failure is longest ago is
 * forgotten. An IPv6 network of 64 bits, which one machine can have all of, counts as one address.
 */
public final class FailedLogins {
  static final int MOST = 10_000;

  /** Failures beyond which it becomes no slower. */
  static final int SLOWEST = 50;

  /** Failures are forgotten when there were none for so long. */
  static final long FORGOTTEN_NANOS = 60_000_000_000L;

  private record Failures(int count, long lastNanos) {}

  private final LongSupplier clock;
  private final Map<InetAddress, Failures> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Failures> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param clock {@link System#nanoTime}
   */
  public FailedLogins(LongSupplier clock) {
    this.clock = clock;
  }

  /** A password from that address was wrong. */
  public void failed(InetAddress address) {
    InetAddress network = network(address);
    long now = clock.getAsLong();
    synchronized (known) {
      int before = count(network, now);
      known.remove(network); // so that it becomes the last again
      known.put(network, new Failures(Math.min(SLOWEST, before + 1), now));
    }
  }

  /** How many milliseconds the answer to a password from that address waits. */
  public long delayMillis(InetAddress address, long millisEach) {
    InetAddress network = network(address);
    long now = clock.getAsLong();
    synchronized (known) {
      return count(network, now) * millisEach;
    }
  }

  int size() {
    synchronized (known) {
      return known.size();
    }
  }

  private int count(InetAddress network, long now) {
    Failures failures = known.get(network);
    if (failures == null || now - failures.lastNanos() > FORGOTTEN_NANOS) {
      return 0;
    }
    return failures.count();
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

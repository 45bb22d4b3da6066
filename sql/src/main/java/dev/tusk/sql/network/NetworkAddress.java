package dev.tusk.sql.network;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * An address of IPv4 or IPv6 with the length of its network part (utils/adt/network.c).
 *
 * @param six IPv6
 * @param high the first 64 bits; an IPv4 address fills the upper half
 * @param low the last 64 bits, 0 for IPv4
 * @param bits how many belong to the network
 */
public record NetworkAddress(boolean six, long high, long low, int bits)
    implements Comparable<NetworkAddress> {

  /** How many bits an address of the family has. */
  public int maxBits() {
    return six ? 128 : 32;
  }

  /** How many bytes. */
  public int size() {
    return six ? 16 : 4;
  }

  /** The byte at that place, from the left. */
  public int octet(int index) {
    return (int) ((index < 8 ? high >>> 56 - 8 * index : low >>> 120 - 8 * index) & 0xff);
  }

  /** Of the bytes, 4 or 16, that an address has. */
  public static NetworkAddress of(byte[] bytes, int from, boolean six, int bits) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < (six ? 16 : 4); i++) {
      long octet = bytes[from + i] & 0xffL;
      if (i < 8) {
        high |= octet << 56 - 8 * i;
      } else {
        low |= octet << 120 - 8 * i;
      }
    }
    return new NetworkAddress(six, high, low, bits);
  }

  /** The first 64 bits of a mask with so many ones. */
  private static long highMask(int ones) {
    return ones >= 64 ? -1 : ones == 0 ? 0 : -1L << 64 - ones;
  }

  private static long lowMask(int ones) {
    return highMask(Math.max(0, ones - 64));
  }

  /** Of the 64 bits that begin the address, those that it has. */
  private long highAll() {
    return highMask(maxBits());
  }

  private long lowAll() {
    return lowMask(maxBits());
  }

  public NetworkAddress withBits(int length) {
    return new NetworkAddress(six, high, low, length);
  }

  /** The network of that length that the address is in: what is right of the mask is 0. */
  public NetworkAddress network(int length) {
    return new NetworkAddress(six, high & highMask(length), low & lowMask(length), length);
  }

  /** Whether nothing stands right of the mask, as cidr wants it. */
  public boolean isNetwork() {
    return equals(network(bits));
  }

  /** A length given by a user: -1 is all. */
  public int checkedBits(int length) {
    int wanted = length == -1 ? maxBits() : length;
    if (wanted < 0 || wanted > maxBits()) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, "invalid mask length: " + length);
    }
    return wanted;
  }

  public NetworkAddress broadcast() {
    return new NetworkAddress(
        six, high | ~highMask(bits) & highAll(), low | ~lowMask(bits) & lowAll(), bits);
  }

  public NetworkAddress netmask() {
    return new NetworkAddress(six, highMask(bits), lowMask(bits), maxBits());
  }

  public NetworkAddress hostmask() {
    return new NetworkAddress(
        six, ~highMask(bits) & highAll(), ~lowMask(bits) & lowAll(), maxBits());
  }

  public NetworkAddress not() {
    return new NetworkAddress(six, ~high & highAll(), ~low & lowAll(), bits);
  }

  public NetworkAddress and(NetworkAddress other) {
    requireFamily(other, "cannot AND inet values of different sizes");
    return new NetworkAddress(six, high & other.high, low & other.low, Math.max(bits, other.bits));
  }

  public NetworkAddress or(NetworkAddress other) {
    requireFamily(other, "cannot OR inet values of different sizes");
    return new NetworkAddress(six, high | other.high, low | other.low, Math.max(bits, other.bits));
  }

  /** The smallest network that has both in it. */
  public NetworkAddress merge(NetworkAddress other) {
    requireFamily(other, "cannot merge addresses from different families");
    return network(Math.min(common(other), Math.min(bits, other.bits)));
  }

  private void requireFamily(NetworkAddress other, String message) {
    if (six != other.six) {
      throw SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
    }
  }

  /** How many bits both begin with. */
  private int common(NetworkAddress other) {
    long first = high ^ other.high;
    return first != 0
        ? Long.numberOfLeadingZeros(first)
        : 64 + Long.numberOfLeadingZeros(low ^ other.low);
  }

  /** Whether this network is the other or has it in it. */
  public boolean contains(NetworkAddress other) {
    return six == other.six && bits <= other.bits && common(other) >= bits;
  }

  /** The same without being the same. */
  public boolean containsStrictly(NetworkAddress other) {
    return six == other.six && bits < other.bits && common(other) >= bits;
  }

  public boolean overlaps(NetworkAddress other) {
    return six == other.six && common(other) >= Math.min(bits, other.bits);
  }

  private static SqlException outOfRange() {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "result is out of range");
  }

  /** The address so many behind this one. */
  public NetworkAddress plus(long addend) {
    if (!six) {
      long sum;
      try {
        sum = Math.addExact(high >>> 32, addend);
      } catch (ArithmeticException _) {
        throw outOfRange();
      }
      if (sum < 0 || sum > 0xffff_ffffL) {
        throw outOfRange();
      }
      return new NetworkAddress(false, sum << 32, 0, bits);
    }
    long newLow = low + addend;
    boolean carry = Long.compareUnsigned(newLow, low) < 0;
    long newHigh = high + (addend < 0 ? -1 : 0) + (carry ? 1 : 0);
    if (addend >= 0 ? carry && newHigh == 0 : !carry && newHigh == -1 && high == 0) {
      throw outOfRange();
    }
    return new NetworkAddress(true, newHigh, newLow, bits);
  }

  /** How many addresses the other is before this one. */
  public long minus(NetworkAddress other) {
    requireFamily(other, "cannot subtract inet values of different sizes");
    if (!six) {
      return (high >>> 32) - (other.high >>> 32);
    }
    long difference = low - other.low;
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    long above = high - other.high - borrow;
    if (above != (difference < 0 ? -1 : 0)) {
      throw outOfRange();
    }
    return difference;
  }

  /** Families; then the common part of the networks, their length, and the whole addresses. */
  @Override
  public int compareTo(NetworkAddress other) {
    if (six != other.six) {
      return six ? 1 : -1;
    }
    int shorter = Math.min(bits, other.bits);
    int order = network(shorter).compareAddress(other.network(shorter));
    if (order == 0) {
      order = Integer.compare(bits, other.bits);
    }
    return order != 0 ? order : compareAddress(other);
  }

  private int compareAddress(NetworkAddress other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }
}

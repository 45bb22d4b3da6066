package dev.tusk.sql.network;

/** Writes addresses as PostgreSQL does (port/inet_net_ntop.c, utils/adt/inet_cidr_ntop.c). */
public final class AddressText {
  private static final int WORDS = 8;

  private AddressText() {}

  /** The address without the length of its network. */
  public static String host(NetworkAddress address) {
    return address.six() ? six(address) : octets(address, 0, 4);
  }

  /** The address, and the length of its network behind it. */
  public static String withBits(NetworkAddress address) {
    return host(address) + "/" + address.bits();
  }

  /** The form of inet: the length of the network only where it is not the whole address. */
  public static String inet(NetworkAddress address) {
    return address.bits() == address.maxBits() ? host(address) : withBits(address);
  }

  private static String octets(NetworkAddress address, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(i > from ? "." : "").append(address.octet(i));
    }
    return out.toString();
  }

  private static int word(NetworkAddress address, int index) {
    return address.octet(2 * index) << 8 | address.octet(2 * index + 1);
  }

  private static String six(NetworkAddress address) {
    int start = -1;
    int length = 0;
    int zeros = 0;
    for (int i = 0; i < WORDS; i++) {
      zeros = word(address, i) == 0 ? zeros + 1 : 0;
      if (zeros > length) {
        length = zeros;
        start = i - zeros + 1;
      }
    }
    if (length < 2) {
      start = -1;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      if (start >= 0 && i >= start && i < start + length) {
        out.append(i == start ? ":" : "");
        continue;
      }
      out.append(i > 0 ? ":" : "");
      if (i == 6 && start == 0 && holdsFour(address, length)) {
        return out.append(octets(address, 12, 16)).toString();
      }
      out.append(Integer.toHexString(word(address, i)));
    }
    return out.append(start >= 0 && start + length == WORDS ? ":" : "").toString();
  }

  private static boolean holdsFour(NetworkAddress address, int zeros) {
    return zeros == 6
        || zeros == 7 && word(address, 7) != 1
        || zeros == 5 && word(address, 5) == 0xffff;
  }

  /** {@code abbrev} of a network: what the mask leaves, and the mask. */
  public static String abbreviated(NetworkAddress network) {
    int bits = network.bits();
    NetworkAddress masked = network.network(bits);
    if (network.six()) {
      return (bits == 0 ? "::" : abbreviatedSix(masked)) + "/" + bits;
    }
    return (bits == 0 ? "0" : octets(masked, 0, (bits + 7) / 8)) + "/" + bits;
  }

  private static String abbreviatedSix(NetworkAddress network) {
    int words = Math.max(2, (network.bits() + 15) / 16);
    int start = 0;
    int length = 0;
    int runStart = 0;
    int run = 0;
    for (int i = 0; i < words; i++) {
      if (word(network, i) == 0) {
        runStart = run == 0 ? i : runStart;
        run++;
      } else if (run > length) {
        start = runStart;
        length = run;
        run = 0;
      }
    }
    if (run > length) {
      start = runStart;
      length = run;
    }
    boolean four = length != words && start == 0 && abbreviatesFour(network, length);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words; i++) {
      if (length != 0 && i >= start && i < start + length) {
        out.append(i == start ? ":" : "").append(i == words - 1 ? ":" : "");
      } else if (four && i > 5) {
        out.append(i == 6 ? ':' : '.').append(network.octet(2 * i));
        if (i != 7 || network.bits() > 120) {
          out.append('.').append(network.octet(2 * i + 1));
        }
      } else {
        out.append(out.isEmpty() ? "" : ":").append(Integer.toHexString(word(network, i)));
      }
    }
    return out.toString();
  }

  private static boolean abbreviatesFour(NetworkAddress network, int zeros) {
    return zeros == 6
        || zeros == 5 && word(network, 5) == 0xffff
        || zeros == 7 && network.octet(14) != 0 && network.octet(15) != 1;
  }
}

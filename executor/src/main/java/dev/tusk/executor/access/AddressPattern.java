package dev.tusk.executor.access;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;

/** The addresses that a rule is for. */
public sealed interface AddressPattern {
  boolean contains(InetAddress client);

  /** All, written so. */
  record Any(String text) implements AddressPattern {
    @Override
    public boolean contains(InetAddress client) {
      return true;
    }
  }

  /** No network address: a rule for Unix-domain sockets. */
  record None() implements AddressPattern {
    @Override
    public boolean contains(InetAddress client) {
      return false;
    }
  }

  /** A network: the address, and how many of its bits count. */
  record Network(InetAddress address, int prefix) implements AddressPattern {
    @Override
    public boolean contains(InetAddress client) {
      byte[] own = address.getAddress();
      byte[] other = client.getAddress();
      if (own.length != other.length) {
        return false;
      }
      int whole = prefix / 8;
      int rest = prefix % 8;
      return Arrays.equals(own, 0, whole, other, 0, whole)
          && (rest == 0 || ((own[whole] ^ other[whole]) & 0xff) >> 8 - rest == 0);
    }
  }

  /** An address of this machine ({@code samehost}), or one of its networks ({@code samenet}). */
  record Own(boolean network) implements AddressPattern {
    @Override
    public boolean contains(InetAddress client) {
      try {
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
          for (InterfaceAddress own : card.getInterfaceAddresses()) {
            int bits = own.getAddress() instanceof Inet4Address ? 32 : 128;
            int prefix = network ? own.getNetworkPrefixLength() : bits;
            if (new Network(own.getAddress(), prefix).contains(client)) {
              return true;
            }
          }
        }
        return false;
      } catch (SocketException e) {
        return false;
      }
    }
  }

  /**
   * A host by its name, or with a dot in front all hosts of a domain. The client's address must
   * lead to the name and the name back to the address.
   */
  record Host(String name) implements AddressPattern {
    @Override
    public boolean contains(InetAddress client) {
      String claimed;
      try {
        claimed = InetAddress.getByAddress(client.getAddress()).getCanonicalHostName();
        String wanted = name.toLowerCase(Locale.ROOT);
        String found = claimed.toLowerCase(Locale.ROOT);
        boolean fits = wanted.startsWith(".") ? found.endsWith(wanted) : found.equals(wanted);
        return fits && Arrays.asList(InetAddress.getAllByName(claimed)).contains(client);
      } catch (UnknownHostException e) {
        return false;
      }
    }
  }

  /** As PostgreSQL writes it: of an IPv6 address the longest run of zeros is left out. */
  static String text(byte[] address) {
    if (address.length == 4) {
      return (address[0] & 0xff)
          + "."
          + (address[1] & 0xff)
          + "."
          + (address[2] & 0xff)
          + "."
          + (address[3] & 0xff);
    }
    int from = 0;
    int to = 0;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && word(address, end) == 0) {
        end++;
      }
      if (end - start > Math.max(1, to - from)) {
        from = start;
        to = end;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == from && to > from) {
        text.append("::");
        i = to - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(word(address, i)));
      }
    }
    return text.toString();
  }

  private static int word(byte[] address, int index) {
    return (address[2 * index] & 0xff) << 8 | address[2 * index + 1] & 0xff;
  }

  /** An address as clients of an IPv6 socket show it: IPv4 ones as IPv4. */
  static InetAddress plain(InetAddress address) {
    if (address instanceof Inet6Address six) {
      byte[] bytes = six.getAddress();
      boolean mapped = bytes[10] == -1 && bytes[11] == -1;
      for (int i = 0; i < 10; i++) {
        mapped &= bytes[i] == 0;
      }
      try {
        return InetAddress.getByAddress(mapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }
    return address;
  }
}

package dev.tusk.wire.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the operating system knows of the other end of a connection that nobody reads: that it is
 * closed stands behind what was sent before, where reading would find it too late.
 *
 * <p>Linux lists its sockets in {@code /proc/net/tcp} (proc(5)): addresses as words of 32 bits in
 * the machine's order, ports, and the state. Elsewhere nothing is known.
 */
final class PeerState {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));
  private static final String ESTABLISHED = "01";

  private PeerState() {}

  /** Whether the other end has closed the connection, as far as is known. */
  static boolean closed(SocketAddress local, SocketAddress remote) {
    if (!(local instanceof InetSocketAddress here)
        || !(remote instanceof InetSocketAddress there)
        || !Files.isReadable(TABLES.getFirst())) {
      return false;
    }
    String port = String.format(Locale.ROOT, ":%04X", here.getPort());
    String peer = text(there.getAddress()) + String.format(Locale.ROOT, ":%04X", there.getPort());
    return TABLES.stream().noneMatch(table -> established(table, port, peer));
  }

  private static boolean established(Path table, String port, String peer) {
    try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      return lines
          .filter(line -> line.contains(port))
          .map(line -> line.strip().split("\\s+"))
          .anyMatch(fields ->
              fields.length > 3
                  && fields[1].endsWith(port)
                  && fields[2].endsWith(peer)
                  && fields[3].equals(ESTABLISHED));
    } catch (IOException e) {
      return false;
    }
  }

  /** As it stands there; that of a mapped address ends like the address of four bytes. */
  private static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < bytes.length; word += 4) {
      for (int i = 3; i >= 0; i--) {
        text.append(String.format(Locale.ROOT, "%02X", bytes[word + i]));
      }
    }
    return text.toString().toUpperCase(Locale.ROOT);
  }
}

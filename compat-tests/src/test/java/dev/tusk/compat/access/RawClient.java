package dev.tusk.compat.access;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that says what it likes, byte by byte. */
final class RawClient implements AutoCloseable {
  private static final int VERSION = 3 << 16;

  private final Socket socket;
  private final DataInputStream in;

  RawClient(int port) throws IOException {
    this(new Socket("127.0.0.1", port));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
  }

  static RawClient session(int port, String user) throws IOException {
    RawClient client = new RawClient(port);
    client.send(startup("user", user, "database", "postgres"));
    client.readUntil('Z');
    return client;
  }

  static byte[] startup(String... parameters) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String text : parameters) {
      body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      body.write(0);
    }
    body.write(0);
    return ByteBuffer.allocate(8 + body.size())
        .putInt(8 + body.size())
        .putInt(VERSION)
        .put(body.toByteArray())
        .array();
  }

  static byte[] message(char tag, byte[] body) {
    return ByteBuffer.allocate(5 + body.length)
        .put((byte) tag)
        .putInt(4 + body.length)
        .put(body)
        .array();
  }

  static byte[] query(String sql) {
    return message('Q', (sql + "\0").getBytes(StandardCharsets.UTF_8));
  }

  /** A first message of SASL. */
  static byte[] sasl(String mechanism, String data) {
    byte[] name = (mechanism + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] text = data.getBytes(StandardCharsets.UTF_8);
    return message(
        'p',
        ByteBuffer.allocate(name.length + 4 + text.length)
            .put(name)
            .putInt(text.length)
            .put(text)
            .array());
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** The next message, such as {@code E FATAL 08P01 text}; "closed" at the end. */
  String read() throws IOException {
    try {
      char tag = (char) in.readUnsignedByte();
      byte[] body = new byte[in.readInt() - 4];
      in.readFully(body);
      return tag == 'E' ? "E " + error(body) : tag + (tag == 'R' ? " " + text(body) : "");
    } catch (EOFException | SocketException e) {
      return "closed";
    }
  }

  private static String text(byte[] authentication) {
    int code = ByteBuffer.wrap(authentication).getInt();
    return code
        + (code == 11 || code == 12
            ? " " + new String(authentication, 4, authentication.length - 4, StandardCharsets.UTF_8)
            : "");
  }

  private static String error(byte[] body) {
    List<String> parts = new ArrayList<>();
    for (String field : new String(body, StandardCharsets.UTF_8).split("\0")) {
      if (!field.isEmpty() && "VCMDH".indexOf(field.charAt(0)) >= 0) {
        parts.add(field.substring(1));
      }
    }
    return String.join(" ", parts);
  }

  List<String> readToEnd() throws IOException {
    List<String> all = new ArrayList<>();
    do {
      all.add(read());
    } while (!all.getLast().equals("closed"));
    return all;
  }

  void readUntil(char tag) throws IOException {
    String message;
    do {
      message = read();
      if (message.startsWith("E") || message.equals("closed")) {
        throw new IOException(message);
      }
    } while (message.charAt(0) != tag);
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.tusk.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that only wants its statements run: it reads answers to their end and looks at none. */
final class WarmUpClient implements AutoCloseable {
  private static final int PROTOCOL_3_0 = 196_608;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private final DataOutputStream messages = new DataOutputStream(batch);

  WarmUpClient(InetSocketAddress address) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new DataOutputStream(socket.getOutputStream());
    byte[] parameters = strings("user", "postgres", "database", "postgres", "");
    messages.writeInt(parameters.length + 2 * Integer.BYTES);
    messages.writeInt(PROTOCOL_3_0);
    messages.write(parameters);
    sendAndAwaitReady();
  }

  /** Runs a query string by the simple protocol. */
  void query(String sql) throws IOException {
    message('Q', strings(sql));
    sendAndAwaitReady();
  }

  /** Prepares a named statement. */
  void parse(String name, String sql) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(strings(name, sql));
    body.writeBytes(new byte[] {0, 0});
    message('P', body.toByteArray());
    message('S', new byte[0]);
    sendAndAwaitReady();
  }

  /**
   * Binds text parameters, describes and executes: what a driver sends for a prepared statement.
   */
  void execute(String name, boolean binaryResults, List<String> parameters) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream bind = new DataOutputStream(body);
    bind.write(strings("", name));
    bind.writeShort(0);
    bind.writeShort(parameters.size());
    for (String parameter : parameters) {
      byte[] text = parameter.getBytes(StandardCharsets.UTF_8);
      bind.writeInt(text.length);
      bind.write(text);
    }
    bind.writeShort(1);
    bind.writeShort(binaryResults ? 1 : 0);
    message('B', body.toByteArray());
    message('D', new byte[] {'P', 0});
    message('E', new byte[] {0, 0, 0, 0, 0});
    message('S', new byte[0]);
    sendAndAwaitReady();
  }

  private void message(char tag, byte[] body) throws IOException {
    messages.writeByte(tag);
    messages.writeInt(body.length + Integer.BYTES);
    messages.write(body);
  }

  private void sendAndAwaitReady() throws IOException {
    batch.writeTo(out);
    batch.reset();
    while (true) {
      int tag = in.readUnsignedByte();
      byte[] body = new byte[in.readInt() - Integer.BYTES];
      in.readFully(body);
      if (tag == 'Z') {
        return;
      }
      if (tag == 'E') {
        throw new IOException(new String(body, StandardCharsets.UTF_8).replace('\0', ' '));
      }
    }
  }

  private static byte[] strings(String... texts) {
    return (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.tusk.compat.transcript;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The least that speaks protocol 3.0: start, simple queries, COPY, messages as they come. */
final class WireClient implements AutoCloseable {
  /** A message from the server. */
  record Message(char tag, byte[] body) {}

  private static final int PROTOCOL_3_0 = 196_608;
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  WireClient(String host, int port, String user, String database) throws IOException {
    socket = new Socket(host, port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    startUp(user, database);
  }

  private void startUp(String user, String database) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String text :
        new String[] {
          "user", user, "database", database, "client_encoding", "UTF8", "application_name", "psql"
        }) {
      body.writeBytes(cString(text));
    }
    body.write(0);
    out.writeInt(body.size() + 8);
    out.writeInt(PROTOCOL_3_0);
    body.writeTo(out);
    out.flush();
    Message message = read();
    while (message.tag() != 'Z') {
      if (message.tag() == 'E') {
        throw new IOException("connection refused: " + Fields.of(message.body()));
      }
      message = read();
    }
  }

  void query(String sql) throws IOException {
    send('Q', cString(sql));
  }

  void copyData(String lines) throws IOException {
    send('d', lines.getBytes(StandardCharsets.UTF_8));
    send('c', new byte[0]);
  }

  Message read() throws IOException {
    char tag = (char) in.readUnsignedByte();
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return new Message(tag, body);
  }

  private void send(char tag, byte[] body) throws IOException {
    out.writeByte(tag);
    out.writeInt(body.length + 4);
    out.write(body);
    out.flush();
  }

  static byte[] cString(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      send('X', new byte[0]);
    }
  }
}

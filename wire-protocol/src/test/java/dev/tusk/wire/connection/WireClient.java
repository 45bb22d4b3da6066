package dev.tusk.wire.connection;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that controls every byte: messages are queued, sent by {@link #send}, and what comes
 * back reads as a line each, such as {@code DataRow 1|NULL}.
 */
final class WireClient implements AutoCloseable {
  static final int VERSION = 3 << 16;

  private final Socket socket;
  private final DataInputStream in;
  private final ByteArrayOutputStream queued = new ByteArrayOutputStream();
  int processId;
  int secret;

  /** Connects and sends nothing. */
  WireClient(InetSocketAddress address) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    socket.connect(address);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
  }

  /** Connects and opens a session. */
  static WireClient open(InetSocketAddress address) throws IOException {
    WireClient client = new WireClient(address);
    client.startup(VERSION, "user", "tester").send();
    client.readUntil("ReadyForQuery");
    return client;
  }

  WireClient startup(int version, String... parameters) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(int32(version));
    for (String parameter : parameters) {
      body.writeBytes(cstring(parameter));
    }
    body.write(0);
    queued.writeBytes(int32(body.size() + 4));
    queued.writeBytes(body.toByteArray());
    return this;
  }

  /** What is queued, which is not sent then. */
  byte[] taken() {
    byte[] bytes = queued.toByteArray();
    queued.reset();
    return bytes;
  }

  WireClient raw(byte[] bytes) {
    queued.writeBytes(bytes);
    return this;
  }

  WireClient message(char tag, byte[]... parts) {
    int length = 4;
    for (byte[] part : parts) {
      length += part.length;
    }
    queued.write(tag);
    queued.writeBytes(int32(length));
    for (byte[] part : parts) {
      queued.writeBytes(part);
    }
    return this;
  }

  WireClient query(String sql) {
    return message('Q', cstring(sql));
  }

  WireClient parse(String name, String sql) {
    return message('P', cstring(name), cstring(sql), int16(0));
  }

  WireClient bind(String portal, String statement, String... values) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(cstring(portal));
    body.writeBytes(cstring(statement));
    body.writeBytes(int16(0));
    body.writeBytes(int16(values.length));
    for (String value : values) {
      byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
      body.writeBytes(int32(value == null ? -1 : bytes.length));
      body.writeBytes(bytes);
    }
    body.writeBytes(int16(0));
    return message('B', body.toByteArray());
  }

  WireClient describe(char kind, String name) {
    return message('D', new byte[] {(byte) kind}, cstring(name));
  }

  WireClient closing(char kind, String name) {
    return message('C', new byte[] {(byte) kind}, cstring(name));
  }

  WireClient execute(String portal, int maxRows) {
    return message('E', cstring(portal), int32(maxRows));
  }

  WireClient sync() {
    return message('S');
  }

  WireClient flush() {
    return message('H');
  }

  WireClient copyData(String data) {
    return message('d', data.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what is queued, in one piece. */
  void send() throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.write(queued.toByteArray());
    out.flush();
    queued.reset();
  }

  /** Sends what is queued, and reads to the end of the answer. */
  List<String> converse() throws IOException {
    send();
    return readUntil("ReadyForQuery");
  }

  /** Reads up to and with a message that begins so. */
  List<String> readUntil(String prefix) throws IOException {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = read();
      lines.add(line);
    } while (!line.startsWith(prefix) && !line.equals("closed"));
    return lines;
  }

  /** Reads everything until the server closes. */
  List<String> readToEnd() throws IOException {
    return readUntil("closed");
  }

  int readByte() throws IOException {
    return in.read();
  }

  String read() throws IOException {
    int tag;
    byte[] body;
    try {
      tag = in.read();
      if (tag < 0) {
        return "closed";
      }
      body = new byte[in.readInt() - 4];
      in.readFully(body);
    } catch (EOFException | java.net.SocketException end) {
      return "closed";
    }
    return describe((char) tag, ByteBuffer.wrap(body));
  }

  private String describe(char tag, ByteBuffer body) {
    return switch (tag) {
      case '1' -> "ParseComplete";
      case '2' -> "BindComplete";
      case '3' -> "CloseComplete";
      case 'C' -> "CommandComplete " + string(body);
      case 'D' -> "DataRow " + values(body);
      case 'E' -> "ErrorResponse " + fields(body);
      case 'G' -> "CopyInResponse";
      case 'H' -> "CopyOutResponse";
      case 'I' -> "EmptyQueryResponse";
      case 'K' -> {
        processId = body.getInt();
        secret = body.getInt();
        yield "BackendKeyData";
      }
      case 'N' -> "NoticeResponse " + fields(body);
      case 'R' ->
          switch (body.getInt()) {
            case 0 -> "AuthenticationOk";
            case 3 -> "AuthenticationCleartextPassword";
            case 10 -> "AuthenticationSASL " + string(body);
            case 11 -> "AuthenticationSASLContinue " + StandardCharsets.UTF_8.decode(body);
            default -> "AuthenticationSASLFinal " + StandardCharsets.UTF_8.decode(body);
          };
      case 'S' -> "ParameterStatus " + string(body) + "=" + string(body);
      case 'T' -> "RowDescription " + columns(body);
      case 'V' -> {
        int length = body.getInt();
        yield "FunctionCallResponse "
            + (length < 0 ? "NULL" : StandardCharsets.UTF_8.decode(body).toString());
      }
      case 'Z' -> "ReadyForQuery " + (char) body.get();
      case 'c' -> "CopyDone";
      case 'd' -> "CopyData " + StandardCharsets.UTF_8.decode(body).toString().strip();
      case 'n' -> "NoData";
      case 's' -> "PortalSuspended";
      case 't' -> "ParameterDescription " + body.getShort();
      case 'v' -> "NegotiateProtocolVersion " + body.getInt() + " " + body.getInt();
      default -> throw new UncheckedIOException(new IOException("unknown message " + tag));
    };
  }

  private static String values(ByteBuffer body) {
    int count = body.getShort();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = body.getInt();
      if (length < 0) {
        values.add("NULL");
      } else {
        byte[] value = new byte[length];
        body.get(value);
        values.add(new String(value, StandardCharsets.UTF_8));
      }
    }
    return String.join("|", values);
  }

  private static String columns(ByteBuffer body) {
    int count = body.getShort();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(string(body));
      body.position(body.position() + 18);
    }
    return String.join("|", columns);
  }

  private static String fields(ByteBuffer body) {
    String severity = "";
    String state = "";
    String message = "";
    for (char code = (char) body.get(); code != 0; code = (char) body.get()) {
      String value = string(body);
      switch (code) {
        case 'S' -> severity = value;
        case 'C' -> state = value;
        case 'M' -> message = value;
        default -> {}
      }
    }
    return severity + " " + state + " " + message;
  }

  private static String string(ByteBuffer body) {
    int start = body.position();
    while (body.get() != 0) {
      // Runs to the end of the string.
    }
    return new String(body.array(), start, body.position() - start - 1, StandardCharsets.UTF_8);
  }

  static byte[] cstring(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] int16(int value) {
    return ByteBuffer.allocate(2).putShort((short) value).array();
  }

  static byte[] int32(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

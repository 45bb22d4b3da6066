package dev.tusk.wire.message;

/**
 * A piece of COPY data, in either direction; pieces need not end where rows do.
 *
 * <pre>
 *  'd' | int32 length
 *  bytes
 * </pre>
 *
 * <p>Equality is identity of the array.
 */
public record CopyData(byte[] data) implements FrontendMessage, BackendMessage {

  public static final byte TAG = 'd';

  static CopyData decode(WireReader in) {
    byte[] body = in.body();
    in.skip(in.remaining());
    return new CopyData(body);
  }

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeBytes(data, 0, data.length);
  }
}

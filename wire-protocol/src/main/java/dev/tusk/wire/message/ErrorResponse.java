package dev.tusk.wire.message;

/**
 * A statement or the connection failed.
 *
 * <pre>
 *  'E' | int32 length
 *  n × (byte field code, cstring value)   the codes: {@link ErrorFields}
 *  byte 0
 * </pre>
 */
public record ErrorResponse(ErrorFields fields) implements BackendMessage {

  public static final byte TAG = 'E';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    fields.encode(out);
  }
}

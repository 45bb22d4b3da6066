package dev.tusk.wire.message;

/**
 * Something worth knowing, which is no error.
 *
 * <pre>
 *  'N' | int32 length
 *  n × (byte field code, cstring value)   the codes: {@link ErrorFields}
 *  byte 0
 * </pre>
 */
public record NoticeResponse(ErrorFields fields) implements BackendMessage {

  public static final byte TAG = 'N';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    fields.encode(out);
  }
}

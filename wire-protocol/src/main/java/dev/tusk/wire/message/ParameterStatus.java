package dev.tusk.wire.message;

/**
 * The value of a setting that clients follow.
 *
 * <pre>
 *  'S' | int32 length
 *  cstring name
 *  cstring value
 * </pre>
 */
public record ParameterStatus(String name, String value) implements BackendMessage {

  public static final byte TAG = 'S';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeCString(name);
    out.writeCString(value);
  }
}

package dev.tusk.wire.message;

/**
 * What was described returns no rows.
 *
 * <pre>
 *  'n' | int32 4
 * </pre>
 */
public record NoData() implements BackendMessage {

  public static final byte TAG = 'n';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

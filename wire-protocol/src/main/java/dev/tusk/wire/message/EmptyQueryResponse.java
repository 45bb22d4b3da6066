package dev.tusk.wire.message;

/**
 * A query string held no statement: in the place of {@link CommandComplete}.
 *
 * <pre>
 *  'I' | int32 4
 * </pre>
 */
public record EmptyQueryResponse() implements BackendMessage {

  public static final byte TAG = 'I';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

package dev.tusk.wire.message;

/**
 * A {@link Close} succeeded.
 *
 * <pre>
 *  '3' | int32 4
 * </pre>
 */
public record CloseComplete() implements BackendMessage {

  public static final byte TAG = '3';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

package dev.tusk.wire.message;

/**
 * A {@link Parse} succeeded.
 *
 * <pre>
 *  '1' | int32 4
 * </pre>
 */
public record ParseComplete() implements BackendMessage {

  public static final byte TAG = '1';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

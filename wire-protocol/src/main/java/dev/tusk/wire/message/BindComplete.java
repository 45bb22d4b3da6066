package dev.tusk.wire.message;

/**
 * A {@link Bind} succeeded.
 *
 * <pre>
 *  '2' | int32 4
 * </pre>
 */
public record BindComplete() implements BackendMessage {

  public static final byte TAG = '2';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

package dev.tusk.wire.message;

/**
 * The end of COPY data, in either direction.
 *
 * <pre>
 *  'c' | int32 4
 * </pre>
 */
public record CopyDone() implements FrontendMessage, BackendMessage {

  public static final byte TAG = 'c';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

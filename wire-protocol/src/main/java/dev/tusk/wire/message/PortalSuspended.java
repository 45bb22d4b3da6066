package dev.tusk.wire.message;

/**
 * An {@link Execute} reached its number of rows; the portal may go on.
 *
 * <pre>
 *  's' | int32 4
 * </pre>
 */
public record PortalSuspended() implements BackendMessage {

  public static final byte TAG = 's';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {}
}

package dev.tusk.wire.message;

/**
 * A statement is done.
 *
 * <pre>
 *  'C' | int32 length
 *  cstring command tag, such as INSERT 0 1
 * </pre>
 */
public record CommandComplete(String commandTag) implements BackendMessage {

  public static final byte TAG = 'C';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeCString(commandTag);
  }
}

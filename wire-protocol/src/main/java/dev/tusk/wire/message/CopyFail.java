package dev.tusk.wire.message;

/**
 * The client gives up sending COPY data, and says why.
 *
 * <pre>
 *  'f' | int32 length
 *  cstring reason
 * </pre>
 */
public record CopyFail(String reason) implements FrontendMessage {

  public static final byte TAG = 'f';

  static CopyFail decode(WireReader in) {
    return new CopyFail(in.readCString());
  }
}

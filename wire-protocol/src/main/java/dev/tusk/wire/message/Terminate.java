package dev.tusk.wire.message;

/**
 * The client leaves. What the body holds is not looked at.
 *
 * <pre>
 *  'X' | int32 4
 * </pre>
 */
public record Terminate() implements FrontendMessage {

  public static final byte TAG = 'X';

  static Terminate decode(WireReader in) {
    in.skip(in.remaining());
    return new Terminate();
  }
}

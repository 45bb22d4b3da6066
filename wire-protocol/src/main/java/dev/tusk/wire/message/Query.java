package dev.tusk.wire.message;

/**
 * Runs one or several statements as text.
 *
 * <pre>
 *  'Q' | int32 length
 *  cstring sql
 * </pre>
 */
public record Query(String sql) implements FrontendMessage {

  public static final byte TAG = 'Q';

  static Query decode(WireReader in) {
    return new Query(in.readCString());
  }
}

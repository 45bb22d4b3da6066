package dev.tusk.wire.message;

/**
 * Asks for all answers so far.
 *
 * <pre>
 *  'H' | int32 4
 * </pre>
 */
public record Flush() implements FrontendMessage {

  public static final byte TAG = 'H';
}

package dev.tusk.wire.message;

/**
 * Ends a batch of the extended protocol: commits what is not in a transaction block, and ends the
 * skipping after an error.
 *
 * <pre>
 *  'S' | int32 4
 * </pre>
 */
public record Sync() implements FrontendMessage {

  public static final byte TAG = 'S';
}

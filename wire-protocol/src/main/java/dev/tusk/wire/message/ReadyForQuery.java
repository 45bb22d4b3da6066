package dev.tusk.wire.message;

/**
 * The server waits for the next query or batch.
 *
 * <pre>
 *  'Z' | int32 5
 *  byte 'I' idle, 'T' in a transaction block, 'E' in a failed one
 * </pre>
 */
public record ReadyForQuery(char transactionStatus) implements BackendMessage {

  public static final byte TAG = 'Z';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeByte(transactionStatus);
  }
}

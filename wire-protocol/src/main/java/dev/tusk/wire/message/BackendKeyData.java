package dev.tusk.wire.message;

/**
 * What a {@link CancelRequest} for this session must show.
 *
 * <pre>
 *  'K' | int32 12
 *  int32 process id
 *  int32 secret
 * </pre>
 */
public record BackendKeyData(int processId, int secret) implements BackendMessage {

  public static final byte TAG = 'K';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(processId);
    out.writeInt32(secret);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "BackendKeyData[processId=" + processId + "]";
  }
}

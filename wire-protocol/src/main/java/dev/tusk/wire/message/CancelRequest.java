package dev.tusk.wire.message;

/**
 * Asks, on a connection of its own, to cancel what another connection is running.
 *
 * <pre>
 *  int32 16
 *  int32 1234 &lt;&lt; 16 | 5678
 *  int32 process id   both as told by {@link BackendKeyData}
 *  int32 secret
 * </pre>
 */
public record CancelRequest(int processId, int secret) implements StartupPacket {

  public static final int CODE = 1234 << 16 | 5678;

  static CancelRequest decode(WireReader in) {
    CancelRequest request = new CancelRequest(in.readInt32(), in.readInt32());
    in.end();
    return request;
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "CancelRequest[processId=" + processId + "]";
  }
}

package dev.tusk.wire.message;

/**
 * A NOTIFY that this client listens to.
 *
 * <pre>
 *  'A' | int32 length
 *  int32   process id of the session that notified
 *  cstring channel
 *  cstring payload
 * </pre>
 */
public record NotificationResponse(int processId, String channel, String payload)
    implements BackendMessage {

  public static final byte TAG = 'A';

  @Override
  public byte tag() {
    return TAG;
  }

  @Override
  public void encodeBody(WireWriter out) {
    out.writeInt32(processId);
    out.writeCString(channel);
    out.writeCString(payload);
  }
}

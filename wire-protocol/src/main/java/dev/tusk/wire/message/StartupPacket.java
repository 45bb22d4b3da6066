package dev.tusk.wire.message;

/**
 * What a client sends first: an int32 length that counts itself, an int32 code, a body; no tag.
 *
 * <p>A {@link SslRequest} or a {@link GssEncRequest} is answered by one byte, and the next packet
 * follows.
 */
public sealed interface StartupPacket
    permits CancelRequest, GssEncRequest, SslRequest, StartupMessage {

  /** Reads a packet from all of it that follows the length. */
  static StartupPacket decode(byte[] body) {
    WireReader in = new WireReader(body);
    int code = in.readInt32();
    return switch (code) {
      case CancelRequest.CODE -> CancelRequest.decode(in);
      case SslRequest.CODE -> new SslRequest();
      case GssEncRequest.CODE -> new GssEncRequest();
      default -> StartupMessage.decode(code, in);
    };
  }
}

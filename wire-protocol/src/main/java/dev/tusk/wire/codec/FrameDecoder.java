package dev.tusk.wire.codec;

import dev.tusk.wire.message.CancelRequest;
import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.FrontendMessage;
import dev.tusk.wire.message.GssEncRequest;
import dev.tusk.wire.message.ProtocolException;
import dev.tusk.wire.message.Severity;
import dev.tusk.wire.message.SslRequest;
import dev.tusk.wire.message.StartupMessage;
import dev.tusk.wire.message.StartupPacket;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Cuts one client's stream of bytes into packets and messages; belongs to one event loop.
 *
 * <pre>
 *  before a session   int32 length, body
 *  in a session       byte tag, int32 length, body      (a length counts itself)
 * </pre>
 *
 * <p>A tag is refused as soon as it is seen, a length as soon as it is complete. What a message
 * announces is never allocated at once: its array grows with the bytes that come, so it is at most
 * twice what the client has really sent. Each message is copied once.
 */
public final class FrameDecoder {
  private static final byte[] EMPTY = {};

  /** How much of an incomplete message is allocated on its length's word alone. */
  private static final int TRUSTED_BYTES = 16 << 10;

  private static final int LENGTH_BYTES = 4;

  private enum Phase {
    OPENING,
    MESSAGES,
    BROKEN
  }

  private final Consumer<Incoming> messages;
  private final BooleanSupplier admitted;
  private Phase phase = Phase.OPENING;
  private boolean sslAsked;
  private boolean gssAsked;

  private boolean tagKnown;
  private byte tag;

  /** The bytes of the length so far, and how many: a length may come in pieces. */
  private int length;

  private int lengthBytes;

  private byte[] body = EMPTY;
  private int filled;

  /**
   * Decodes to {@code messages}, in order. A {@link Violation} is the last.
   *
   * @param admitted whether the client has a session: before that, it may not send much
   */
  public FrameDecoder(Consumer<Incoming> messages, BooleanSupplier admitted) {
    this.messages = messages;
    this.admitted = admitted;
  }

  /** Takes all of {@code in}, which stays the caller's. */
  public void feed(ByteBuf in) {
    try {
      while (in.isReadable() && phase != Phase.BROKEN) {
        if (readHeader(in) && readBody(in)) {
          finish(in);
        }
      }
    } catch (ProtocolException violation) {
      fail(violation);
    }
  }

  /** Reads tag and length as far as they are there; whether they are complete. */
  private boolean readHeader(ByteBuf in) {
    if (lengthBytes == LENGTH_BYTES) {
      return true;
    }
    if (phase == Phase.MESSAGES && !tagKnown) {
      tag = in.readByte();
      if (Limits.bodyBytes(tag) == Limits.UNKNOWN) {
        throw FrontendMessage.unknownTag(tag);
      }
      tagKnown = true;
    }
    if (lengthBytes == 0 && in.readableBytes() >= LENGTH_BYTES) {
      length = in.readInt();
      lengthBytes = LENGTH_BYTES;
    }
    while (lengthBytes < LENGTH_BYTES && in.isReadable()) {
      length = length << 8 | in.readUnsignedByte();
      lengthBytes++;
    }
    if (lengthBytes < LENGTH_BYTES) {
      return false;
    }
    length -= LENGTH_BYTES;
    checkLength();
    return true;
  }

  private void checkLength() {
    if (phase == Phase.MESSAGES) {
      if (length < 0
          || length > Limits.bodyBytes(tag)
          || length > Limits.AUTHENTICATION_BYTES && !admitted.getAsBoolean()) {
        throw ProtocolException.fatal("08P01", "invalid message length");
      }
      if (length > Limits.AFFORDABLE_BYTES) {
        throw tooLong(length);
      }
    } else if (length < LENGTH_BYTES || length > Limits.STARTUP_PACKET_BYTES) {
      throw ProtocolException.violation("invalid length of startup packet");
    }
  }

  private static ProtocolException tooLong(int length) {
    return new ProtocolException(
        ErrorFields.builder(Severity.FATAL, "53200", "out of memory")
            .detail(
                "A message of "
                    + length
                    + " bytes is longer than the "
                    + Limits.AFFORDABLE_BYTES
                    + " that the server's memory allows.")
            .hint("Send less at once, or give the server a larger heap.")
            .build());
  }

  /** Reads the body as far as it is there; whether it is complete. */
  private boolean readBody(ByteBuf in) {
    int readable = in.readableBytes();
    if (filled == 0) {
      int trusted = Math.min(length, Math.max(readable, TRUSTED_BYTES));
      body = trusted == 0 ? EMPTY : new byte[trusted];
    }
    int taken = Math.min(readable, length - filled);
    if (taken > body.length - filled) {
      int doubled = (int) Math.min(length, 2L * body.length);
      body = Arrays.copyOf(body, Math.max(doubled, filled + taken));
    }
    in.readBytes(body, filled, taken);
    filled += taken;
    return filled == length;
  }

  private void finish(ByteBuf in) {
    byte[] complete = body;
    body = EMPTY;
    filled = 0;
    length = 0;
    lengthBytes = 0;
    tagKnown = false;
    if (phase == Phase.MESSAGES) {
      messages.accept(new Frame(tag, complete));
    } else {
      finishOpening(StartupPacket.decode(complete), in);
    }
  }

  private void finishOpening(StartupPacket packet, ByteBuf in) {
    // Each encryption may be asked for once; PostgreSQL reads the second as a version.
    if (packet instanceof SslRequest) {
      if (sslAsked) {
        throw StartupMessage.unsupported(SslRequest.CODE);
      }
      sslAsked = true;
    } else if (packet instanceof GssEncRequest) {
      if (gssAsked) {
        throw StartupMessage.unsupported(GssEncRequest.CODE);
      }
      gssAsked = true;
    }
    messages.accept(new Opening(packet));
    switch (packet) {
      case StartupMessage _ -> phase = Phase.MESSAGES;
      case SslRequest _ -> refuseMore(in, "SSL");
      case GssEncRequest _ -> refuseMore(in, "GSSAPI encryption");
      case CancelRequest _ -> phase = Phase.BROKEN;
    }
  }

  /** What comes before the answer was not meant for an encrypted session, and may be planted. */
  private static void refuseMore(ByteBuf in, String request) {
    if (in.isReadable()) {
      throw new ProtocolException(
          ErrorFields.builder(
                  Severity.FATAL,
                  "08P01",
                  "received unencrypted data after " + request + " request")
              .detail(
                  "This could be either a client-software bug or evidence of an attempted"
                      + " man-in-the-middle attack.")
              .build());
    }
  }

  private void fail(ProtocolException violation) {
    phase = Phase.BROKEN;
    body = EMPTY;
    ErrorFields fields = violation.fields();
    messages.accept(new Violation(fields.severity().endsConnection() ? fields : null));
  }
}

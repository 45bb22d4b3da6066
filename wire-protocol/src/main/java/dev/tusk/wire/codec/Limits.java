package dev.tusk.wire.codec;

import dev.tusk.wire.message.AuthenticationResponse;
import dev.tusk.wire.message.Bind;
import dev.tusk.wire.message.Close;
import dev.tusk.wire.message.CopyData;
import dev.tusk.wire.message.CopyDone;
import dev.tusk.wire.message.CopyFail;
import dev.tusk.wire.message.Describe;
import dev.tusk.wire.message.Execute;
import dev.tusk.wire.message.Flush;
import dev.tusk.wire.message.FunctionCall;
import dev.tusk.wire.message.Parse;
import dev.tusk.wire.message.Query;
import dev.tusk.wire.message.Sync;
import dev.tusk.wire.message.Terminate;

/** How long a client's messages may be. */
public final class Limits {
  /** A start-up packet without its length: PostgreSQL's MAX_STARTUP_PACKET_LENGTH. */
  public static final int STARTUP_PACKET_BYTES = 10_000;

  /** A message that holds a name at most: PostgreSQL's PQ_SMALL_MESSAGE_LIMIT. */
  public static final int SMALL_MESSAGE_BYTES = 10_000;

  /** What a client says to be let in: PostgreSQL's PG_MAX_AUTH_TOKEN_LENGTH. */
  public static final int AUTHENTICATION_BYTES = 65_535;

  /** Any other: PostgreSQL's PQ_LARGE_MESSAGE_LIMIT, which is MaxAllocSize - 1. */
  public static final int LARGE_MESSAGE_BYTES = (1 << 30) - 2;

  /**
   * What the server's memory allows for one message: an eighth of its heap, since a text is there
   * once as it came, once as characters, and once as what was made of it.
   */
  static final int AFFORDABLE_BYTES =
      (int) Math.min(LARGE_MESSAGE_BYTES, Runtime.getRuntime().maxMemory() / 8);

  /** The value of {@link #bodyBytes} for a byte that begins no message. */
  static final int UNKNOWN = -1;

  private Limits() {}

  /** The longest body of a message of {@code tag}, or {@link #UNKNOWN}. */
  static int bodyBytes(byte tag) {
    return switch (tag) {
      case Bind.TAG, CopyData.TAG, FunctionCall.TAG, Parse.TAG, Query.TAG -> LARGE_MESSAGE_BYTES;
      case AuthenticationResponse.TAG -> AUTHENTICATION_BYTES;
      case Close.TAG,
          CopyDone.TAG,
          CopyFail.TAG,
          Describe.TAG,
          Execute.TAG,
          Flush.TAG,
          Sync.TAG,
          Terminate.TAG ->
          SMALL_MESSAGE_BYTES;
      default -> UNKNOWN;
    };
  }
}

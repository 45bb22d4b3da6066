package dev.tusk.wire.connection;

import dev.tusk.wire.codec.Frame;
import dev.tusk.wire.codec.Incoming;
import dev.tusk.wire.message.CopyData;
import dev.tusk.wire.message.CopyDone;
import dev.tusk.wire.message.CopyFail;
import dev.tusk.wire.message.Flush;
import dev.tusk.wire.message.FrontendMessage;
import dev.tusk.wire.message.Sync;
import dev.tusk.wire.message.Terminate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the data of a COPY FROM STDIN comes from. What the client has sent and nobody has read yet
 * is bounded: see {@link Inbox}.
 */
public final class CopySource {
  private final Inbox inbox;
  private boolean ended;

  CopySource(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Begins another COPY. */
  CopySource begin() {
    ended = false;
    return this;
  }

  /**
   * Waits for the next piece of data, which need not end where a row does, and gives it away; null
   * when the client is done.
   *
   * @throws BackendException 57014 if the client gives up, 08P01 if it sends anything else
   * @throws ConnectionLost if it is gone
   */
  public byte @Nullable [] read() {
    while (!ended) {
      Incoming next = inbox.await();
      if (!(next instanceof Frame frame)) {
        inbox.putBack(next);
        throw BackendException.error("08P01", "unexpected message during COPY from stdin");
      }
      switch (frame.tag()) {
        case CopyData.TAG -> {
          return frame.body();
        }
        case CopyDone.TAG -> ended = true;
        // Clients that do not know they are in a COPY may send these: ignored, as in PostgreSQL.
        case Flush.TAG, Sync.TAG -> {}
        case CopyFail.TAG -> throw failure(frame);
        case Terminate.TAG -> {
          inbox.putBack(next);
          throw new ConnectionLost();
        }
        default ->
            throw BackendException.error(
                "08P01",
                "unexpected message type 0x"
                    + Integer.toHexString(frame.tag() & 0xff).toUpperCase(Locale.ROOT)
                    + " during COPY from stdin");
      }
    }
    return null;
  }

  private static BackendException failure(Frame frame) {
    CopyFail fail = (CopyFail) FrontendMessage.decode(frame.tag(), frame.body());
    return BackendException.error("57014", "COPY from stdin failed: " + fail.reason());
  }
}

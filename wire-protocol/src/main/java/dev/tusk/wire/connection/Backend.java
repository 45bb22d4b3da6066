package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.message.ErrorFields;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a server does behind the protocol; the one thing that whoever serves must implement. */
public interface Backend {
  /**
   * What a client has to show before it gets a session. Called off the event loop, before {@link
   * #connect}.
   *
   * @throws BackendException FATAL, if that cannot be said
   */
  AuthenticationMethod authentication(ClientRequest request);

  /** A socket is open. On its event loop. */
  default void received(SocketAddress address, int processId) {}

  /** How long this client waits until it is told whether its password is right. */
  default Duration delay(ClientRequest client) {
    return Duration.ZERO;
  }

  /** A client has shown what it had to. */
  default void authenticated(ClientRequest client) {}

  /**
   * A client is not let in.
   *
   * @param guessed whether what it has shown was wrong
   * @param forLog what is known beside the reason, which the client is not told
   */
  default void refused(
      ClientRequest client, ErrorFields reason, boolean guessed, @Nullable String forLog) {}

  /**
   * Opens a session. Called off the event loop; may take its time.
   *
   * @param control what the session may tell its client unasked; valid until the session is closed
   * @throws BackendException FATAL, if the client may not have the session: an unknown database,
   *     role or setting
   */
  BackendSession connect(StartupParameters parameters, SessionControl control);
}

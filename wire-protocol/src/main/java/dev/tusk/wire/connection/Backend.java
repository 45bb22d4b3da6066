package dev.tusk.wire.connection;

import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ClientRequest;

/** What a server does behind the protocol; the one thing that whoever serves must implement. */
public interface Backend {
  /**
   * What a client has to show before it gets a session. Called off the event loop, before {@link
   * #connect}.
   *
   * @throws BackendException FATAL, if that cannot be said
   */
  AuthenticationMethod authentication(ClientRequest request);

  /**
   * Opens a session. Called off the event loop; may take its time.
   *
   * @param control what the session may tell its client unasked; valid until the session is closed
   * @throws BackendException FATAL, if the client may not have the session: an unknown database,
   *     role or setting
   */
  BackendSession connect(StartupParameters parameters, SessionControl control);
}

package dev.tusk.server;

import dev.tusk.executor.Engine;
import dev.tusk.executor.access.AccessDecision;
import dev.tusk.executor.access.AccessRequest;
import dev.tusk.executor.session.ClientIdentity;
import dev.tusk.executor.session.Notification;
import dev.tusk.executor.session.SessionListener;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.authentication.ScramSecret;
import dev.tusk.wire.connection.Backend;
import dev.tusk.wire.connection.BackendSession;
import dev.tusk.wire.connection.SessionControl;
import dev.tusk.wire.connection.StartupParameters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** Gives every connection a session of the engine. */
final class EngineBackend implements Backend {
  private final Engine engine;

  EngineBackend(Engine engine) {
    this.engine = engine;
  }

  @Override
  public AuthenticationMethod authentication(ClientRequest client) {
    InetAddress address =
        client.address() instanceof InetSocketAddress socket
            ? socket.getAddress()
            : InetAddress.getLoopbackAddress();
    X509Certificate certificate = client.certificate();
    AccessDecision decision =
        engine
            .access()
            .decide(
                new AccessRequest(
                    client.user(),
                    client.database(),
                    address,
                    client.encrypted(),
                    certificate != null,
                    certificate == null ? null : commonName(certificate)));
    return switch (decision) {
      case AccessDecision.Admit _ -> new AuthenticationMethod.Trust();
      case AccessDecision.Refuse(var reason) ->
          new AuthenticationMethod.Reject(Errors.farewell(reason));
      case AccessDecision.AskPassword(var verifier, var genuine, var refusal) ->
          new AuthenticationMethod.Password(
              password -> verifier.accepts(password) & genuine, Errors.farewell(refusal));
      case AccessDecision.AskScram(var verifier, var genuine, var refusal) ->
          new AuthenticationMethod.Scram(
              new ScramSecret(
                  verifier.iterations(),
                  verifier.salt(),
                  verifier.storedKey(),
                  verifier.serverKey(),
                  genuine),
              Errors.farewell(refusal));
    };
  }

  /** The name that a certificate is for; null when it has none. */
  private static @Nullable String commonName(X509Certificate certificate) {
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          return String.valueOf(part.getValue());
        }
      }
      return null;
    } catch (InvalidNameException e) {
      return null;
    }
  }

  @Override
  public BackendSession connect(StartupParameters parameters, SessionControl control) {
    SessionListener listener =
        new SessionListener() {
          @Override
          public void notice(Notice notice) {
            control.notice(Errors.notice(notice));
          }

          @Override
          public void parameterStatus(String name, String value) {
            control.parameterStatus(name, value);
          }

          @Override
          public void notification(Notification notification) {
            control.notification(
                notification.processId(), notification.channel(), notification.payload());
          }

          @Override
          public void notificationsWait() {
            control.wake();
          }

          @Override
          public void terminated(SqlException reason) {
            control.terminate(Errors.farewell(reason));
          }
        };
    ClientIdentity client =
        control.remoteAddress() instanceof InetSocketAddress address
            ? new ClientIdentity(
                control.processId(), address.getAddress().getHostAddress(), address.getPort())
            : new ClientIdentity(control.processId(), null, -1);
    try {
      return new EngineSession(
          engine.connect(
              parameters.database(), parameters.user(), parameters.settings(), client, listener));
    } catch (SqlException e) {
      throw Errors.refusal(e);
    }
  }
}

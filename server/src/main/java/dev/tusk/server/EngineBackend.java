package dev.tusk.server;

import dev.tusk.executor.Engine;
import dev.tusk.executor.access.AccessDecision;
import dev.tusk.executor.access.AccessRequest;
import dev.tusk.executor.session.Arrivals;
import dev.tusk.executor.session.Notification;
import dev.tusk.executor.session.SessionListener;
import dev.tusk.executor.setting.ClientIdentity;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.wire.authentication.AuthenticationMethod;
import dev.tusk.wire.authentication.ClientRequest;
import dev.tusk.wire.authentication.ScramSecret;
import dev.tusk.wire.connection.Backend;
import dev.tusk.wire.connection.BackendSession;
import dev.tusk.wire.connection.KeepAlive;
import dev.tusk.wire.connection.SessionControl;
import dev.tusk.wire.connection.StartupParameters;
import dev.tusk.wire.message.ErrorFields;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/** Gives every connection a session of the engine. */
final class EngineBackend implements Backend {
  private final Engine engine;
  private final Arrivals arrivals;

  EngineBackend(Engine engine) {
    this.engine = engine;
    this.arrivals = engine.arrivals();
  }

  @Override
  public AuthenticationMethod authentication(ClientRequest client) {
    return switch (engine.access().decide(request(client))) {
      case AccessDecision.Admit _ -> new AuthenticationMethod.Trust();
      case AccessDecision.Refuse(var reason, var forLog) ->
          new AuthenticationMethod.Reject(Errors.farewell(reason), forLog);
      case AccessDecision.AskPassword(var verifier, var genuine, var refusal, var forLog) ->
          new AuthenticationMethod.Password(
              password -> verifier.accepts(password) & genuine, Errors.farewell(refusal), forLog);
      case AccessDecision.AskScram(var verifier, var genuine, var refusal, var forLog) ->
          new AuthenticationMethod.Scram(
              new ScramSecret(
                  verifier.iterations(),
                  verifier.salt(),
                  verifier.storedKey(),
                  verifier.serverKey(),
                  genuine),
              Errors.farewell(refusal),
              forLog);
    };
  }

  private static AccessRequest request(ClientRequest client) {
    X509Certificate certificate = client.certificate();
    return new AccessRequest(
        client.user(),
        client.database(),
        address(client.address()),
        client.encrypted(),
        certificate != null,
        certificate == null ? null : commonName(certificate),
        certificate == null ? null : certificate.getSubjectX500Principal().getName());
  }

  private static InetAddress address(SocketAddress from) {
    return from instanceof InetSocketAddress socket
        ? socket.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static @Nullable InetSocketAddress socket(SocketAddress from) {
    return from instanceof InetSocketAddress socket ? socket : null;
  }

  @Override
  public void received(SocketAddress address, int processId) {
    arrivals.received(socket(address), processId);
  }

  @Override
  public Duration delay(ClientRequest client) {
    return Duration.ofMillis(arrivals.delayMillis(address(client.address())));
  }

  @Override
  public void authenticated(ClientRequest client) {
    arrivals.authenticated(socket(client.address()), client.processId(), request(client));
  }

  @Override
  public void refused(
      ClientRequest client, ErrorFields reason, boolean guessed, @Nullable String forLog) {
    arrivals.refused(
        socket(client.address()),
        client.processId(),
        request(client),
        SqlException.of(reason.sqlState(), reason.message()).withDetail(reason.detail()),
        guessed,
        forLog);
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
          public void keepAlive(int idleSeconds, int intervalSeconds, int count) {
            control.keepAlive(new KeepAlive(idleSeconds, intervalSeconds, count));
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
    InetSocketAddress address = socket(control.remoteAddress());
    ClientRequest.Cipher cipher = control.client().cipher();
    ClientIdentity client =
        new ClientIdentity(
            control.processId(),
            address == null ? null : address.getAddress().getHostAddress(),
            address == null ? -1 : address.getPort(),
            cipher == null ? "" : "protocol=" + cipher.protocol() + ", cipher=" + cipher.suite(),
            control.freeSessions());
    try {
      return new EngineSession(
          engine.connect(
              parameters.database(), parameters.user(), parameters.settings(), client, listener));
    } catch (SqlException e) {
      throw Errors.refusal(e);
    }
  }
}

package dev.tusk.server;

import dev.tusk.executor.Engine;
import dev.tusk.executor.session.ClientIdentity;
import dev.tusk.executor.session.Notification;
import dev.tusk.executor.session.SessionListener;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.wire.connection.Backend;
import dev.tusk.wire.connection.BackendSession;
import dev.tusk.wire.connection.SessionControl;
import dev.tusk.wire.connection.StartupParameters;
import java.net.InetSocketAddress;

/** Gives every connection a session of the engine. */
final class EngineBackend implements Backend {
  private final Engine engine;

  EngineBackend(Engine engine) {
    this.engine = engine;
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

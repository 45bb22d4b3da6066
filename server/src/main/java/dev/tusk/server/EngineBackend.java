package dev.tusk.server;

import dev.tusk.executor.Engine;
import dev.tusk.executor.session.SessionListener;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.wire.connection.Backend;
import dev.tusk.wire.connection.BackendSession;
import dev.tusk.wire.connection.SessionControl;
import dev.tusk.wire.connection.StartupParameters;

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
          public void terminated(SqlException reason) {
            control.terminate(Errors.farewell(reason));
          }
        };
    try {
      return new EngineSession(
          engine.connect(
              parameters.database(), parameters.user(), parameters.settings(), listener));
    } catch (SqlException e) {
      throw Errors.refusal(e);
    }
  }
}

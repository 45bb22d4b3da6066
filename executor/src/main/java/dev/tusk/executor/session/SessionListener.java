package dev.tusk.executor.session;

import dev.tusk.sql.error.Notice;

/** What a session tells its client beside answers. Called by the thread that runs the statement. */
public interface SessionListener {
  void notice(Notice notice);

  /** A reported setting has a new value (ParameterStatus). */
  void parameterStatus(String name, String value);

  /** For sessions nobody listens to. */
  SessionListener NONE =
      new SessionListener() {
        @Override
        public void notice(Notice notice) {}

        @Override
        public void parameterStatus(String name, String value) {}
      };
}

package dev.tusk.executor.session;

import dev.tusk.executor.setting.SettingListener;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;

/**
 * What a session tells its client beside answers. Called by the thread that runs the statement, but
 * for {@link #notificationsWait} and {@link #terminated}, which any thread calls.
 */
public interface SessionListener extends SettingListener {
  void notice(Notice notice);

  /** A NOTIFY came; within {@link Session#tellNotifications}. */
  default void notification(Notification notification) {}

  /** {@link Session#tellNotifications} has something to tell. */
  default void notificationsWait() {}

  /** The session is to end, with this as the last word; by any thread. */
  default void terminated(SqlException reason) {}

  /** For sessions nobody listens to. */
  SessionListener NONE =
      new SessionListener() {
        @Override
        public void notice(Notice notice) {}

        @Override
        public void parameterStatus(String name, String value) {}
      };
}

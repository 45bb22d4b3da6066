package dev.tusk.executor.session;

import dev.tusk.executor.catalogview.SessionRow;
import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.type.DateTimes;

/** What a session does, as others see it: written by its thread, read by any. */
final class Activity {
  private final long startedMicros = DateTimes.now();
  private volatile String query = "";
  private volatile String state = "idle";
  private volatile long queryMicros;
  private volatile long stateMicros = startedMicros;
  private volatile long transactionMicros;

  void running(String text, long now) {
    query = text;
    queryMicros = now;
    stateMicros = now;
    state = "active";
  }

  long startedMicros() {
    return startedMicros;
  }

  /** The text that runs or ran last. */
  String query() {
    return query;
  }

  void idle(TransactionBlock block) {
    transactionMicros = block.active() ? block.startMicros() : 0;
    state =
        switch (block.status()) {
          case 'T' -> "idle in transaction";
          case 'E' -> "idle in transaction (aborted)";
          default -> "idle";
        };
    stateMicros = DateTimes.now();
  }

  /** Whether a transaction is open. */
  boolean inTransaction() {
    return !state.equals("idle");
  }

  SessionRow row(Session session, SessionSettings settings) {
    boolean shown = settings.flag(Settings.TRACK_ACTIVITIES);
    return new SessionRow(
        session.processId(),
        session.databaseOid(),
        session.database(),
        session.roles().login(),
        session.user(),
        settings.text(Settings.APPLICATION_NAME),
        session.client().address(),
        session.client().port(),
        startedMicros,
        transactionMicros == 0 ? null : (Long) transactionMicros,
        queryMicros == 0 ? null : (Long) queryMicros,
        stateMicros,
        shown ? state : "disabled",
        shown ? query : "");
  }
}

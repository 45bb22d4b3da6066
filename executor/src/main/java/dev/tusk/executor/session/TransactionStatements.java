package dev.tusk.executor.session;

import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.executor.setting.Settings;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.Begin;
import dev.tusk.sql.statement.Commit;
import dev.tusk.sql.statement.PreparedTransaction;
import dev.tusk.sql.statement.ReleaseSavepoint;
import dev.tusk.sql.statement.Rollback;
import dev.tusk.sql.statement.RollbackTo;
import dev.tusk.sql.statement.Savepoint;
import dev.tusk.sql.statement.SetConstraints;
import dev.tusk.sql.statement.SetTransaction;
import dev.tusk.sql.statement.TransactionModes;
import dev.tusk.sql.type.DateTimes;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BEGIN, COMMIT, ROLLBACK, savepoints, SET TRANSACTION. */
final class TransactionStatements {
  private final Session session;

  TransactionStatements(Session session) {
    this.session = session;
  }

  private TransactionBlock block() {
    return session.block();
  }

  String begin(Begin statement) {
    if (!block().begin(session.statementMicros())) {
      warn(SqlState.ACTIVE_SQL_TRANSACTION, "there is already a transaction in progress");
    }
    apply(statement.modes());
    return statement.start() ? "START TRANSACTION" : "BEGIN";
  }

  private void warn(SqlState state, String message) {
    session.notice(Notice.warning(state, message));
  }

  private void apply(TransactionModes modes) {
    SessionSettings settings = session.settings();
    TransactionModes.IsolationLevel isolation = modes.isolation();
    if (isolation != null) {
      settings.set(Settings.ISOLATION, name(isolation), true);
    }
    Boolean readOnly = modes.readOnly();
    if (readOnly != null) {
      settings.set(Settings.READ_ONLY, readOnly, true);
    }
    Boolean deferrable = modes.deferrable();
    if (deferrable != null) {
      settings.set(Settings.DEFERRABLE, deferrable, true);
    }
  }

  static String name(TransactionModes.IsolationLevel level) {
    return level.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  String commit(Commit statement) {
    if (!block().inBlock()) {
      if (statement.chain()) {
        block().requireBlock("COMMIT AND CHAIN");
      }
      warn(SqlState.NO_ACTIVE_SQL_TRANSACTION, "there is no transaction in progress");
      session.host().runDeferred(true);
      session.statements().holdPortals();
      session.statements().closePortals();
      session.commit();
      return "COMMIT";
    }
    TransactionModes modes = modes(statement.chain());
    prepareCommit();
    closeCursors();
    boolean committed = session.commit();
    chain(modes);
    return committed ? "COMMIT" : "ROLLBACK";
  }

  /**
   * An error in what was deferred, or in a cursor WITH HOLD, is one of COMMIT, which ends the block
   * in any case.
   */
  private void prepareCommit() {
    if (block().failed()) {
      return;
    }
    try {
      session.host().runDeferred(true);
      session.statements().holdPortals();
    } catch (RuntimeException e) {
      closeCursors();
      block().rollback();
      throw e;
    }
  }

  private @Nullable TransactionModes modes(boolean chain) {
    return chain ? block().modes() : null;
  }

  private void chain(@Nullable TransactionModes modes) {
    if (modes != null) {
      block().beginChained(DateTimes.now(), modes);
    }
  }

  private void closeCursors() {
    session.statements().closePortals();
  }

  String rollback(Rollback statement) {
    if (!block().inBlock()) {
      if (statement.chain()) {
        block().requireBlock("ROLLBACK AND CHAIN");
      }
      warn(SqlState.NO_ACTIVE_SQL_TRANSACTION, "there is no transaction in progress");
    }
    TransactionModes modes = modes(statement.chain());
    closeCursors();
    block().rollback();
    chain(modes);
    return "ROLLBACK";
  }

  /** Commits in two phases are off, as they are in PostgreSQL unless somebody turns them on. */
  String prepared(PreparedTransaction statement) {
    String identifier = statement.identifier();
    if (statement.step() != PreparedTransaction.Step.PREPARE) {
      session.host().requireNoBlock(statement.step() + " PREPARED");
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "prepared transaction with identifier \"" + identifier + "\" does not exist");
    }
    boolean inBlock = block().inBlock();
    if (!inBlock) {
      warn(SqlState.NO_ACTIVE_SQL_TRANSACTION, "there is no transaction in progress");
    }
    boolean failed = block().failed();
    closeCursors();
    block().rollback();
    if (inBlock && !failed) {
      throw SqlException.of(
              SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE, "prepared transactions are disabled")
          .withHint("Set max_prepared_transactions to a nonzero value.");
    }
    return "ROLLBACK";
  }

  String savepoint(Savepoint statement) {
    block().savepoint(statement.name());
    return "SAVEPOINT";
  }

  String release(ReleaseSavepoint statement) {
    block().release(statement.name());
    session.statements().released(block().depth());
    return "RELEASE";
  }

  String rollbackTo(RollbackTo statement) {
    block().requireBlock("ROLLBACK TO SAVEPOINT");
    int depth = block().depthOf(statement.name());
    session.statements().closePortalsBeyond(depth);
    block().rollbackTo(statement.name());
    return "ROLLBACK";
  }

  String set(SetTransaction statement) {
    String snapshot = statement.snapshot();
    if (snapshot != null) {
      if (!block().inBlock()) {
        warn(
            SqlState.NO_ACTIVE_SQL_TRANSACTION,
            "SET TRANSACTION can only be used in transaction blocks");
      }
      block().importSnapshot(snapshot);
      return "SET";
    }
    TransactionModes modes = statement.modes();
    if (!statement.session()) {
      if (!block().inBlock() && !session.inBatch()) {
        warn(
            SqlState.NO_ACTIVE_SQL_TRANSACTION,
            "SET TRANSACTION can only be used in transaction blocks");
        return "SET";
      }
      apply(modes);
      return "SET";
    }
    SessionSettings settings = session.settings();
    TransactionModes.IsolationLevel isolation = modes.isolation();
    if (isolation != null) {
      settings.set(Settings.DEFAULT_ISOLATION, name(isolation), false);
    }
    Boolean readOnly = modes.readOnly();
    if (readOnly != null) {
      settings.set(Settings.DEFAULT_READ_ONLY, readOnly, false);
    }
    Boolean deferrable = modes.deferrable();
    if (deferrable != null) {
      settings.set(Settings.DEFAULT_DEFERRABLE, deferrable, false);
    }
    return "SET";
  }

  String constraints(SetConstraints statement) {
    if (!block().inBlock() && !session.inBatch()) {
      warn(
          SqlState.NO_ACTIVE_SQL_TRANSACTION,
          "SET CONSTRAINTS can only be used in transaction blocks");
    }
    if (statement.names().isEmpty()) {
      block().deferred().setAll(statement.deferred());
    } else {
      Set<Long> oids =
          ConstraintNames.resolve(session.catalog(), statement.names(), statement.deferred());
      block().deferred().set(oids, statement.deferred());
    }
    if (!statement.deferred()) {
      session.host().runDeferred(false);
    }
    return "SET CONSTRAINTS";
  }
}

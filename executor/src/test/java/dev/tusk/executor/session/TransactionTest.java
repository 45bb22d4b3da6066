package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionTest extends EngineTest {
  @Test
  void rollbackUndoesRowsAndDefinitions() {
    client.run("begin; create table t (a int); insert into t values (1)");
    assertThat(client.status()).isEqualTo('T');
    assertThat(client.rows("select a from t")).containsExactly("1");
    client.run("rollback");
    assertThat(client.error("select a from t")).isEqualTo("42P01 relation \"t\" does not exist");
    assertThat(client.status()).isEqualTo('I');
  }

  @Test
  void aFailedBlockRefusesAllButItsEnd() {
    client.run("begin");
    client.failure("select 1/0");
    assertThat(client.status()).isEqualTo('E');
    assertThat(client.error("select 1"))
        .isEqualTo(
            "25P02 current transaction is aborted, commands ignored until end of transaction"
                + " block");
    assertThat(client.run("commit")).containsExactly("ROLLBACK");
    assertThat(client.status()).isEqualTo('I');
  }

  @Test
  void aSavepointRevivesAFailedBlock() {
    client.run("create table t (a int); begin; insert into t values (1); savepoint s");
    client.run("insert into t values (2)");
    client.failure("select 1/0");
    client.run("rollback to s");
    assertThat(client.run("insert into t values (3)")).containsExactly("INSERT 0 1");
    client.run("commit");
    assertThat(client.rows("select a from t order by a")).containsExactly("1", "3");
  }

  @Test
  void savepointsNeedABlockAndAName() {
    assertThat(client.error("savepoint s"))
        .isEqualTo("25P01 SAVEPOINT can only be used in transaction blocks");
    client.run("begin");
    assertThat(client.error("rollback to nosuch"))
        .isEqualTo("3B001 savepoint \"nosuch\" does not exist");
  }

  @Test
  void severalStatementsOfOneStringAreOneTransaction() {
    client.run("create table t (a int primary key)");
    assertThat(client.error("insert into t values (1); insert into t values (1)"))
        .startsWith("23505 duplicate key value violates unique constraint \"t_pkey\"");
    assertThat(client.value("select count(*) from t")).isEqualTo("0");
  }

  @Test
  void aWrongStatementKeepsTheOnesBeforeItFromRunning() {
    client.run("create table t (a int)");
    assertThat(client.error("insert into t values (1); selct 2"))
        .isEqualTo("42601 syntax error at or near \"selct\"");
    assertThat(client.value("select count(*) from t")).isEqualTo("0");
  }

  @Test
  void uncalledForTransactionStatementsWarn() {
    assertThat(client.run("commit")).containsExactly("COMMIT");
    assertThat(client.run("rollback")).containsExactly("ROLLBACK");
    client.run("begin; begin");
    assertThat(client.notices)
        .containsExactly(
            "WARNING: there is no transaction in progress",
            "WARNING: there is no transaction in progress",
            "WARNING: there is already a transaction in progress");
  }

  @Test
  void readCommittedSeesWhatOthersCommit() {
    client.run("create table t (a int)");
    Client other = connect();
    client.run("begin");
    assertThat(client.value("select count(*) from t")).isEqualTo("0");
    other.run("insert into t values (1)");
    assertThat(client.value("select count(*) from t")).isEqualTo("1");
  }

  @Test
  void repeatableReadKeepsItsSnapshotAndRefusesToOverwrite() {
    client.run("create table t (a int); insert into t values (1)");
    Client other = connect();
    client.run("begin isolation level repeatable read");
    assertThat(client.value("select a from t")).isEqualTo("1");
    other.run("update t set a = 2");
    assertThat(client.value("select a from t")).isEqualTo("1");
    assertThat(client.error("update t set a = 3"))
        .isEqualTo("40001 could not serialize access due to concurrent update");
  }

  @Test
  void readOnlyTransactionsRefuseToWrite() {
    client.run("create table t (a int); begin read only");
    assertThat(client.error("insert into t values (1)"))
        .isEqualTo("25006 cannot execute INSERT in a read-only transaction");
    client.run("rollback; begin read only");
    assertThat(client.error("create table u (a int)"))
        .isEqualTo("25006 cannot execute CREATE TABLE in a read-only transaction");
  }

  @Test
  void settingsFollowTheTransaction() {
    client.run("begin; set work_mem = '8MB'; set local statement_timeout = 100");
    client.run("commit");
    assertThat(client.value("show work_mem")).isEqualTo("8MB");
    assertThat(client.value("show statement_timeout")).isEqualTo("0");
    client.run("begin; set work_mem = '16MB'; rollback");
    assertThat(client.value("show work_mem")).isEqualTo("8MB");
  }

  @Test
  void aStatementThatTakesTooLongIsCancelled() {
    client.run("set statement_timeout = 50");
    assertThat(client.error("select count(*) from generate_series(1, 100000000)"))
        .isEqualTo("57014 canceling statement due to statement timeout");
    client.run("set statement_timeout = 0");
    assertThat(client.value("select 1")).isEqualTo("1");
  }

  @Test
  void aStatementIsCancelledByRequest() throws Exception {
    Thread canceller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(200);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              client.session.cancel();
            });
    assertThat(client.error("select count(*) from generate_series(1, 100000000)"))
        .isEqualTo("57014 canceling statement due to user request");
    canceller.join();
  }

  @Test
  void aWaitForALockIsCancelledByTimeout() {
    client.run("create table t (a int primary key); insert into t values (1)");
    client.run("begin; update t set a = 2");
    Client other = connect();
    other.run("set statement_timeout = 100");
    assertThat(other.error("delete from t where a = 1"))
        .isEqualTo("57014 canceling statement due to statement timeout");
    other.run("reset statement_timeout; set lock_timeout = 100");
    assertThat(other.error("delete from t where a = 1"))
        .isEqualTo("55P03 canceling statement due to lock timeout");
  }
}

package dev.tusk.compat.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.compat.RunningServer;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What the driver and the libraries above it ask by themselves, and what comes unasked. */
@Timeout(60)
class DriverTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = RunningServer.start();
    server.run("create extension if not exists vector");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void keysIndexesAndKeyWordsAreFound() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists keyed");
      statement.execute("create table keyed (b int, a int, e text unique, primary key (a, b))");
      DatabaseMetaData metaData = connection.getMetaData();
      assertThat(
              strings(metaData.getPrimaryKeys(null, "public", "keyed"), "COLUMN_NAME", "KEY_SEQ"))
          .containsExactlyInAnyOrder("a 1", "b 2");
      assertThat(
              strings(
                  metaData.getIndexInfo(null, "public", "keyed", true, false),
                  "INDEX_NAME",
                  "COLUMN_NAME"))
          .containsExactly("keyed_e_key e", "keyed_pkey a", "keyed_pkey b");
      assertThat(
              strings(
                  metaData.getBestRowIdentifier(null, "public", "keyed", 0, false), "COLUMN_NAME"))
          .containsExactlyInAnyOrder("a", "b");
      assertThat(metaData.getSQLKeywords()).contains("ilike").contains("returning");
    }
  }

  private static List<String> strings(ResultSet rows, String... columns) throws SQLException {
    List<String> all = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(rows.getString(column));
        }
        all.add(String.join(" ", row));
      }
    }
    return all;
  }

  @Test
  void aFunctionIsCalledWithAnOutParameter() throws SQLException {
    try (Connection connection = server.connect();
        CallableStatement call = connection.prepareCall("{? = call lpad(?, ?, ?)}")) {
      call.registerOutParameter(1, Types.VARCHAR);
      call.setString(2, "7");
      call.setInt(3, 3);
      call.setString(4, "0");
      call.execute();
      assertThat(call.getString(1)).isEqualTo("007");
    }
  }

  @Test
  void theIsolationAndModeOfAConnectionHoldForItsTransactions() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (ResultSet rows =
          statement.executeQuery(
              "select current_setting('transaction_isolation'),"
                  + " current_setting('transaction_read_only')")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("repeatable read");
        assertThat(rows.getString(2)).isEqualTo("on");
      }
      assertThatThrownBy(() -> statement.execute("create table forbidden (i int)"))
          .hasMessageContaining("cannot execute CREATE TABLE in a read-only transaction");
      connection.rollback();
    }
  }

  @Test
  void aNotificationComesToAnIdleClient() throws SQLException {
    try (Connection listening = server.connect();
        Connection notifying = server.connect();
        Statement listen = listening.createStatement();
        Statement notify = notifying.createStatement()) {
      listen.execute("listen news");
      notify.execute("begin; notify news, 'one'; notify news, 'one'; notify other; commit");
      notify.execute("select pg_notify('news', 'two')");
      List<String> came = new ArrayList<>();
      int from = 0;
      while (came.size() < 2) {
        PGNotification[] some = listening.unwrap(PGConnection.class).getNotifications(20_000);
        assertThat(some).isNotNull();
        for (PGNotification notification : some) {
          came.add(notification.getName() + " " + notification.getParameter());
          from = notification.getPID();
        }
      }
      assertThat(came).containsExactly("news one", "news two");
      assertThat(from).isEqualTo(notifying.unwrap(PGConnection.class).getBackendPID());
    }
  }

  @Test
  void aNotificationWaitsForTheEndOfATransaction() throws SQLException {
    try (Connection listening = server.connect();
        Connection notifying = server.connect();
        Statement listen = listening.createStatement();
        Statement notify = notifying.createStatement()) {
      listen.execute("listen later");
      listening.setAutoCommit(false);
      listen.execute("select 1");
      notify.execute("notify later");
      listen.execute("select 2");
      PGConnection driver = listening.unwrap(PGConnection.class);
      assertThat(driver.getNotifications()).isNullOrEmpty();
      listening.commit();
      assertThat(driver.getNotifications(20_000)).hasSize(1);
    }
  }

  @Test
  void aSessionIsEndedByAnother() throws SQLException {
    try (Connection ending = server.connect();
        Statement end = ending.createStatement();
        Connection ended = server.connect();
        Statement statement = ended.createStatement()) {
      int process = ended.unwrap(PGConnection.class).getBackendPID();
      try (ResultSet rows =
          end.executeQuery(
              "select count(*), pg_terminate_backend("
                  + process
                  + ") from pg_stat_activity where client_addr is not null and pid = "
                  + process)) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.getBoolean(2)).isTrue();
      }
      assertThatThrownBy(() -> statement.execute("select 1"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).matches("57P01|08.*"));
    }
  }

  @Test
  void anAdvisoryLockIsWaitedFor() throws SQLException {
    try (Connection one = server.connect();
        Connection two = server.connect();
        Statement holder = one.createStatement();
        Statement waiter = two.createStatement()) {
      holder.execute("select pg_advisory_lock(77)");
      waiter.execute("set lock_timeout = '100ms'");
      assertThatThrownBy(() -> waiter.execute("select pg_advisory_lock(77)"))
          .hasMessageContaining("canceling statement due to lock timeout");
      assertThat(flag(waiter, "select pg_try_advisory_xact_lock(77)")).isFalse();
      assertThat(flag(waiter, "select pg_try_advisory_lock(0, 77)")).isTrue();
      one.close();
      waiter.execute("set lock_timeout = '20s'");
      waiter.execute("select pg_advisory_lock(77)");
      assertThat(flag(waiter, "select pg_advisory_unlock(77)")).isTrue();
    }
  }

  private static boolean flag(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getBoolean(1);
    }
  }
}

package dev.tusk.compat.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.compat.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What Java programs do with a database, through pgjdbc. */
@Timeout(60)
class JdbcTest {
  private static final String TEXT = "5";
  private static final String BINARY = "-1";

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

  /** Text results, and binary ones from the first execution on. */
  private static Connection connect(String threshold) throws SQLException {
    return server.connect("prepareThreshold", threshold, "binaryTransfer", "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, BINARY})
  void valuesOfEveryTypeComeBackAsTheyWent(String threshold) throws SQLException {
    String sql =
        "select ?::int2, ?::int4, ?::int8, ?::float4, ?::float8, ?::numeric, ?::bool, ?::text,"
            + " ?::varchar, ?::bytea, ?::uuid, ?::date, ?::time, ?::timestamp, ?::timestamptz,"
            + " ?::int4[], ?::text[], ?::jsonb, ?::float8[]";
    UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    OffsetDateTime instant = OffsetDateTime.of(2026, 11, 21, 1, 2, 3, 456_000, ZoneOffset.UTC);
    try (Connection connection = connect(threshold);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setShort(1, (short) -7);
      statement.setInt(2, Integer.MIN_VALUE);
      statement.setLong(3, Long.MAX_VALUE);
      statement.setFloat(4, 0.1f);
      statement.setDouble(5, Math.PI);
      statement.setBigDecimal(6, new BigDecimal("12345678901234567890.0123456789"));
      statement.setBoolean(7, true);
      statement.setString(8, "naïve 日本 'x' \\");
      statement.setString(9, "");
      statement.setBytes(10, new byte[] {0, 1, -1});
      statement.setObject(11, uuid);
      statement.setObject(12, LocalDate.of(2026, 11, 21));
      statement.setObject(13, LocalTime.of(23, 59, 59, 999_999_000));
      statement.setObject(14, LocalDateTime.of(1999, 12, 31, 23, 59, 59));
      statement.setObject(15, instant);
      statement.setArray(16, connection.createArrayOf("int4", new Object[] {1, null, 3}));
      statement.setArray(17, connection.createArrayOf("text", new Object[] {"a b", null, "\"q\""}));
      statement.setString(18, "{\"b\": [1, 2.50], \"a\": null}");
      statement.setArray(19, connection.createArrayOf("float8", new Object[] {0.5, Double.NaN}));
      for (int run = 0; run < 3; run++) {
        try (ResultSet row = statement.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getShort(1)).isEqualTo((short) -7);
          assertThat(row.getInt(2)).isEqualTo(Integer.MIN_VALUE);
          assertThat(row.getLong(3)).isEqualTo(Long.MAX_VALUE);
          assertThat(row.getFloat(4)).isEqualTo(0.1f);
          assertThat(row.getDouble(5)).isEqualTo(Math.PI);
          assertThat(row.getBigDecimal(6))
              .isEqualTo(new BigDecimal("12345678901234567890.0123456789"));
          assertThat(row.getBoolean(7)).isTrue();
          assertThat(row.getString(8)).isEqualTo("naïve 日本 'x' \\");
          assertThat(row.getString(9)).isEmpty();
          assertThat(row.getBytes(10)).containsExactly(0, 1, -1);
          assertThat(row.getObject(11)).isEqualTo(uuid);
          assertThat(row.getObject(12, LocalDate.class)).isEqualTo("2026-11-21");
          assertThat(row.getObject(13, LocalTime.class)).isEqualTo("23:59:59.999999");
          assertThat(row.getObject(14, LocalDateTime.class)).isEqualTo("1999-12-31T23:59:59");
          assertThat(row.getObject(15, OffsetDateTime.class)).isEqualTo(instant);
          assertThat((Object[]) row.getArray(16).getArray()).containsExactly(1, null, 3);
          assertThat((Object[]) row.getArray(17).getArray()).containsExactly("a b", null, "\"q\"");
          assertThat(row.getString(18)).isEqualTo("{\"a\": null, \"b\": [1, 2.50]}");
          assertThat((Object[]) row.getArray(19).getArray()).containsExactly(0.5, Double.NaN);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, BINARY})
  void nullsComeBackAsNulls(String threshold) throws SQLException {
    try (Connection connection = connect(threshold);
        PreparedStatement statement =
            connection.prepareStatement("select ?::int4, ?::text, ?::numeric, ?::date")) {
      statement.setNull(1, Types.INTEGER);
      statement.setNull(2, Types.VARCHAR);
      statement.setNull(3, Types.NUMERIC);
      statement.setNull(4, Types.DATE);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        for (int i = 1; i <= 4; i++) {
          assertThat(row.getObject(i)).isNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, BINARY})
  void vectorsGoInAndOutAsObjectsOfTheDriver(String threshold) throws SQLException {
    try (Connection connection = connect(threshold);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists vectors");
      statement.execute("create table vectors (id int primary key, v vector(3))");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into vectors values (?, ?)")) {
        for (int i = 1; i <= 3; i++) {
          insert.setInt(1, i);
          insert.setObject(2, vector("[" + i + ",0,0.5]"));
          insert.executeUpdate();
        }
      }
      try (PreparedStatement nearest =
          connection.prepareStatement(
              "select id, v, v <-> ? as d from vectors order by v <-> ? limit ?")) {
        nearest.setObject(1, vector("[2.1,0,0.5]"));
        nearest.setObject(2, vector("[2.1,0,0.5]"));
        nearest.setInt(3, 2);
        try (ResultSet rows = nearest.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt("id")).isEqualTo(2);
          assertThat(rows.getObject("v")).isEqualTo(vector("[2,0,0.5]"));
          assertThat(rows.getDouble("d")).isBetween(0.09, 0.11);
          assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("vector");
        }
      }
    }
  }

  private static PGobject vector(String value) throws SQLException {
    PGobject vector = new PGobject();
    vector.setType("vector");
    vector.setValue(value);
    return vector;
  }

  @Test
  void aBatchTellsTheCountOfEachStatement() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists batch");
      statement.execute("create table batch (id int primary key, name text)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into batch values (?, ?)")) {
        for (int i = 0; i < 500; i++) {
          insert.setInt(1, i);
          insert.setString(2, "name " + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).hasSize(500).containsOnly(1);
      }
      statement.addBatch("update batch set name = 'x' where id < 10");
      statement.addBatch("delete from batch where id >= 490");
      assertThat(statement.executeBatch()).containsExactly(10, 10);
    }
  }

  @Test
  void aFailingBatchIsUndoneAndNamesItsError() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists failing");
      statement.execute("create table failing (id int primary key)");
      statement.addBatch("insert into failing values (1)");
      statement.addBatch("insert into failing values (1)");
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOf(BatchUpdateException.class)
          .extracting(e -> ((BatchUpdateException) e).getSQLState())
          .isEqualTo("23505");
      assertThat(number(connection, "select count(*) from failing")).isZero();
    }
  }

  @Test
  void generatedKeysComeBack() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists keyed");
      statement.execute("create table keyed (id bigserial primary key, name text)");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into keyed (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
        insert.setString(1, "first");
        assertThat(insert.executeUpdate()).isEqualTo(1);
        try (ResultSet keys = insert.getGeneratedKeys()) {
          assertThat(keys.next()).isTrue();
          assertThat(keys.getLong(1)).isEqualTo(1);
          assertThat(keys.getString("name")).isEqualTo("first");
        }
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into keyed (name) values (?), (?)", new String[] {"id"})) {
        insert.setString(1, "second");
        insert.setString(2, "third");
        insert.executeUpdate();
        try (ResultSet keys = insert.getGeneratedKeys()) {
          assertThat(longs(keys)).containsExactly(2L, 3L);
        }
      }
    }
  }

  @Test
  void copyGoesInAndOutInTextCsvAndBinary() throws Exception {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists copied");
      statement.execute("create table copied (id int primary key, name text, v vector(2))");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      assertThat(
              copy.copyIn(
                  "copy copied from stdin", new StringReader("1\tone\t[1,2]\n2\t\\N\t\\N\n")))
          .isEqualTo(2);
      assertThat(
              copy.copyIn(
                  "copy copied from stdin (format csv, header)",
                  new StringReader("id,name,v\n3,\"a, \"\"b\"\"\",\"[3,4]\"\n")))
          .isEqualTo(1);

      ByteArrayOutputStream binary = new ByteArrayOutputStream();
      assertThat(copy.copyOut("copy copied to stdout (format binary)", binary)).isEqualTo(3);
      statement.execute("truncate copied");
      assertThat(
              copy.copyIn(
                  "copy copied from stdin (format binary)",
                  new ByteArrayInputStream(binary.toByteArray())))
          .isEqualTo(3);

      ByteArrayOutputStream text = new ByteArrayOutputStream();
      copy.copyOut("copy (select * from copied order by id) to stdout", text);
      assertThat(text.toString(StandardCharsets.UTF_8))
          .isEqualTo("1\tone\t[1,2]\n2\t\\N\t\\N\n3\ta, \"b\"\t[3,4]\n");
    }
  }

  @Test
  void aCopyThatFailsLeavesNothingAndTheConnectionUsable() throws Exception {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists spoiled");
      statement.execute("create table spoiled (id int primary key)");
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      assertThatThrownBy(() -> copy.copyIn("copy spoiled from stdin", new StringReader("1\nx\n")))
          .isInstanceOf(PSQLException.class)
          .hasMessageContaining("invalid input syntax for type integer: \"x\"")
          .hasMessageContaining("COPY spoiled, line 2, column id: \"x\"");
      assertThat(number(connection, "select count(*) from spoiled")).isZero();
    }
  }

  @Test
  void cancelStopsARunningStatement() throws Exception {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      CompletableFuture<Void> cancel =
          CompletableFuture.runAsync(
              () -> {
                try {
                  statement.cancel();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              },
              CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
      long start = System.nanoTime();
      assertThatThrownBy(() -> statement.execute("select pg_sleep(30)"))
          .isInstanceOf(PSQLException.class)
          .hasMessageContaining("canceling statement due to user request")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
      cancel.join();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(number(connection, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void aQueryTimeoutStopsAStatement() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.execute("select pg_sleep(30)"))
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("57014");
      assertThat(number(connection, "select 1")).isEqualTo(1);
    }
  }

  @Test
  void aFetchSizeReadsAPortalInPieces() throws SQLException {
    try (Connection connection = connect(TEXT)) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement("select n from generate_series(1, 1000) as n order by n")) {
        statement.setFetchSize(64);
        try (ResultSet rows = statement.executeQuery()) {
          // Another statement runs while the portal is open.
          assertThat(number(connection, "select 7")).isEqualTo(7);
          assertThat(longs(rows)).hasSize(1000).startsWith(1L, 2L).endsWith(999L, 1000L);
        }
      }
      connection.commit();
    }
  }

  @Test
  void maxRowsLimitsWhatArrives() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(5);
      try (ResultSet rows = statement.executeQuery("select generate_series(1, 100)")) {
        assertThat(longs(rows)).containsExactly(1L, 2L, 3L, 4L, 5L);
      }
    }
  }

  @Test
  void noticesArriveAsWarnings() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists never_there");
      SQLWarning warning = statement.getWarnings();
      assertThat(warning.getMessage()).isEqualTo("table \"never_there\" does not exist, skipping");
      assertThat(warning.getSQLState()).isEqualTo("00000");
    }
  }

  @Test
  void anErrorCarriesItsFields() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists fields");
      statement.execute("create table fields (id int constraint fields_key primary key)");
      statement.execute("insert into fields values (1)");
      ServerErrorMessage duplicate = errorOf(statement, "insert into fields values (1)");
      assertThat(duplicate.getSQLState()).isEqualTo("23505");
      assertThat(duplicate.getSeverity()).isEqualTo("ERROR");
      assertThat(duplicate.getDetail()).isEqualTo("Key (id)=(1) already exists.");
      assertThat(duplicate.getSchema()).isEqualTo("public");
      assertThat(duplicate.getTable()).isEqualTo("fields");
      assertThat(duplicate.getConstraint()).isEqualTo("fields_key");
      ServerErrorMessage unknown = errorOf(statement, "select idd from fields");
      assertThat(unknown.getSQLState()).isEqualTo("42703");
      assertThat(unknown.getPosition()).isEqualTo(8);
      assertThat(unknown.getHint())
          .isEqualTo("Perhaps you meant to reference the column \"fields.id\".");
    }
  }

  private static ServerErrorMessage errorOf(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (PSQLException e) {
      return e.getServerErrorMessage();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no error: " + sql);
  }

  @Test
  void savepointsUndoAPart() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists saved");
      statement.execute("create table saved (id int primary key)");
      connection.setAutoCommit(false);
      statement.execute("insert into saved values (1)");
      Savepoint savepoint = connection.setSavepoint("half way");
      assertThatThrownBy(() -> statement.execute("insert into saved values (1)"))
          .isInstanceOf(SQLException.class);
      connection.rollback(savepoint);
      statement.execute("insert into saved values (2)");
      connection.commit();
      assertThat(number(connection, "select count(*) from saved")).isEqualTo(2);
    }
  }

  @Test
  void aPreparedStatementSurvivesAChangeOfItsTable() throws SQLException {
    try (Connection connection = connect("1");
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists changing");
      statement.execute("create table changing (id int primary key)");
      statement.execute("insert into changing values (1)");
      try (PreparedStatement select = connection.prepareStatement("select * from changing")) {
        assertThat(columns(select)).isEqualTo(1);
        assertThat(columns(select)).isEqualTo(1);
        statement.execute("alter table changing add column name text");
        assertThat(columns(select)).isEqualTo(2);
      }
    }
  }

  private static int columns(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      return rows.getMetaData().getColumnCount();
    }
  }

  @Test
  void theDriverFindsTablesAndColumns() throws SQLException {
    try (Connection connection = connect(TEXT);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists described");
      statement.execute(
          "create table described (id int primary key, name varchar(20) not null, v vector(3))");
      DatabaseMetaData metaData = connection.getMetaData();
      try (ResultSet tables = metaData.getTables(null, "public", "described", null)) {
        assertThat(tables.next()).isTrue();
        assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
      }
      List<String> columns = new ArrayList<>();
      try (ResultSet rows = metaData.getColumns(null, "public", "described", null)) {
        while (rows.next()) {
          columns.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
        }
      }
      assertThat(columns).containsExactly("id int4", "name varchar", "v vector");
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void twoConnectionsSeeOnlyWhatIsCommitted() throws SQLException {
    try (Connection one = connect(TEXT);
        Connection two = connect(TEXT);
        Statement statement = one.createStatement()) {
      statement.execute("drop table if exists shared");
      statement.execute("create table shared (id int primary key)");
      one.setAutoCommit(false);
      statement.execute("insert into shared values (1)");
      assertThat(number(two, "select count(*) from shared")).isZero();
      one.commit();
      assertThat(number(two, "select count(*) from shared")).isEqualTo(1);
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<Long> longs(ResultSet rows) throws SQLException {
    List<Long> all = new ArrayList<>();
    while (rows.next()) {
      all.add(rows.getLong(1));
    }
    return all;
  }
}

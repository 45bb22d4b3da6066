package dev.tusk.compat.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.compat.RunningServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import javax.sql.rowset.serial.SerialBlob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Large objects as the JDBC driver uses them: by function calls of the protocol. */
class LargeObjectJdbcTest {
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start();
    server.run("create table documents (id int primary key, content oid)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anObjectIsWrittenReadMovedInAndCutOff() throws Exception {
    try (Connection connection = server.connect()) {
      connection.setAutoCommit(false);
      LargeObjectManager manager = connection.unwrap(PGConnection.class).getLargeObjectAPI();
      long oid = manager.createLO();
      byte[] bytes = new byte[300_000];
      new Random(7).nextBytes(bytes);
      try (LargeObject object = manager.open(oid, LargeObjectManager.READWRITE)) {
        object.write(bytes);
        object.seek64(2047, LargeObject.SEEK_SET);
        assertThat(object.read(3)).isEqualTo(Arrays.copyOfRange(bytes, 2047, 2050));
        assertThat(object.size64()).isEqualTo(300_000);
        object.truncate64(5000);
        assertThat(object.size()).isEqualTo(5000);
      }
      connection.commit();
      try (LargeObject object = manager.open(oid, LargeObjectManager.READ);
          InputStream in = object.getInputStream()) {
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOf(bytes, 5000));
      }
      manager.delete(oid);
      connection.commit();
    }
  }

  @Test
  void aBlobIsAColumnsValue() throws Exception {
    try (Connection connection = server.connect()) {
      connection.setAutoCommit(false);
      Blob blob = new SerialBlob("a blob".getBytes(StandardCharsets.UTF_8));
      try (PreparedStatement insert =
          connection.prepareStatement("insert into documents values (1, ?)")) {
        insert.setBlob(1, blob);
        insert.executeUpdate();
      }
      connection.commit();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select content from documents")) {
        rows.next();
        assertThat(new String(rows.getBlob(1).getBytes(3, 4), StandardCharsets.UTF_8))
            .isEqualTo("blob");
      }
    }
  }
}

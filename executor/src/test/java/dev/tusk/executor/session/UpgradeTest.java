package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.executor.DataDirectoryException;
import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens a data directory that version 0.1.0 wrote in format 1, where keys of some types stood in
 * the order of their binary forms.
 *
 * <pre>
 *  ordered  rows n from -20 to 20: i n hours, j n, a {n}, z, v, c, l; an index over each
 *  twice    i unique: 1 day, 24 hours, 2 days
 *  once     j unique: 1, {"a": 1}
 *  t        in database other; a numeric[] primary key: {1.0}, {2.0}
 * </pre>
 */
class UpgradeTest {
  @TempDir Path directory;

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream in = UpgradeTest.class.getResourceAsStream("format-1.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }

  private Engine open() {
    return Engine.open(directory, EngineOptions.defaults());
  }

  @Test
  void indexesWhoseKeysStoodInAnotherOrderAreRebuilt() throws IOException {
    for (int start = 0; start < 2; start++) {
      try (Engine engine = open();
          Client client = new Client(engine)) {
        for (String condition :
            List.of(
                "i > '-1 hour'::interval and i <= '1 day'",
                "n = 7 and j = '7.0'",
                "a > '{18}'",
                "z between '03:00+00' and '06:00+00'",
                "v > '01' and v < '1'",
                "c > '2'",
                "n > 0 and i * 2 < '9 hours'::interval")) {
          String query = "select count(*), sum(n) from ordered where " + condition;
          client.run("set enable_indexscan = off; set enable_seqscan = on");
          List<String> expected = client.rows(query);
          client.run("set enable_indexscan = on; set enable_seqscan = off");
          assertThat(client.rows(query)).as(condition).isEqualTo(expected);
        }
        assertThat(client.rows("select i from ordered order by i limit 1"))
            .containsExactly("-20:00:00");
        assertThat(client.rows("select l from ordered where n = 0")).containsExactly("0/3E8");
      }
      assertThat(Files.readString(directory.resolve("FORMAT"))).isEqualTo("5\n");
    }
  }

  @Test
  void aUniqueIndexThatHoldsEqualValuesIsInvalidUntilTheyAreGone() {
    try (Engine engine = open();
        Client client = new Client(engine)) {
      String valid = "select indisvalid from pg_index where indexrelid = 'twice_i_key'::regclass";
      assertThat(client.rows(valid)).containsExactly("f");
      assertThat(client.error("insert into twice values ('48 hours', 4)")).startsWith("23505");
      assertThat(client.rows("select count(*) from twice where i = '1 day'")).containsExactly("2");
      assertThat(client.error("reindex index twice_i_key")).startsWith("23505");
      client.run("delete from twice where n = 2; reindex index twice_i_key");
      assertThat(client.rows(valid)).containsExactly("t");
      assertThat(client.error("insert into once values ('1.0')")).startsWith("23505");
    }
  }

  @Test
  void everyDatabaseIsBroughtUpToDate() {
    try (Engine engine = open();
        Client client = new Client(engine, "other", Map.of())) {
      assertThat(client.error("insert into t values ('{1.00}')")).startsWith("23505");
      assertThat(client.rows("select a from t where a = '{2}'")).containsExactly("{2.0}");
    }
  }

  @Test
  void aDirectoryOfANewerVersionIsRefused() throws IOException {
    Files.writeString(directory.resolve("FORMAT"), "99\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("has format 99, this version knows 5");
  }
}

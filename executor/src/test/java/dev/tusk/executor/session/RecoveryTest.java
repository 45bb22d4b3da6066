package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import dev.tusk.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest extends EngineTest {
  @Test
  void tablesAndRowsAreThereAfterReopening() {
    client.run("create table t (id serial primary key, b text); insert into t (b) values ('x')");
    reopen();
    assertThat(client.rows("select id, b from t")).containsExactly("1|x");
    assertThat(client.rows("insert into t (b) values ('y') returning id")).containsExactly("2");
  }

  @Test
  void whatCommittedSurvivesAKilledProcess(@TempDir Path copied) throws IOException {
    client.run("create table t (a int primary key); insert into t values (1)");
    client.run("create extension vector; create table v (id int, e vector(3))");
    client.run("create index on v using hnsw (e vector_l2_ops)");
    client.run("insert into v values (1, '[1,2,3]'), (2, '[4,5,6]')");
    client.run("begin; insert into t values (2)");
    copy(directory, copied);
    try (Engine second = Engine.open(copied.resolve("data"), EngineOptions.defaults());
        Client later = new Client(second)) {
      assertThat(later.rows("select a from t")).containsExactly("1");
      assertThat(later.rows("select id from v order by e <-> '[4,5,5]' limit 1"))
          .containsExactly("2");
    }
  }

  /**
   * The files as a kill would leave them. Snapshots of indexes are written beside the statements
   * and renamed when they are whole: a file that goes while it is copied begins the copy anew.
   */
  private static void copy(Path from, Path to) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        copyOnce(from, to.resolve("copy" + attempt));
        Files.move(to.resolve("copy" + attempt), to.resolve("data"));
        return;
      } catch (NoSuchFileException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  private static void copyOnce(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          PrivateFiles.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void aVectorIndexIsLoadedAndFollowed() throws InterruptedException {
    client.run(
        """
        create extension vector; create table v (id int primary key, e vector(2));
        insert into v select g, array[g, g]::vector from generate_series(1, 200) g;
        create index on v using hnsw (e vector_l2_ops);
        """);
    reopen();
    awaitIndexes();
    assertThat(client.rows("select id from v order by e <-> '[50.1,50.1]' limit 2"))
        .containsExactly("50", "51");
    client.run("delete from v where id = 50; insert into v values (1000, '[50,50]')");
    reopen();
    awaitIndexes();
    assertThat(client.rows("select id from v order by e <-> '[50.1,50.1]' limit 2"))
        .containsExactly("1000", "51");
  }

  private void awaitIndexes() throws InterruptedException {
    for (int i = 0; i < 200 && !engine.indexesReady(); i++) {
      Thread.sleep(50);
    }
    assertThat(engine.indexesReady()).isTrue();
  }
}

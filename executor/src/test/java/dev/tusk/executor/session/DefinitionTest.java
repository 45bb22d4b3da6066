package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefinitionTest extends EngineTest {
  @Test
  void objectsGetTheNamesThatPostgresGives() {
    client.run(
        """
        create table t (id serial primary key, a int unique, b int check (b > 0), c int,
          check (b < c), foreign key (c) references t);
        create index on t (a, b); create index on t ((a + b)); create index on t (lower(a::text));
        """);
    assertThat(client.rows("select conname from pg_constraint where conrelid <> 0 order by 1"))
        .containsExactly("t_a_key", "t_b_check", "t_c_fkey", "t_check", "t_pkey");
    assertThat(client.rows("select indexname from pg_indexes where tablename = 't' order by 1"))
        .containsExactly("t_a_b_idx", "t_a_key", "t_expr_idx", "t_lower_idx", "t_pkey");
    assertThat(client.value("select nextval('t_id_seq')")).isEqualTo("1");
  }

  @Test
  void dropTellsWhatDependsAndCascades() {
    client.run("create table p (id int primary key); create table c (pid int references p)");
    assertThat(client.failure("drop table p").fields().detail())
        .isEqualTo("constraint c_pid_fkey on table c depends on table p");
    client.run("drop table p cascade");
    assertThat(client.notices)
        .containsExactly("NOTICE: drop cascades to constraint c_pid_fkey on table c");
    assertThat(client.run("drop table if exists p, c")).containsExactly("DROP TABLE");
    assertThat(client.error("drop table c")).isEqualTo("42P01 table \"c\" does not exist");
  }

  @Test
  void anAddedColumnHasItsDefaultInOldRows() {
    client.run("create table t (a int); insert into t values (1)");
    client.run("alter table t add b int default 7, add c text default 'x' not null");
    client.run("alter table t alter b set default 8; insert into t (a) values (2)");
    assertThat(client.rows("select a, b, c from t order by a")).containsExactly("1|7|x", "2|8|x");
  }

  @Test
  void aDroppedColumnsPlaceStays() {
    client.run("create table t (a int, b int, c int); insert into t values (1, 2, 3)");
    client.run("alter table t drop b; insert into t values (4, 6)");
    assertThat(client.rows("select * from t order by a")).containsExactly("1|3", "4|6");
    assertThat(client.error("select b from t")).isEqualTo("42703 column \"b\" does not exist");
  }

  @Test
  void aColumnsTypeChangesWithItsValuesAndIndexes() {
    client.run("create table t (a text, b int); insert into t values ('10', 1), ('9', 2)");
    client.run("create index on t (a); alter table t alter a type int using a::int");
    assertThat(client.rows("select a from t where a < 10")).containsExactly("9");
    assertThat(client.error("alter table t alter b type uuid"))
        .isEqualTo("42804 column \"b\" cannot be cast automatically to type uuid");
  }

  @Test
  void identityColumnsGenerate() {
    client.run("create table t (id int generated always as identity, b int)");
    assertThat(client.rows("insert into t (b) values (5) returning id")).containsExactly("1");
    assertThat(client.error("insert into t (id, b) values (9, 9)")).startsWith("428C9");
  }

  @Test
  void temporaryTablesEndWithTheSession() {
    Client other = connect();
    other.run("create temp table t (a int); insert into t values (1)");
    assertThat(other.rows("select a from t")).containsExactly("1");
    assertThat(client.error("select a from t")).startsWith("42P01");
    other.close();
    assertThat(client.value("select count(*) from pg_namespace where nspname like 'pg_temp%'"))
        .isEqualTo("0");
  }

  @Test
  void databasesDoNotSeeEachOther() {
    client.run("create table t (a int)");
    client.run("create database d");
    try (Client other = new Client(engine, "d", java.util.Map.of())) {
      assertThat(other.error("select * from t")).startsWith("42P01");
      other.run("create table t (b text)");
      assertThat(client.failure("drop database d").fields().detail())
          .isEqualTo("There is 1 other session using the database.");
    }
    assertThat(client.run("drop database d")).containsExactly("DROP DATABASE");
  }

  @Test
  void aWriterSeesAnIndexThatWasMadeWhileItWaited() throws Exception {
    client.run("create table t (a int); insert into t values (1)");
    client.run("begin; create unique index on t (a)");
    Client other = connect();
    var waiting =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> other.error("insert into t values (1)"));
    Thread.sleep(100);
    client.run("commit");
    assertThat(waiting.get()).startsWith("23505");
  }

  @Test
  void truncateNeedsCascadeForReferencedTables() {
    client.run("create table p (id serial primary key); create table c (pid int references p)");
    client.run("insert into p default values; insert into c values (1)");
    assertThat(client.error("truncate p"))
        .isEqualTo("0A000 cannot truncate a table referenced in a foreign key constraint");
    client.run("truncate p restart identity cascade");
    assertThat(client.rows("insert into p default values returning id")).containsExactly("1");
    assertThat(client.rows("select * from c")).isEmpty();
  }
}

package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.error.SqlException;
import org.junit.jupiter.api.Test;

class ConstraintTest extends EngineTest {
  @Test
  void aDuplicateKeyNamesConstraintAndValues() {
    client.run("create table t (a int, b text, unique (a, b)); insert into t values (1, 'x')");
    SqlException e = client.failure("insert into t values (1, 'x')");
    assertThat(e.text()).isEqualTo("duplicate key value violates unique constraint \"t_a_b_key\"");
    assertThat(e.fields().detail()).isEqualTo("Key (a, b)=(1, x) already exists.");
    assertThat(e.fields().table()).isEqualTo("t");
    assertThat(e.fields().constraint()).isEqualTo("t_a_b_key");
  }

  @Test
  void nullsAreDistinctInAUniqueKey() {
    client.run("create table t (a int unique)");
    assertThat(client.run("insert into t values (null), (null)")).containsExactly("INSERT 0 2");
  }

  @Test
  void aRowMayKeepItsKeyInAnUpdate() {
    client.run("create table t (a int primary key, b int); insert into t values (1, 1), (2, 2)");
    assertThat(client.run("update t set b = b + 1")).containsExactly("UPDATE 2");
    assertThat(client.error("update t set a = 2 where a = 1")).startsWith("23505");
  }

  @Test
  void notNullAndCheckShowTheRow() {
    client.run("create table t (a int not null, b int check (b > 0))");
    SqlException missing = client.failure("insert into t values (null, 1)");
    assertThat(missing.state().code()).isEqualTo("23502");
    assertThat(missing.fields().detail()).isEqualTo("Failing row contains (null, 1).");
    assertThat(missing.fields().column()).isEqualTo("a");
    SqlException wrong = client.failure("insert into t values (1, -1)");
    assertThat(wrong.text())
        .isEqualTo("new row for relation \"t\" violates check constraint \"t_b_check\"");
    assertThat(client.run("insert into t values (1, null)")).containsExactly("INSERT 0 1");
  }

  @Test
  void foreignKeysHoldInBothDirections() {
    client.run(
        "create table p (id int primary key); create table c (pid int references p);"
            + "insert into p values (1), (2); insert into c values (1)");
    SqlException missing = client.failure("insert into c values (3)");
    assertThat(missing.text())
        .isEqualTo(
            "insert or update on table \"c\" violates foreign key constraint \"c_pid_fkey\"");
    assertThat(missing.fields().detail()).isEqualTo("Key (pid)=(3) is not present in table \"p\".");
    SqlException used = client.failure("delete from p where id = 1");
    assertThat(used.text())
        .isEqualTo(
            "update or delete on table \"p\" violates foreign key constraint \"c_pid_fkey\" on"
                + " table \"c\"");
    assertThat(used.fields().detail())
        .isEqualTo("Key (id)=(1) is still referenced from table \"c\".");
    assertThat(client.run("delete from p where id = 2")).containsExactly("DELETE 1");
  }

  @Test
  void referentialActionsRun() {
    client.run(
        """
        create table p (id int primary key);
        create table a (pid int references p on delete cascade on update cascade);
        create table b (pid int references p on delete set null);
        create table c (pid int default 2 references p on delete set default);
        insert into p values (1), (2);
        insert into a values (1); insert into b values (1); insert into c values (1);
        """);
    client.run("delete from p where id = 1");
    assertThat(client.rows("select * from a")).isEmpty();
    assertThat(client.rows("select pid is null from b")).containsExactly("t");
    assertThat(client.rows("select pid from c")).containsExactly("2");
    client.run("insert into a values (2); delete from c; update p set id = 5");
    assertThat(client.rows("select pid from a")).containsExactly("5");
  }

  @Test
  void aConstraintIsCheckedAgainstTheRowsThere() {
    client.run("create table t (a int); insert into t values (1), (1), (null)");
    assertThat(client.error("alter table t add primary key (a)"))
        .isEqualTo("23505 could not create unique index \"t_pkey\"");
    assertThat(client.error("alter table t add check (a > 1)"))
        .isEqualTo(
            "23514 check constraint \"t_a_check\" of relation \"t\" is violated by some row");
    assertThat(client.error("alter table t alter a set not null"))
        .isEqualTo("23502 column \"a\" of relation \"t\" contains null values");
  }

  @Test
  void onConflictUpdatesOrDoesNothing() {
    client.run("create table t (a int primary key, n int); insert into t values (1, 1)");
    assertThat(client.run("insert into t values (1, 5), (2, 5) on conflict do nothing"))
        .containsExactly("INSERT 0 1");
    assertThat(
            client.rows(
                "insert into t values (1, 7) on conflict (a) do update set n = t.n + excluded.n"
                    + " returning n"))
        .containsExactly("8");
  }

  @Test
  void twoSessionsCannotTakeTheSameKey() throws Exception {
    client.run("create table t (a int primary key)");
    client.run("begin; insert into t values (1)");
    Client other = connect();
    var waiting =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> other.error("insert into t values (1)"));
    Thread.sleep(100);
    assertThat(waiting).isNotDone();
    client.run("commit");
    assertThat(waiting.get()).startsWith("23505");
  }
}

package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to run anything leads past the one place that checks rights. */
class DoorTest extends EngineTest {
  private final Map<String, Runnable> entrances = new LinkedHashMap<>();

  private void entrance(String sql) {
    entrances.put(sql, () -> client.run(sql));
  }

  @BeforeEach
  void aTableThatIsSomebodyElses() {
    client.run(
        """
        create table t (id int primary key, v text);
        insert into t values (1, 'one');
        create view w as select * from t;
        create sequence s;
        create function f() returns int language sql as 'select 1';
        create procedure p() language sql as '';
        revoke execute on function f() from public;
        revoke execute on procedure p() from public;
        create function reads() returns bigint language sql as 'select count(*) from t';
        create function loops() returns bigint language plpgsql as
          'begin return (select count(*) from t); end';
        create role door;
        set role door
        """);
    entrance("select * from t");
    entrance("table w");
    entrance("select * from (select v from t) x");
    entrance("with x as (select v from t) select * from x");
    entrance("select exists (select from t where id = 1)");
    entrance("insert into t values (2, 'two')");
    entrance("with x as (delete from t returning v) select * from x");
    entrance("update t set v = 'x'");
    entrance("delete from t");
    entrance("merge into t using (values (1)) n(id) on t.id = n.id when matched then delete");
    entrance("select v from t for update");
    entrance("explain select * from t");
    entrance("explain analyze select * from t");
    entrance("begin; declare c cursor for select * from t; rollback");
    entrance("copy t to stdout");
    entrance("copy (select * from t) to stdout");
    entrance("copy t from stdin");
    entrance("create temp table copied as select * from t");
    entrance("prepare one as select * from t; execute one");
    entrance("select reads()");
    entrance("select loops()");
    entrance("do 'begin perform count(*) from t; end'");
    entrance("select f()");
    entrance("call p()");
    entrance("select nextval('s')");
    entrance("select setval('s', 1)");
    entrance("truncate t");
    entrance("begin; lock table t; rollback");
    entrance("alter table t add x int");
    entrance("create index on t (v)");
    entrance("create trigger x before insert on t execute function f()");
    entrance("comment on table t is 'x'");
    entrance("drop table t");
    entrance("drop function f()");
    entrance("grant select on t to door");
    entrances.put("the extended protocol", () -> client.extended("select * from t"));
    entrances.put(
        "the fast path",
        () -> {
          client.run("reset role");
          int oid = Integer.parseInt(client.value("select 'f()'::regprocedure::oid"));
          client.run("set role door");
          client.session.call(oid, new short[0], List.of());
        });
  }

  @Test
  void noEntranceGoesPastTheDoor() {
    for (Map.Entry<String, Runnable> entrance : entrances.entrySet()) {
      assertThatThrownBy(entrance.getValue()::run)
          .as(entrance.getKey())
          .isInstanceOfSatisfying(
              SqlException.class,
              e -> assertThat(e.state()).isEqualTo(SqlState.INSUFFICIENT_PRIVILEGE));
      client.session.sync();
      if (client.status() != 'I') {
        client.run("rollback");
      }
    }
    client.run("reset role");
    assertThat(client.value("select count(*) from t")).isEqualTo("1");
  }

  @Test
  void whoIsAllowedPasses() {
    client.run("reset role; grant select, insert on t to door; set role door");
    for (String entrance :
        List.of("select * from t", "explain analyze select * from t", "select loops()")) {
      assertThatCode(entrances.get(entrance)::run).as(entrance).doesNotThrowAnyException();
    }
    client.run("reset role; revoke select on t from door; set role door");
    assertThat(client.error("select * from t")).isEqualTo("42501 permission denied for table t");
  }
}

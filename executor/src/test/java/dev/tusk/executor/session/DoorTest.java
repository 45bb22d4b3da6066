package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.Statement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
        create table part (id int, v text) partition by list (id);
        create table part1 partition of part for values in (1);
        create materialized view mv as select * from t;
        create type mood as enum ('ok');
        create cast (mood as int) with inout;
        create table own (id int);
        create schema hidden;
        create table hidden.x (id int);
        create domain positive as int check (value > 0);
        create aggregate agg (int) (sfunc = int4pl, stype = int);
        create rule ru as on delete to part do instead nothing;
        create function tf() returns trigger language plpgsql as 'begin return new; end';
        create trigger tr before insert on part for each row execute function tf();
        create function ef() returns event_trigger language plpgsql as 'begin end';
        create event trigger ev on ddl_command_start execute function ef();
        alter event trigger ev disable;
        create policy pol on t using (true);
        create publication pub for table t;
        create role door;
        create role other;
        alter role door set work_mem = '4MB';
        revoke temporary on database postgres from public;
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
    entrance("values ((select count(*) from t))");
    entrance("select (select v from t limit 1)");
    entrance("select 1 where exists (table t)");
    entrance("select count(*) from t t1, lateral (select t1.id) x");
    entrance("select xmin, ctid from t");
    entrance("select t from t");
    entrance("select * from t tablesample system (100)");
    entrance("select * from mv");
    entrance("select * from part");
    entrance("select * from part1");
    entrance("select * from hidden.x");
    entrance("select 1 union all select id from t");
    entrance("insert into t select 1, 'x'");
    entrance("insert into t values (1, 'x') on conflict (id) do update set v = 'x'");
    entrance("insert into t values (1, 'x') on conflict do nothing");
    entrance("insert into part values (1, 'x')");
    entrance("update t set v = 'x' returning *");
    entrance("update part set v = 'x'");
    entrance("delete from t using part where t.id = part.id");
    entrance("merge into own p using t on p.id = t.id when matched then do nothing");
    entrance("select v from t for key share");
    entrance("select * into copied from t");
    entrance("create view mine as select * from hidden.x");
    entrance("create table hidden.mine (id int)");
    entrance("create table mine (id int references t)");
    entrance("create table mine () inherits (t)");
    entrance("create table mine partition of part for values in (2)");
    entrance("create temp table mine (id int)");
    entrance("explain (analyze, buffers) update t set v = 'x'");
    entrance("explain insert into t values (5, 'x')");
    entrance("begin; declare c cursor for select * from t for update; rollback");
    entrance("copy (insert into t values (3, 'x') returning *) to stdout");
    entrance("copy t (v) to stdout");
    entrance("copy t to '/tmp/door'");
    entrance("copy t from '/tmp/door'");
    entrance("copy t from program 'true'");
    entrance("select currval('s')");
    entrance("select * from s");
    entrance("alter sequence s restart");
    entrance("drop sequence s");
    entrance("select f() from generate_series(1, 2)");
    entrance("select * from f()");
    entrance("do 'begin execute ''select * from t''; end'");
    entrance("do 'declare r record; begin for r in select * from t loop end loop; end'");
    entrance("do 'declare c cursor for select * from t; begin open c; end'");
    entrance("create or replace function f() returns int language sql as 'select 2'");
    entrance("alter function f() rename to g");
    entrance("alter function f() owner to door");
    entrance("create function c() returns int language c as 'x', 'y'");
    entrance("create or replace view w as select 1");
    entrance("refresh materialized view mv");
    entrance("drop materialized view mv");
    entrance("drop view w");
    entrance("alter view w rename to w2");
    entrance("alter table t rename to t2");
    entrance("alter table t rename v to v2");
    entrance("alter table t set schema hidden");
    entrance("alter table t owner to door");
    entrance("alter table t enable row level security");
    entrance("alter table part attach partition t for values in (3)");
    entrance("alter table part detach partition part1");
    entrance("alter index t_pkey rename to i");
    entrance("drop index t_pkey");
    entrance("reindex table t");
    entrance("create policy p2 on t using (true)");
    entrance("alter policy pol on t using (false)");
    entrance("drop policy pol on t");
    entrance("create rule r2 as on insert to t do also nothing");
    entrance("drop rule ru on part");
    entrance("alter type mood add value 'bad'");
    entrance("drop type mood");
    entrance("alter domain positive drop not null");
    entrance("drop domain positive");
    entrance("drop aggregate agg (int)");
    entrance("create schema mine");
    entrance("alter schema hidden rename to seen");
    entrance("drop schema hidden cascade");
    entrance("create extension vector");
    entrance("drop extension plpgsql");
    entrance("create database mine");
    entrance("alter database postgres rename to mine");
    entrance("drop database template1");
    entrance("create role mine");
    entrance("alter role other login");
    entrance("alter role other set work_mem = '1MB'");
    entrance("drop role other");
    entrance("grant other to door");
    entrance("grant select (v) on t to other");
    entrance("grant all on schema hidden to door");
    entrance("grant all on function f() to door");
    entrance("alter default privileges for role other grant select on tables to door");
    entrance("reassign owned by other to door");
    entrance("drop owned by other");
    entrance("set log_statement = 'all'");
    entrance("comment on column t.v is 'x'");
    entrance("comment on function f() is 'x'");
    entrance("comment on role other is 'x'");
    entrance("comment on database postgres is 'x'");
    entrance("create event trigger e on ddl_command_start execute function f()");
    entrance("checkpoint");
    entrance("select pg_reload_conf()");
    entrance("select * from pg_authid");
    entrance("select * from pg_hba_file_rules");
    entrance("select * from pg_ident_file_mappings");
    entrance("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'");
    entrance("load 'vector'");
    entrance("alter function f() strict");
    entrance("create cast (mood as text) with inout");
    entrance("drop cast (mood as int)");
    entrance("create domain hidden.d as int");
    entrance("create type hidden.c as (a int)");
    entrance("create sequence hidden.s");
    entrance("create operator hidden.@@@ (leftarg = int, rightarg = int, function = int4pl)");
    entrance("drop operator = (int4, int4)");
    entrance("create aggregate hidden.a (int) (sfunc = int4pl, stype = int)");
    entrance("comment on operator = (int4, int4) is 'x'");
    entrance("alter schema hidden owner to door");
    entrance("alter database postgres connection limit 1");
    entrance("alter extension plpgsql update");
    entrance("alter type mood owner to door");
    entrance("alter database postgres owner to door");
    entrance("cluster t using t_pkey");
    entrance("alter trigger tr on part rename to tr2");
    entrance("drop trigger tr on part");
    entrance("alter policy pol on t rename to pol2");
    entrance("alter rule ru on part rename to ru2");
    entrance("alter role other rename to another");
    entrance("alter event trigger ev enable");
    entrance("alter event trigger ev owner to door");
    entrance("alter event trigger ev rename to ev2");
    entrance("comment on event trigger ev is 'x'");
    entrance("drop event trigger ev");
    entrance("create publication mine for table t");
    entrance("alter publication pub add table part");
    entrance("alter publication pub set (publish = 'insert')");
    entrance("alter publication pub rename to pub2");
    entrance("alter publication pub owner to door");
    entrance("comment on publication pub is 'x'");
    entrance("drop publication pub");
    entrance("begin; lock table t in row share mode; rollback");
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
    Map<String, String> open = new LinkedHashMap<>();
    entrances.forEach((name, entrance) -> {
      try {
        entrance.run();
        open.put(name, "done");
      } catch (SqlException e) {
        if (e.state() != SqlState.INSUFFICIENT_PRIVILEGE) {
          open.put(name, e.state() + " " + e.getMessage());
        }
      }
      client.session.sync();
      if (client.status() != 'I') {
        client.run("rollback");
      }
    });
    assertThat(open).isEmpty();
    client.run("reset role");
    assertThat(client.value("select count(*) from t")).isEqualTo("1");
  }

  @Test
  void maintenancePassesOverWhatIsAnothers() {
    for (String sql : List.of("vacuum t", "analyze t")) {
      client.notices.clear();
      client.run(sql);
      assertThat(client.notices)
          .as(sql)
          .singleElement()
          .asString()
          .startsWith("WARNING: skipping \"t\" --- only table or database owner can");
    }
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

  @Test
  void whatWasPreparedAsksAgainAfterARevoke() {
    client.run("reset role; grant select on t to door; set role door");
    client.run("prepare p as select count(*) from t");
    client.session.parse("named", "select count(*) from t", List.of());
    client.session.bind("before", "named", new short[0], List.of());
    client.session.sync();
    for (int i = 0; i < 7; i++) {
      assertThat(client.rows("execute p")).containsExactly("1");
      assertThat(client.rows("select loops()")).containsExactly("1");
    }
    client.run("begin; declare c cursor for select v from t");
    client.run("reset role; revoke select on t from door; set role door");
    assertThat(client.rows("fetch c")).as("it was opened by right").containsExactly("one");
    client.run("commit");
    for (String sql : List.of("execute p", "explain execute p", "select loops()")) {
      assertThat(client.error(sql)).as(sql).isEqualTo("42501 permission denied for table t");
    }
    assertThatThrownBy(
            () -> {
              client.session.bind("", "named", new short[0], List.of());
              client.execute("", 0);
            })
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("permission denied for table t");
    client.session.sync();
  }

  /** Statements that touch nothing that belongs to anybody, or only what is the session's own. */
  private static final Set<Class<?>> OF_NOBODY =
      Set.of(
          dev.tusk.sql.statement.Analyze.class, // Which passes over it, as VACUUM does.
          dev.tusk.sql.statement.Begin.class,
          dev.tusk.sql.statement.CloseCursor.class,
          dev.tusk.sql.statement.Commit.class,
          dev.tusk.sql.statement.Deallocate.class,
          dev.tusk.sql.statement.Discard.class,
          dev.tusk.sql.statement.DefinedCommand.SetSchema.class, // Publications are in none.
          dev.tusk.sql.statement.DropUnmade.class, // Of kinds that there are none of.
          dev.tusk.sql.statement.Fetch.class,
          dev.tusk.sql.statement.Listen.class,
          dev.tusk.sql.statement.Notify.class,
          dev.tusk.sql.statement.PreparedTransaction.class,
          dev.tusk.sql.statement.ReleaseSavepoint.class,
          dev.tusk.sql.statement.Reset.class,
          dev.tusk.sql.statement.Rollback.class,
          dev.tusk.sql.statement.RollbackTo.class,
          dev.tusk.sql.statement.Savepoint.class,
          dev.tusk.sql.statement.SecurityLabel.class, // Which nobody can give.
          dev.tusk.sql.statement.SetConstraints.class,
          dev.tusk.sql.statement.SetTransaction.class,
          dev.tusk.sql.statement.Show.class,
          dev.tusk.sql.statement.Unlisten.class,
          dev.tusk.sql.statement.Unsupported.class,
          dev.tusk.sql.statement.Vacuum.class);

  @Test
  void everyKindOfStatementIsAmongTheEntrances() {
    Set<Class<?>> tried = new HashSet<>(OF_NOBODY);
    for (String sql : entrances.keySet()) {
      if (!sql.startsWith("the ")) {
        SqlParser.parse(sql).forEach(parsed -> tried.add(parsed.statement().getClass()));
      }
    }
    Set<Class<?>> all = new HashSet<>();
    leaves(Statement.class, all);
    all.removeAll(tried);
    assertThat(all).as("kinds of statements whose rights no entrance here asks for").isEmpty();
  }

  private static void leaves(Class<?> kind, Set<Class<?>> found) {
    Class<?>[] below = kind.getPermittedSubclasses();
    if (below == null) {
      found.add(kind);
      return;
    }
    for (Class<?> one : below) {
      leaves(one, found);
    }
  }

  /** A new way into a session must be looked at here, and be among the entrances. */
  @Test
  void everyWayIntoASessionIsKnown() {
    Set<String> ways = new TreeSet<>();
    for (Method method : Session.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
        ways.add(method.getName());
      }
    }
    assertThat(ways)
        .containsExactlyInAnyOrder(
            // These run something.
            "simpleQuery",
            "parse",
            "bind",
            "execute",
            "call",
            "sync",
            // These tell of it, or of the session.
            "describeStatement",
            "describePortal",
            "reportedSettings",
            "format",
            "transactionStatus",
            "processId",
            "user",
            "database",
            "activity",
            "idleLimit",
            "tellNotifications",
            // These say how long it takes, or end it.
            "inPlace",
            "queryIsShort",
            "parseIsShort",
            "bindIsShort",
            "describePortalIsShort",
            "executeIsShort",
            "syncIsShort",
            "closeStatement",
            "closePortal",
            "failed",
            "cancel",
            "terminate",
            "close");
  }
}

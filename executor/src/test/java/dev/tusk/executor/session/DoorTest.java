package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
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
  void aTableThatIsSomebodyElses() throws IOException {
    client.run("set allow_in_place_tablespaces = on");
    client.run("create tablespace space location ''");
    client.run("reset allow_in_place_tablespaces");
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
        create table hidden.given (id int);
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
        create statistics st on id, v from t;
        create text search dictionary tsd (template = simple);
        create text search configuration tsc (copy = english);
        create statistics stat on id, v from t;
        create foreign data wrapper fdw;
        create server srv foreign data wrapper fdw;
        create user mapping for postgres server srv;
        create role door;
        grant select on hidden.given to door;
        create role other;
        alter role door set work_mem = '4MB';
        revoke temporary on database postgres from public;
        set role door
        """);
    try (InputStream in = DoorTest.class.getResourceAsStream("entrances.sql")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::entrance);
    }
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

  /** Plans are shared: whose plan it is was asked for the schema, who takes it was not. */
  @Test
  void thePlanOfWhoMaySeeASchemaDoesNotOpenIt() {
    for (String sql : List.of("select * from hidden.given", "select count(*) from hidden.given")) {
      client.run("reset role; " + sql + "; set role door");
      assertThat(client.error(sql)).isEqualTo("42501 permission denied for schema hidden");
    }
    client.run("reset role");
    assertThat(client.rows("select * from hidden.given")).isEmpty();
    client.run("set role door");
    assertThat(client.error("select * from hidden.given"))
        .isEqualTo("42501 permission denied for schema hidden");
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

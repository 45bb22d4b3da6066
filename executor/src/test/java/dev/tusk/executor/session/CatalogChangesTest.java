package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.StateCheck;
import dev.tusk.sql.error.SqlException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However DDL follows on DDL, the catalog finds what one made of the same objects would find. */
class CatalogChangesTest extends EngineTest {
  private static final List<String> STATEMENTS =
      List.of(
          "create schema s%d",
          "create type e%d as enum ('a', 'b')",
          "alter type e%d add value 'c'",
          "alter type e%d rename value 'b' to 'z'",
          "alter type e%d rename to e%d",
          "create domain d%d as int check (value > 0)",
          "create domain d%d as e%d",
          "create type c%d as (a int, b e%d)",
          "alter type c%d add attribute x e%d",
          "alter type c%d rename attribute a to q",
          "create table t%d (id int primary key, e e%d, c c%d, d d%d)",
          "create table t%d (id int references t%d, r t%d)",
          "create table t%d () inherits (t%d)",
          "create table t%d (e e%d, id int) partition by list (e)",
          "create table t%d partition of t%d for values in ('a')",
          "alter table t%d rename to t%d",
          "alter table t%d rename id to other",
          "alter table t%d set schema s%d",
          "alter table t%d add column n c%d",
          "alter table t%d drop column e",
          "create index on t%d (e)",
          "create unique index i%d on t%d (id)",
          "alter index i%d rename to i%d",
          "create view v%d as select * from t%d",
          "create function f%d(int) returns int language sql as 'select 1'",
          "create function f%d(text) returns int language sql as 'select 1'",
          "create function g() returns trigger language plpgsql as 'begin return new; end'",
          "create trigger x%d before insert on t%d for each row execute function g()",
          "alter trigger x%d on t%d rename to x%d",
          "create policy p%d on t%d using (true)",
          "alter policy p%d on t%d rename to p%d",
          "alter table t%d enable row level security",
          "alter table t%d disable row level security",
          "create rule r%d as on insert to t%d do also select 1",
          "create role o%d in role o%d",
          "create role o%d",
          "grant o%d to o%d",
          "revoke o%d from o%d",
          "alter role o%d rename to o%d",
          "grant select on t%d to o%d",
          "alter table t%d owner to o%d",
          "alter role o%d set work_mem = '1MB'",
          "alter default privileges in schema s%d grant select on tables to o%d",
          "comment on table t%d is 'x'",
          "drop role o%d",
          "drop owned by o%d cascade",
          "drop table t%d cascade",
          "drop type e%d cascade",
          "drop type c%d cascade",
          "drop domain d%d cascade",
          "drop schema s%d cascade",
          "drop function f%d(int)",
          "drop view v%d",
          "drop index i%d",
          "savepoint a",
          "savepoint b",
          "rollback to a",
          "rollback to b",
          "begin",
          "commit",
          "rollback");

  @Test
  void theCatalogAfterManyChangesIsThatOfItsObjects() {
    Random random = new Random(9);
    int done = 0;
    for (int round = 0; round < 1_500; round++) {
      String form = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
      String sql = form.replace("%d", "#");
      while (sql.contains("#")) {
        sql = sql.replaceFirst("#", String.valueOf(random.nextInt(4)));
      }
      try {
        client.run(sql);
        done++;
      } catch (SqlException e) {
        assertThat(e.state().code()).as(sql).isNotEqualTo("XX000");
        if (client.status() == 'E' && random.nextBoolean()) {
          client.run("rollback");
        }
      }
      if (round % 20 == 0) {
        StateCheck.assertSameAsMadeAnew(engine.core().catalog().state());
      }
    }
    assertThat(done).isGreaterThan(300);
  }

  @Test
  void aChangeSharesWithTheStateBeforeItWhatItDoesNotTouch() {
    client.run("create table a (id int); create table b (id int)");
    CatalogState before = engine.core().catalog().state();
    client.run("create table c (id int)");
    CatalogState after = engine.core().catalog().state();
    assertThat(after.relation(5, "public", "a")).isSameAs(before.relation(5, "public", "a"));
    assertThat(before.relation(5, "public", "c")).isNull();
  }
}

package dev.tusk.executor.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant is told is the same, however many rows of another tenant there are. */
class HiddenRowsTest extends EngineTest {
  private static final List<String> PROBES =
      List.of(
          "select id, v <-> '[1,2,3]' from docs order by v <-> '[1,2,3]', id limit 5",
          "select id from docs where v <-> '[500,500,500]' < 100",
          "select count(*), min(id), max(id), sum(secret) from docs",
          "select count(*) from docs where leak(secret) > 0",
          "select id from docs where 1 / (secret - 7) > 5",
          "select id from docs where secret = 7 and v <-> '[1,2]' < 1",
          "select id from docs where secret::text::int4 = 7",
          "explain select * from docs",
          "explain select * from docs where secret = 7",
          "explain (format json) select * from docs order by v <-> '[1,2,3]' limit 5",
          "explain select d.id from docs d join docs e on d.id = e.secret",
          "explain (analyze, timing off, summary off) select * from docs where secret > 3",
          "explain (analyze, timing off, summary off)"
              + " select id from docs order by v <-> '[1,2,3]' limit 5",
          "select * from pg_stats where tablename = 'docs'",
          "select * from pg_stat_vector_index",
          "select * from of_docs limit 3",
          "select d.id from docs d, lateral (select * from docs where secret = d.secret) e",
          "select id from docs tablesample bernoulli (100)",
          "update docs set secret = secret where secret = 7 returning id",
          "delete from docs where secret = 7 returning id",
          "merge into docs d using (values (7)) s(x) on d.secret = s.x when matched then delete");

  @BeforeEach
  void aTableOfTwoTenants() {
    client.run(
        """
        create extension vector;
        create table docs (id int primary key, tenant text, secret int, v vector(3));
        create index on docs using hnsw (v vector_l2_ops);
        create index on docs (secret);
        insert into docs select i, 'small', 100 + i, array[i, i % 7, i % 3]::vector
          from generate_series(1, 40) i;
        create function leak(int) returns int language plpgsql cost 0.0000001 as
          'begin raise notice ''saw %'', $1; return $1; end';
        create view of_docs with (security_barrier) as select id, secret from docs;
        create role small;
        grant all on docs, of_docs to small;
        alter table docs enable row level security;
        create policy own on docs using (tenant = current_user) with check (true);
        alter view of_docs owner to small;
        analyze docs
        """);
  }

  private List<String> told() {
    List<String> told = new ArrayList<>();
    client.run("set role small");
    client.notices.clear();
    for (String probe : PROBES) {
      try {
        told.add(probe + " -> " + client.rows("begin; " + probe + "; rollback"));
      } catch (SqlException e) {
        told.add(probe + " -> " + e.state() + " " + e.getMessage() + " " + e.fields());
        client.run("rollback");
      }
    }
    told.addAll(client.notices.stream().sorted().toList());
    client.run("reset role");
    return told;
  }

  @Test
  void nothingThatATenantIsToldDependsOnAnothersRows() {
    List<String> alone = told();
    assertThat(alone).anyMatch(line -> line.contains("NOTICE: saw 101"));
    client.run(
        """
        insert into docs select i, 'another', i % 50, array[i % 9, 2, i % 4]::vector
          from generate_series(1001, 6000) i;
        analyze docs
        """);
    assertThat(told()).isEqualTo(alone);
  }

  /** Whom no policy binds is told of all: the same probes do see the other rows. */
  @Test
  void whoIsNotBoundSeesTheDifference() {
    client.run("alter role small bypassrls");
    List<String> alone = told();
    client.run(
        "insert into docs select i, 'another', i % 50, '[1,2,3]'"
            + " from generate_series(1001, 6000) i; analyze docs");
    List<String> beside = told();
    assertThat(beside).isNotEqualTo(alone);
    assertThat(beside).anyMatch(line -> line.contains("division by zero"));
  }
}

package dev.tusk.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Statements of the training run, whose classes the JVM keeps for later starts: kinds of statement
 * that sessions begin with, beyond those that {@link WarmUp} runs at each start.
 */
final class Training {
  private static final List<String> STATEMENTS =
      List.of(
          "create extension if not exists vector",
          "create schema shop",
          "create table shop.item (id bigserial primary key, name text not null unique,"
              + " price numeric(10,2) check (price > 0), day date, at timestamptz default now(),"
              + " feeling text, tags text[], body jsonb, key uuid, raw bytea, embedding vector(3))",
          "create table shop.sale (id bigint generated always as identity, item bigint references"
              + " shop.item on delete cascade, amount int default 1)",
          "alter table shop.sale add column note varchar(20)",
          "comment on table shop.item is 'what is sold'",
          "insert into shop.item (name, price, day, feeling, tags, body, embedding) values"
              + " ('one', 1.5, '2024-02-29', 'glad', '{a,b}', '{\"a\": [1, 2]}', '[1,2,3]'),"
              + " ('two', 20, current_date, 'sad', array['c'], '{}', '[4,5,6]')",
          "insert into shop.sale (item) select id from shop.item",
          "insert into shop.item (name, price) values ('one', 2) on conflict (name) do update set"
              + " price = excluded.price returning *",
          "copy shop.item to stdout",
          "copy (select id, name from shop.item) to stdout (format csv, header)",
          "select i.*, s.amount from shop.item i left join shop.sale s on s.item = i.id"
              + " where i.name ilike '%o%' and i.price between 1 and 100 order by i.name desc",
          "select id, embedding <-> '[1,1,1]', embedding <#> '[1,1,1]', vector_norm(embedding) from"
              + " shop.item order by embedding <-> '[3,1,2]' limit 5",
          "select avg(embedding), count(distinct name), string_agg(name, ',') from shop.item",
          "select date_trunc('month', at), at - interval '1 day', to_char(at, 'YYYY'),"
              + " coalesce(name, '?'), case when price > 3 then round(price) else abs(price) end,"
              + " upper(name) || length(name), substring(name from 1 for 2), random() from shop.item",
          "select body -> 'a' -> 0, body @> '{}', jsonb_array_length(body -> 'a') from shop.item"
              + " where id = 1",
          "select name, rank() over (partition by feeling order by price) from shop.item",
          "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select * from n",
          "explain (analyze) select * from shop.item where price > 10",
          "delete from shop.sale where item in (select id from shop.item where name = 'two')",
          "select current_user, current_database(), version(), current_setting('search_path')",
          "set application_name = 'training'",
          "show all",
          "begin",
          "select * from shop.item for update",
          "rollback",
          "select n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner),"
              + " pg_size_pretty(pg_table_size(c.oid)), obj_description(c.oid, 'pg_class')"
              + " from pg_catalog.pg_class c left join pg_catalog.pg_namespace n on"
              + " n.oid = c.relnamespace where c.relkind in ('r', 'v') and n.nspname !~ '^pg_toast'"
              + " and pg_table_is_visible(c.oid) order by 1, 2",
          "select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
              + " (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where"
              + " d.adrelid = a.attrelid and d.adnum = a.attnum) from pg_attribute a where"
              + " a.attrelid = 'shop.item'::regclass and a.attnum > 0 order by a.attnum",
          "select c.relname, i.indisunique, pg_get_indexdef(i.indexrelid), pg_get_constraintdef(k.oid)"
              + " from pg_index i join pg_class c on c.oid = i.indexrelid left join pg_constraint k"
              + " on k.conindid = i.indexrelid where i.indrelid = 'shop.item'::regclass",
          "select t.oid, t.typname, t.typelem from pg_type t join pg_namespace n on"
              + " n.oid = t.typnamespace where t.typname = any (array['vector', 'text'])",
          "select table_schema, table_name from information_schema.tables",
          "select column_name, data_type from information_schema.columns where table_name = 'item'",
          "select * from pg_settings where name = 'work_mem'",
          "select datname from pg_database",
          "select * from pg_stat_activity",
          "select * from pg_extension",
          "analyze shop.item",
          "vacuum shop.item",
          "truncate shop.sale",
          "drop schema shop cascade");

  private Training() {}

  /**
   * Runs them on a server, which keeps nothing of it.
   *
   * @throws UncheckedIOException if one fails: the training would be less than it should be
   */
  static void run(TuskServer server) {
    try (WarmUpClient client = new WarmUpClient(server.socketAddress())) {
      for (String sql : STATEMENTS) {
        client.query(sql);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

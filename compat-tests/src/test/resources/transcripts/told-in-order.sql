-- What TRUNCATE … CASCADE reaches is told table by table, parts of divided tables too.
create table told_first (a int primary key);
create table told_divided (a int references told_first, b int) partition by list (a);
create table told_divided_1 partition of told_divided for values in (1);
create table told_divided_2 partition of told_divided for values in (2) partition by list (b);
create table told_divided_2_1 partition of told_divided_2 for values in (1);
create table told_last (a int primary key references told_first);
create table told_behind (a int references told_last);
insert into told_first values (1), (2);
insert into told_divided values (1, 1), (2, 1);
truncate told_first;
truncate told_first cascade;
select count(*) from told_divided;
truncate told_first, told_divided cascade;
truncate told_divided, told_last, told_first;
truncate told_divided, told_last, told_first, told_behind;
drop table told_behind, told_last, told_divided, told_first;

-- Shared catalogs are the superuser's.
create role regress_orders_told;
set role regress_orders_told;
vacuum pg_catalog.pg_authid;
analyze pg_catalog.pg_database;
vacuum (analyze) pg_catalog.pg_class;
reset role;
drop role regress_orders_told;
select relname from pg_class where relisshared and relkind = 'r' and relname in ('pg_authid', 'pg_database', 'pg_class', 'pg_tablespace') order by 1;

-- A loop over a cursor variable that is null gives it a name, and takes it away.
do $$
declare
  c cursor (low int) for select n from generate_series(low, 2) n;
begin
  for r in c(1) loop
    raise notice '% from %', r.n, c;
  end loop;
  raise notice 'then %', c;
  c := null;
  for r in c(1) loop
    raise notice '%', r.n;
  end loop;
  raise notice 'then %', c;
end $$;

-- A table is rewritten once, however many columns change.
create table told_rewritten (a int, b int);
create function told_rewrite() returns event_trigger language plpgsql as $$
begin
  raise notice 'rewriting % for reason %', pg_event_trigger_table_rewrite_oid()::regclass, pg_event_trigger_table_rewrite_reason();
end $$;
create event trigger told_rewrites on table_rewrite execute function told_rewrite();
alter table told_rewritten alter a type text, alter b type text;
alter table told_rewritten alter a type bigint using a::bigint;
drop event trigger told_rewrites;
drop function told_rewrite;
drop table told_rewritten;

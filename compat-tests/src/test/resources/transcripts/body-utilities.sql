-- Statements that are no queries, within bodies.
do $$ begin create temp table made as select 1 as a; end $$;
select * from made;
create function make(n int, t text) returns bigint language plpgsql as $$
declare total bigint;
begin
  drop table if exists made;
  create temp table made as select i, t || i as name from generate_series(1, n) i;
  select count(*) from made into total;
  return total;
end $$;
select make(3, 'x');
select * from made order by i;
select make(2, 'y');
select * from made order by i;
create function plan_of(n int) returns setof text language plpgsql as $$
declare line text;
begin
  for line in explain (costs off) select * from generate_series(1, n) i where i > n loop
    return next line;
  end loop;
end $$;
select count(*) > 0 as some from plan_of(3);
create function keep() returns void language plpgsql as $$
begin
  create materialized view kept as select 1 as x;
  create view seen as select x + 1 as y from kept;
end $$;
select keep();
select * from seen;
create function keep_sql(n int) returns bigint language sql as $$
  create table if not exists made_sql as select i from generate_series(1, 3) i;
  select count(*) + n from pg_class where relname = 'made_sql';
$$;
set check_function_bodies = off;
select keep_sql(10);
do $$
declare c refcursor; r record; n int := 2;
begin
  open c for select i from generate_series(1, 5) i where i > n;
  fetch c into r;
  raise notice 'first %', r.i;
  execute 'create temp table by_text as select $1::int as v' using n;
exception when others then
  raise notice '% %', sqlstate, sqlerrm;
end $$;
-- Groups that only sort and groups that only hash, in sets of their own.
create temp table kinds (b bit(4), x xid, v int);
insert into kinds values (b'0000', '1', 1), (b'0001', '1', 2), (b'0000', '2', 4);
select b, x, sum(v) from kinds group by grouping sets ((b), (x)) order by 3, b;
select count(*) from kinds group by rollup (b, x);
select count(*) from kinds group by b, x;

-- EXPLAIN ANALYZE tells how rows were sorted, and what sorts, hash tables and groups kept.
create table kept (a int primary key, b int, c text);
insert into kept select n, n % 7, 'text ' || n from generate_series(1, 2000) n;
analyze kept;
create function plan_of(query text) returns setof text language plpgsql as $$
declare
  line text;
begin
  for line in execute 'explain (analyze, costs off, timing off, summary off) ' || query loop
    return next regexp_replace(line, '(Memory|Usage|Buckets): \d+', '\1: N', 'g');
  end loop;
end $$;
select plan_of('select c from kept order by b, c');
select plan_of('select c from kept order by b, c limit 5');
select plan_of('select c from kept where b > 5000 order by b limit 5');
select plan_of('select b, count(*) from kept group by b');
select plan_of('select distinct b from kept');
set enable_mergejoin = off;
select plan_of('select count(*) from kept x join kept y on x.c = y.c');
reset enable_mergejoin;
select plan_of('select b, count(*) from kept group by b having count(*) > 10000');
select plan_of('select b from kept group by b having sum(a) > 286500');
select plan_of('select x.b, y.b from kept x left join kept y on x.b = y.a where y.b is distinct from 3');
explain (wal) select 1;
explain (timing) select 1;
drop function plan_of;
drop table kept;

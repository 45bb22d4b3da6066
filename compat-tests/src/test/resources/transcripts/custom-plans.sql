-- A prepared statement is planned for its parameters' values five times, then as costs tell.
create table cp_t (a int, b text);
insert into cp_t select g % 10, 'v' || g from generate_series(1, 1000) g;
create index cp_part on cp_t (b) where a = 3;
analyze cp_t;
prepare p (int, text) as select count(*) from cp_t where a = $1 and b = $2;
select name, generic_plans, custom_plans, parameter_types from pg_prepared_statements;
execute p (3, 'v13');
execute p (4, 'v14');
execute p (3, 'v14');
select generic_plans, custom_plans from pg_prepared_statements;
set plan_cache_mode = force_generic_plan;
execute p (3, 'v13');
explain (costs off) execute p (4, 'v14');
select generic_plans, custom_plans from pg_prepared_statements;
reset plan_cache_mode;
explain (costs off) execute p (4, 'v14');
execute p (null, null);
select generic_plans, custom_plans from pg_prepared_statements;
set plan_cache_mode = force_custom_plan;
execute p (3, 'v13');
select generic_plans, custom_plans from pg_prepared_statements;
reset plan_cache_mode;
deallocate p;
-- without parameters there is nothing to plan for
prepare n as select count(*) from cp_t;
execute n;
execute n;
select generic_plans, custom_plans from pg_prepared_statements;
deallocate n;
-- when custom plans are no better the generic plan is taken
prepare g (int) as select count(*) from cp_t where a > $1;
execute g (1);
execute g (2);
execute g (3);
execute g (4);
execute g (5);
execute g (6);
execute g (7);
select generic_plans, custom_plans from pg_prepared_statements;
deallocate g;
-- conditions that a value decides
prepare o (int) as select count(*) from cp_t where $1 is null or a = $1;
execute o (3);
execute o (null);
explain (costs off) execute o (null);
deallocate o;
drop index cp_part;
-- EXPLAIN ANALYZE and CREATE TABLE AS of EXECUTE
prepare e (int) as select a, b from cp_t where a = $1 and b like 'v1%' and length(b) < 4;
explain (costs off, analyze, timing off, summary off) execute e (3);
explain (costs off) select a, b from cp_t where a = 3 and b like 'v1%' and length(b) < 4;
create table cp_e as execute e (3);
select * from cp_e order by b;
create table cp_f (x, y) as execute e (4) with no data;
select * from cp_f;
prepare i (int) as insert into cp_t values ($1, 'new') returning a;
create table cp_g as execute i (3);
explain (costs off, analyze, timing off, summary off) execute i (77);
select count(*) from cp_t where a = 77;
create table cp_g as execute nobody;
explain execute e;
-- of a body, too
create function cp_count(x int, y text) returns bigint language plpgsql as $$
begin
  return (select count(*) from cp_t where a = x and b = y);
end $$;
select cp_count(3, 'v13'), cp_count(4, 'v14'), cp_count(3, null);
drop function cp_count(int, text);
drop table cp_t, cp_e, cp_f;

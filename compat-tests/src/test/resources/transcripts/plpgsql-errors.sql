-- PL/pgSQL: errors, their contexts, handlers, RAISE and ASSERT.
create table t (id integer primary key);
do $$ begin raise notice 'n % %%', 1; raise warning 'w'; raise info 'i'; raise debug 'd'; end $$;
do $$ begin raise exception 'no % of %', 1, 'x' using errcode = '22012', detail = 'd', hint = 'h'; end $$;
do $$ begin raise division_by_zero; end $$;
do $$ begin raise sqlstate 'U1234' using message = 'own', table = 't', column = 'c'; end $$;
do $$ begin raise 'x %'; end $$;
do $$ begin raise notice 'x', 1; end $$;
do $$ begin raise; end $$;
do $$ begin assert 1 = 2, 'one is not two'; end $$;
do $$
declare state text; message text; detail text; hint text; con text; tab text; context text;
begin
  insert into t values (1), (1);
exception when unique_violation then
  get stacked diagnostics
    state = returned_sqlstate, message = message_text, detail = pg_exception_detail,
    hint = pg_exception_hint, con = constraint_name, tab = table_name, context = pg_exception_context;
  raise notice '% | % | % | % | % | % | %', state, message, detail, hint, con, tab, context;
end $$;
select count(*) from t;
create function f(x integer) returns integer language plpgsql as $$
begin
  return 10 / x;
end $$;
create function g(x integer) returns integer language plpgsql as $$
declare y integer;
begin
  select f(x) into y;
  return y;
end $$;
select g(0);
do $$ begin perform g(0); end $$;
create function safe(x integer) returns text language plpgsql as $$
begin
  insert into t values (x);
  return f(x)::text;
exception
  when division_by_zero or numeric_value_out_of_range then
    return sqlstate || ' ' || sqlerrm;
  when others then
    raise notice 'other %', sqlerrm;
    raise;
end $$;
select safe(2), safe(0);
select safe(2);
select * from t;
do $$
begin
  begin
    raise exception 'inner';
  exception when others then
    raise notice 'caught %', sqlerrm;
    raise exception 'outer after %', sqlerrm;
  end;
end $$;
do $$ begin begin raise exception 'a' using errcode = 'data_exception'; exception when sqlstate '22000' then raise notice 'class %', sqlstate; end; end $$;
-- Wrong bodies.
create function bad() returns integer language plpgsql as $$
begin
  retrun 1;
end $$;
create function bad() returns integer language plpgsql as $$
begin
  return 1 +;
end $$;
create function bad() returns integer language plpgsql as $$
declare x nosuchtype;
begin
  return 1;
end $$;
create function bad() returns integer language plpgsql as $$
begin
  return next 1;
end $$;
create function bad() returns void language plpgsql as $$ begin exit; end $$;
create function bad() returns void language plpgsql as $$ begin x := 1; end $$;
create function bad() returns void language plpgsql as $$ declare c constant int := 1; begin c := 2; end $$;
create function bad() returns void language plpgsql as $$ begin begin null; end $$;
create function bad() returns integer language plpgsql as $$ begin null; end $$;
select bad();
do $$ begin select 1; end $$;
do $$ declare x integer; begin select nope into x; end $$;
do $$ declare x integer; t text := 'a'; begin x := t; end $$;
do $$ declare x integer not null := 1; begin x := null; end $$;
do $$ declare r record; begin raise notice '%', r.a; end $$;
do $$ declare r record; begin select 1 as a into r; raise notice '%', r.b; end $$;
do $$ declare x integer; begin select 1 into strict x where false; end $$;
do $$ declare x integer; begin select g from generate_series(1, 2) g into strict x; end $$;
do $$ begin execute null; end $$;
do $$ begin execute 'select nope'; end $$;
create function changes() returns void language plpgsql stable as $$ begin delete from t; end $$;
select changes();
create function endless(n integer) returns integer language plpgsql as $$ begin return endless(n + 1); end $$;
do $$ begin perform endless(1); exception when statement_too_complex then raise notice '%', sqlerrm; end $$;
set statement_timeout = 200;
do $$ begin perform pg_sleep(20); end $$;
reset statement_timeout;
select 1 as alive;
set plpgsql.extra_warnings = 'shadowed_variables';
create function shadow(a integer) returns void language plpgsql as $$
declare a integer;
begin
end $$;
reset plpgsql.extra_warnings;
set plpgsql.variable_conflict = 'use_variable';
do $$ declare id integer := 7; n integer; begin select count(*) into n from t where id = 7; raise notice '%', n; end $$;
reset plpgsql.variable_conflict;
set plpgsql.extra_warnings = 'too_many_rows, strict_multi_assignment';
do $$ declare x integer; y integer; begin select g from generate_series(1, 2) g into x; select 1 into x, y; end $$;
set plpgsql.extra_errors = 'strict_multi_assignment';
do $$ declare x integer; y integer; begin select 1, 2, 3 into x, y; end $$;

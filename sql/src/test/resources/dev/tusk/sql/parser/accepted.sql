select
select 1
select;
select from t
select 1 as one, 2 two, 'x' three
select 1 value, 2 as user, 3 as select
select 1 user
select 1 name, 2 type, 3 date, 4 key, 5 text, 6 index, 7 data
select 1 as year
select 1 isnull
select 1 notnull
select a isnull, a notnull b from t
select value, user, current_user, name, type, date, timestamp, key from t
select t.value, t.user, t.select from t
select 1 + 2 * 3 - 4 / 5 % 6 ^ 7
select -2 ^ 2, - - 2, + 3, -(-3), -1::int, - 2147483648, -9223372036854775808
select (1 < 2) < 3
select 1 < 2 is true
select not true and false or true
select not 1 = 1
select 1 || 2 || 'a' || null
select a || b -> c from t
select a -> 'b' ->> 'c' = 'd' from t
select a -> b + 1 from t
select 'a' || 1 + 2
select 1 between 0 and 2 and true
select 1 not between symmetric 2 and 0
select 1 in (1, 2), 1 not in (select 1), 1 in (values (1)), 1 in ((select 1)), 1 in ((select 1), 2)
select (1, 2) in ((1, 2), (3, 4))
select 'a' like 'b', 'a' not like 'b' escape 'c', 'a' ilike 'A', 'a' not ilike 'b', 'a' similar to 'b', 'a' not similar to 'b' escape 'c'
select 'a' like any (array['a']), 'a' not ilike all ('{a}'), 1 = any ('{1}'), 1 <> all (array[1]), 1 = some (select 1)
select 1 operator(pg_catalog.+) 2, operator(pg_catalog.-) 3
select 1 operator(+) 2
select 1 is null, 1 is not null, true is true, true is not false, true is unknown, true is not unknown, 1 is distinct from 2, 1 is not distinct from 2
select null is null is null
select 'abc'::text, 'abc'::varchar(10), 'abc'::character varying(10), 'a'::char, 'a'::"char", '1'::int[], '{1}'::int[3][], '1'::int array, '{1}'::int array[3]
select '1'::numeric(10,2), '1'::numeric(10, -2), '1'::decimal, '1'::dec(3)
select now()::timestamp(3) with time zone, now()::timestamp without time zone, now()::time(3), now()::timetz, now()::timestamptz(3)
select '1 day'::interval day to second(3), '1'::interval year to month, '1'::interval(3), interval '1 day', interval '1' day, interval(3) '1 second', interval '1' day to second(3)
select date '2024-01-01', timestamp '2024-01-01', timestamptz '2024-01-01', time with time zone '10:00', vector '[1,2,3]', vector(3) '[1,2,3]', public.vector '[1]', numeric(3,1) '1.5', float '1', double precision '1', bit '101', bit varying(3) '101', national character varying(3) 'a', nchar 'a', json '{}', boolean 'true', "char" 'a'
select cast(1 as text), cast('[1,2]' as vector(2)), cast(null as int[])
select B'101', X'1F', b'', x'', E'a\\nb', E'\\'', U&'\\0041', U&'!0041' uescape '!', $$a$$, $x$a $$ b$x$, N'a', U&"d\\0061ta" from t
select 'a'\n 'b'
select $1, $2::int, $1 + 1
select array[1,2,3], array[[1,2],[3,4]], array[]::int[], array(select 1), (array[1,2,3])[1], (array[1,2,3])[1:2], (array[1,2,3])[:2], (array[1,2,3])[1:], (array[1,2,3])[:], ($1)[1], $1[1]
select a[1], a[1][2], a[1:2][3:4], t.a[1], (t).a, (t.a).b, (t).*, t.*, (a[1]).b from t
select row(1, 2), row(), (1, 2), row(1), (1), ((1)), row(t.*, 1) from t
select (1, 2) = (3, 4), row(1, 2) < row(3, 4), (a, b) = (select 1, 2) from t
select case when true then 1 else 2 end, case 1 when 1 then 'a' when 2 then 'b' end
select coalesce(1, 2), nullif(1, 2), greatest(1, 2), least(1, 2)
select exists (select 1), not exists (select 1)
select extract(year from now()), extract('epoch' from now()), extract(century from x) from t
select substring('abc' from 1 for 2), substring('abc' from 2), substring('abc' for 2), substring('abc', 1, 2), substring('abc' similar 'a' escape 'b'), substring('abc' for 2 from 1), substring('a' from 'b')
select position('a' in 'abc'), overlay('abc' placing 'x' from 1 for 2), overlay('abc' placing 'x' from 1)
select trim('a'), trim(both from 'a'), trim(leading 'x' from 'a'), trim(trailing from 'a'), trim('x' from 'a'), trim(both 'x' from 'a'), trim('a', 'x'), btrim('a')
select now() at time zone 'utc', now() at time zone 'utc' at time zone 'cet', now() at time zone interval '1 hour'
select 'a' collate "C", 'a' collate pg_catalog."C" < 'b'
select current_date, current_time, current_time(3), current_timestamp, current_timestamp(3), localtime, localtime(2), localtimestamp, localtimestamp(0), current_user, session_user, user, current_role, current_catalog, current_schema, current_schema()
select count(*), count(distinct a), count(all a), sum(a order by b desc), string_agg(a, ',' order by a), array_agg(distinct a order by a) from t
select f(a => 1, b := 2), f(variadic array[1]), f(1, variadic array[1])
select f(a => 1, 2)
select count(*) filter (where a > 1), percentile_cont(0.5) within group (order by a), mode() within group (order by a desc) from t
select row_number() over (), rank() over (partition by a order by b desc), sum(a) over w, sum(a) over (w rows between unbounded preceding and current row) from t window w as (partition by a), w2 as (w order by b)
select sum(a) over (order by a rows 5 preceding), sum(a) over (order by a range between interval '1' day preceding and unbounded following exclude ties), sum(a) over (rows between 1 following and 2 following) from t
select a <-> b, a <=> b, a <#> b, a <+> b, a <~> b, a <%> b from t
select a <-> '[1,2,3]' as d from t order by a <-> '[1,2,3]', d limit 5
select a->'b', a->>'b', a#>'{b}', a#>>'{b}', a@>'{}', a<@'{}', a?'b', a?|array['b'], a?&array['b'], a@@'$.b', a@?'$.b' from t
select a ~ 'x', a ~* 'x', a !~ 'x', a !~* 'x', a && b, @ a, ~ a, |/ 4, ||/ 27, a & b | c # d << e >> f from t
select 1!=2, 1<>2, 1<=2, 1>=2
select 5--1
select 5 - -1
select 1 @>-1
select a<-1, a<->-1 from t
select a*-1, 2*-3, 2^-1
select 1 /* c */ + /* nested /* c */ */ 2 -- z
select distinct a from t
select distinct on (a, b) a, b from t order by a, b
select all a from t
select * from t
select *, a from t, u
select * from only t, only (u), v *
select * from t as x, u y, v as z (a, b), w (c)
select * from (select 1) x, (select 2) as y (a), (values (1, 2), (3, 4)) as v (a, b)
select * from lateral (select 1) x, lateral f(1) y, f(2), f(3) as z, f(4) with ordinality, f(5) with ordinality as o (a, b), f(6) as q (a int, b text), f(7) as (a int), s.f(8) x
select * from a join b on a.x = b.x left join c using (x, y) right outer join d on true full join e on true cross join f natural join g natural left join h
select * from a join b join c on true on true
select * from (a join b on true) join c on true
select * from (a join b on true) as j
select * from ((a join b on true))
select * from ((select 1)) x
select * from ((select 1) union (select 2)) x
select * from ((select 1) x join t on true)
select * from (((select 1) x join t on true) join u on true)
select * from ((select 1) order by 1) x
select 1 where true
select a from t where b = 1 group by a having count(*) > 1 order by a limit 10 offset 5
select a from t group by ()
select a, b from t group by rollup (a, b), cube (a, (b, c)), grouping sets ((a), (), rollup (b)), grouping sets (grouping sets ((a)))
select grouping(a, b) from t group by a, b
select a from t group by distinct a
select a from t group by all a
select a from t having true
select a from t order by a asc nulls first, b desc nulls last, c using <, d using operator(pg_catalog.>), 1, 2 desc
select a from t limit 1
select a from t limit all
select a from t limit null
select a from t limit $1 offset $2
select a from t offset 1 limit 2
select a from t offset 1 rows fetch first 2 rows only
select a from t fetch next row only
select a from t fetch first (1 + 1) rows only
select a from t fetch first $1 rows only
select a from t limit (select 1)
select a from t limit 1 + 1
select a from t for update
select a from t for no key update of t nowait
select a from t for share skip locked for key share of t, u
select a from t limit 1 for update
select a from t for update limit 1
select a from t for read only
select 1 union select 2 union all select 3 intersect select 4 except select 5 except all select 6
select 1 union distinct select 2 intersect all select 3
(select 1) union (select 2) order by 1 limit 1
(select 1 limit 1) union (select 2 order by 1)
((select 1))
(select 1 order by 1) limit 1
select (select 1), (select 1) + 1, ((select 1)), ((select 1) + 1), ((select 1) union select 2), (((select 1)))
values (1, 'a'), (2, default)
table t
table t order by 1
table only t
with a as (select 1), b (x) as (values (1)), c as not materialized (select 2), d as materialized (select 3) select * from a, b
with recursive a (n) as (select 1 union all select n + 1 from a where n < 10) select * from a
with a as (insert into t values (1) returning *) select * from a
with a as (update t set a = 1 returning a), b as (delete from t returning a) select * from a union all select * from b
with a as (select 1) (select * from a)
with a as (select 1) select 1 union select 2 order by 1 limit 1
select * from (with a as (select 1) select * from a) x
with a as (with b as (select 1) select * from b) select * from a
with a as (select 1) insert into t select * from a
with a as (select 1) update t set x = 1 from a
with a as (select 1) delete from t using a
select into x from t
select a into temp x from t
select a, b into temporary table x from t
select a into unlogged x from t where a > 1
insert into t values (1, 2), (3, default)
insert into t (a, b) values (1, 2) returning *
insert into t default values
insert into t (a) select 1
insert into t (a, b) (select 1, 2)
insert into t (select 1)
insert into t as x (a) values (1) returning x.a as y, a + 1
insert into s.t (a) overriding system value values (1)
insert into t overriding user value select 1
insert into t (a) values (1) on conflict do nothing
insert into t (a) values (1) on conflict (a) do update set a = excluded.a, b = default where t.a > 1 returning a
insert into t (a) values (1) on conflict (a, lower(b), (c + 1)) where d > 1 do nothing
insert into t (a) values (1) on conflict (a collate "C" text_ops) do nothing
insert into t (a) values (1) on conflict on constraint t_pkey do update set (a, b) = (1, 2)
insert into t with x as (select 1) select * from x
insert into t table u
update t set a = 1
update t as x set a = 1, b = default, (c, d) = (1, 2), (e, f) = row(1, default), (g, h) = (select 1, 2) from u, v join w on true where t.a = u.a returning *
update t x set a = 1
update t set set = 1
update only t set a = 1
update t set (a) = 1
update t set (a) = row(1)
update t set (a, b) = (1)
update t set a = b = c
delete from t
delete from t as x using u, v where x.a = u.a returning x.*
delete from only t where a = 1
merge into t using u on true when matched then delete
explain select 1
explain analyze verbose select 1
explain (analyze, verbose false, costs off, buffers, format json) select 1
explain (analyze true, timing off, summary on, wal, settings) insert into t values (1)
explain (select 1)
explain (analyze) (select 1)
explain create table x as select 1
explain execute foo (1)
explain declare c cursor for select 1
create table t ()
create table t (a int)
create table if not exists s.t (a int primary key, b text not null default 'x' check (b <> ''), c varchar(10) unique, d int references u (x) on delete cascade on update set null, e numeric(10,2) constraint c1 not null constraint c2 check (e > 0) no inherit, f int null)
create table t (a int, b int, constraint pk primary key (a, b), unique (b) include (a), check (a > b), foreign key (a) references u, constraint fk foreign key (a, b) references s.u (x, y) match full on delete set default deferrable initially deferred, check (a > 1) not valid)
create table t (a int generated always as identity, b int generated by default as identity (start with 10 increment by 2 no maxvalue cache 5), c int generated always as (a * 2) stored)
create table t (a serial, b bigserial primary key, c smallserial)
create table t (a vector(3), b halfvec(3), c bit(3), d sparsevec(3), e int[], f text[][], g vector(3)[], h timestamp(3) with time zone, i double precision, j character varying, k public.vector(3))
create temp table t (a int) on commit drop
create temporary table t (a int) on commit delete rows
create unlogged table t (a int) with (fillfactor = 70, autovacuum_enabled = false) tablespace pg_default
create local temp table t (a int) on commit preserve rows
create table t (a int default 1 + 2 * 3, b timestamptz default now(), c text default 'a'::text, d bool default (1 in (1, 2)), e jsonb default '{}'::jsonb, f int default -1, g text collate "C")
create table t as select 1
create table if not exists t (a, b) as select 1, 2 with no data
create table t as values (1) with data
create table t with (fillfactor = 10) as table u
create table t as (select 1)
create table t as execute p (1)
create temp table t as select 1
create table t ("user" int, "Key" text, value text, name text, type text, index int)
create table t (a foo.bar(1, 'x'))
create view v as select 1
create or replace view v (a) as select 1
create materialized view v as select 1
create function f() returns int as $$ select 1 $$ language sql
create or replace procedure p() language sql as ''
create trigger tr before insert on t for each row execute function f()
create type ty as enum ('a', 'b')
create domain d as int
create role r
create index on t (a)
create index i on t (a)
create unique index concurrently if not exists i on only s.t using btree (a asc nulls last, lower(b) desc, (c + 1), d text_pattern_ops, e collate "C" varchar_ops desc nulls first) include (f, g) with (fillfactor = 70) where a > 1
create index on t using hnsw (embedding vector_l2_ops) with (m = 16, ef_construction = 64)
create index on t using hnsw ((embedding::halfvec(3)) halfvec_l2_ops)
create index on t using ivfflat (embedding public.vector_cosine_ops) with (lists = 100)
create index on t using hnsw ((binary_quantize(embedding)::bit(3)) bit_hamming_ops) where (a = 1)
create index i on t (binary_quantize(e))
create index i on t using gin (a jsonb_path_ops (x = 1))
create index i on t (a) nulls not distinct
create unique index i on t (a) nulls distinct where a is not null
create extension vector
create extension if not exists vector with schema public version '0.8.0' cascade
create extension "uuid-ossp"
create database d
create database d with owner = postgres encoding 'UTF8' template template0 lc_collate = 'C' connection limit = 10
create schema s
create schema if not exists s authorization postgres
create schema authorization postgres
create schema s create table t (a int) create index i on t (a)
create sequence s
create temp sequence if not exists s as int increment by -1 minvalue 1 maxvalue 10 start with 5 cache 2 cycle owned by t.a
create sequence s no minvalue no maxvalue no cycle owned by none
drop table t
drop table if exists t, s.u cascade
drop table t restrict
drop index concurrently if exists i
drop index i, j
drop schema if exists s, r cascade
drop sequence s
drop database if exists d
drop database d with (force)
drop extension if exists vector cascade
drop view if exists v
drop materialized view v
drop type if exists ty
drop function f(int)
alter table t add column a int
alter table t add a int not null default 1, add column if not exists b text unique, drop column c, drop if exists d cascade, alter column e set default 1, alter e drop default, alter e set not null, alter e drop not null, alter e type bigint, alter e set data type text collate "C" using e::text
alter table t add constraint c primary key (a), add unique (b), add check (a > 1) not valid, add foreign key (a) references u (b), drop constraint if exists c cascade, validate constraint c
alter table t add constraint c unique using index i
alter table t rename to u
alter table t rename column a to b
alter table t rename a to b
alter table t rename constraint a to b
alter table if exists only s.t set schema x
alter table t owner to current_user
alter table t owner to postgres, set (fillfactor = 70), reset (fillfactor)
alter table t alter a set storage plain, alter b set statistics 100, alter c set (n_distinct = 5), alter d add generated always as identity, alter e drop identity if exists, alter f set generated by default, alter g restart with 5
alter table t set logged
alter table t enable row level security, disable trigger all, replica identity full
alter table t cluster on i
alter index i rename to j
alter index if exists i set (m = 8)
alter sequence s restart
alter sequence if exists s increment by 2 owned by t.a restart with 5
alter sequence s rename to r
alter sequence s owner to postgres
alter view v rename to w
alter schema s rename to r
alter schema s owner to postgres
alter extension vector update
alter extension vector update to '0.8.0'
alter database d set work_mem = '1MB'
alter role r password 'x'
alter system set work_mem = '1MB'
alter type t add value 'x'
truncate t
truncate table only t, u * restart identity cascade
truncate t continue identity restrict
set a.b = 1
set work_mem to '64MB'
set session hnsw.ef_search = 100
set local hnsw.ef_search to 40
set search_path to a, "B", 'c', public
set search_path = default
set timezone to 'UTC'
set time zone 'UTC'
set time zone local
set time zone default
set time zone -8
set time zone interval '+01:00' hour to minute
set names 'UTF8'
set transaction isolation level serializable
set transaction read only, isolation level repeatable read deferrable
set session characteristics as transaction read write
set transaction snapshot 'x'
set session authorization 'x'
set session authorization default
set role none
set role x
set constraints all deferred
set constraints a, s.b immediate
set client_min_messages = warning
set extra_float_digits = 3
set x = on, off
set x = -1.5
set x = true
show x
show all
show time zone
show transaction isolation level
show hnsw.ef_search
show session authorization
reset x
reset all
reset time zone
begin
begin work
begin transaction isolation level read committed, read only
begin isolation level serializable read write not deferrable
start transaction
start transaction read only
commit
commit work and chain
commit and no chain
end
end transaction
rollback
rollback transaction
abort
abort and chain
savepoint s
release savepoint s
release s
commit prepared 'x'
prepare transaction 'x'
prepare p as select $1
prepare p (int, text, vector(3)) as insert into t values ($1, $2)
execute p
execute p (1, 'a', $1)
deallocate p
deallocate prepare p
deallocate all
deallocate prepare all
declare c cursor for select 1
declare c binary insensitive no scroll cursor with hold for select * from t for update
declare c scroll cursor without hold for values (1)
fetch c
fetch 5 from c
fetch -5 in c
fetch next from c
fetch prior c
fetch first in c
fetch last from c
fetch absolute -1 from c
fetch relative 2 c
fetch all from c
fetch all c
fetch forward c
fetch forward 5 from c
fetch forward all in c
fetch backward all c
fetch next
move 5 from c
move c
close c
close all
copy t from stdin
copy t (a, b) from stdin with (format csv, header, delimiter ',', null '', quote '"', escape '\\', force_not_null (a), force_null (b), encoding 'utf8', freeze off)
copy t to stdout
copy t to stdout with csv header
copy (select * from t) to stdout with (format binary)
copy t from stdin binary
copy binary t from stdin
copy t from '/tmp/x' delimiter '|' null as ''
copy t to program 'cat'
copy t from stdin csv quote as '"' escape as '"' force not null a, b
copy t to stdout csv force quote *
copy t from stdin using delimiters ','
copy t from stdin where a > 1
copy (insert into t values (1) returning a) to stdout
copy t from stdin with (header match, null 'x')
vacuum
vacuum t
vacuum full freeze verbose analyze t (a, b), u
vacuum (analyze, verbose off, parallel 2) t
analyze
analyze verbose t (a)
analyze (verbose, skip_locked) t, u
analyse t
reindex table t
reindex index concurrently i
reindex (verbose, concurrently) table s.t
reindex database d
reindex schema s
cluster t using i
cluster
checkpoint
discard all
discard plans
discard sequences
discard temp
discard temporary
lock t
lock table t, only u in access exclusive mode nowait
lock t in row share mode
lock t in share row exclusive mode
lock t in share update exclusive mode
listen c
notify c
notify c, 'payload'
unlisten c
unlisten *
comment on table t is 'x'
comment on column t.a is null
comment on column s.t.a is 'x'
comment on index i is 'x'
comment on constraint c on t is 'x'
comment on schema s is 'x'
comment on function f(int) is 'x'
comment on extension vector is 'x'
grant select, insert on t to public
grant all privileges on all tables in schema public to r with grant option
grant usage on schema s to r, current_user
grant select (a, b) on table t to r
grant r to s
grant execute on function f(int, text) to r
revoke all on t from public cascade
revoke grant option for select on t from r
do $$ begin end $$
do language plpgsql $$ begin end $$
call p(1, 2)
refresh materialized view v
import foreign schema s from server x into y
load 'x'
select 1.e5, 1., .5, 1.5e-3, 00012
select t.* x from t
select "A", "a""b", "Ünïcode", ünïcode from t
select a::int::text::varchar(3) from t
select 1 from generate_series(1, 10) g
select g.x from generate_series(1, 10) as g (x) where x > 3
select * from unnest(array[1], array['a']) with ordinality as u (a, b, n)
select int from t
select time, interval, bit, char, float from t
select precision, character, row, values from t
select coalesce, exists, position from t
select all from t
select format('%s', 1), replace('a', 'b', 'c'), upper('a'), repeat('a', 2), date_trunc('day', now()), first(1), day(1), date('2024-01-01'), text(1), name('a'), second(1), version(), trim from t
select schema_name from information_schema.schemata
select pg_catalog.version(), pg_catalog.count(*) from pg_catalog.pg_class
select a.b.c.d from a.b.c
select 1 as "a b", 2 as "select"
select u&"a" from t
select a::numeric(10,2)[] from t
select a::pg_catalog.int4, a::"Foo".bar from t
select x.* from (select 1 a) as x (b)
select date, time from t where date = '2024-01-01' and time < '10:00'
select (a).b[1].c, ((a).b).c from t
select (f(x)).y, (f(x)).*, (f(x))[1] from t
select 1 as x order by x
select true and not false, not not true
select a = all (select 1), a > any (select 1), a <-> all (array[b]) from t
select (1, 2) overlaps (3, 4), row(1, 2) overlaps (3, 4)
select a at time zone 'x' + 1 from t
select a collate "C" || b from t
select 1 = 1 is null, 1 is null = true
select 2 + 2 in (4), 2 * 3 between 5 + 1 and 7, - 1 in (1)
select not a in (1), not a like 'b' from t
select a or b and not c or d from t
select a > 1 and b < 2 or c = 3 from t
select 1 + 1 = 2 and 'a' || 'b' = 'ab'
select a ->> 'b' like 'c%', a -> 'b' -> 'c' is null, a @> b = true from t
select a | b < c, a + b << c from t
select ~ a + b, ~ a | b, @ a - b from t
select - a ^ b, - a * b, - a :: int from t
select a ^ b ^ c, a - b - c, a / b * c from t
select a::int + b::int, - 1::int, (-1)::int from t
select a[1]::int, a::int[] = b from t
select $1::int[] <@ $2
update t set a[1] = 2
select * from a join b using (x) as j
select * from rows from (f(1), g(2)) x
insert into t (a.b) values (1)
update t set t.a = 1
merge into t using s on t.a = s.a when matched then delete when not matched then insert default values
select * from t tablesample system (10)
create table t (like u including all excluding indexes, a int)
create table t (a int, b int generated always as (a * 2) stored)
update t set a = 1 where current of c
delete from t where current of c

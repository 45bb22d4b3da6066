-- Composite types and the row types of tables.
create type complex as (r float8, i float8);
create table t (a int, b text, c complex);
insert into t values (1,'x',row(1,2)), (2,'a b', '(3,)'), (3, null, null);
select * from t; select t from t; select (c).r, c from t; select (t).*, (t.c).* from t;
update t set c.r = 5 where a=3; insert into t(a, c.i) values (4, 7); select * from t order by c;
select row(1,'q',null)::t; select null::t; select (null::t).a; select r(c), t.a from t; select a(t) from t;
create table u (k int, x t, y t[]);
insert into u select 1, t, array[t,t] from t;
alter table t add column d int; select * from u; select (x).d, y[1].a, (y[2]).b from u;
select x = (select t from t where a=1) from u; select pg_typeof(t), pg_typeof(x), pg_typeof(y) from t, u limit 1;
select c from t group by c order by 1 desc;
create index on t (c); create unique index on t(c);
select '(1,2,3)'::complex; select '(1'::complex; select '1,2)'::complex; select '(1,2)x'::complex; select '("1",2)'::complex;
select row(1)::complex; select row(1,2,3)::complex; select row('a',2)::complex; select row(true,2)::complex;
update u set x.c.r = 9, x.b = 'zz', y[1].c.i = 4 where k=1; select * from u limit 1; update u set x.zz=1; update u set k.a=1;
select row_to_json(t), to_jsonb(t) from t; select t is null, t is not null, c is null from t;
insert into t values (default, default, ((1,2)::complex)); select count(*), count(t), count(distinct c) from t;
select (t).zz from t; select t.zz from t; select zz(t) from t; 
select c::text, t::text from t limit 1; select t.* from t; select array_agg(c) from t; select array_agg(t) from t;
select * from unnest((select array_agg(c) from t)); select unnest(y) from u limit 3; select (unnest(y)).* from u limit 3;
select coalesce(c, '(0,0)') from t; select case when a=1 then c else row(8,8)::complex end from t;
\d t
\d complex
\dT
select c from t union select c from t order by 1;
select typname, typtype, typcategory, typrelid = 't'::regclass, typrelid = 'complex'::regclass as own from pg_type where typname in ('t', '_t', 'complex', '_complex') order by 1;
select relname, relkind, relnatts, reltype <> 0 as has_type from pg_class where relname in ('t', 'complex', 't_c_idx') order by 1;
select attname, atttypid::regtype from pg_attribute where attrelid = 'complex'::regclass order by attnum;
create type complex as (x int); create table complex (x int); create type twice as (a int, a int);
create type bad as (a record); create type bad as (a nothing);

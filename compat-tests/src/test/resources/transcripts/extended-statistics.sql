-- Statistics of several columns and of expressions are objects.
create schema statistics_of;
set search_path to statistics_of, public;
create table measured (a int, b int, "C c" text, p point, d timestamptz);
create table other (a int);
create index other_a on other (a);
create statistics one on b, a from measured;
create statistics if not exists one on b, a from measured;
create statistics one on b, a from measured;
create statistics statistics_of.two (mcv, ndistinct) on a, (a + b), lower("C c"), date_trunc('day', d) from measured;
create statistics three on (a * 2) from measured as m;
select stxname, stxnamespace::regnamespace, stxrelid::regclass, stxstattarget, stxkeys, stxkind
from pg_statistic_ext where stxnamespace = 'statistics_of'::regnamespace order by 1;
select stxname, pg_get_statisticsobjdef(oid), pg_get_statisticsobjdef_columns(oid), pg_statistics_obj_is_visible(oid)
from pg_statistic_ext where stxnamespace = 'statistics_of'::regnamespace order by 1;
select stxname, pg_get_statisticsobjdef_expressions(oid)
from pg_statistic_ext where stxnamespace = 'statistics_of'::regnamespace order by 1;
\d measured
-- What cannot be one.
create statistics bad on a from measured;
create statistics bad on a, a from measured;
create statistics bad on (a + b), (a + b) from measured;
create statistics bad on a, p from measured;
create statistics bad on a, (p) from measured;
create statistics bad on a, xmin from measured;
create statistics bad on a, nothing from measured;
create statistics bad on a, (nothing + 1) from measured;
create statistics bad on a, (count(*)) from measured;
create statistics bad on a, ((select 1)) from measured;
create statistics bad (mcv) on (a + 1) from measured;
create statistics bad (guesses) on a, b from measured;
create statistics bad on a, b from measured, other;
create statistics bad on a, b from measured natural join other;
create statistics bad on a, b from (select 1) x;
create statistics bad on a, b from other_a;
create statistics bad on a, b from nothing;
create statistics bad on oid, relname from pg_class;
create view seen as select a, b from measured;
create statistics bad on a, b from seen;
create statistics nowhere.bad on a, b from measured;
create statistics bad on a, b;
create statistics bad on a + b from measured;
-- What is of the session's own is found with its schema.
create temp table passing (a int, b int);
create statistics pg_temp.gone on a, b from passing;
select regexp_replace(pg_describe_object(tableoid, oid, 0), 'pg_temp_[0-9]*', 'pg_temp'), pg_statistics_obj_is_visible(oid)
from pg_statistic_ext where stxname = 'gone';
drop statistics gone;
drop statistics pg_temp.gone;
-- Names, owners, comments, targets.
comment on statistics one is 'pairs';
select obj_description(oid, 'pg_statistic_ext') from pg_statistic_ext where stxname = 'one';
alter statistics one rename to uno;
alter statistics uno rename to two;
alter statistics uno set statistics 1000;
alter statistics uno set statistics -2;
alter statistics uno set statistics 20000;
alter statistics if exists nothing set statistics 1;
alter statistics nothing set statistics 1;
select stxstattarget from pg_statistic_ext where stxname = 'uno';
alter statistics uno set schema public;
\d measured
drop statistics nothing;
drop statistics if exists nothing, public.uno;
-- They follow their columns.
alter table measured rename b to bee;
select pg_get_statisticsobjdef(oid) from pg_statistic_ext where stxname = 'two';
create table copied (like measured including all);
select pg_get_statisticsobjdef(oid) from pg_statistic_ext where stxrelid = 'copied'::regclass order by 1;
select pg_describe_object(classid, objid, objsubid), pg_describe_object(refclassid, refobjid, refobjsubid), deptype
from pg_depend where classid = 'pg_statistic_ext'::regclass order by 1, 2;
select (pg_identify_object('pg_statistic_ext'::regclass, oid, 0)).* from pg_statistic_ext where stxname = 'two';
alter table measured drop column bee;
select stxname from pg_statistic_ext where stxrelid = 'measured'::regclass;
drop table copied;
-- Only their owner changes them.
create role regress_colls_other;
create statistics mine on a, d from measured;
set role regress_colls_other;
drop statistics mine;
alter statistics mine set statistics 5;
alter statistics mine rename to yours;
comment on statistics mine is 'x';
create statistics yours on a, d from measured;
reset role;
alter statistics mine owner to regress_colls_other;
select stxowner::regrole from pg_statistic_ext where stxname = 'mine';
drop role regress_colls_other;
drop schema statistics_of cascade;
drop role regress_colls_other;

select * from t
table w
select * from (select v from t) x
with x as (select v from t) select * from x
select exists (select from t where id = 1)
insert into t values (2, 'two')
with x as (delete from t returning v) select * from x
update t set v = 'x'
delete from t
merge into t using (values (1)) n(id) on t.id = n.id when matched then delete
select v from t for update
explain select * from t
explain analyze select * from t
begin; declare c cursor for select * from t; rollback
copy t to stdout
copy (select * from t) to stdout
copy t from stdin
create temp table copied as select * from t
prepare one as select * from t; execute one
select reads()
select loops()
do 'begin perform count(*) from t; end'
select f()
call p()
select nextval('s')
select setval('s', 1)
truncate t
begin; lock table t; rollback
alter table t add x int
create index on t (v)
create trigger x before insert on t execute function f()
comment on table t is 'x'
drop table t
drop function f()
grant select on t to door
values ((select count(*) from t))
select (select v from t limit 1)
select 1 where exists (table t)
select count(*) from t t1, lateral (select t1.id) x
select xmin, ctid from t
select t from t
select * from t tablesample system (100)
select * from mv
select * from part
select * from part1
select * from hidden.x
select * from hidden.given
select 1 union all select id from t
insert into t select 1, 'x'
insert into t values (1, 'x') on conflict (id) do update set v = 'x'
insert into t values (1, 'x') on conflict do nothing
insert into part values (1, 'x')
update t set v = 'x' returning *
update part set v = 'x'
delete from t using part where t.id = part.id
merge into own p using t on p.id = t.id when matched then do nothing
select v from t for key share
select * into copied from t
create view mine as select * from hidden.x
create table hidden.mine (id int)
create table mine (id int references t)
create table mine () inherits (t)
create table mine partition of part for values in (2)
create temp table mine (id int)
explain (analyze, buffers) update t set v = 'x'
explain insert into t values (5, 'x')
begin; declare c cursor for select * from t for update; rollback
copy (insert into t values (3, 'x') returning *) to stdout
copy t (v) to stdout
copy t to '/tmp/door'
copy t from '/tmp/door'
copy t from program 'true'
select currval('s')
select * from s
alter sequence s restart
drop sequence s
select f() from generate_series(1, 2)
select * from f()
do 'begin execute ''select * from t''; end'
do 'declare r record; begin for r in select * from t loop end loop; end'
do 'declare c cursor for select * from t; begin open c; end'
create or replace function f() returns int language sql as 'select 2'
alter function f() rename to g
alter function f() owner to door
create function c() returns int language c as 'x', 'y'
create or replace view w as select 1
refresh materialized view mv
drop materialized view mv
drop view w
alter view w rename to w2
alter table t rename to t2
alter table t rename v to v2
alter table t set schema hidden
alter table t owner to door
alter table t enable row level security
alter table part attach partition t for values in (3)
alter table part detach partition part1
alter index t_pkey rename to i
drop index t_pkey
reindex table t
create policy p2 on t using (true)
alter policy pol on t using (false)
drop policy pol on t
create rule r2 as on insert to t do also nothing
drop rule ru on part
alter type mood add value 'bad'
drop type mood
alter domain positive drop not null
drop domain positive
drop aggregate agg (int)
create schema mine
alter schema hidden rename to seen
drop schema hidden cascade
create extension vector
drop extension plpgsql
create database mine
alter database postgres rename to mine
drop database template1
create role mine
alter role other login
alter role other set work_mem = '1MB'
drop role other
grant other to door
grant select (v) on t to other
grant all on schema hidden to door
grant all on function f() to door
alter default privileges for role other grant select on tables to door
reassign owned by other to door
drop owned by other
set log_statement = 'all'
comment on column t.v is 'x'
comment on function f() is 'x'
comment on role other is 'x'
comment on database postgres is 'x'
create event trigger e on ddl_command_start execute function f()
checkpoint
select pg_reload_conf()
select * from pg_authid
select * from pg_hba_file_rules
select * from pg_ident_file_mappings
select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'
load 'vector'
alter function f() strict
create cast (mood as text) with inout
drop cast (mood as int)
create domain hidden.d as int
create type hidden.c as (a int)
create sequence hidden.s
create operator hidden.@@@ (leftarg = int, rightarg = int, function = int4pl)
alter operator = (int4, int4) set (restrict = none)
drop operator = (int4, int4)
create aggregate hidden.a (int) (sfunc = int4pl, stype = int)
comment on operator = (int4, int4) is 'x'
alter schema hidden owner to door
alter database postgres connection limit 1
alter extension plpgsql update
alter type mood owner to door
alter database postgres owner to door
cluster t using t_pkey
alter trigger tr on part rename to tr2
drop trigger tr on part
alter policy pol on t rename to pol2
alter rule ru on part rename to ru2
alter role other rename to another
alter event trigger ev enable
alter event trigger ev owner to door
alter event trigger ev rename to ev2
comment on event trigger ev is 'x'
drop event trigger ev
create publication mine for table t
alter publication pub add table part
alter publication pub set (publish = 'insert')
alter publication pub rename to pub2
alter publication pub owner to door
comment on publication pub is 'x'
drop publication pub
create statistics mine on id, v from t
alter statistics st set statistics 5
alter statistics st rename to st2
alter statistics st set schema public
alter statistics st owner to door
comment on statistics st is 'x'
drop statistics st
create text search dictionary mine (template = simple)
create text search configuration mine (copy = english)
alter text search dictionary tsd (accept = false)
alter text search dictionary tsd rename to tsd2
alter text search dictionary tsd set schema public
alter text search configuration tsc add mapping for tag with simple
alter text search configuration tsc alter mapping replace english_stem with simple
alter text search configuration tsc drop mapping for word
alter text search configuration tsc owner to door
comment on text search configuration tsc is 'x'
drop text search dictionary tsd
drop text search configuration tsc
begin; lock table t in row share mode; rollback
create foreign data wrapper mine
alter foreign data wrapper fdw options (a '1')
alter foreign data wrapper fdw rename to fdw2
drop foreign data wrapper fdw
create server mine foreign data wrapper fdw
alter server srv version '2'
alter server srv rename to srv2
drop server srv
grant usage on foreign server srv to door
create user mapping for other server srv
alter user mapping for postgres server srv options (a '1')
drop user mapping for postgres server srv
import foreign schema x from server srv into public
create tablespace mine location ''
alter tablespace space set (seq_page_cost = 2)
alter tablespace space rename to space2
drop tablespace space
alter table all in tablespace pg_default set tablespace space
create statistics mine on id, v from t
alter statistics stat set statistics 10
alter statistics stat rename to stat2
drop statistics stat

-- Every kind of GRANT x every kind of statement about such an object x role: what is allowed, all else
-- being 42501. The statements are done by a block that undoes each: this file is its own generator.
set client_min_messages = error;
create role regress_rights_t_owner;
create role regress_rights_t_grantee;
create role regress_rights_t_heir in role regress_rights_t_grantee;
create role regress_rights_t_noheir noinherit in role regress_rights_t_grantee;
create role regress_rights_t_stranger;
do $$ begin execute format('grant create, temp on database %I to regress_rights_t_owner', current_database()); execute format('revoke temp on database %I from public', current_database()); end $$;
revoke usage on language plpgsql from public;
grant usage on language plpgsql to regress_rights_t_owner;
create schema gt authorization regress_rights_t_owner;
create schema gs authorization regress_rights_t_owner;
grant usage, create on schema gt to public;
create table gt.kinds (n int generated always as identity, granted text, target text, about text);
create table gt.statements (n int generated always as identity, label text, sql text, about text);
create table gt.results (kind int, role text, statement int, state text);
grant all on gt.kinds, gt.statements, gt.results to public;
set role regress_rights_t_owner;
create table gt.t (a int primary key, b text);
insert into gt.t values (1, 'x'), (2, 'y');
create table gt.p (a int, b text) partition by list (a);
create table gt.p1 partition of gt.p for values in (1);
create view gt.v as select * from gt.t;
create materialized view gt.m as select a from gt.t;
create sequence gt.s;
create table gs.u (a int);
create function gt.f(int) returns int language sql as 'select $1';
create aggregate gt.g(int) (sfunc = int4pl, stype = int);
create procedure gt.c() language sql as 'select 1';
create domain gt.d as int;
create type gt.ct as (x int);
create type gt.e as enum ('one');
revoke all on function gt.f, gt.g from public;
revoke all on procedure gt.c from public;
revoke all on type gt.d, gt.ct, gt.e from public;
select lo_create(71001);
reset role;
insert into gt.kinds (granted, target, about) values (null, null, '*'),
 ('select', 'gt.t', 'table'), ('insert', 'gt.t', 'table'), ('update', 'gt.t', 'table'), ('delete', 'gt.t', 'table'), ('truncate', 'gt.t', 'table'), ('references', 'gt.t', 'table'), ('trigger', 'gt.t', 'table'), ('all', 'gt.t', '*'),
 ('select (a)', 'gt.t', 'table'), ('insert (a)', 'gt.t', 'table'), ('update (a)', 'gt.t', 'table'), ('references (a)', 'gt.t', 'table'), ('select (b), update (b)', 'gt.t', 'table'), ('select (ctid)', 'gt.t', 'table'), ('select, insert', 'gt.t', 'table'), ('select, update', 'gt.t', 'table'), ('select (a), insert, update (b)', 'gt.t', 'table'),
 ('select', 'gt.p', 'part'), ('insert', 'gt.p', 'part'), ('select', 'gt.p1', 'part'),
 ('select', 'gt.v', 'view'), ('insert', 'gt.v', 'view'), ('update', 'gt.v', 'view'), ('delete', 'gt.v', 'view'), ('trigger', 'gt.v', 'view'), ('select (a)', 'gt.v', 'view'), ('select', 'gt.m', 'view'),
 ('usage', 'sequence gt.s', 'sequence'), ('select', 'sequence gt.s', 'sequence'), ('update', 'sequence gt.s', 'sequence'),
 ('usage', 'schema gs', 'schema'), ('create', 'schema gs', 'schema'),
 ('execute', 'function gt.f', 'function'), ('execute', 'function gt.g', 'function'), ('execute', 'procedure gt.c', 'function'),
 ('usage', 'type gt.d', 'type'), ('usage', 'type gt.ct', 'type'), ('usage', 'type gt.e', 'type'),
 ('usage', 'language plpgsql', 'language'), ('create', 'database', 'database'), ('temp', 'database', 'database'),
 ('select', 'large object 71001', 'lo'), ('update', 'large object 71001', 'lo');
insert into gt.statements (label, sql, about) values
 ('select a', 'select a from gt.t', 'table'),
 ('select b', 'select b from gt.t', 'table'),
 ('select *', 'select * from gt.t', 'table'),
 ('count', 'select count(*) from gt.t', 'table'),
 ('whole row', 'select t from gt.t', 'table'),
 ('ctid', 'select ctid from gt.t', 'table'),
 ('where b', 'select a from gt.t where b = ''x''', 'table'),
 ('for update', 'select a from gt.t for update', 'table'),
 ('for share', 'select a from gt.t for share', 'table'),
 ('subquery', 'select 1 where exists (select from gt.t)', 'table'),
 ('join', 'select 1 from gt.t natural join gt.v', 'table'),
 ('insert', 'insert into gt.t values (3, ''z'')', 'table'),
 ('insert a', 'insert into gt.t (a) values (3)', 'table'),
 ('insert returning', 'insert into gt.t (a) values (3) returning a', 'table'),
 ('do nothing', 'insert into gt.t (a) values (1) on conflict do nothing', 'table'),
 ('do nothing (a)', 'insert into gt.t (a) values (1) on conflict (a) do nothing', 'table'),
 ('do nothing pkey', 'insert into gt.t (a) values (1) on conflict on constraint t_pkey do nothing', 'table'),
 ('do update', 'insert into gt.t (a) values (1) on conflict (a) do update set b = excluded.b', 'table'),
 ('do update pkey', 'insert into gt.t (a) values (1) on conflict on constraint t_pkey do update set b = ''w''', 'table'),
 ('insert select', 'insert into gt.t select a + 10, b from gt.t', 'table'),
 ('insert default', 'insert into gt.t (a, b) values (3, default)', 'table'),
 ('update a', 'update gt.t set a = 9 where false', 'table'),
 ('update b', 'update gt.t set b = ''w''', 'table'),
 ('update b where a', 'update gt.t set b = ''w'' where a = 1', 'table'),
 ('update a = a', 'update gt.t set a = a', 'table'),
 ('update returning', 'update gt.t set a = 9 where false returning b', 'table'),
 ('update from', 'update gt.t set b = ''w'' from gt.v where false', 'table'),
 ('delete', 'delete from gt.t', 'table'),
 ('delete where', 'delete from gt.t where a = 1', 'table'),
 ('delete returning', 'delete from gt.t returning a', 'table'),
 ('delete using', 'delete from gt.t using gt.v where false', 'table'),
 ('merge update', 'merge into gt.t using (values (1)) s(x) on a = x when matched then update set b = ''m''', 'table'),
 ('merge delete', 'merge into gt.t using (values (1)) s(x) on a = x when matched then delete', 'table'),
 ('merge insert', 'merge into gt.t using (values (8)) s(x) on false when not matched then insert (a) values (x)', 'table'),
 ('merge nothing', 'merge into gt.t using (values (1)) s(x) on a = x when matched then do nothing', 'table'),
 ('truncate', 'truncate gt.t', 'table'),
 ('lock share', 'lock table gt.t in access share mode', 'table'),
 ('lock row exclusive', 'lock table gt.t in row exclusive mode', 'table'),
 ('lock exclusive', 'lock table gt.t in access exclusive mode', 'table'),
 ('trigger', 'create trigger tr before insert on gt.t for each row execute function suppress_redundant_updates_trigger()', 'table'),
 ('reference', 'create table gt.mine (x int references gt.t)', 'table'),
 ('like', 'create table gt.mine (like gt.t)', 'table'),
 ('view', 'create view gt.mine as select a from gt.t', 'table'),
 ('table as', 'create table gt.mine as select a from gt.t', 'table'),
 ('inherits', 'create table gt.mine () inherits (gt.t)', 'table'),
 ('index', 'create index on gt.t (b)', 'table'),
 ('add column', 'alter table gt.t add c int', 'table'),
 ('owner', 'alter table gt.t owner to current_user', 'table'),
 ('rename', 'alter table gt.t rename to tt', 'table'),
 ('drop', 'drop table gt.t cascade', 'table'),
 ('comment', 'comment on table gt.t is ''x''', 'table'),
 ('rule', 'create rule r as on insert to gt.t do instead nothing', 'table'),
 ('policy', 'create policy p on gt.t using (true)', 'table'),
 ('row security', 'alter table gt.t enable row level security', 'table'),
 ('grant on', 'grant select on gt.t to regress_rights_t_stranger', 'table'),
 ('reindex', 'reindex table gt.t', 'table'),
 ('statistics', 'analyze gt.t', 'table'),
 ('explain', 'explain select a from gt.t', 'table'),
 ('explain analyze', 'explain analyze delete from gt.t', 'table'),
 ('cursor', 'declare cur cursor for select a from gt.t', 'table'),
 ('prepared', 'do $d$ begin execute ''select a from gt.t''; end $d$', 'table'),
 ('parent', 'select a from gt.p', 'part'),
 ('part', 'select a from gt.p1', 'part'),
 ('insert parent', 'insert into gt.p values (1)', 'part'),
 ('insert part', 'insert into gt.p1 values (1)', 'part'),
 ('detach', 'alter table gt.p detach partition gt.p1', 'part'),
 ('view a', 'select a from gt.v', 'view'),
 ('view b', 'select b from gt.v', 'view'),
 ('insert view', 'insert into gt.v values (3)', 'view'),
 ('update view', 'update gt.v set b = ''w''', 'view'),
 ('delete view', 'delete from gt.v', 'view'),
 ('view trigger', 'create trigger tr instead of insert on gt.v for each row execute function suppress_redundant_updates_trigger()', 'view'),
 ('replace view', 'create or replace view gt.v as select 1 as a, ''x''::text as b', 'view'),
 ('matview', 'select a from gt.m', 'view'),
 ('refresh', 'refresh materialized view gt.m', 'view'),
 ('nextval', 'select nextval(''gt.s'')', 'sequence'),
 ('setval', 'select setval(''gt.s'', 5)', 'sequence'),
 ('currval', 'select currval(''gt.s'')', 'sequence'),
 ('from sequence', 'select last_value from gt.s', 'sequence'),
 ('alter sequence', 'alter sequence gt.s restart', 'sequence'),
 ('in schema', 'select 1 from gs.u', 'schema'),
 ('create in schema', 'create table gs.mine (a int)', 'schema'),
 ('rename schema', 'alter schema gs rename to gss', 'schema'),
 ('function', 'select gt.f(1)', 'function'),
 ('function in from', 'select * from gt.f(1)', 'function'),
 ('aggregate', 'select gt.g(1)', 'function'),
 ('call', 'call gt.c()', 'function'),
 ('replace function', 'create or replace function gt.f(int) returns int language sql as ''select 2''', 'function'),
 ('drop function', 'drop function gt.f', 'function'),
 ('domain column', 'create table gt.mine (x gt.d)', 'type'),
 ('composite column', 'create table gt.mine (x gt.ct)', 'type'),
 ('enum column', 'create table gt.mine (x gt.e)', 'type'),
 ('domain cast', 'select 1::gt.d', 'type'),
 ('domain over', 'create domain gt.mine as gt.d', 'type'),
 ('function of domain', 'create function gt.mine(gt.d) returns int language sql as ''select 1''', 'type'),
 ('alter type', 'alter type gt.e add value ''two''', 'type'),
 ('do', 'do language plpgsql ''begin end''', 'schema'),
 ('plpgsql function', 'create function gt.mine() returns int language plpgsql as ''begin return 1; end''', 'schema'),
 ('schema', 'create schema mine', 'database'),
 ('temp', 'create temp table mine (a int)', 'database'),
 ('lo_get', 'select lo_get(71001)', 'lo'),
 ('lo_put', 'select lo_put(71001, 0, ''x'')', 'lo'),
 ('lo_open', 'select lo_open(71001, x''40000''::int)', 'lo'),
 ('lo_unlink', 'select lo_unlink(71001)', 'lo'),
 ('lo comment', 'comment on large object 71001 is ''x''', 'lo');
create procedure gt.try(kind int, who text, subject text) language plpgsql as $$
declare s record; state text;
begin
  for s in select n, sql from gt.statements where subject in ('*', about) order by n loop
    begin
      execute 'set local role ' || who;
      execute s.sql;
      state := null;
      raise sqlstate 'ZZ000';
    exception
      when sqlstate 'ZZ000' then state := 'ok';
      when others then state := sqlstate;
    end;
    if state <> '42501' then insert into gt.results values (kind, who, s.n, state); end if;
  end loop;
end $$;
create procedure gt.try_all(first int, last int) language plpgsql as $$
declare k record; target text; who text;
begin
  for k in select * from gt.kinds where n between first and last order by n loop
    target := case k.target when 'database' then format('database %I', current_database()) else k.target end;
    if k.granted is not null then execute format('grant %s on %s to regress_rights_t_grantee', k.granted, target); end if;
    foreach who in array case when k.about = '*' or k.granted in ('select', 'usage', 'execute') then array['grantee', 'heir', 'noheir', 'stranger'] else array['grantee', 'heir'] end loop
      call gt.try(k.n, 'regress_rights_t_' || who, k.about);
    end loop;
    if k.granted is not null then execute format('revoke %s on %s from regress_rights_t_grantee', k.granted, target); end if;
  end loop;
end $$;
create view gt.shown as select coalesce(k.granted, 'nothing') || coalesce(' on ' || k.target, '') as granted, substr(r.role, 18) as role, string_agg(s.label || case r.state when 'ok' then '' else ' ' || r.state end, ', ' order by s.n) as allowed from gt.results r join gt.kinds k on k.n = r.kind join gt.statements s on s.n = r.statement group by k.n, k.granted, k.target, r.role order by k.n, r.role;
call gt.try_all(1, 1);
call gt.try_all(2, 2);
call gt.try_all(3, 3);
call gt.try_all(4, 4);
call gt.try_all(5, 5);
call gt.try_all(6, 6);
call gt.try_all(7, 7);
call gt.try_all(8, 8);
call gt.try_all(9, 9);
call gt.try_all(10, 12);
call gt.try_all(13, 15);
call gt.try_all(16, 18);
call gt.try_all(19, 21);
call gt.try_all(22, 24);
call gt.try_all(25, 27);
call gt.try_all(28, 30);
call gt.try_all(31, 33);
call gt.try_all(34, 36);
call gt.try_all(37, 39);
call gt.try_all(40, 42);
call gt.try_all(43, 45);
-- what who was granted nothing may do
select role, allowed from gt.shown where granted = 'nothing';
-- what a grant brings beside that
select k.granted || ' on ' || k.target as granted, substr(r.role, 18) as role, string_agg(s.label || case r.state when 'ok' then '' else ' ' || r.state end, ', ' order by s.n) as allowed from gt.results r join gt.kinds k on k.n = r.kind join gt.statements s on s.n = r.statement where k.granted is not null and not exists (select from gt.results o where o.kind = 1 and o.role = r.role and o.statement = r.statement and o.state = r.state) group by k.n, k.granted, k.target, r.role order by k.n, r.role;
-- what a grant takes away: nothing
select count(*) from gt.results o join gt.statements s on s.n = o.statement join gt.kinds k on k.about in ('*', s.about) and k.n > 1 where o.kind = 1 and o.role ~ 'grantee|heir$' and o.role !~ 'noheir' and not exists (select from gt.results r where r.kind = k.n and r.role = o.role and r.statement = o.statement and r.state = o.state);
-- what owners, superusers and the roles for all data may do
create role regress_rights_t_reader in role pg_read_all_data;
create role regress_rights_t_writer in role pg_write_all_data;
create role regress_rights_t_super superuser;
truncate gt.results;
call gt.try(1, 'regress_rights_t_owner', '*');
call gt.try(1, 'regress_rights_t_reader', '*');
call gt.try(1, 'regress_rights_t_writer', '*');
call gt.try(1, 'regress_rights_t_super', '*');
select substr(r.role, 18) as role, string_agg(s.label || case r.state when 'ok' then '' else ' ' || r.state end, ', ' order by s.n) as allowed from gt.results r join gt.statements s on s.n = r.statement where r.role ~ 'reader|writer' group by r.role order by r.role;
select substr(o.role, 18) as role, string_agg(s.label || coalesce(' ' || r.state, ' 42501'), ', ' order by s.n) as refused from gt.statements s cross join (values ('regress_rights_t_owner'), ('regress_rights_t_super')) o(role) left join gt.results r on r.statement = s.n and r.role = o.role where r.state is distinct from 'ok' group by o.role order by o.role;
-- COPY
set role regress_rights_t_owner;
grant select (a) on gt.t to regress_rights_t_grantee;
grant insert (a) on gt.t to regress_rights_t_heir;
set role regress_rights_t_grantee;
copy gt.t to stdout;
copy gt.t (a) to stdout;
copy (select b from gt.t) to stdout;
copy gt.t (a) from stdin;
4
\.
set role regress_rights_t_heir;
copy gt.t (a) from stdin;
5
\.
copy gt.t from stdin;
6	z
\.
copy gt.t (a) to stdout;
set role regress_rights_t_stranger;
copy gt.t (a) to stdout;
copy gt.t (a) from stdin;
7
\.
reset role;
set client_min_messages = warning;
select lo_unlink(71001);
drop schema gt cascade;
drop schema gs cascade;
grant usage on language plpgsql to public;
drop owned by regress_rights_t_owner;
drop owned by regress_rights_t_grantee;
drop role regress_rights_t_owner, regress_rights_t_grantee, regress_rights_t_heir, regress_rights_t_noheir, regress_rights_t_stranger, regress_rights_t_reader, regress_rights_t_writer, regress_rights_t_super;

-- A loop over a cursor stands on the row that its body sees.
create table moved (i int, j int);
insert into moved select n, n from generate_series(1, 12) n;
do $$ declare c cursor for select * from moved; begin for r in c loop update moved set j = r.j + 100 where current of c; end loop; end $$;
select * from moved order by i;
do $$ declare c cursor for select * from moved; begin for r in c loop if r.i % 2 = 0 then delete from moved where current of c; end if; end loop; end $$;
select * from moved order by i;
-- Rules are at work by session_replication_role.
create table ruled (a int);
create table instead (b int);
create rule r as on insert to ruled do instead insert into instead values (new.*);
set session_replication_role = replica;
insert into ruled values (3);
alter table ruled enable replica rule r;
insert into ruled values (4);
reset session_replication_role;
insert into ruled values (5);
alter table ruled enable always rule r;
insert into ruled values (6);
set session_replication_role = replica;
insert into ruled values (7);
reset session_replication_role;
select * from ruled;
select * from instead;
-- Some relations have no rows to lock.
create materialized view kept as select 1 as a;
create sequence numbers;
select * from kept for share;
select * from numbers for update;
select * from ruled, kept for update of kept;
create view over_kept as select * from kept for update;
-- pg_temp is searched where search_path names it, else first.
create table public.place (f1 text);
insert into public.place values ('public');
create temp table place (f1 text);
insert into place values ('temp');
select * from place;
set search_path = pg_temp, public;
select * from place;
create table made_there (a int);
select relpersistence from pg_class where relname = 'made_there';
set search_path = public, pg_temp;
select * from place;
create table made_here (a int);
select relpersistence from pg_class where relname = 'made_here';
create function seen() returns text language plpgsql set search_path = public, pg_temp as $$ declare t text; begin select f1 into t from place; return t; end $$;
reset search_path;
select * from place;
select seen();

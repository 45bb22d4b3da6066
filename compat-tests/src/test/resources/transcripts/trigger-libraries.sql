-- The functions for triggers of contrib/spi, as extensions and as LANGUAGE C of old dumps.
create extension moddatetime;
create extension autoinc;
create extension insert_username;
create extension refint;
select extname, extversion from pg_extension where extname <> 'plpgsql' and extname <> 'vector' order by 1;
select proname, prorettype::regtype, provolatile, proisstrict, probin, prosrc, proparallel from pg_proc
 where proname in ('moddatetime', 'autoinc', 'insert_username', 'check_primary_key', 'check_foreign_key')
 order by 1;
-- When a row was changed, as Supabase's handle_updated_at.
create table notes (id int primary key, body text, at timestamptz default '2000-01-01', local timestamp, who text, n int);
create trigger handle_updated_at before update on notes
  for each row execute procedure moddatetime (at);
create trigger handle_local before update on notes for each row execute procedure moddatetime (local);
create trigger who before insert or update on notes for each row execute function insert_username (who);
create sequence numbers;
create trigger numbered before insert or update on notes for each row execute function autoinc (n, numbers);
insert into notes (id, body) values (1, 'a'), (2, 'b');
select id, at = '2000-01-01', local, who = current_user, n from notes order by id;
begin;
update notes set body = 'c' where id = 1;
select id, at = now(), local = now()::timestamp, who = current_user, n from notes order by id;
update notes set n = 0 where id = 2;
select id, n from notes order by id;
rollback;
select moddatetime();
select autoinc();
create trigger wrong_column before update on notes for each row execute function moddatetime (no_such);
update notes set body = 'x' where id = 1;
drop trigger wrong_column on notes;
create trigger wrong_type before update on notes for each row execute function moddatetime (body);
update notes set body = 'x' where id = 1;
drop trigger wrong_type on notes;
create trigger wrong_event before insert on notes for each row execute function moddatetime (at);
insert into notes values (3);
drop trigger wrong_event on notes;
create trigger wrong_count before update on notes for each row execute function moddatetime (at, local);
update notes set body = 'x' where id = 1;
drop trigger wrong_count on notes;
create trigger wrong_time after update on notes for each row execute function moddatetime (at);
update notes set body = 'x' where id = 1;
drop trigger wrong_time on notes;
drop extension moddatetime;
drop extension moddatetime cascade;
drop table notes;
drop extension autoinc, insert_username, refint;
-- Under the library's name.
create function check_primary_key() returns trigger as '$libdir/refint' language c;
create function refers() returns trigger as '/usr/lib/postgresql/15/lib/refint.so', 'check_foreign_key' language c;
create function nothing() returns trigger as '/usr/lib/postgresql/15/lib/refint.so', 'nosuchsymbol' language c;
select pg_get_functiondef('refers'::regproc);
select proname, l.lanname, probin, prosrc from pg_proc p join pg_language l on l.oid = prolang
 where proname in ('check_primary_key', 'refers') order by 1;
create table pkeys (pkey1 int not null, pkey2 text not null, primary key (pkey1, pkey2));
create table fkeys (fkey1 int, fkey2 text, v int);
create table fkeys2 (fkey21 int, fkey22 text);
create trigger there before insert or update on fkeys
  for each row execute function check_primary_key ('fkey1', 'fkey2', 'pkeys', 'pkey1', 'pkey2');
create trigger kept before delete or update on pkeys
  for each row execute function refers (2, 'cascade', 'pkey1', 'pkey2', 'fkeys', 'fkey1', 'fkey2', 'fkeys2', 'fkey21', 'fkey22');
insert into pkeys values (10, '1'), (20, '2'), (30, '3');
insert into fkeys values (10, '1', 1), (20, '2', 2), (null, '7', 3);
insert into fkeys values (70, '1', 4);
insert into fkeys2 values (10, '1'), (30, '3');
delete from pkeys where pkey1 = 10;
drop trigger kept on pkeys;
create trigger kept before delete on pkeys
  for each row execute function refers (1, 'restrict', 'pkey1', 'fkeys2', 'fkey21');
delete from pkeys where pkey1 = 30;
delete from pkeys where pkey1 = 20;
drop trigger kept on pkeys;
create trigger emptied before delete on pkeys
  for each row execute function refers (1, 'setnull', 'pkey1', 'fkeys2', 'fkey21');
delete from pkeys where pkey1 = 30;
select * from fkeys order by v;
select * from fkeys2 order by 1, 2;
create trigger short before delete on pkeys for each row execute function refers (1, 'cascade');
insert into pkeys values (1, '1');
delete from pkeys where pkey1 = 1;
drop table pkeys, fkeys, fkeys2;
drop function refers(), check_primary_key();

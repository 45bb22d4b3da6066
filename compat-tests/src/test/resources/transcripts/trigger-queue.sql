-- What a statement's triggers are told of when actions change more; MERGE; COPY; what is dropped meanwhile.
create table log (n serial, m text);
create function note() returns trigger language plpgsql as $$
begin
  insert into log (m) values (tg_name || ' ' || tg_when || ' ' || tg_op || ' ' || tg_level || ' ' || coalesce(old::text, '-') || ' ' || coalesce(new::text, '-') || ' ' || pg_trigger_depth());
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create table self_ref (a int primary key, b int references self_ref(a) on delete cascade);
create function dump_delete() returns trigger language plpgsql as $$ begin insert into log (m) values (tg_name || ' ' || (select string_agg(old_table::text, ', ' order by a) from old_table)); return null; end $$;
create trigger s1 before delete on self_ref for each statement execute function note();
create trigger r1 after delete on self_ref referencing old table as old_table for each row execute function dump_delete();
create trigger s2 after delete on self_ref referencing old table as old_table for each statement execute function dump_delete();
insert into self_ref values (1, null), (2, 1), (3, 2);
delete from self_ref where a = 1;
select m from log order by n; delete from log;
drop trigger r1 on self_ref;
insert into self_ref values (1, null), (2, 1), (3, 2), (4, 3);
delete from self_ref where a = 1;
select m from log order by n; delete from log;
drop trigger s2 on self_ref;
create trigger s3 after delete on self_ref for each statement execute function note();
create trigger r3 after delete on self_ref for each row execute function note();
insert into self_ref values (1, null), (2, 1), (3, 2), (4, 3);
delete from self_ref where a = 1;
select m from log order by n; delete from log;
create table refd (id int primary key);
create table trig (fk int references refd initially deferred);
begin;
insert into trig values (1);
drop table refd cascade;
commit;
select * from trig;
create table pk (id int primary key);
create table fk (id int references pk initially deferred);
insert into pk values (1); insert into fk values (1);
begin;
delete from pk;
alter table fk drop constraint fk_id_fkey;
commit;
alter table pk alter column id type bigint;
create table mt (a int, b text);
create trigger m1 before insert or update or delete on mt for each row execute function note();
create trigger m2 after insert or update or delete on mt for each row execute function note();
create trigger m3 before insert or update or delete on mt for each statement execute function note();
create trigger m4 after insert or update or delete on mt for each statement execute function note();
merge into mt using (values (1)) v(x) on a = x when not matched then insert values (x, 'n');
select m from log order by n; delete from log;
merge into mt using (values (1)) v(x) on a = x when matched and x = 1 then update set b = 'u' when matched then delete when not matched then insert values (x, 'n');
select m from log order by n; delete from log;
merge into mt using (values (1)) v(x) on a = x when matched then delete;
select m from log order by n; delete from log;
with w as (insert into mt values (9, 'w')) merge into mt using (values (46)) v(x) on a = x when not matched then insert values (x, 'm');
select m from log order by n; delete from log;
create table v (id int, v text);
create function shift_() returns trigger language plpgsql as $$ begin new.id := new.id + 10; return new; end $$;
create trigger sh before insert or update on v for each row execute function shift_();
copy v from stdin;
1	a
2	b
\.
select * from v;
create function fail() returns trigger language plpgsql as $$ begin if new.id = 13 then raise exception 'thirteen'; end if; return new; end $$;
create trigger zz before insert on v for each row execute function fail();
copy v from stdin;
2	a
3	b
\.
insert into v values (3, 'x');
select * from v;
drop table self_ref, trig, pk, fk, mt, v, log;
drop function note(), dump_delete(), shift_(), fail();

-- a row that MERGE's own trigger has changed
create table node (id int primary key, parent int, n int default 0);
create function up() returns trigger language plpgsql as $$ begin update node set n = n + 1 where id = old.id; return coalesce(new, old); end $$;
insert into node values (1, null), (2, 1);
create trigger n1 before update or delete on node for each row when (pg_trigger_depth() = 0) execute function up();
merge into node using (values (1)) v(x) on id = x when matched then update set parent = 5;
merge into node using (values (1)) v(x) on id = x when matched then delete;
update node set parent = 5;
delete from node;
select * from node order by id;
drop table node;
drop function up();

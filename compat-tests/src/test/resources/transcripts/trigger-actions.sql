-- Triggers and foreign keys' actions, deferred triggers, rows that a trigger changes itself.
create table log (n serial, m text);
create table t (id int primary key, a int, b text);
create function note() returns trigger language plpgsql as $$
begin
  insert into log (m) values (tg_name || ' ' || tg_when || ' ' || tg_op || ' ' || tg_level || ' ' || coalesce(old::text, '-') || ' ' || coalesce(new::text, '-') || ' ' || pg_trigger_depth());
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger t0 after insert on t for each row execute function note();
drop trigger t0 on t;
insert into t values (5, 1, 'x'), (6, 2, 'y'), (7, 1, null), (8, 2, 'x');
-- foreign keys' actions fire the child's triggers
create table c (id int primary key, t int references t on delete cascade on update cascade);
create trigger c1 before insert or update or delete on c for each row execute function note();
create trigger c2 after insert or update or delete on c for each row execute function note();
create trigger c3 before insert or update or delete on c for each statement execute function note();
create trigger c4 after insert or update or delete on c for each statement execute function note();
insert into c values (1, 5), (2, 5), (3, 6);
select m from log order by n; delete from log;
update t set id = id + 100 where id in (5, 6);
select m from log order by n; delete from log;
delete from t where id > 100;
select m from log order by n; delete from log;
-- an action's error
create function no() returns trigger language plpgsql as $$ begin raise exception 'no % of %', tg_op, tg_table_name; end $$;
insert into t values (1, 1, 'a') on conflict do nothing;
insert into c values (1, 1);
create trigger c0 before delete or update on c for each row execute function no();
delete from t where id = 1;
update t set id = 9 where id = 1;
drop trigger c0 on c;
create function skip() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger c0 before delete or update on c for each row execute function skip();
delete from t where id = 1;
select * from c;
drop table c;
delete from log;
-- self modification
create table node (id int primary key, parent int, n int default 0);
create function up() returns trigger language plpgsql as $$ begin update node set n = n + 1 where id = old.id; return new; end $$;
create function upd() returns trigger language plpgsql as $$ begin delete from node where parent = old.id; return old; end $$;
insert into node values (1, null), (2, 1), (3, 2);
create trigger n1 before update of parent on node for each row execute function up();
update node set parent = 0 where id = 2;
create trigger n2 before delete on node for each row execute function upd();
delete from node where id in (2, 3);
delete from node where id = 1;
select * from node;
-- deferred constraint trigger
create table d (id int);
create function chk() returns trigger language plpgsql as $$ begin raise notice 'checked % %', tg_op, new.id; if new.id < 0 then raise exception 'negative'; end if; return null; end $$;
create constraint trigger dd after insert or update on d deferrable initially deferred for each row execute function chk();
begin;
insert into d values (1), (2);
update d set id = 3 where id = 1;
select 'before commit';
commit;
begin;
insert into d values (-1);
savepoint s;
insert into d values (4);
rollback to s;
set constraints dd immediate;
rollback;
begin;
insert into d values (-1);
commit;
begin;
set constraints dd immediate;
insert into d values (5);
commit;
-- recursion without end
create function again() returns trigger language plpgsql as $$ begin insert into d values (new.id + 1); return new; end $$;
drop trigger dd on d;
create trigger ag after insert on d for each row execute function again();
do $$ begin insert into d values (1); exception when statement_too_complex then raise notice '%: %', sqlstate, sqlerrm; end $$;
select count(*) from d;
drop trigger ag on d;
-- disable
create table p (id int primary key);
create table q (id int references p);
alter table q disable trigger all;
insert into q values (1);
alter table q enable trigger all;
insert into q values (2);
alter table p disable trigger all;
insert into p values (3);
insert into q values (3);
delete from p;
select * from q order by 1;
alter table p enable trigger all;
set session_replication_role = replica;
insert into q values (77);
reset session_replication_role;
drop function note();
drop function note() cascade;
drop function again();
-- column dependency
create trigger cd before update of b on t for each row when (old.a > 0) execute function skip();
alter table t drop column b;
alter table t drop column a;
alter table t drop column a cascade;

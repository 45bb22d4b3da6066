-- Triggers in PL/pgSQL: what they are told, in which order, and what they change.
create table log (n serial, m text);
create table t (id int primary key, a int, b text);
create function note() returns trigger language plpgsql as $$
begin
  insert into log (m) values (tg_name || ' ' || tg_when || ' ' || tg_op || ' ' || tg_level || ' ' || coalesce(old::text, '-') || ' ' || coalesce(new::text, '-') || ' ' || tg_nargs || ' ' || coalesce(tg_argv[0], ''));
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger a1 before insert or update or delete on t for each row execute function note('x');
create trigger b1 after insert or update or delete on t for each row execute function note();
create trigger a2 before insert or update or delete or truncate on t for each statement execute function note();
create trigger b2 after insert or update or delete or truncate on t for each statement execute function note('y', 'z');
insert into t values (1, 1, 'x'), (2, 2, 'y');
select m from log order by n; delete from log;
update t set a = a + 1 where id < 10;
select m from log order by n; delete from log;
insert into t values (1, 5, 'c'), (3, 3, 'n') on conflict (id) do update set a = excluded.a;
select m from log order by n; delete from log;
delete from t where id = 2;
truncate t;
select m from log order by n; delete from log;
create function bump() returns trigger language plpgsql as $$ begin new.a := new.a + 100; return new; end $$;
create function refuse() returns trigger language plpgsql as $$ begin if new.a = 7 then return null; end if; return new; end $$;
create trigger c1 before insert or update on t for each row execute function bump();
create trigger c0 before insert or update on t for each row execute function refuse();
insert into t values (1, 1, 'x'), (2, 7, 'y') returning *;
update t set a = 7 returning *;
update t set a = 8 returning *;
select * from t;
drop table t, log;
drop function note(), bump(), refuse();

create table log (n serial, m text);
create table t (id int primary key, a int, b text);
create function note() returns trigger language plpgsql as $$
begin
  insert into log (m) values (tg_name || ' ' || tg_when || ' ' || tg_op || ' ' || tg_level || ' ' || coalesce(old::text, '-') || ' ' || coalesce(new::text, '-') || ' ' || pg_trigger_depth());
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger b2 after truncate on t for each statement execute function note('y', 'z');
create trigger a2 before truncate on t for each statement execute function note('y', 'z');
truncate t;
select m from log order by n; delete from log;
drop trigger a2 on t; drop trigger b2 on t;
-- transition tables
create function trans() returns trigger language plpgsql as $$
declare r record;
begin
  if tg_op <> 'INSERT' then
    for r in select * from was order by id loop insert into log (m) values ('was ' || r::text); end loop;
  end if;
  if tg_op <> 'DELETE' then
    for r in select * from now_ order by id loop insert into log (m) values ('now ' || r::text); end loop;
    insert into log (m) select 'sum ' || sum(a) from now_;
  end if;
  return null;
end $$;
create trigger t1 after insert on t referencing new table as now_ for each statement execute function trans();
create trigger t2 after update on t referencing old table as was new table as now_ for each statement execute function trans();
create trigger t3 after delete on t referencing old table as was for each statement execute function trans();
insert into t values (1, 1, 'x'), (2, 2, 'y');
update t set a = a * 10;
insert into t values (2, 5, 'c'), (3, 3, 'n') on conflict (id) do update set a = excluded.a;
delete from t where id > 1;
update t set a = 1 where id = 99;
select m from log order by n; delete from log;
drop trigger t1 on t; drop trigger t2 on t; drop trigger t3 on t;
create function trow() returns trigger language plpgsql as $$
begin insert into log (m) values (new.id || ' of ' || (select count(*) from now_)); return null; end $$;
create trigger t1 after insert on t referencing new table as now_ for each row execute function trow();
insert into t values (5, 1, 'x'), (6, 2, 'y');
copy t from stdin;
7	1	\N
8	2	x
\.
select m from log order by n; delete from log;
select * from now_;
drop trigger t1 on t;
drop table t, log;
drop function note(), trans(), trow();

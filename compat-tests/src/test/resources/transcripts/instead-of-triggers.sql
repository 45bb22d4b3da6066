create table base_rows (id int primary key, name text, n int);
insert into base_rows values (1, 'one', 10), (2, 'two', 20), (3, 'three', 30);
create view sums as select name, sum(n) as total, count(*) as many from base_rows group by name;
insert into sums values ('x', 1, 1);
create function sums_change() returns trigger language plpgsql as $$
begin
  raise notice '% % % % old=% new=%', tg_name, tg_when, tg_op, tg_level, old, new;
  if tg_op = 'INSERT' then
    if new.total < 0 then return null; end if;
    insert into base_rows values (100 + new.total, new.name, new.total);
    new.many := 1;
    return new;
  elsif tg_op = 'UPDATE' then
    update base_rows set n = new.total where name = old.name;
    return new;
  end if;
  delete from base_rows where name = old.name;
  return old;
end $$;
create trigger sums_insert instead of insert on sums for each row execute function sums_change();
create trigger sums_update instead of update on sums for each row execute function sums_change();
create trigger sums_delete instead of delete on sums for each row execute function sums_change();
create function told() returns trigger language plpgsql as $$
begin raise notice '% % % %', tg_name, tg_when, tg_op, tg_level; return null; end $$;
create trigger sums_before before insert or update or delete on sums for each statement execute function told();
create trigger sums_after after insert or update or delete on sums execute function told();
insert into sums values ('four', 4, 0), ('five', 5, 0), ('minus', -1, 0) returning *, sums;
update sums set total = total + 1 where name in ('one', 'two') returning name, total;
update sums s set total = v.n from (values ('one', 7)) v(name, n) where v.name = s.name returning s.*, v.n;
delete from sums where total > 25 returning *;
delete from sums s using base_rows b where b.name = s.name and b.n = 5 returning b.*;
select * from base_rows order by id;
copy sums from stdin;
copied	50	0
minus	-5	0
\.
copy sums (name, total) from stdin;
other	60
\.
select * from base_rows order by id;
insert into sums default values;
insert into sums values ('a', 1, 1) on conflict do nothing;
merge into sums using base_rows b on b.name = sums.name when matched then delete;
create trigger bad before insert on sums for each row execute function told();
create trigger bad instead of insert on base_rows for each row execute function told();
create trigger bad instead of insert on sums execute function told();
create trigger bad instead of insert on sums for each row when (new.total > 1) execute function told();
create trigger bad instead of update of total on sums for each row execute function told();
create trigger bad before truncate on sums for each statement execute function told();
create trigger bad after insert on sums referencing new table as n for each statement execute function told();
select table_name, is_updatable, is_insertable_into, is_trigger_updatable, is_trigger_deletable, is_trigger_insertable_into
  from information_schema.views where table_name = 'sums';
select pg_relation_is_updatable('sums'::regclass, false), pg_relation_is_updatable('sums'::regclass, true),
  pg_column_is_updatable('sums'::regclass, 2::int2, false), pg_column_is_updatable('sums'::regclass, 2::int2, true);
select tgname, tgtype, pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'sums'::regclass order by 1;
select relhastriggers from pg_class where relname = 'sums';
select trigger_name, event_manipulation, event_object_table, action_timing, action_orientation from information_schema.triggers where event_object_table = 'sums' order by 1, 2;
\d+ sums
-- A view over such a view.
create view over_sums as select name, total from sums where total > 10 with local check option;
insert into over_sums values ('low', 3);
insert into over_sums values ('high', 33) returning *;
update over_sums set total = total * 2 where name = 'high' returning *;
delete from over_sums where name = 'high';
select pg_relation_is_updatable('over_sums'::regclass, false), pg_relation_is_updatable('over_sums'::regclass, true);
alter trigger sums_delete on sums rename to sums_gone;
comment on trigger sums_gone on sums is 'goes';
drop trigger sums_gone on sums;
drop trigger if exists sums_gone on sums;
drop trigger sums_gone on sums;
delete from sums where name = 'one';
drop view sums cascade;
select count(*) from pg_trigger where tgname like 'sums%';

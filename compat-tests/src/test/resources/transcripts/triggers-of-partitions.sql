-- Triggers of divided tables: which columns fire them, whether they are on, what they are called.
create function tell() returns trigger language plpgsql as $$
begin
  raise notice '% on % % %', tg_name, tg_table_name, tg_when, tg_op;
  return new;
end $$;
create table divided (a int, b text, t tsvector) partition by range (a);
create table divided_1 partition of divided for values from (0) to (10);
create table divided_2 (gone int, t tsvector, b text, a int);
alter table divided_2 drop column gone;
alter table divided attach partition divided_2 for values from (10) to (20);
create table divided_3 (b text, t tsvector, a int) partition by list (b);
create table divided_3_x partition of divided_3 for values in ('x', 'y');
alter table divided attach partition divided_3 for values from (20) to (30);
create trigger on_b after update of b on divided for each row execute function tell();
create trigger on_a before update of a on divided for each row execute function tell();
create trigger text_of_b before insert or update on divided
  for each row execute function tsvector_update_trigger(t, 'pg_catalog.simple', b);
insert into divided values (1, 'x'), (11, 'x'), (21, 'x');
update divided set a = a + 1;
update divided set b = 'y';
update divided_3 set b = 'x';
select * from divided order by a;
-- On and off.
create table above (a int) partition by list (a);
create table above_1 partition of above for values in (1) partition by list (a);
create table above_1_1 partition of above_1 for values in (1);
create trigger per_row after insert on above for each row execute function tell();
create trigger per_statement after insert on above for each statement execute function tell();
alter table above enable always trigger per_row;
select tgrelid::regclass, tgname, tgenabled from pg_trigger
  where tgrelid::regclass::text ~ '^above' order by 1, 2;
alter table only above disable trigger per_row;
select tgrelid::regclass, tgname, tgenabled from pg_trigger
  where tgrelid::regclass::text ~ '^above' order by 1, 2;
insert into above values (1);
alter table above disable trigger user;
insert into above values (1);
alter table above_1 enable trigger per_row;
select tgrelid::regclass, tgname, tgenabled from pg_trigger
  where tgrelid::regclass::text ~ '^above' order by 1, 2;
alter table above enable trigger all;
insert into above values (1);
-- Names.
alter trigger per_row on above rename to each_row;
alter trigger each_row on above_1 rename to other;
select tgrelid::regclass, tgname from pg_trigger
  where tgrelid::regclass::text ~ '^above' order by 1, 2;
drop table above;
-- A generated column changes with what it is computed from.
create table computed (a int, b int generated always as (a * 2) stored, c int);
create trigger on_computed before update of b on computed for each row execute function tell();
create trigger after_computed after update of b on computed for each row execute function tell();
insert into computed values (1, default, 1);
update computed set a = 2;
update computed set c = 2;
update computed set b = default;
drop table computed, divided;
drop function tell();

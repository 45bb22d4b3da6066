-- DEFAULT NULL is no default, over a domain it is.
create domain never as int;
create table nothing (a int default null, b text default null::text, c never default null, d int default 5);
alter table nothing alter d set default null;
alter table nothing add e int default null;
select column_name, column_default is null as none from information_schema.columns where table_name = 'nothing' order by ordinal_position;
create table above (a int default 7);
create table below (a int default null) inherits (above);
insert into below default values;
select * from below;
select attname, atthasdef from pg_attribute where attrelid in ('below'::regclass, 'nothing'::regclass) and attnum > 0 order by attrelid, attnum;
create table whole (f text);
create table parts (w whole);
insert into parts values ('(a)');
alter table whole add column g text default '';
alter table whole add column g text default null;
select * from parts;
drop table nothing, above, below, parts, whole;
drop domain never;
-- The type of a sequence: limits that were the old type's become the new one's.
create sequence down as smallint minvalue -32768;
alter sequence down as int;
create sequence up as smallint maxvalue 32767 increment -1;
alter sequence up as int;
create sequence own as smallint maxvalue 100;
alter sequence own as bigint;
select sequencename, data_type, start_value, min_value, max_value, increment_by from pg_sequences where sequencename in ('down', 'up', 'own') order by 1;
drop sequence down, up, own;
-- Rows of another shape than the one asked for.
select * from json_populate_recordset(row(0::int), '[{"a":"1","b":"2"},{"a":"3"}]') q (a text, b text);
select * from jsonb_populate_recordset(row(0::int), '[{"a":"1","b":"2"},{"a":"3"}]') q (a text, b text);
select * from json_populate_recordset(row(0::int, 0::int), '[{"a":"1","b":"2"},{"a":"3"}]') q (a text, b text);
select * from json_populate_recordset(row(1::int, 0::int), '[{"f1":"1","f2":"2"},{"f1":"3"}]') q (a int, b int);
select * from json_populate_record(row(1, 2), '{"f1": 0, "f2": 3}') q (a int, b int);
select json_populate_record(row(1, 2), '{"f1": 0, "f2": 3}');
-- A rule in the place of an INSERT behind WITH.
create table taken (a int);
create table answered (i int);
insert into taken values (11), (12), (13);
insert into answered values (1), (2);
create rule taken_ins as on insert to taken do instead insert into answered values (new.a + 100);
with t1 as (delete from taken returning *) insert into taken select * from t1;
select * from taken;
select * from answered order by i;
drop table taken, answered;
-- The row type of a view, by its name.
create table base (a int, b text);
insert into base values (1, 'one'), (2, 'two');
create view shown as select b as bb, a as aa from base;
create function aa_of(x shown) returns int language sql as 'select x.aa';
update shown v set bb = 'changed' where aa_of(v) = 2 returning aa_of(v), v.bb;
select * from base order by a;
drop view shown;
drop view shown cascade;
drop table base;
-- A child may compute what its parent stores.
create table plain (a int, b int);
create table computing (a int, b int generated always as (a * 3) stored);
alter table computing inherit plain;
insert into computing (a) values (3);
select * from plain;
drop table plain cascade;
-- Rules see what generated columns will be.
create table doubled (a int, b int generated always as (a * 2) stored);
create table doubled_log (op text, old_b int, new_b int);
create rule doubled_upd as on update to doubled do also insert into doubled_log values ('UPD', old.b, new.b);
create rule doubled_ins as on insert to doubled do also insert into doubled_log values ('INS', null, new.b);
insert into doubled (a) values (1);
update doubled set a = 10;
update doubled set a = (select max(b) from doubled);
select * from doubled_log;
create rule doubled_neg as on insert to doubled where new.b < 0 do instead nothing;
insert into doubled (a) values (-1), (5);
select * from doubled order by a;
drop table doubled, doubled_log;
-- COPY FREEZE promises that the table is new.
create table frozen (a int) partition by list (a);
copy frozen from stdin with (freeze);
drop table frozen;
create table frozen (a int);
copy frozen from stdin with (freeze on);
copy frozen from stdin with (freeze perhaps);
begin;
truncate frozen;
copy frozen from stdin with (freeze);
1
\.
commit;
select * from frozen;
drop table frozen;
-- Casts that are no functions.
select proname, proargtypes from pg_proc where proname = 'int4' and proargtypes::text in ('26', '24', '2205');
-- A cursor that a function leaves open over its parameter.
begin;
create table lines (s text);
insert into lines values ('AB1'), ('CD'), ('AB2');
create function declares_cursor(text) returns void language sql as 'declare c cursor for select s from lines where s like $1';
select declares_cursor('AB%');
fetch all from c;
rollback;

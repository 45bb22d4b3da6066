-- ALTER TABLE of a table and of those below it.
create table ia_a (id int, t text);
create table ia_b (x int) inherits (ia_a);
create table ia_c (y int, id int) inherits (ia_b);
create table ia_d (id int, t text, x int, z int);
insert into ia_a values (1, 'a');
insert into ia_b values (2, 'b', 20);
insert into ia_c values (3, 'c', 30, 33);

-- Columns.
alter table ia_a add column n int default 7;
alter table only ia_a add column m int;
alter table ia_c add column more int;
alter table ia_b add column more int;
alter table ia_a add column t text;
alter table ia_a add column if not exists t text;
alter table ia_b add column w text;
alter table ia_a add column w int;
alter table ia_a add column s serial;
alter table ia_a add column g int generated always as (id * 2) stored;
alter table ia_a add column i int generated always as identity;
select tableoid::regclass, * from ia_a order by id;
select * from ia_c;
alter table ia_b drop column t;
alter table ia_a drop column n;
alter table only ia_a drop column s;
alter table ia_a drop column nope;
alter table ia_a drop column if exists nope;
alter table ia_b alter column id type bigint;
alter table only ia_a alter column id type bigint;
alter table ia_a alter column t type varchar(20) using t || '!';
alter table ia_b rename column id to nr;
alter table only ia_a rename column t to text;
alter table ia_a rename column t to words;
alter table ia_a alter column words set default 'none';
alter table only ia_a alter column words set default 'only';
alter table ia_a alter column words set not null;
insert into ia_c (words) values (null);
alter table ia_a alter column words drop not null;
alter table ia_b alter column g drop expression;
alter table only ia_a alter column g drop expression;
alter table ia_a alter column g drop expression;
insert into ia_b (id) values (4);
insert into ia_a (id) values (5);
select tableoid::regclass, * from ia_a order by id;
\d ia_a
\d ia_b
\d ia_c
select attrelid::regclass, attname, attislocal, attinhcount from pg_attribute
  where attrelid in ('ia_a'::regclass, 'ia_b'::regclass, 'ia_c'::regclass) and attnum > 0 and not attisdropped order by 1, attnum;

-- Constraints.
alter table ia_a add constraint pos check (id > 0);
alter table only ia_a add constraint big check (id < 100);
alter table ia_a add constraint own check (id < 200) no inherit;
alter table ia_b add constraint pos check (id > 0);
alter table ia_a add constraint few check (id < 3);
alter table ia_a add constraint later check (id < 5) not valid;
insert into ia_c (id) values (7);
alter table only ia_a validate constraint later;
alter table ia_a validate constraint later;
alter table ia_b drop constraint pos;
alter table ia_b rename constraint later to sooner;
alter table only ia_a rename constraint later to sooner;
alter table ia_a rename constraint later to sooner;
select conrelid::regclass, conname, conislocal, coninhcount, connoinherit, convalidated, pg_get_constraintdef(oid)
  from pg_constraint where conrelid in ('ia_a'::regclass, 'ia_b'::regclass, 'ia_c'::regclass) order by 2, 1;
alter table ia_a drop constraint pos;
alter table only ia_a drop constraint sooner;
select conrelid::regclass, conname, conislocal, coninhcount
  from pg_constraint where conrelid in ('ia_a'::regclass, 'ia_b'::regclass, 'ia_c'::regclass) order by 2, 1;

-- INHERIT and NO INHERIT.
create table ia_p (id int not null, t text, constraint pp check (id > 0));
create table ia_q (id int);
alter table ia_q inherit ia_p;
alter table ia_q add column t varchar;
alter table ia_q inherit ia_p;
alter table ia_q alter column t type text;
alter table ia_q inherit ia_p;
alter table ia_q alter column id set not null;
alter table ia_q inherit ia_p;
alter table ia_q add constraint pp check (id > 1);
alter table ia_q inherit ia_p;
alter table ia_q drop constraint pp;
alter table ia_q add constraint pp check (id > 0) no inherit;
alter table ia_q inherit ia_p;
alter table ia_q drop constraint pp, add constraint pp check (id > 0);
alter table ia_q inherit ia_p;
alter table ia_q inherit ia_p;
alter table ia_p inherit ia_q;
alter table ia_p inherit ia_p;
insert into ia_q values (1, 'q');
select tableoid::regclass, * from ia_p;
alter table ia_q drop column t;
\d+ ia_q
\d+ ia_p
alter table ia_q no inherit ia_a;
alter table ia_q no inherit ia_p;
select count(*) from ia_p;
\d+ ia_q
alter table ia_q no inherit nope;

-- TRUNCATE, and DROP of columns with what depends on them.
truncate only ia_a;
select count(*) from ia_a;
truncate ia_b;
select count(*) from ia_a;
create view ia_view as select x from ia_c;
alter table ia_b drop column x;
alter table ia_b drop column x cascade;
comment on table ia_b is 'between';
drop table ia_a cascade;

-- CREATE TABLE ... INHERITS: columns, defaults, NOT NULL and checks come from the parents.
create table ih_a (id int not null default 7, t text, constraint pos check (id > 0));
create table ih_b (x int default 3, id int) inherits (ih_a);
create table ih_c (y text) inherits (ih_b);
create table ih_d (t text default 'd') inherits (ih_b, ih_a);
create table ih_fail (id bigint) inherits (ih_a);
create table ih_fail (id int, id int) inherits (ih_a);
create table ih_fail (tableoid int) inherits (ih_a);
create table ih_fail () inherits (ih_a, ih_a);
create table ih_fail () inherits (nope);
create table ih_e (constraint pos check (id > 0)) inherits (ih_a);
create table ih_fail (constraint pos check (id > 1)) inherits (ih_a);
create table ih_fail (constraint pos check (id > 0) no inherit) inherits (ih_a);
create view ih_view as select 1 as one;
create table ih_fail () inherits (ih_view);
create temp table ih_temp (id int);
create table ih_fail () inherits (ih_temp);

-- Parents whose columns, defaults or checks differ.
create table ih_p1 (f1 int default 1, f2 text, constraint c check (f1 > 0));
create table ih_p2 (f1 int default 2, f2 text, constraint d check (f1 > 1));
create table ih_p3 (f2 varchar);
create table ih_p4 (f1 int, constraint c check (f1 < 0));
create table ih_fail () inherits (ih_p1, ih_p2);
create table ih_fail () inherits (ih_p1, ih_p3);
create table ih_fail () inherits (ih_p1, ih_p4);
create table ih_q (f1 int default 3) inherits (ih_p1, ih_p2);
insert into ih_q values (1, 'one');
insert into ih_q (f2) values ('three');
create table ih_noinherit (f1 int, constraint none check (f1 > 0) no inherit, constraint all_ check (f1 < 9));
create table ih_heir () inherits (ih_noinherit);
insert into ih_heir values (-1);
insert into ih_heir values (10);
insert into ih_noinherit values (-1);

-- Serial and identity columns, generated columns, LIKE.
create table ih_serial (id serial, nr int generated always as identity, twice int generated always as (id * 2) stored);
create table ih_serial_heir () inherits (ih_serial);
insert into ih_serial_heir (nr) values (5) returning *;
insert into ih_serial_heir default values;
create table ih_fail (twice int default 3) inherits (ih_serial);
create table ih_fail (twice int generated always as (nr) stored) inherits (ih_serial);
create table ih_fail (id int generated always as (3) stored) inherits (ih_serial);
create table ih_like (like ih_p1 including all, more int) inherits (ih_p1);
\d ih_serial_heir
\d ih_like

-- What the catalogs tell.
select attrelid::regclass, attname, attnum, attislocal, attinhcount, attnotnull
  from pg_attribute where attrelid::regclass::text in ('ih_a', 'ih_b', 'ih_c', 'ih_d', 'ih_e', 'ih_q') and attnum > 0
  order by 1, 3;
select conrelid::regclass, conname, conislocal, coninhcount, connoinherit
  from pg_constraint where conname in ('pos', 'c', 'd', 'none', 'all_') order by 1, 2;
select inhrelid::regclass, inhparent::regclass, inhseqno from pg_inherits
  where inhparent in ('ih_a'::regclass, 'ih_b'::regclass) order by 1, 3;
select relname, relhassubclass from pg_class where relname in ('ih_a', 'ih_b', 'ih_c') order by 1;
\d ih_a
\d+ ih_a
\d+ ih_b
\d+ ih_d

-- Rows of a table are those of the tables below it too.
insert into ih_a values (1, 'one');
insert into ih_b (id, t, x) values (2, 'two', 2);
insert into ih_c (id, t, y) values (3, 'three', 'why');
insert into ih_d (id) values (4);
insert into ih_e (id) values (5);
insert into ih_e (id) values (-5);
select tableoid::regclass, * from ih_a order by id;
select tableoid::regclass, * from ih_b order by id;
select tableoid::regclass, * from only ih_a order by id;
select count(*) from ih_a*;
select count(*) from only (ih_a);
table only ih_a;
select ih_a from ih_a order by id;
select (ih_a).t, pg_typeof(ih_a) from ih_a where id = 3;
select x.id, y.tableoid::regclass from ih_a x join ih_a y using (id) where x.id in (1, 4) order by 1;
select id, (select count(*) from ih_b where ih_b.id <= ih_a.id) from ih_a order by id;
create view ih_only as select * from only ih_a;
create view ih_all as select * from ih_a;
select count(*) from ih_only;
select count(*) from ih_all;
select pg_get_viewdef('ih_only');
select pg_get_viewdef('ih_all');
create table ih_copy as select * from ih_a;
select count(*) from ih_copy;

-- DROP.
drop table ih_a;
drop table ih_b;
drop view ih_only, ih_all;
drop table ih_c;
drop table ih_a cascade;

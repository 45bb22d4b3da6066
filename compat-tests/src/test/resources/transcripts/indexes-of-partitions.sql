-- What an index of a divided table is in the catalog, and REINDEX of its parts.
create function indexed_twice(int) returns int language sql immutable as 'select $1 * 2';
create table measured (a int, b text, c int) partition by range (a);
create table measured_low partition of measured for values from (0) to (10) partition by list (b);
create table measured_low_x partition of measured_low for values in ('x');
create table measured_rest partition of measured default;
create index measured_a on measured (a) include (c);
create table by_function (a int, b int) partition by range ((indexed_twice(a)), b);
select pg_describe_object(classid, objid, objsubid) as object,
       pg_describe_object(refclassid, refobjid, refobjsubid) as needs, deptype
  from pg_depend
 where classid = 'pg_class'::regclass and objid::regclass::text ~ '^(measured|by_function)'
 order by 1, 2, 3;
drop function indexed_twice(int);
select indexrelid::regclass, indnatts, indnkeyatts, indkey, indclass
  from pg_index where indrelid::regclass::text ~ '^measured' order by 1;
-- The parts that have rows are made anew, whichever of the trees is named.
create table file_nodes as select oid, relname, relkind, relfilenode from pg_class
 where relname ~ '^measured';
reindex index measured_a;
select n.relname, n.relkind, n.relfilenode <> c.relfilenode as renewed
  from file_nodes n join pg_class c using (oid) order by 1;
update file_nodes n set relfilenode = c.relfilenode from pg_class c where c.oid = n.oid;
reindex table measured_low;
select n.relname, n.relkind, n.relfilenode <> c.relfilenode as renewed
  from file_nodes n join pg_class c using (oid) order by 1;
begin;
reindex table measured;
rollback;
begin;
reindex index measured_a;
rollback;
drop function indexed_twice(int) cascade;
drop table measured, file_nodes;
-- An index becomes a constraint when it is what the constraint would have made.
create table adopting (a int not null, b text);
create unique index adopting_down on adopting (a desc);
create unique index adopting_nulls on adopting (a nulls first);
create unique index adopting_pattern on adopting (b text_pattern_ops);
create unique index adopting_part on adopting (a) where a > 0;
create unique index adopting_expression on adopting ((a + 1));
create index adopting_plain on adopting (a);
create unique index adopting_good on adopting (a);
create table other_table (a int);
create unique index other_index on other_table (a);
alter table adopting add unique using index adopting_down;
alter table adopting add unique using index adopting_nulls;
alter table adopting add primary key using index adopting_pattern;
alter table adopting add constraint x unique using index adopting_part;
alter table adopting add unique using index adopting_expression;
alter table adopting add unique using index adopting_plain;
alter table adopting add unique using index other_index;
alter table adopting add unique using index no_index;
alter table adopting add primary key using index adopting_good;
alter table adopting add unique using index adopting_good;
drop table adopting, other_table;

-- Operator classes and collations that indexes and partition keys are made with.
CREATE TABLE partitioned ( a point) PARTITION BY LIST (a point_ops);
CREATE TABLE partitioned ( a point) PARTITION BY RANGE (a);
CREATE TABLE cwi_test( a int , b varchar(10), c char);
CREATE UNIQUE INDEX cwi_uniq4_idx ON cwi_test(b collate "POSIX");
ALTER TABLE cwi_test ADD UNIQUE USING INDEX cwi_uniq4_idx;
CREATE UNIQUE INDEX cwi_uniq5_idx ON cwi_test(b collate "C");
ALTER TABLE cwi_test ADD UNIQUE USING INDEX cwi_uniq5_idx;
CREATE UNIQUE INDEX cwi_uniq6_idx ON cwi_test(b collate "default");
ALTER TABLE cwi_test ADD UNIQUE USING INDEX cwi_uniq6_idx;
drop table cwi_test;
create table hats (name char(10), color char(10));
create unique index hats_name on hats (name collate "C" bpchar_pattern_ops);
select pg_get_indexdef('hats_name'::regclass);
create index on hats (name text_pattern_ops);
drop table hats;

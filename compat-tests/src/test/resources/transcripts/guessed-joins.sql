-- Joins of tables nobody has counted come in PostgreSQL's order: full joins and recursion, too.
create table gj_1 (name text, n integer);
create table gj_2 (name text, n integer);
create table gj_3 (name text, n integer);
insert into gj_1 values ('bb', 11);
insert into gj_2 values ('bb', 12), ('cc', 22), ('ee', 42);
insert into gj_3 values ('bb', 13), ('cc', 23), ('dd', 33);
select * from gj_1 full join gj_2 using (name) full join gj_3 using (name);
select * from (select name, n as s1_n, 1 as s1_1 from gj_1) as s1
  natural full join (select name, n as s2_n, 2 as s2_2 from gj_2) as s2
  natural full join (select name, n as s3_n, 3 as s3_2 from gj_3) s3;
create table gj_graph (f int, t int, label text);
insert into gj_graph values (1, 2, 'arc 1 -> 2'), (1, 3, 'arc 1 -> 3'), (2, 3, 'arc 2 -> 3'), (1, 4, 'arc 1 -> 4'), (4, 5, 'arc 4 -> 5'), (5, 1, 'arc 5 -> 1');
with recursive walk(f, t, label) as (
  select * from gj_graph g
  union all
  select g.* from gj_graph g, walk w where g.f = w.t
) cycle f, t set is_cycle using path
select f, t, label from walk;
-- expressions with constants of arrays and ranges are found in GROUP BY
select name, count(*), min(n), unnest('{1,1,3}'::int[]) from gj_2 where n = 12 group by name, unnest('{1,1,3}'::int[]) order by 4;
select '{1}'::int[] || n as a from gj_2 group by '{1}'::int[] || n order by 1;
select '[1,30)'::int4range * int4range(n, n + 3) as r from gj_2 group by '[1,30)'::int4range * int4range(n, n + 3) order by 1;
-- how many values the log has ahead
create sequence gj_seq;
select last_value, log_cnt, is_called from gj_seq;
select nextval('gj_seq');
select last_value, log_cnt, is_called from gj_seq;
select count(nextval('gj_seq')) from generate_series(1, 32);
select last_value, log_cnt, is_called from gj_seq;
select nextval('gj_seq');
select last_value, log_cnt, is_called from gj_seq;
select setval('gj_seq', 5);
select last_value, log_cnt, is_called from gj_seq;
drop sequence gj_seq;
drop table gj_1, gj_2, gj_3, gj_graph;

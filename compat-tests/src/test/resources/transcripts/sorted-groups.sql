-- Groups that are found by sorting come in the order of their keys.
create table sg_t (a int, b int, c text, m money, n bit(2));
insert into sg_t values (2, 1, 'x', 3, '10'), (1, 1, 'y', 1, '01'), (2, 2, 'x', 2, '11'), (1, null, 'z', 3, '10'), (null, 1, 'x', null, null), (1, 1, 'a', 1, '01');
set enable_hashagg = off;
select a, count(*) from sg_t group by a;
select a, b, count(*) from sg_t group by a, b;
select distinct a, b from sg_t;
select distinct c from sg_t;
select a from sg_t union select b from sg_t;
select a, b, count(*) from sg_t group by rollup (a, b);
select a, b, count(*), grouping(a, b) from sg_t group by cube (a, b);
select a, b, c, count(*) from sg_t group by grouping sets ((a, b), (b, c), (c), ());
select a, b, count(*) from sg_t group by grouping sets ((a), (b), (a));
select a as x, a as y, count(*) from sg_t group by a, rollup (2);
explain (costs off) select a, count(*) from sg_t group by a;
explain (costs off) select a, b, count(*) from sg_t group by rollup (a, b);
explain (costs off) select a, b, count(*), grouping(a, b) from sg_t group by cube (a, b);
explain (costs off) select distinct a, b from sg_t;
explain (costs off) select a from sg_t union select b from sg_t;
reset enable_hashagg;
-- aggregates that see their rows in an order are never found by hashing
select a, string_agg(c, ',' order by c desc) from sg_t group by a;
select a, count(distinct c) from sg_t group by rollup (a);
select a, b, count(distinct c) from sg_t group by cube (a, b);
select a, percentile_disc(0.5) within group (order by c) from sg_t group by rollup (a);
explain (costs off) select a, count(distinct c) from sg_t group by rollup (a);
-- with hashing, the group of all rows is ready first
select count(*) from sg_t group by rollup (1::int + 1);
select (select grouping(v1)) from (values ((select 1))) v(v1) group by cube(v1);
explain (costs off) select a, b, count(*) from sg_t group by cube (a, b);
explain (costs off) select a, b, count(*) from sg_t group by grouping sets ((a), (b));
-- several rows of VALUES are computed before the defaults that no row gives
create table sg_s (id serial, v int not null, u int unique);
insert into sg_s (v) values (8), (9), (1 / (select 0)), (7);
select last_value from sg_s_id_seq;
insert into sg_s (v) values (1 / (select 0));
select last_value from sg_s_id_seq;
insert into sg_s (v) values (1), (null);
insert into sg_s (v) values (5), ((select 6)) returning *;
drop table sg_s, sg_t;

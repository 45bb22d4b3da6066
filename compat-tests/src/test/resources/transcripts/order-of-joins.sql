-- Joined rows come in the order of the side that PostgreSQL reads once. Nobody has counted these tables.
create table joined_a (i int, j int, t text);
insert into joined_a values (1, 4, 'one'), (2, 3, 'two'), (3, 2, 'three'), (4, 1, 'four'), (5, 0, 'five'),
  (6, 6, 'six'), (7, 7, 'seven'), (8, 8, 'eight'), (0, null, 'zero'), (null, null, 'null'), (null, 0, 'zero');
create table joined_b (i int, k int);
insert into joined_b values (1, -1), (2, 2), (3, -3), (2, 4), (5, -5), (5, -5), (0, null), (null, null), (null, 0);
create table joined_c (id int primary key, p point, v varchar(10));
insert into joined_c values (3, '(1,2)', 'c'), (1, '(3,4)', 'a'), (9, '(5,6)', 'i'), (2, '(0,0)', 'b');
select * from joined_a join joined_b using (i);
select * from joined_a left join joined_b using (i);
select * from joined_a right join joined_b using (i);
select * from joined_a full join joined_b using (i);
select * from joined_a full join joined_b on false;
select * from joined_a, joined_b where joined_a.i <= joined_b.k;
select a.i, c.v from joined_a a, joined_c c where a.j = 1 or c.id = 3;
select a.i, c.v from joined_a a left join joined_c c on c.id = a.i;
select c.v, a.i from joined_c c left join joined_a a on c.id = a.i;
select a.i, b.k from joined_a a join joined_b b on a.i = b.k;
select a.i, b.i, b.k from joined_a a, joined_b b where a.i = b.i and a.j > b.k;
select c.v, b.k from joined_c c cross join joined_b b where b.k < 0;
select s.v, b.k from (select id, v, true as known from joined_c) s right join joined_b b on b.i = s.id;
explain (costs off) select * from joined_a join joined_b using (i);
explain (costs off) select * from joined_a full join joined_b using (i);
explain (costs off) select * from joined_a, joined_c;
explain (costs off) select a.t, b.k from joined_a a left join joined_b b on a.i = b.i and a.j < b.k;
set enable_mergejoin = off;
explain (costs off) select * from joined_a join joined_b using (i);
select * from joined_a full join joined_b using (i) where joined_a.j is null;
select * from joined_a join joined_b using (i);
set enable_hashjoin = off;
explain (costs off) select * from joined_a join joined_b using (i);
select * from joined_a join joined_b using (i);
reset enable_mergejoin;
reset enable_hashjoin;
-- Counted, they are known to be small.
vacuum joined_a;
vacuum joined_b;
vacuum joined_c;
select * from joined_a join joined_b using (i) where t <> 'two';
select * from joined_a full join joined_b using (i);
explain (costs off) select * from joined_a left join joined_b using (i);
select a.t, c.v from joined_a a, joined_c c;
with recursive path(i, k, n) as (
  select i, k, 1 from joined_b where i = 1 or i = 2
  union all select b.i, b.k, p.n + 1 from path p join joined_b b on b.i = p.k where p.n < 5)
select * from path;
drop table joined_a, joined_b, joined_c;

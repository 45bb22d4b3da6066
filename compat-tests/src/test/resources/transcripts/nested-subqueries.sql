-- Subqueries and lateral items that read the query around them: one level, two, as joins or not.
create table t (id int, h int, k int, s text, n int);
insert into t select g, g % 5, g % 20, 's' || g % 7, case when g % 10 = 0 then null else g * 7 % 100 end from generate_series(1, 100) g;
create table u (id int primary key, k int, n int, w bigint);
insert into u select g, g % 20, case when g % 4 = 0 then null else g end, g % 9 from generate_series(1, 60) g;

-- Lateral items that are no more than conditions and columns.
select count(*) from t a, t b join lateral (values (a.id)) s(x) on b.id = s.x;
select count(*), sum(b.n) from t a, lateral (values (a.id, a.h)) s(x, y), t b where b.id = s.x and b.h = s.y;
select a.id, s.x from t a, lateral (select a.id + 1 as x where a.h = 3) s order by a.id limit 5;
select a.id, s.x from t a left join lateral (select a.id + 1 as x) s on true order by a.id limit 3;
select a.id, s.x from t a left join lateral (select a.id + 1 as x) s on a.h = 3 order by a.id limit 5;
select a.id, s.x from t a left join lateral (select a.id + 1 as x where a.h = 3) s on true order by a.id limit 5;
select a.id, b.id, b.w from t a left join lateral (select * from u where u.id = a.n and u.w < 5) b on true order by a.id limit 12;
select a.id, b.x from t a left join lateral (select u.id, coalesce(u.w, -1) as x from u where u.id = a.n) b on b.id > 20 order by a.id limit 12;
select a.id, b.x, c.y from t a, lateral (select a.id * 2 as x) b, lateral (select b.x + a.h as y) c where c.y = 23;
select count(*) from t a, lateral (select u.id, v.id as vid from u, t v where u.k = a.k and v.id = u.id and v.h = a.h) s;
select count(*) from t a, lateral (select b.id from t b, lateral (values (a.k + b.h)) s(x) where s.x = b.id) c;
select a.id, g from t a, lateral generate_series(a.h, a.h + 1) g where a.id < 4 order by 1, 2;
select a.k, l.id from (select distinct k from t) a, lateral (select id from t b where b.k = a.k order by n desc nulls last, id limit 1) l order by 1 limit 6;
select a.id, x from u a, lateral (select count(*) as x from t b where b.k = a.k and b.id > a.id) s where a.id <= 8 order by 1;
select a.id, r.v from u a, lateral (with w as (select a.k as v) select * from w) r where a.id <= 3 order by 1;
select count(*) from t a join lateral (select * from u b where b.k = a.k order by id limit 2) l on l.id < a.id;

-- EXISTS within EXISTS.
select count(*) from t a where exists (select 1 from t c where a.h = c.h and not exists (select 1 from u d where a.id = d.id));
select count(*) from t a where exists (select 1 from t c where a.k = c.k and not exists (select 1 from u d where c.n = d.id and d.k = a.k));
select count(*) from t a where not exists (select 1 from t c where c.n = a.id and exists (select 1 from u d where d.id = c.k));
select count(*) from t a where not exists (select 1 from t c where a.h = c.h and not exists (select 1 from u d where a.id = d.id));
select count(*) from t a where not exists (select 1 from t c where c.k = a.k and not exists (select 1 from u d where d.k = c.k and d.id <> a.id and d.n = c.n));
select count(*) from t a where exists (select 1 from t c where c.k = a.k and c.id <> a.id and exists (select 1 from u d where d.k = c.k and d.id <> a.id and d.id <> c.id));
select count(*) from t a where exists (select 1 from u c where a.h > 2);
select count(*) from t a where not exists (select 1 from u c where a.h > 2);
select count(*) from t a where exists (select 1 from u c where c.k = a.k and a.n in (select n from t b where b.h = c.id % 5));
select count(*) from t a where a.k in (select c.k from u c where a.h = 1 and exists (select 1 from u d where d.id = a.id));
select count(*) from t a where exists (select 1 from u b where b.id = a.id + 1) or exists (select 1 from u b where b.n = a.id);
select count(*) from t a where exists (select 1 from u b where b.k = a.k and (b.n = 3 or exists (select 1 from u c where c.id = b.id and c.w = a.h)));
select count(*) from t a where case when exists (select 1 from u b where b.n = a.id) then a.h > 3 else a.h < 3 end;

-- The same rows asked for again and again.
select a.id, (select count(*) from t b where b.k = a.k), (select sum(b.n) from t b where b.k = a.k and b.h = a.h) from t a order by a.id limit 6;
select a.id, (select b.s from t b where b.id = a.n), (select max(w) from u where u.w = a.k) from t a order by a.id limit 12;
select count(*) from t a where a.n > (select avg(b.n) from t b where b.k = a.k);
select a.id, array(select b.id from t b where b.n = a.id order by b.id desc) from t a where id in (7, 14, 20, 21) order by 1;
select a.id from t a where a.n >= all (select n from t b where b.k = a.k and n is not null) order by 1 limit 8;
select count(*) from t a where a.id = any (select n from t b where b.k = a.k);
select count(*) from t a where a.id not in (select b.n from t b where b.k = a.k);
with c as materialized (select k, count(*) as x from t group by k) select sum((select x from c where c.k = a.k)) from t a;
with recursive r (n, d) as (select 1, 0 union all select u.id, d + 1 from r, u where u.id = r.n + 1 and d < (select max(t.h) from t where t.k = r.n)) select * from r;
select a.id from u a where (select 10 / (b.k - 3) from t b where b.id = a.id limit 1) > 4 and a.id < 3;
select (select a.id from t b where b.id = a.id and b.h = 1 and 10 / (b.k - 1) > 0) from u a where a.id in (2, 6, 11);
update t set s = (select max(b.s) from t b where b.k = t.k) where id <= 20;
select s, count(*) from t group by s order by 1;

-- NULL among what is searched.
select count(*) filter (where x), count(*) filter (where not x), count(*) filter (where x is null) from (select a.id in (select n from u) from t a) s (x);
select count(*) filter (where x), count(*) filter (where not x), count(*) filter (where x is null) from (select a.n not in (select n from u where n is not null) from t a) s (x);
select count(*) filter (where x), count(*) filter (where not x), count(*) filter (where x is null) from (select (a.id, a.n) in (select id, n from u) from t a) s (x);
select count(*) filter (where x), count(*) filter (where not x), count(*) filter (where x is null) from (select (a.n, a.k) not in (select n, k from u) from t a) s (x);
select null in (select n from u where false), null in (select n from u), (null, 1) in (select n, k from u), (null, 99) in (select n, k from u), (null, null) not in (select n, k from u where false);
select 'abc' ~ any (select '^a' union select 'x'), 'abc' ~ all (select '^a' union select 'c$'), 'abc' like any (select 'a%'), 'b' < any (select 'c');

-- Joins by an OR of equalities, each pair once; by a range, through an index or not.
select count(*), sum(a.id * b.id) from t a join u b on a.n = b.id or a.id = b.k;
select count(*), sum(a.id * b.id) from t a, u b where (a.n = b.id and a.h > 1) or (a.id = b.n and b.w < 7) or a.id = b.id;
select count(*), sum(a.id) from t a join u b on (a.n = b.n or a.n = b.id) and a.id > b.id;
select count(*) from t a join u b on a.n = b.n or a.h is null;
select count(*) from t a join u b on b.id between a.id - 2 and a.id;
select count(*) from t a join t b on a.id < b.id and a.k = b.k;
with recursive r (n, d) as (select id, 1 from t where id <= 10 union all select b.n, d + 1 from r join t b on b.id = r.n where d < 4) select d, count(*) from r group by d order by d;
drop table t, u;

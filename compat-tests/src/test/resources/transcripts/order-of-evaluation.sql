-- What is found wrong first, and what is not evaluated at all.
create table tt (a int, b int);
insert into tt values (1, 2);
create table nn as select 'NaN'::numeric m, 1 n, 'k'::varchar(20) s;
-- a condition without columns decides before any row is read
select 1 from tt t0 join nn t1 on 3 is distinct from t1.m::int where '"str"'::jsonb @? '$.a';
prepare q (jsonb) as select 1 from tt t0 join nn t1 on 3 is distinct from t1.m::int where $1 @? '$.a' and t0.a = 1;
set plan_cache_mode = force_generic_plan;
explain (costs off) execute q ('"str"');
execute q ('"str"');
execute q ('{"a": 1}');
reset plan_cache_mode;
-- an aggregate that nobody reads, over one relation, is one row
select t1.s from nn, lateral (select max(x.n) as n, nn.s from tt x(n) where x.n in (0, nn.m::int)) t1;
explain (costs off) select max from (select max(a) from tt where a > 1) x, nn;
explain (costs off) select nn.n from (select max(a) from tt where a > 1) x, nn;
select count(*) from (select max(a), sum(b) from tt where 1 / (a - 1) = 1) x;
select n from (select max(a) m from tt where 1 / (a - 1) = 1) x, nn;
-- what is left of a CASE keeps the type of the CASE
select n from nn left join lateral (select max(x.a) m, case when true then nn.s else 'hello' end c, coalesce(null, nn.s) d from tt x where x.a in (1, nn.n)) y on true;
select y.* from nn left join lateral (select max(x.a) m, case when true then nn.s else 'hello' end c, coalesce(null, nn.s) d from tt x where x.a in (1, nn.n)) y on true \gdesc
-- UPDATE: WHERE, RETURNING, then SET
update tt set a = 'x'::text || 1 where b + '1'::text;
update tt set a = 'x'::text || 1 returning b + '1'::text;
update tt set a = 'x'::text || 1 where b = 2;
drop table tt, nn;
-- an item of DISTINCT ON or ORDER BY is the target of the same words
select distinct on (a % 2) a % 2, a from (values (1), (2), (3)) o(a) order by 1, 2;
select distinct on (date_trunc('month', d)) date_trunc('month', d), d from (values (timestamp '2024-01-05'), ('2024-01-03'), ('2024-02-01')) v(d) order by date_trunc('month', d), d desc;
select distinct on (generate_series(1, 2)) generate_series(1, 2), a from (values (1), (2)) o(a) order by 1, 2;
select count(*) from (select r, lag(r) over () l from (select random() r from generate_series(1, 50) order by random()) x) y where l > r;

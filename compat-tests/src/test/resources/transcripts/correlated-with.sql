-- A query of WITH that names an outer row is another one for each of them.
create table cw_t (f1 int);
insert into cw_t values (0), (1), (2);
select (with cte(foo) as (values (f1)) select (select foo from cte)) from cw_t;
select (with cte(foo) as (values (f1)) values ((select foo from cte))) from cw_t;
select (with cte(foo) as (values (f1)) select max(foo) from cte where exists (select 1 from cte c where c.foo = 1)) from cw_t;
select (with cte(foo) as (values (f1)) select foo from cte where foo in (select foo + 0 from cte)) from cw_t;
select (with cte(foo) as (values (f1)) select array(select foo from cte)) from cw_t;
select * from cw_t, lateral (with cte(foo) as (values (f1)) select (select foo from cte)) s;
select * from cw_t where (with cte(foo) as (values (f1)) select (select foo from cte)) = f1;
select * from cw_t, lateral (select (with a as (select f1 as x), b as (select x + 1 as y from a) select (select y from b) + (select x from a))) s;
select f1, (with a(x) as (select f1 + g from generate_series(1, 3) g)
  select string_agg((select count(*) from a b where b.x = a.x)::text || ':' || x, ',') from a) from cw_t;
with w(x) as (select f1 from cw_t) select f1, (select sum(x) from w), (with v as (select f1 + 1 as y) select (select y from v) + (select max(x) from w)) from cw_t;
-- recursion finds rows that were there by their hashes, marks of cycles must be comparable
with recursive t(n) as (values (1::money) union select n + 1::money from t where n < 5::money) select sum(n) from t;
with recursive t(n) as (values (1::money) union all select n + 1::money from t where n < 5::money) select sum(n) from t;
with recursive t(n) as (select 1 union all select n + 1 from t where n < 3) cycle n set c to point '(1,1)' default point '(0,0)' using p select * from t;
drop table cw_t;

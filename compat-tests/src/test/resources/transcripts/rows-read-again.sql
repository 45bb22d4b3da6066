-- The side of a join that is read over and over is the one for which that costs less: a query of
-- WITH and a function keep their rows.
with v(x) as (values (0), (1), (2), (3), (4), (5), (6))
select x1, x2 from v as v1(x1), v as v2(x2) where x2 <> 0 and x1 < 3;
with v(x) as (values ('0'::numeric), ('1'), ('-1'), ('4.2'), ('inf'), ('-inf'), ('nan'))
select x1, x2, x1 / x2 as quot from v as v1(x1), v as v2(x2) where x2 != 0;
with v(x) as (values (1), (2), (3), (4))
select a.x, b.x from v a, v b where a.x <> 2;
with v(x) as (values (1), (2), (3), (4))
select a.x, b.x from v a, v b where b.x = 2;
select a, b from generate_series(1, 3) a, generate_series(1, 4) b where b <> 2;
select a, b from generate_series(1, 4) a, generate_series(1, 3) b;

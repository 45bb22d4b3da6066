-- Numbers of many digits, which are kept as digits until they are computed with.
create temp table n (i int, n numeric);
insert into n values (1, repeat('1234567890', 500)::numeric), (2, ('-' || repeat('1234567890', 500) || '.50')::numeric), (3, ('0.' || repeat('0', 1200) || '12')::numeric),
  (4, (repeat('0', 1500) || repeat('9', 1500) || '.000')::numeric), (5, repeat('9', 1500)::numeric), (6, repeat('0', 1500)::numeric), (7, ('+' || repeat('7', 1300) || '.')::numeric);
select i, length(n::text), scale(n), sign(n), md5(n::text), left(n::text, 12), right(n::text, 6) from n order by n, i;
select a.i, b.i from n a, n b where a.n = b.n and a.i < b.i;
select count(distinct n), max(n) = (select n from n where i = 1), min(n) = (select n from n where i = 2) from n;
select md5((-n)::text), md5(abs(n)::text), md5((n + 1)::text), md5((n - n)::text), n = n + 0, n < n + 1, md5(trim_scale(n)::text), md5(round(n, 1)::text) from n order by i;
select length((repeat('9', 131072)::numeric)::text), length((repeat('9', 131071)::numeric + 1)::text);
select repeat('9', 131073)::numeric;
select (repeat('9', 131072)::numeric) + 1;
select (repeat('1', 2000) || 'x')::numeric is null;
select md5(n::text), md5((n::text::numeric)::text) = md5(n::text), n = any (array[n, 1]) from n order by i;
drop table n;

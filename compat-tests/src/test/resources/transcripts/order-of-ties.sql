-- Rows with equal sort keys come in the order in which PostgreSQL's sorts leave them.
select n, k, md5(string_agg(i::text, ',' order by o))
from (select n, k, i, row_number() over (partition by n, k order by o) o
      from (select n, k, i, row_number() over () o
            from (values (5, 2), (7, 3), (8, 3), (40, 5), (41, 5), (100, 7), (1000, 10), (10000, 13)) v(n, k),
                 lateral (select i from generate_series(1, n) i order by (i * 7919) % k) s) t) u
group by 1, 2 order by 1;
create table tied as select i, (i * 7919) % 13 as k, (i * 31) % 7 as j from generate_series(1, 5000) i;
select i, k from tied order by k limit 10;
select i, k from tied order by k desc limit 5 offset 20;
-- Fewer than twice as many rows as wanted are sorted whole.
select i, k from tied where i < 12 order by k limit 10;
select i, k from tied where i < 30 order by k fetch first 3 rows with ties;
-- Windows: one sort by partition and order, the stronger first; the last one's order is seen.
select i, k, j, sum(i) over (partition by k), rank() over (partition by k order by j),
       row_number() over (order by j desc) from tied where i < 40;
select i, k, j, rank() over (order by j), rank() over (order by j, k), count(*) over () from tied where i < 30;
select i, k, row_number() over (partition by k order by k desc) from tied where i < 20;
select i, j, first_value(i) over w, last_value(i) over w from tied where i < 25
window w as (order by j rows between 1 preceding and 1 following);
select sum(i), row_number() over (order by k), sum(sum(i)) over (order by k desc) from tied where i < 50 group by k;
-- Aggregates that sort.
select k, string_agg(i::text, ',' order by j) from tied where i < 60 group by k order by k;
drop table tied;
-- Groups that are found by sorting: rows reach the aggregates in that sort's order.
create table grouped as select i, (i * 7919) % 13 as k, (i * 31) % 7 as j from generate_series(1, 300) i;
select j, string_agg(i::text, ',' order by k) from grouped where i < 90 group by j order by j;
select k, array_agg(i order by j desc) from grouped group by k order by 1 limit 3;
drop table grouped;

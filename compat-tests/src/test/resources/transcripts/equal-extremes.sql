-- min and max of values that are equal and can be told apart.
select min(x), max(x) from (values (1.0), (1.00), (1.000)) v (x);
select min(x), max(x) from (values (interval '1 day'), ('24 hours')) v (x);
select min(x), max(x) from (values ('-0'::float8), ('0')) v (x);
select min(x), max(x) from (values ('-0'::float4), ('0')) v (x);
select min(x)::text || '|', max(x)::text || '|' from (values ('{1.0}'::numeric[]), ('{1.00}')) v (x);
select min(x), max(x) from (values ('12:00+00'::timetz), ('13:00+01')) v (x);
select octet_length(min(x)), octet_length(max(x)) from (values ('a '::bpchar), ('a')) v (x);
select min(x) over (order by o), max(x) over (order by o) from (values (1, 1.0), (2, 1.00), (3, 1.000)) v (o, x);
select greatest(1.0, 1.00), least(1.0, 1.00), greatest('1 day'::interval, '24:00'), least('1 day'::interval, '24:00');
select o / 2 as g, min(x), max(x) from (values (0, 1.0), (1, 1.00), (2, 5), (3, 5.0), (4, null)) v (o, x) group by g order by g;
create table extremes (x numeric);
insert into extremes values (2.0), (1.0), (1.00), (2.00);
select min(x), max(x) from extremes;
drop table extremes;

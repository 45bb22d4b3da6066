-- Stars in VALUES, LATERAL over what stands before, aggregates of queries around.
select array(select percentile_disc(a) within group (order by x) from (values (0.3),(0.7)) v(a) group by a) from generate_series(1,5) g(x);
select array(select percentile_disc(0.5) within group (order by x) from (values (0.3),(0.7)) v(a)) from generate_series(1,5) g(x);
create table la as select i a from generate_series(1,3000) i;
create table lb as select i b from generate_series(1,3000) i;
select count(*), sum(x) from la, lb join lateral (values(la.a),(-1)) ss(x) on lb.b = ss.x;
drop table la, lb;
create table nocols();
insert into nocols default values;
select * from nocols n, lateral (values(n.*)) v;
create table z2(a int, b int);
insert into z2 values(1,2);
select * from z2 n, lateral (values(n.*)) v;
drop table nocols, z2;

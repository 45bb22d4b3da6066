-- Where rows stand: ctid, samples by place, sizes, and what VACUUM makes of them.
create table places_wide (id int, name text) with (fillfactor = 10);
insert into places_wide select i, repeat(i::text, 200) from generate_series(0, 9) i;
select ctid, id from places_wide;
select id from places_wide tablesample system (50) repeatable (0);
select id from places_wide tablesample bernoulli (50) repeatable (0);
select ctid from places_wide where ctid > '(1,2)' and ctid <= '(2,2)';
create table places_mixed (
  a int, b numeric, c text, d timestamptz, e bool, f int8, g float4[], h uuid, i name, j "char",
  k int2, l interval, m bytea, n char(5));
insert into places_mixed
  select i, i * 1.5, 'text ' || i, now(), i % 2 = 0, i, array[i, 2, 3], gen_random_uuid(),
    'n' || i, 'c', 1, '1 day', '\x00ff00', 'ab'
  from generate_series(1, 1000) i;
select max(ctid), pg_relation_size('places_mixed') from places_mixed;
update places_mixed set a = a + 1 where a % 10 = 0;
select max(ctid), pg_relation_size('places_mixed') from places_mixed;
insert into places_mixed (a) values (1) returning ctid;
update places_mixed set a = 3 where b is null returning ctid, a;
begin;
truncate places_mixed;
insert into places_mixed (a) values (1), (2);
select ctid from places_mixed;
rollback;
select count(*), max(ctid) from places_mixed;
delete from places_mixed where a > 300;
vacuum places_mixed;
select pg_relation_size('places_mixed'), max(ctid) from places_mixed;
vacuum full places_mixed;
select min(ctid), max(ctid), count(*), pg_relation_size('places_mixed') from places_mixed;
delete from places_mixed;
vacuum (truncate false) places_mixed;
select pg_relation_size('places_mixed') > 0;
vacuum places_mixed;
select pg_relation_size('places_mixed');
truncate places_mixed;
insert into places_mixed (a) values (1) returning ctid;
-- rows that came to nothing have taken their place
create table places_aborted (a int not null, b text);
insert into places_aborted values (1, null), (null, null);
select pg_relation_size('places_aborted');
begin;
savepoint s;
insert into places_aborted values (1);
rollback to s;
insert into places_aborted values (2) returning ctid;
commit;
vacuum (parallel -1) places_mixed;
vacuum (parallel) places_mixed;
vacuum (parallel 2, full) places_mixed;
vacuum (parallel 2000) places_mixed;
vacuum (full, disable_page_skipping) places_mixed;
vacuum (full 3) places_mixed;
vacuum (index_cleanup auto) places_mixed;
vacuum (index_cleanup maybe) places_mixed;
drop table places_wide, places_mixed, places_aborted;

-- Ranges and multiranges of PostgreSQL's own types.
select '[1,5]'::int4range, int4range(1, 5), int4range(1, 5, '(]'), int4range(null, 5), 'empty'::int4range, int8range(7, null, '()'), numrange(1.5, 2.50, '[]'), daterange('2024-01-01', '2024-02-01', '[]'), tsrange('2024-01-01', '2024-01-02'), tstzrange(null, 'infinity');
select int4range(5, 1);
select int4range(1, 2, 'x');
select int4range(1, 2, null);
select int4range(1, 2147483647, '[]');
select '[1,2'::int4range;
select numrange '[a,2)';
select lower(r), upper(r), isempty(r), lower_inc(r), upper_inc(r), lower_inf(r), upper_inf(r) from (values (int4range(1, 5, '[]')), ('empty'), ('(,3)'), (null)) v(r);
select a, b, a = b, a <> b, a < b, a <= b, a > b, a >= b from (values (int4range(1, 3), int4range(1, 4)), ('empty', '(,)'), ('(,2)', '[1,2)'), ('[1,3)', '[1,2]')) v(a, b);
select a, b, a @> b, a <@ b, a && b, a << b, a >> b, a &< b, a &> b, a -|- b from (values (numrange(1, 3), numrange(2, 4)), ('[1,2)', '[2,3]'), ('[1,2]', '(2,3]'), ('(,)', '[1,2]'), ('empty', '[1,2)'), ('[5,6]', '[1,2]'), ('[1,2]', '[2,3]')) v(a, b);
select int4range(1, 3) -|- int4range(4, 5, '()'), int4range(1, 3, '[]') -|- int4range(4, 5), numrange(1, 2) -|- numrange(2, 3), daterange('2024-01-01', '2024-01-31', '[]') -|- daterange('2024-02-01', null);
select 3 <@ int4range(1, 5), int4range(1, 5) @> 5, 2.5 <@ numrange(1, 5), date '2024-01-03' <@ daterange('2024-01-01', null), numrange(1, 5) @> 3;
select a + b, a * b from (values (int4range(1, 5), int4range(4, 8)), ('[1,3)', '[3,4)'), ('empty', '[1,2)')) v(a, b);
select int4range(1, 3) + int4range(5, 6);
select int4range(1, 10) - int4range(5, 20), int4range(1, 10) - int4range(0, 5), int4range(1, 5) - int4range(7, 8), int4range(2, 3) - int4range(1, 9), numrange(1, 5, '[]') - numrange(5, 7, '()');
select int4range(1, 10) - int4range(4, 6);
select range_merge(int4range(1, 2), int4range(8, 9)), range_merge(int4multirange(int4range(1, 2), int4range(8, 9)));
-- multiranges
select '{[1,3), [2,5), [7,8]}'::int4multirange, int4multirange(), int4multirange(int4range(1, 2)), int4multirange(int4range(5, 6), int4range(1, 2), 'empty'), multirange(numrange(1, 2)), datemultirange(variadic array[daterange('2024-01-01', '2024-01-02')]);
select int4multirange(null::int4range);
select int4multirange(variadic array[int4range(1, 2), null]);
select '{[1,2'::int4multirange;
select lower(m), upper(m), isempty(m), lower_inc(m), upper_inc(m), lower_inf(m), upper_inf(m) from (values (int4multirange(int4range(1, 2), int4range(5, null))), ('{}')) v(m);
select m, m @> 5, 6 <@ m, m @> int4range(1, 2), int4range(5, 7) <@ m, m && int4range(3, 5), m << int4range(20, 30), m >> int4range(0, 1), m &< int4range(5, 9), m &> int4range(2, 3), m -|- int4range(9, 10) from (values (int4multirange(int4range(1, 3), int4range(5, 9)))) v(m);
select a + b, a - b, a * b, a @> b, a && b, a = b, a < b from (values (int4multirange(int4range(1, 10), int4range(20, 30)), int4multirange(int4range(3, 5), int4range(8, 22))), ('{}', '{[1,2)}')) v(a, b);
select unnest(int4multirange(int4range(1, 2), int4range(5, 6)));
select * from unnest('{[1,2),[4,5)}'::nummultirange) with ordinality;
select int4range(1, 5)::int4multirange, numrange(1, 2)::nummultirange;
-- aggregates
create table bookings (id int primary key, room int, during tsrange, days daterange, nums numrange, several int4multirange);
insert into bookings values (1, 1, '[2024-01-01 10:00,2024-01-01 11:00)', '[2024-01-01,2024-01-03]', '[1,2]', '{[1,2),[5,9)}'), (2, 1, '[2024-01-01 11:00,2024-01-01 12:00)', '[2024-01-02,)', '(2,3)', '{[6,12)}'), (3, 2, null, 'empty', '(,)', '{}'), (4, 2, '(,)', '[2024-01-04,2024-01-05)', '[1,2]', null);
select room, range_agg(during), range_agg(days), range_intersect_agg(nums), range_agg(several), range_intersect_agg(several) from bookings group by room order by room;
select range_agg(during), range_intersect_agg(during) from bookings where false;
select id, nums from bookings order by nums desc, id;
select count(*), nums from bookings group by nums order by nums;
select distinct several from bookings order by 1;
select a.id, b.id from bookings a join bookings b on a.nums = b.nums order by 1, 2;
select a.id, b.id from bookings a join bookings b on a.during && b.during and a.id < b.id order by 1, 2;
-- indexes
create index on bookings (days);
create unique index on bookings (nums);
delete from bookings where id = 4;
create unique index on bookings (nums);
set enable_seqscan = off;
select id from bookings where days > 'empty' order by days;
select id from bookings where nums = '(,)';
reset enable_seqscan;
insert into bookings (id, nums) values (9, '[1.00,2]');
update bookings set days = daterange(lower(days), upper(days) + 1) where id = 1 returning days;
-- polymorphic functions
create function span_of(anyrange) returns anyelement language sql as 'select upper($1) - lower($1)';
select span_of(int4range(2, 9)), span_of(numrange(1.5, 4));
create function in_all(anymultirange, anyelement) returns anyrange language sql as 'select r from unnest($1) r where r @> $2';
select in_all('{[1,3),[5,9)}'::int4multirange, 6);
create function widest(r anycompatiblerange, e anycompatible) returns anycompatiblemultirange language plpgsql as 'begin return multirange(r); end';
select widest(int4range(1, 5), 7), widest(numrange(1, 5), 3);
select widest(int4range(1, 5), 7.5);
create function no_way(anyelement) returns anyrange language sql as 'select null';
select span_of('[1,2)');
-- arrays, JSON, catalogs
select array[int4range(1, 2), 'empty'], '{"[1,2)","(,)"}'::numrange[], (array[int4range(1, 2)])[1];
select to_json(int4range(1, 2)), json_build_object('r', daterange('2024-01-01', null));
select range_send(int4range(1, 3)), multirange_send('{[1,3)}'::int4multirange);
select rngtypid::regtype, rngsubtype::regtype, rngmultitypid::regtype, rngcanonical, rngsubdiff from pg_range order by rngtypid;
select typname, typtype, typcategory, typlen, typalign, typarray::regtype, typinput, typreceive from pg_type where typname in ('int4range', 'tstzmultirange') order by 1;
select opcname, opcintype::regtype, opcdefault from pg_opclass where opcmethod = 403 and opcname like '%range_ops' order by 1;
create view booked as select id, days @> date '2024-01-02' as there, int4range(id, room + 5) as r, during * tsrange(null, now()::timestamp) from bookings;
\d+ booked
\do @>

create table t (id int primary key, name text, price numeric, at date);
copy t from stdin;
1	one	1.50	2026-01-01
2	\N	\N	\N
3	tab\there	0	2026-01-03
4	back\\slash	7	2026-01-04
\.
select * from t order by id;
copy t to stdout;
copy t (id, name) from stdin with (format csv);
5,"quoted, with ""quotes"""
6,
7,""
\.
select id, name, name is null as n from t where id > 4 order by id;
copy t (name, id) from stdin with (format csv, header, delimiter ';', null 'NULL');
name;id
eight;8
NULL;9
\.
copy (select id, name from t order by id) to stdout with (format csv, header);
copy (select id, name from t where id > 4 order by id) to stdout with (format csv, delimiter '|', null '-', force_quote (name));
copy (select id, name from t where id in (2, 3) order by id) to stdout (delimiter ',', null 'none');
copy t from stdin (format text);
1	again	1	2026-01-01
\.
copy t from stdin;
x	bad	1	2026-01-01
\.
copy t from stdin;
10	few
\.
copy t from stdin;
10	many	1	2026-01-01	extra
\.
copy t from stdin;
10	ok	1	2026-99-01
\.
copy t (nosuch) from stdin;
\.
copy nosuch from stdin;
\.
copy t from stdin with (format nosuch);
\.
copy t (id, name) from stdin csv;
10,"unterminated
\.
select count(*) from t;
copy t from '/nonexistent/file';
copy (select 1 as a, 'x' as b) to stdout;
copy (select 1 as a, null as b, true as c, '{1,2}'::int[] as d, '2026-11-21 10:00'::timestamp as e) to stdout csv header;
create extension vector;
create table v (id int, e vector(2));
copy v from stdin;
1	[1,2]
2	\N
\.
copy v from stdin with (format csv);
3,"[3,4]"
\.
copy v to stdout;
copy v from stdin;
4	[1,2,3]
\.
copy v from stdin;
4	[1,oops]
\.
select * from v order by id;
begin;
copy v from stdin;
9	[9,9]
\.
rollback;
select count(*) from v;
copy v (id) from stdin;
5
\.

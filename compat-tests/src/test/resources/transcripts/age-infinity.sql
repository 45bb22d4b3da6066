-- PostgreSQL 15's age takes infinity as the last microsecond that 64 bits hold.
set timezone = 'UTC';
select age('infinity'::timestamp, '2020-01-01 00:00:01');
select age('2020-01-01 00:00:01'::timestamp, 'infinity');
select age('infinity'::timestamp, 'infinity');
select age('-infinity'::timestamp, '2020-01-01');
select age('2020-01-01'::timestamp, '-infinity');
select age('infinity'::timestamptz, '2020-01-01 00:00:01+00');
select extract(year from age('infinity'::timestamp)) < -292000 as far;
set timezone = 'Europe/Berlin';
select age('infinity'::timestamptz, '2020-01-01 00:00:01+00');
select age('2020-07-01 00:00:01+02'::timestamptz, '2020-01-01 00:00:01+01');
select age('2020-10-25 02:30:00+01'::timestamptz, '2020-10-25 02:30:00+02');
select age('-infinity'::timestamptz, 'infinity');

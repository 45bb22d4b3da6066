-- Time zones: their history, abbreviations, POSIX forms, and what a setting or an argument takes.
set timezone = 'UTC';
-- Every zone of the database at moments over two centuries, as one number.
select count(*), sum(extract(epoch from (to_timestamp(s) at time zone name) - timestamp '1970-01-01')) from pg_timezone_names, unnest(array[-6000000000, -2500000000, -2000000000, -1700000000, -1500000000, -1200000000, -900000000, -700000000, -500000000, -200000000, 1, 100000000, 200000000, 400000000, 600000000, 800000000, 1000000000, 1200000000, 1400000000, 1600000000, 1800000000, 2500000000, 5000000000, 30000000000]::float8[]) s where name !~ '^(posix|right)/' and name not in ('localtime', 'posixrules');
-- Local times in every zone, gaps and overlaps included.
select sum(extract(epoch from (timestamp '1900-01-01' + d * interval '61 days 7 hours 13 minutes') at time zone name)) from pg_timezone_names, generate_series(1, 800, 3) d where name !~ '^(posix|right)/' and name not in ('localtime', 'posixrules');
select name, to_char(timestamptz '1900-01-01 00:00+00' at time zone name, 'YYYY-MM-DD HH24:MI:SS') from unnest(array['Europe/Amsterdam', 'Africa/Monrovia', 'Asia/Kolkata', 'America/La_Paz', 'Pacific/Apia', 'PST8PDT', 'CST6CDT', 'Factory']) name;
set timezone = 'Europe/Amsterdam';
select timestamptz '1930-06-01 00:00', timestamptz '1937-07-01 00:00:00', timestamptz '1834-12-31 23:59:59', timestamptz '2500-07-01 12:00';
select to_char(timestamptz '1930-06-01 00:00', 'YYYY-MM-DD HH24:MI:SS TZ tz OF TZH:TZM');
set timezone = 'PST8PDT';
select timestamptz '1500-01-01 00:00 UTC', extract(timezone from timestamptz '1500-01-01 00:00 UTC'), timestamptz '4714-11-24 00:00:00+00 BC';
set timezone = 'UTC';
-- Abbreviations whose meaning changed.
select timestamptz '2012-06-01 12:00 MSK', timestamptz '2009-06-01 12:00 MSK', timestamptz '2020-06-01 12:00 MSK', timestamptz '1991-06-01 12:00 msk';
select timestamp '2012-01-01 00:00' at time zone 'MSK', timestamptz '2012-01-01 00:00 UTC' at time zone 'MSK', timestamptz '2011-03-26 23:00:01 UTC' at time zone 'MSK';
select date_trunc('day', timestamptz '2001-02-16 20:38:40+00', 'VET'), timestamptz '100000-03-12 23:58:48 IST';
select timestamptz '2020-07-01 12:00 CEST', timestamptz '2020-07-01 12:00 MET DST', timestamptz '2020-07-01 12:00 Europe/Berlin', timestamptz '2020-01-01 12:00 europe/berlin';
select timestamptz '2020-07-01 12:00 Europe/Berlin DST';
select timestamptz '2020-07-01 12:00 Nehwon/Lankhmar';
select timestamp '2020-07-01' at time zone 'XYZ';
select timestamp '2020-07-01' at time zone interval '1 month';
select timestamp '2020-07-01' at time zone interval '-25:10:30', timestamptz '2020-07-01 00:00+00' at time zone interval '05:30';
-- POSIX forms.
set timezone = 'CST7CDT,M4.1.0,M10.5.0';
show timezone;
select timestamptz '2005-04-02 12:00-07' + interval '1 day', timestamptz '2005-04-02 12:00-07' + interval '24 hours', timestamptz '1700-07-01 00:00', timestamptz '9999-12-31 00:00';
set timezone = 'cst7cdt';
show timezone;
select timestamptz '2005-07-01 00:00';
set timezone = '<+03>-3';
select timestamptz '2005-01-01 12:00 UTC', to_char(timestamptz '2005-01-01 12:00 UTC', 'TZ');
set timezone = 'FOO+03:30BAR,J60/4,300/-1:30';
select timestamptz '2020-02-29 12:00', timestamptz '2020-03-01 12:00', timestamptz '2020-10-26 22:00', timestamptz '2020-10-27 12:00';
set timezone = '04:30';
show timezone;
select timestamptz '2020-01-01 00:00 UTC', to_char(timestamptz '2020-01-01 00:00 UTC', 'OF');
set timezone = 4.5;
show timezone;
set timezone = -0.25;
show timezone;
set time zone interval '+05:30:15' hour to minute;
show timezone;
set timezone = 'Interval ''1 month''';
set timezone = 'EST5EDT4,M3.2.0';
set timezone = 'PST';
set timezone = 'Europe/berlin';
show timezone;
set timezone = '200';
set timezone = 'UTC';
-- make_timestamptz.
select tz, make_timestamptz(2014, 12, 10, 10, 10, 10, tz) from unnest(array['+1', '+1:', '+1:0', '+100', '+1:00', '-01:00', '+10:00:01', 'FOO8BAR', 'PST8PDT,M3.2.0,M11.1.0', 'MSK', 'Europe/Berlin']) tz;
select make_timestamptz(2014, 12, 10, 10, 10, 10, '2');
select make_timestamptz(2014, 12, 10, 10, 10, 10, '+16');
select make_timestamptz(2014, 12, 10, 10, 10, 10, 'Nehwon/Lankhmar');
-- Dates and local times beyond the range of timestamptz.
set timezone = 'America/Los_Angeles';
select '4714-11-24 BC'::date::timestamptz;
select '4714-11-24 BC'::date < '2020-10-05'::timestamptz, '2202020-10-05'::date > '2020-10-05'::timestamp, '2202020-10-05'::date > 'infinity'::timestamptz, '4714-11-24 BC'::timestamp < '2020-10-05'::timestamptz;
select timestamptz(date '1994-01-01', time with time zone '11:00-5'), timestamptz(date '1994-01-01', time '11:00'), timestamp(date '1994-01-01', time '11:00');

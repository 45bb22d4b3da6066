-- What of a table's state outlives the statement that changed it, and for how long.
-- COPY FREEZE wants a table that the current subtransaction made or emptied.
create table vistest (a text);
begin;
truncate vistest;
savepoint s1;
copy vistest from stdin csv freeze;
a
\.
rollback;
begin;
truncate vistest;
savepoint s1;
truncate vistest;
release s1;
copy vistest from stdin csv freeze;
b
\.
commit;
begin;
savepoint s1;
truncate vistest;
rollback to s1;
copy vistest from stdin csv freeze;
b
\.
rollback;
begin;
create table v2 (a text);
copy v2 from stdin csv freeze;
b
\.
commit;
copy v2 from stdin csv freeze;
c
\.
drop table v2;
-- The schema of temporary objects is there as soon as it is asked for.
set search_path to 'pg_temp';
select current_schema() ~ 'pg_temp';
select array_length(current_schemas(false), 1);
reset search_path;
-- What SERIALIZABLE has read is told by pg_locks.
begin isolation level serializable;
select count(*) from vistest;
select locktype, relation::regclass, page, tuple, mode, granted from pg_locks
 where pid = pg_backend_pid() and mode = 'SIReadLock';
commit;
drop table vistest;
-- A divided table has the rows that ANALYZE found, and children until it looks again.
begin;
create table past_parted (i int) partition by list(i);
create table past_part partition of past_parted for values in (1);
insert into past_parted values (1), (1);
select reltuples, relhassubclass from pg_class where oid = 'past_parted'::regclass;
analyze past_parted;
select reltuples, relhassubclass from pg_class where oid = 'past_parted'::regclass;
drop table past_part;
select reltuples, relhassubclass from pg_class where oid = 'past_parted'::regclass;
analyze past_parted;
select reltuples, relhassubclass from pg_class where oid = 'past_parted'::regclass;
rollback;
-- Functions that indexes compute run where tables are analyzed or written anew; what they give is counted too.
CREATE TABLE vaccluster (i INT PRIMARY KEY);
CREATE FUNCTION do_analyze() RETURNS VOID VOLATILE LANGUAGE SQL AS 'ANALYZE pg_am';
CREATE FUNCTION wrap_do_analyze(c INT) RETURNS INT IMMUTABLE LANGUAGE SQL AS 'SELECT $1 FROM do_analyze()';
CREATE INDEX ON vaccluster(wrap_do_analyze(i));
INSERT INTO vaccluster VALUES (1), (2);
ANALYZE vaccluster;
VACUUM FULL vaccluster;
VACUUM vaccluster;
drop table vaccluster;
drop function wrap_do_analyze;
drop function do_analyze;
create table st (a text, b int);
insert into st select 'X'||(g%5), g from generate_series(1,100) g;
create index st_i on st ((b % 3), b);
analyze st;
select schemaname, tablename, attname, null_frac, n_distinct, most_common_vals, most_common_freqs from pg_stats where tablename like 'st%' order by 2,3;
drop table st;
CREATE TEMPORARY TABLE tmp (a int PRIMARY KEY);
CREATE INDEX tmp_idx1 ON tmp (a);
VACUUM (PARALLEL 1, FULL FALSE) tmp;
VACUUM (PARALLEL 0) tmp;
CREATE TABLE itest15 (id integer GENERATED ALWAYS AS IDENTITY NULL);
CREATE TABLE itest15 (id integer NULL GENERATED ALWAYS AS IDENTITY);
CREATE TABLE itest15 (id integer NOT NULL GENERATED ALWAYS AS IDENTITY);
drop table itest15;

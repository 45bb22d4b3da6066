-- System columns, as clients use them.
create table t (id int primary key, v text);
insert into t values (1, 'a'), (2, 'b') returning id, xmin = txid_current()::text::xid as mine, xmax, cmin, cmax, ctid, tableoid::regclass;
select id, xmax, cmin, cmax, ctid, tableoid::regclass from t order by id;
-- An upsert says whether the row was new.
insert into t values (2, 'c'), (3, 'd') on conflict (id) do update set v = excluded.v returning id, v, (xmax = 0) as inserted;
insert into t values (3, 'e') on conflict (id) do update set v = excluded.v where t.xmax <> 0 returning id, (xmax = 0) as inserted;
insert into t values (3, 'e') on conflict (id) do nothing returning id, (xmax = 0) as inserted;
select id, xmax::text = '0' as untouched from t order by id;
update t set v = v || '!' where id = 2 returning xmax, xmin = txid_current()::text::xid;
select id, xmax = 0 as untouched from t order by id;
-- Row versions: each update has its own xmin.
create table version (id int primary key, v int);
insert into version values (1, 0);
create table seen (x text, place text);
insert into seen select xmin::text, ctid::text from version;
update version set v = v + 1 where id = 1 and xmin = (select x::xid from seen) returning v;
update version set v = v + 1 where id = 1 and xmin = (select x::xid from seen) returning v;
select xmin::text = x as same, xmin::text::bigint > x::bigint as later, age(xmin) >= 0 as aged from version, seen;
prepare p (int) as update version set v = v + 1 where xmin = $1 returning v;
execute p (0);
prepare q (xid) as select v from version where xmin = $1;
execute q ('0');
-- In one transaction, xmin stays and cmin counts.
begin;
insert into version values (2, 0);
insert into version values (3, 0);
update version set v = 1 where id = 2 returning id, cmin, cmax, xmin = txid_current()::text::xid as mine;
select id, cmin from version where xmin = txid_current()::text::xid order by id;
select count(distinct xmin::text) from version where id > 1;
savepoint s;
delete from version where id = 3 returning id, xmin = txid_current()::text::xid as mine, xmax <> 0 as deleted;
rollback to s;
commit;
select count(distinct xmin::text) from version;
-- Places: ctid changes with each update and orders rows.
select id from version where ctid = (select ctid from version where id = 2);
update seen set place = (select ctid::text from version where id = 1);
update version set v = 7 where ctid = (select place::tid from seen) returning ctid::text <> (select place from seen) as moved;
update version set v = 7 where ctid = (select place::tid from seen);
select id from version where ctid in (select ctid from version order by id limit 2) order by id;
delete from version where ctid in (select ctid from version order by id limit 1 for update skip locked) returning id;
select '(0,1)'::tid < '(0,2)'::tid, '(1,1)'::tid > '(0,9)'::tid, '(0,1)'::tid <= '(0,1)'::tid, '(2,1)'::tid >= '(2,2)'::tid, '(0,1)'::tid <> '(0,1)'::tid;
delete from t a using t b where a.ctid < b.ctid and a.id = b.id;
select min(ctid) = (select ctid from version order by ctid limit 1) from version;
-- They are no part of the row, and not to be written.
select * from version where v = 7;
select version.* , version from version where v = 7;
insert into version (xmin) values (1);
update version set xmin = 1;
create table bad (xmin int);
select xmin from (select * from version) s;
select s.ctid from version s order by 1 limit 0;
-- The newest version is asked when a statement waited, and FOR UPDATE gives it.
select xmin = (select xmin from version v where v.id = version.id) from version order by id for update;
-- Tables of the catalogs have them, too.
select age(xmin) >= 0, xmin::text::bigint > 0, tableoid::regclass from pg_namespace where nspname = 'public';
select xmin, cmin, tableoid::regclass from pg_sequence limit 0;
-- Numbers of transactions.
select age('3'::xid) >= 0, age('0'::xid), age('1'::xid), age('2'::xid);
select txid_current() = txid_current();
-- Hashes that queues and advisory locks are made of.
select hashtext('abc'), hashtext(''), hashtextextended('abc', 0), hashtextextended('a longer text than twelve bytes', -42);

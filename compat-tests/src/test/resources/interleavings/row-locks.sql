-- A row changed while it was waited for is looked at again.
a> create table t (id int primary key, v int, name text);
a> insert into t select i, i * 10, 'r' || i from generate_series(1, 5) i;
a> begin;
a> update t set v = 99 where id = 1;
b> select id, v, v + 1 as more from t where id = 1 for update;
a> commit;
-- … and left out when it does not meet the condition any more.
a> begin;
a> update t set v = 0 where id = 2;
b> select * from t where v = 20 for update;
a> commit;
-- … or is gone.
a> begin;
a> delete from t where id = 5;
b> select * from t where id = 5 for share;
a> commit;
-- Several rows: the order is that of the snapshot, LIMIT counts what is left.
a> begin;
a> update t set v = 500 where id = 1;
a> update t set v = -1 where id = 3;
b> select id, v from t where v > 0 order by v limit 2 for update;
a> commit;
-- After a rollback the row is as it was.
a> begin;
a> update t set v = 7 where id = 4;
b> select * from t where id = 4 for no key update;
a> rollback;
-- Two waiters, one after the other.
a> begin;
a> update t set v = v + 1 where id = 4;
b> update t set v = v * 2 where id = 4 returning v;
c> update t set v = v - 3 where id = 4 returning v;
a> commit;
d> select * from t order by id;
-- SKIP LOCKED and NOWAIT.
a> begin;
a> select id from t where id = 1 for update;
b> select id from t order by id for update skip locked;
b> select id from t where id = 1 for update nowait;
b> select id from t where id = 1 for key share nowait;
b> select id from t for share skip locked;
b> update t set v = 1 where id = 3;
a> commit;
a> begin;
a> select id from t where id = 1 for key share;
b> select id from t where id = 1 for no key update nowait;
b> select id from t where id = 1 for update nowait;
b> begin;
b> select id from t where id = 1 for key share;
b> commit;
a> commit;
-- Joins: the other table's row stays the one that was found.
a> create table u (id int primary key, tid int, w text);
a> insert into u values (1, 1, 'one'), (2, 2, 'two'), (3, 3, 'three');
a> begin;
a> update t set name = 'changed' where id = 1;
b> select t.id, t.name, u.w from t join u on u.tid = t.id where t.id < 3 order by t.id for update of t;
a> commit;
a> begin;
a> update u set tid = 4 where id = 1;
b> select t.id, t.name, u.w from t join u on u.tid = t.id where t.id < 4 order by t.id for update of u;
a> commit;
a> begin;
a> update t set id = 40 where id = 4;
b> select t.id, u.w from t left join u on u.tid = t.id order by t.id for update of t;
a> commit;
a> begin;
a> update u set w = 'zwei' where id = 2;
a> update t set name = 'two' where id = 2;
b> select t.name, u.w from t join u on u.tid = t.id where t.id = 2 for share;
a> commit;
b> select t.name, x.n from t, (values (1, 'x'), (2, 'y')) x(id, n) where x.id = t.id order by 1 for update of t;
a> begin;
a> update t set v = 1000 where id = 2;
b> select t.name, t.v, x.n from t, (values (2, 'x'), (2, 'y')) x(id, n) where x.id = t.id order by n for update of t;
a> commit;
-- A subquery in the condition is asked again.
a> begin;
a> update t set v = 1 where id = 1;
b> select id from t where v = (select max(v) - 500 from t) for update;
a> commit;
a> update t set v = 500 where id = 1;
a> begin;
a> update t set v = 501 where id = 1;
b> select id, v, (select count(*) from u where u.tid = t.id) n from t where exists (select 1 from u where u.tid < t.v) and id = 1 for update;
a> commit;
-- In a subquery, as queues are worked off.
a> create table q (id int primary key, done bool default false);
a> insert into q select i from generate_series(1, 4) i;
a> begin;
a> update q set done = true where id = (select id from q where not done order by id limit 1 for update skip locked) returning id;
b> update q set done = true where id = (select id from q where not done order by id limit 1 for update skip locked) returning id;
b> begin;
b> with next as (select id from q where not done order by id limit 1 for update) update q set done = true from next where next.id = q.id returning q.id;
a> commit;
b> commit;
-- Each table has its own way to wait.
a> begin;
a> select id from t where id = 1 for update;
b> select t.id, u.id from t, u where t.id = 1 and u.id = 1 for update of u nowait for share of t skip locked;
b> select t.id, u.id from t, u where t.id = 1 and u.id = 1 for update of u skip locked for share of t nowait;
a> commit;
a> begin;
a> update t set v = v + 1 where id = 1;
b> select id, v from t where id = 1 for update nowait;
b> select id, v from t where id = 1 for update skip locked;
b> set lock_timeout = 50;
b> select id, v from t where id = 1 for update;
b> update t set v = 3 where id = 1;
b> delete from t where id = 1;
b> set lock_timeout = 0;
b> set statement_timeout = 60;
b> select id, v from t where id = 1 for update;
b> reset statement_timeout;
a> rollback;
-- What cannot be locked.
b> select * from t left join u on u.tid = t.id for update;
b> select t.id, u.id from t left join u on u.tid = t.id where u.id = 2 for update;
b> select * from t right join u on u.tid = t.id for update of t;
b> select t.id from t full join u on u.tid = t.id for share of u;
b> select x.id from t, (values (2)) x(id) where t.id = x.id for update;
b> with w as (select id from t) select id from w order by id for update;
b> select id from t for update of nothing;
b> select id from t union select id from u for update;
b> select * from generate_series(1, 2) g for update;
b> select * from generate_series(1, 2) g for update of g;
b> with w as (select id from t) select id from w for update of w;
b> select j.id from (t join u using (id)) j for update of j;
b> select t.id from t join u on u.tid = t.id for update of t nowait for share skip locked;
-- Locks of tables.
a> begin;
a> insert into q values (10);
b> lock table q in share mode;
b> begin;
b> lock table q in share mode nowait;
b> rollback;
b> truncate q;
c> select count(*) from t;
a> commit;
a> select count(*) from q;
-- An update that waits for one that is taken back to a savepoint.
a> begin;
a> savepoint s;
a> update t set v = 77 where id = 1;
b> update t set v = v + 1 where id = 1 returning v;
a> rollback to s;
a> commit;
-- Rows of an own earlier change are locked again without waiting.
a> begin;
a> update t set v = v + 1 where id = 2;
a> select id from t where id = 2 for update;
b> select id from t where id = 2 for key share;
a> update t set id = 222 where id = 2;
a> commit;
-- Locking rows is a change.
b> begin read only;
b> select id from t where id = 1 for no key update;
b> rollback;
b> begin read only;
b> with w as (select id from t for key share) select * from w;
b> rollback;

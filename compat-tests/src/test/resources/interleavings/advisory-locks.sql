-- Advisory locks.
a> select pg_advisory_lock(7);
b> select pg_try_advisory_lock(7), pg_try_advisory_lock_shared(7), pg_try_advisory_lock(8);
b> select pg_advisory_lock_shared(7);
a> select pg_advisory_unlock(7);
a> select pg_try_advisory_lock(7), pg_try_advisory_lock_shared(7);
a> begin;
a> select pg_advisory_xact_lock(1, 2);
b> select pg_advisory_xact_lock(1, 2);
a> rollback;
b> select pg_advisory_unlock(99);
b> select pg_advisory_unlock_all();
a> select pg_advisory_unlock_all(), pg_try_advisory_lock(7);
-- They count, and shared and exclusive ones are apart.
a> select pg_advisory_lock(20), pg_advisory_lock(20), pg_advisory_lock_shared(20);
a> select pg_advisory_unlock(20);
b> select pg_try_advisory_lock_shared(20);
a> select pg_advisory_unlock(20);
b> select pg_try_advisory_lock_shared(20), pg_try_advisory_lock(20);
a> select pg_advisory_unlock(20);
a> select pg_advisory_unlock_shared(20), pg_advisory_unlock_shared(20);
b> select pg_try_advisory_lock(20);
b> select pg_advisory_unlock_all();
-- The transaction's end, and a savepoint's.
a> begin;
a> select pg_advisory_xact_lock(30), pg_advisory_xact_lock_shared(31), pg_try_advisory_xact_lock(3, 1), pg_try_advisory_xact_lock_shared(3, 2);
a> savepoint s;
a> select pg_advisory_xact_lock(33);
b> select pg_try_advisory_lock(30), pg_try_advisory_lock_shared(31), pg_try_advisory_lock(31), pg_try_advisory_lock(3, 1), pg_try_advisory_lock_shared(3, 2), pg_try_advisory_lock(33);
a> rollback to s;
b> select pg_try_advisory_lock(33);
a> select pg_advisory_unlock(30);
a> commit;
b> select pg_try_advisory_lock(30), pg_advisory_unlock_all();
a> select pg_advisory_xact_lock(34);
b> select pg_try_advisory_lock(34), pg_advisory_unlock_all();
-- A session's own locks are in nobody's way but others'.
a> select pg_advisory_lock(40);
a> begin;
a> select pg_try_advisory_xact_lock(40), pg_try_advisory_xact_lock_shared(40);
a> select pg_advisory_unlock(40);
b> select pg_try_advisory_lock(40);
a> commit;
b> select pg_try_advisory_lock(40);
-- Timeouts and errors.
a> set lock_timeout = 50;
a> select pg_advisory_lock(40);
a> reset lock_timeout;
a> set statement_timeout = 50;
a> select pg_advisory_lock(40);
a> reset statement_timeout;
a> begin;
a> select pg_advisory_lock(41);
a> rollback;
b> select pg_try_advisory_lock(41);
a> discard all;
b> select pg_try_advisory_lock(41);
a> select pg_advisory_lock(null);

-- A row that another transaction changed meanwhile is looked at again: by its newest version where
-- it still belongs to the row that is merged, and else as one that does not.
a> create table t (id int primary key, v int); insert into t values (1, 1), (2, 2), (3, 3);
a> begin;
a> update t set v = 100 where id = 1;
b> merge into t using (values (1)) s(id) on t.id = s.id when matched and v < 50 then delete when matched then update set v = v + 1;
a> commit;
b> select * from t order by id;
a> begin;
a> update t set id = 20 where id = 2;
b> merge into t using (values (2)) s(id) on t.id = s.id when matched then update set v = -1 when not matched then insert values (s.id, 0);
a> commit;
b> select * from t order by id;
a> begin;
a> delete from t where id = 3;
b> merge into t using (values (3)) s(id) on t.id = s.id when matched then update set v = -1 when not matched then insert values (s.id, 0);
a> commit;
b> select * from t order by id;
a> begin;
a> update t set v = 7 where id = 1;
b> begin isolation level repeatable read;
b> merge into t using (values (1)) s(id) on t.id = s.id when matched then update set v = -1;
a> commit;
b> rollback;
b> drop table t;

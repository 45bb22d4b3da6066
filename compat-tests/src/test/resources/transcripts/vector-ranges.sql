create extension vector;
set enable_seqscan = off;
-- A search that ends where its bound is passed.
create table t (id int primary key, kind int, v vector(2));
insert into t select i, i % 3, format('[%s,%s]', i, i * 0.5)::vector from generate_series(1, 3000) i;
create index on t using hnsw (v vector_l2_ops);
select id from t where v <-> '[100,50]' < 3 order by v <-> '[100,50]', id;
select count(*) from t where v <-> '[100,50]' < 3;
select id, round((v <-> '[100,50.1]')::numeric, 3) from t where v <-> '[100,50.1]' < 3 order by v <-> '[100,50.1]' limit 10;
-- differs: pgvector gives no more than hnsw.ef_search
select count(*) from (select id from t where v <-> '[100,50.1]' <= 30 order by v <-> '[100,50.1]' limit 100) x;
select id from t where 3 > v <-> '[100,50.1]' and kind = 1 order by v <-> '[100,50.1]' limit 10;
select id from t where 1 - (v <-> '[100,50.1]') > -2 order by 1 - (v <-> '[100,50.1]') desc limit 10;
select id from t where v <-> '[100,50.1]' < 3 order by v <-> '[100,50.1]' limit 1 offset 1;
select id from t where v <-> '[100,50.1]' < 0.01 order by v <-> '[100,50.1]' limit 10;
select id from t where v <-> '[100,50.1]' < null order by v <-> '[100,50.1]' limit 10;
select id from t where v <-> '[100,50.1]' > 1 and v <-> '[100,50.1]' < 3 order by v <-> '[100,50.1]' limit 10;
prepare near (vector, float8) as select id from t where v <-> $1 < $2 order by v <-> $1 limit 5;
execute near ('[7,3.6]', 2);
execute near ('[7,3.6]', 1);
explain (costs off) select id from t where v <-> '[100,50.1]' < 3 order by v <-> '[100,50.1]' limit 10;
create table h (id int primary key, v vector(2));
insert into h select i, format('[%s,%s]', i, i * 0.5)::vector from generate_series(1, 3000) i;
create index on h using hnsw ((v::halfvec(2)) halfvec_l2_ops);
select id from h where v::halfvec(2) <-> '[100,50.1]' < 3 order by v::halfvec(2) <-> '[100,50.1]' limit 10;
delete from t where v <-> '[100,50]' < 3;
select count(*) from t;

create extension vector;
select '[1]' <-> '[2]';
select '[1]' <#> '[2]';
select '[1]' <=> '[2]';
select '[1]' <+> null;
select '[1]' + '[2]';
select l2_distance('[1]', '[2]');
select inner_product('[1]', '[2]');
select cosine_distance('[1]', '[2]');
select l1_distance('[1]', '[2]');
select vector_dims('[1,2]');
select l2_normalize('[3,4]');
select binary_quantize('[1,0]');
select subvector('[1,2,3]', 1, 2);
select l2_norm('[3,4]'::vector);
select vector_norm('[3,4]'), l2_normalize('[3,4]'::vector), vector_dims('[1,2]'::vector), '[1]'::vector <-> '[2]', '[1]' <-> '[2]'::vector;
select vector_accum('{0}', '[1,2]'), vector_accum('{1,2,3}', '[1,2]'), vector_combine('{0}', '{2,4,6}'), vector_combine('{2,4,6}', '{0}');
select vector_accum('{0,0}', '[1,2]');
select vector_combine('{0}', '{0}');
select vector_combine('{0}', (select array_agg(n) from generate_series(1, 16002) n));
create table t (id int primary key, v vector(2));
insert into t values (1, '[1,1]'), (2, '[2,2]'), (3, null), (4, '[4,4]'), (5, '[0,0]');
create index on t using hnsw (v vector_l2_ops asc);
create index on t using hnsw (v vector_l2_ops nulls last);
create index on t using hnsw (v collate "C" vector_l2_ops);
create index on t using hnsw (v vector_l2_ops) with (m = 101.4);
create index on t using hnsw (v vector_l2_ops) with (m = '8.4', ef_construction = 20.4);
select indexdef from pg_indexes where indexname = 't_v_idx';
select * from t order by v <-> '[0,0]' nulls first limit 3;
-- differs: who asks for the nearest rows by a falling similarity gets them, not those without a vector
select * from t order by -(v <-> '[0,0]') desc limit 3;
select * from t where v is not null order by -(v <-> '[0,0]') desc limit 3;
select id from t where v is not null order by (v <-> '[0,0]') / 2 limit 3;
select id from t order by (v <-> '[0,0]') / 0 limit 3;
select id from t order by (v <-> '[0,0]') / '0' limit 3;
begin;
-- differs: an index needs the dimension of its column
alter table t alter v type vector;
rollback;
alter table t alter v type vector(3);
alter table t alter v type text;
reindex index t_v_idx;
reindex table t;
reindex table t;
select id from t where v is not null order by v <-> '[3,3]', id limit 2;
set enable_seqscan = off;
select id from t order by v <-> '[1]' limit 1;
reset enable_seqscan;
set hnsw.max_scan_tuples = 2147483648;
-- differs: halfvec is not there yet
select '[1,2]'::halfvec(2);
-- differs: sparsevec is not there yet
select '{1:1}/2'::sparsevec;
-- differs: there is no text search yet
select 'a'::tsvector;
drop extension vector cascade;
select '[1]'::halfvec;

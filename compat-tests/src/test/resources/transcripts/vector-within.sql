create extension vector;
-- All rows within a distance, by the index, complete.
create table w (id int primary key, kind int, v vector(8));
insert into w
  select i, i % 10, (select array_agg((sin(i * j * 0.37) + cos(i * 1.7 + j))::float4 order by j) from generate_series(1, 8) j)::vector
  from generate_series(1, 6000) i;
insert into w values (7000, 1, null), (7001, 1, '[0,0,0,0,0,0,0,0]');
create index w_cosine on w using hnsw (v vector_cosine_ops);
create index w_l2 on w using hnsw (v vector_l2_ops);
create index w_ip on w using ivfflat (v vector_ip_ops) with (lists = 10);
analyze w;
-- differs: pgvector reads the table
explain (costs off) select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3;
-- differs: pgvector reads the table
explain (costs off) select id from w where 1 - (v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') > 0.7 and kind = 3;
-- differs: pgvector reads the table
explain (costs off) select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 order by v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]';
-- differs: pgvector reads the table
explain (costs off) select count(*) from w where (v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') ^ 2 < 4;
-- differs: pgvector reads the table
explain (costs off) select count(*) from w where inner_product(v, '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') > 3;
explain (costs off) select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 and id = 7;
select count(*), sum(id) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3;
select count(*), sum(id) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' <= 0.3 and kind = 3;
select count(*), sum(id) from w where 1 - (v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') > 0.7;
select count(*), sum(id) from w where 0.3 > cosine_distance('[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]', v);
select count(*), sum(id) from w where (v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') ^ 2 < 4;
select count(*), sum(id) from w where vector_l2_squared_distance(v, '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') <= 4;
select count(*), sum(id) from w where l2_distance(v, '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') * 2 + 1 <= 5;
select count(*), sum(id) from w where sqrt(v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') < 1.3;
select count(*), sum(id) from w where inner_product(v, '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') > 1.5;
select count(*), sum(id) from w where (v <#> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]') * -1 > 1.5 and v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
select count(*), sum(id) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 and v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 3;
select count(*), sum(id) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' between 0.2 and 0.4;
select count(*), sum(id) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 or kind = 3;
select count(*) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < -1;
select count(*) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 'infinity';
select count(*) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' <= 'nan';
select count(*) from w where v <=> null < 0.3;
select count(*) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < null;
select id, round((v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]')::numeric, 4) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 order by v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]', id;
select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 order by v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' desc limit 3;
-- differs: pgvector's walk ends before it comes to these rows
select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.29 order by v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' limit 100;
-- differs: pgvector's walk ends before it comes to these rows
select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 and kind = 3 order by v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' limit 10;
select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3 order by id limit 5;
select kind, count(*) from w where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 2 group by kind order by kind;
prepare within (vector, float8) as select count(*) from w where v <-> $1 < $2;
execute within ('[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]', 2);
execute within ('[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]', 0);
execute within ('[1,2]', 2);
select count(*) from w a where exists (select 1 from w b where b.v <-> '[0,0,0,0,0,0,0,1]' < 1.5 and b.id = a.id + 1);
-- Rows of the transaction's own, and such as are changed.
begin;
insert into w values (8000, 3, '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]');
select id from w where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
update w set kind = 4 where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
select id, kind from w where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
delete from w where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
select id from w where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
rollback;
select id from w where v <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.5;
update w set kind = 77 where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3;
select count(*) from w where kind = 77;
select count(*), sum(id) from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.3;
select id from w where v <=> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 0.28 for update;
create index on w using hnsw ((v::halfvec(8)) halfvec_l2_ops);
select count(*) from w where v::halfvec(8) <-> '[1,0.5,0.2,-0.3,0.9,-1,0.4,0.1]' < 2;
create table parts (id int, v vector(2)) partition by range (id);
create table parts1 partition of parts for values from (0) to (100);
create table parts2 partition of parts for values from (100) to (1000);
insert into parts select i, format('[%s,%s]', i, i % 7)::vector from generate_series(0, 999) i;
create index on parts using hnsw (v vector_l2_ops);
select count(*), sum(id) from parts where v <-> '[100,3]' < 20;

create extension vector;
-- A vector and what searches are limited to, in one index.
create table d (id int primary key, tenant int not null, lang text, e vector(3), other vector(3));
insert into d select i, case when i <= 20 then 1 when i <= 500 then 2 else 3 end, case i % 3 when 0 then 'de' else 'en' end,
  format('[%s,%s,%s]', sin(i), cos(i * 3), i % 11)::vector, '[1,2,3]' from generate_series(1, 5000) i;
-- differs: pgvector has one column in an index
create index d_e on d using hnsw (e vector_l2_ops, tenant, lang) with (m = 8);
-- differs: pgvector has one column in an index
create index on d using hnsw (e vector_l2_ops, other);
-- differs: pgvector has one column in an index
create index on d using hnsw (tenant, e vector_l2_ops);
-- differs: pgvector has one column in an index
create index on d using hnsw (e vector_l2_ops, tenant desc);
create unique index on d using hnsw (e vector_l2_ops, tenant);
create index on d using hnsw (e vector_l2_ops) include (tenant);
create index on d using ivfflat (e vector_l2_ops, tenant) with (lists = 5);
analyze d;
-- differs: pgvector has one column in an index
select pg_get_indexdef('d_e'::regclass), pg_get_indexdef('d_e'::regclass, 2, true);
-- differs: pgvector has one column in an index
select indnatts, indnkeyatts, indkey, (select array_agg(opcname order by o.ord) from unnest(i.indclass) with ordinality o (oid, ord) join pg_opclass c on c.oid = o.oid) from pg_index i where indexrelid = 'd_e'::regclass;
-- differs: pgvector has one column in an index
select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'd_e'::regclass order by attnum;
set enable_seqscan = off;
select id from d where tenant = 1 order by e <-> '[0.5,0.5,5]', id limit 5;
select id from d where tenant = 2 and lang = 'de' order by e <-> '[0.5,0.5,5]', id limit 5;
select count(*) from (select id from d where tenant = 1 order by e <-> '[0.5,0.5,5]' limit 30) x;
select count(*) from (select id from d where tenant = 1 and lang = 'fr' order by e <-> '[0.5,0.5,5]' limit 30) x;
-- differs: pgvector has one column in an index
explain (costs off) select id from d where tenant = 2 and lang = 'de' order by e <-> '[0.5,0.5,5]' limit 5;
-- Rows that come, change and go.
insert into d values (6000, 4, 'fr', '[0.5,0.5,5]'), (6001, 4, null, '[0.5,0.5,6]'), (6002, 4, 'fr', null);
select id from d where tenant = 4 order by e <-> '[0.5,0.5,5]' limit 5;
update d set tenant = 5 where id = 6001;
select id from d where tenant = 4 order by e <-> '[0.5,0.5,5]' limit 5;
select id from d where tenant = 5 order by e <-> '[0.5,0.5,5]' limit 5;
delete from d where id = 6000;
select id from d where tenant = 4 order by e <-> '[0.5,0.5,5]' limit 5;
begin;
update d set tenant = 9 where id = 1;
select id from d where tenant = 9 order by e <-> '[0.5,0.5,5]' limit 5;
rollback;
select id from d where tenant = 9 order by e <-> '[0.5,0.5,5]' limit 5;
-- What is made anew.
-- differs: pgvector has one column in an index
reindex index d_e;
select id from d where tenant = 1 order by e <-> '[0.5,0.5,5]', id limit 3;
alter table d alter tenant type bigint;
select id from d where tenant = 1 order by e <-> '[0.5,0.5,5]', id limit 3;
-- differs: pgvector has one column in an index
select pg_get_indexdef('d_e'::regclass);
create table l (like d including indexes);
alter table d drop column lang;
-- differs: pgvector has one column in an index
select count(*) from pg_class where relname = 'd_e';
-- differs: pgvector has one column in an index
create index d_e2 on d using hnsw ((e::halfvec(3)) halfvec_l2_ops, (tenant % 10)) where id > 10;
select id from d where id > 10 and tenant % 10 = 1 order by e::halfvec(3) <-> '[0.5,0.5,5]', id limit 3;
truncate d;
insert into d (id, tenant, e) values (1, 1, '[1,1,1]');
select id from d where id > 10 and tenant % 10 = 1 order by e::halfvec(3) <-> '[0.5,0.5,5]', id limit 3;
-- differs: pgvector has one column in an index
drop index d_e2;
insert into d (id, tenant, e) values (2, 1, '[1,1,1]');
select id from d where tenant = 1 order by e <-> '[0.5,0.5,5]', id limit 3;
drop table d;
set compat.pgvector_limits = on;
create table p (e vector(3), tenant int);
create index on p using hnsw (e vector_l2_ops, tenant);

-- GIN: an inverted index over documents and arrays, and what is found by it.
create table docs (id int primary key, meta jsonb, tags text[], nums int[]);
insert into docs select i,
  jsonb_build_object('tenant', i % 50, 'lang', case when i % 3 = 0 then 'de' else 'en' end,
    'path', jsonb_build_object('deep', jsonb_build_array(i % 7, 'x' || i % 11), 'null', null)),
  array['t' || i % 20, 'u' || i % 33], array[i % 5, i % 13, null]
  from generate_series(1, 3000) i;
insert into docs values (3001, '{}', '{}', '{}'), (3002, null, null, null), (3003, '[]', '{null}', '{null}'),
  (3004, '"tenant"', '{t1,t1}', '{{1,2},{3,4}}'), (3005, '["tenant", 7, true, null]', '{t1,u2}', '{7}');
create index docs_meta_idx on docs using gin (meta jsonb_path_ops);
create index on docs using gin (tags);
create index docs_nums on docs using gin (nums) with (fastupdate = off, gin_pending_list_limit = 128);
analyze docs;
select indexdef from pg_indexes where tablename = 'docs' order by indexname;
explain (costs off) select id from docs where meta @> '{"tenant": 7}';
explain (costs off) select id from docs where '{"tenant": 7}' <@ meta and id > 100;
explain (costs off) select id from docs where tags && '{t3,u4}';
explain (costs off) select count(*) from docs where meta @> '{"tenant": 7}' or tags @> '{t3,u4}';
select count(*), sum(id) from docs where meta @> '{"tenant": 7}';
select count(*), sum(id) from docs where meta @> '{"tenant": 7, "lang": "de"}';
select count(*), sum(id) from docs where meta @> '{"path": {"deep": ["x3"]}}';
select count(*), sum(id) from docs where meta @> '{"path": {"deep": [3, "x3"]}}';
select count(*), sum(id) from docs where meta @> '{"path": {"null": null}}';
select count(*), sum(id) from docs where meta @> '{}';
select count(*), sum(id) from docs where meta @> '{"path": {}}';
select id, meta from docs where meta @> '"tenant"' order by id;
select id, meta from docs where meta @> '[7, null]' order by id;
select count(*), sum(id) from docs where meta @? '$.path.deep[*] ? (@ == "x3")';
select count(*), sum(id) from docs where meta @@ '$.tenant == 7 && $.lang == "en"';
select count(*), sum(id) from docs where meta @@ '!($.tenant == 7)';
select count(*), sum(id) from docs where meta @? '$.path.*';
select count(*), sum(id) from docs where meta @> null;
select count(*), sum(id) from docs where meta @> '{"tenant": 7}' or tags @> '{t3,u4}';
select count(*), sum(id) from docs where tags && '{t3,u4}';
select count(*), sum(id) from docs where tags @> '{t3,u4}';
select count(*), sum(id) from docs where tags @> '{}';
select count(*), sum(id) from docs where tags && '{}';
select id, tags from docs where tags <@ '{t1,u2,v9}' order by id;
select id, tags from docs where tags = '{t1,t1}' order by id;
select id, tags from docs where tags = '{}' order by id;
select id, tags from docs where tags = '{null}' order by id;
select id, tags from docs where tags @> '{null}' order by id;
select id, nums from docs where nums @> '{1,4}' and id > 3000 order by id;
select count(*), sum(id) from docs where nums @> '{1,4}';
select count(*), sum(id) from docs where nums <@ '{1,2,3,4}';
-- Changes, and who sees them.
begin;
update docs set meta = meta || '{"tenant": 1000}' where meta @> '{"tenant": 8}';
select count(*), sum(id) from docs where meta @> '{"tenant": 1000}';
select count(*), sum(id) from docs where meta @> '{"tenant": 8}';
savepoint s;
delete from docs where tags @> '{t3}';
select count(*) from docs where tags @> '{t3}';
rollback to s;
select count(*) from docs where tags @> '{t3}';
rollback;
select count(*), sum(id) from docs where meta @> '{"tenant": 1000}';
select count(*), sum(id) from docs where meta @> '{"tenant": 8}';
delete from docs where tags && '{u1,u2,u3}';
vacuum docs;
select count(*), sum(id) from docs where tags && '{u1,u2,u3,u4}';
reindex table docs;
select count(*), sum(id) from docs where tags && '{u1,u2,u3,u4}';
-- jsonb_ops: keys too; several columns; expressions; parts of a table.
create table events (id int, data jsonb, who text[], at int);
create index events_gin on events using gin (data, who);
create index events_expr on events using gin ((data -> 'labels'));
create index events_part on events using gin (who) where at > 500;
insert into events select i, jsonb_build_object('k' || i % 10, i, 'labels', jsonb_build_array('l' || i % 4, 'm' || i % 9)),
  array['w' || i % 30], i from generate_series(1, 1000) i;
insert into events values (1001, '["k1", "z"]', '{}', 1), (1002, '"k1"', '{w1}', 600);
analyze events;
set enable_seqscan = off;
explain (costs off) select count(*) from events where data ? 'k1' and who @> '{w1}';
explain (costs off) select count(*) from events where data -> 'labels' ? 'l1';
explain (costs off) select count(*) from events where who @> '{w1}' and at > 500;
select count(*), sum(id) from events where data ? 'k1';
select count(*), sum(id) from events where data ?| '{k1,z}';
select count(*), sum(id) from events where data ?| '{}';
select count(*), sum(id) from events where data ?& '{k1,labels}';
select count(*), sum(id) from events where data ?& '{}';
select count(*), sum(id) from events where data ? 'k1' and who @> '{w1}';
select count(*), sum(id) from events where data @> '{"labels": ["l1", "m2"]}';
select count(*), sum(id) from events where data -> 'labels' ? 'l1';
select count(*), sum(id) from events where data -> 'labels' @> '["l1", "m5"]';
select count(*), sum(id) from events where who @> '{w1}' and at > 500;
select count(*), sum(id) from events where data @? '$.labels[*] ? (@ == "l1")';
select count(*), sum(id) from events where data @@ '$.k1 == 11';
reset enable_seqscan;
-- A join that looks up in the index for each row.
create table asked (tag text[]);
insert into asked values ('{w1}'), ('{w2}'), (null);
select tag, count(e.id) from asked left join events e on e.who @> tag group by 1 order by 1;
-- What is refused.
create unique index on events using gin (data);
create index on events using gin (data) include (id);
create index on events using gin (at);
create index on events using gin (data desc);
create index on events using gin (data nulls first);
create index on events using gin (data text_ops);
create index on events using gin (who jsonb_path_ops);
create index on events using gin (data) with (fillfactor = 70);
create index on events using gin (data) with (fastupdate = perhaps);
create index on events using gin (data) with (gin_pending_list_limit = 1);
select gin_clean_pending_list('docs_pkey');
-- Catalogs.
select amname, amhandler, amtype from pg_am where amname = 'gin';
select opcname, opcintype::regtype, opcdefault, f.opfname from pg_opclass c join pg_opfamily f on f.oid = opcfamily
  where opcmethod = 2742 and opcname <> 'tsvector_ops' order by 1;
select amopfamily, amopstrategy, amopopr::regoperator, amopmethod from pg_amop
  where amopfamily in (2745, 4036, 4037) order by 1, 2;
select amprocfamily, amprocnum, amproc::regprocedure from pg_amproc where amprocfamily in (4036, 4037) order by 1, 2;
drop table docs, events, asked;
-- The nearest of those that a document's keys leave.
create extension if not exists vector;
create table chunks (id int primary key, meta jsonb, embedding vector(3));
insert into chunks select i, jsonb_build_object('source', 'doc-' || i % 40, 'n', i), array[i % 17, i % 23, i % 29]::float4[]::vector
  from generate_series(1, 2000) i;
create index chunks_meta on chunks using gin (meta);
create index chunks_embedding on chunks using hnsw (embedding vector_cosine_ops);
analyze chunks;
select id, meta ->> 'source' as source from chunks where meta @> '{"source": "doc-7"}' order by embedding <-> '[3,4,5]', id limit 5;
prepare nearest(jsonb, vector) as select id from chunks where meta @> $1 order by embedding <=> $2 limit 3;
execute nearest('{"source": "doc-7", "n": 47}', '[1,2,3]');
execute nearest('{"source": "none"}', '[1,2,3]');
execute nearest(null, '[1,2,3]');
begin;
insert into chunks values (2001, '{"source": "none"}', '[1,2,3]');
execute nearest('{"source": "none"}', '[1,2,3]');
rollback;
execute nearest('{"source": "none"}', '[1,2,3]');
drop table chunks;

select 1
select version()
create extension if not exists vector;
set client_min_messages = warning;
drop view if exists pc_view;
drop table if exists pc_copy;
drop table if exists pc_child;
drop table if exists pc_items;
create table pc_items (\n  id bigserial primary key,\n  name text constraint pc_items_name_key unique,\n  price numeric(10,2) not null default 1.5 check (price > 0),\n  tags text[],\n  meta jsonb default '{}'::jsonb,\n  created timestamptz not null default now(),\n  embedding vector(3),\n  half halfvec(3),\n  bin bit(3),\n  sparse sparsevec(3)\n);
comment on column pc_items.name is 'the item name';
comment on table pc_items is 'items of the psql check';
create table pc_child (id int primary key, item_id bigint references pc_items(id) on delete cascade);
create view pc_view as select id, name, embedding from pc_items where price > 0;
insert into pc_items(name, embedding, half, bin, sparse, tags, meta) values\n ('one',   '[1,1,1]', '[1,1,1]', '000', '{1:1,2:1,3:1}/3', '{a,b}', '{"k":1}'),\n ('two',   '[2,2,2]', '[2,2,2]', '101', '{1:2,2:2,3:2}/3', '{c}',   '{"k":2}'),\n ('three', '[1,1,2]', '[1,1,2]', '111', '{1:1,2:1,3:2}/3', null,    '{"k":3}');
create index pc_items_emb_idx on pc_items using hnsw (embedding vector_l2_ops);
create index pc_items_tags_idx on pc_items (lower(name)) where price > 0;
analyze pc_items;
select 'setup-done';
select id, embedding from pc_items order by id
select id from pc_items order by embedding <-> '[1,1,1]' limit 3
select half, bin, sparse from pc_items order by id limit 1
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam\nWHERE c.relkind IN ('r','p','v','m','S','f','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner",\n  CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' WHEN 'u' THEN 'unlogged' END as "Persistence",\n  am.amname as "Access method",\n  pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)) as "Size",\n  pg_catalog.obj_description(c.oid, 'pg_class') as "Description"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam\nWHERE c.relkind IN ('r','p','v','m','S','f','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT c.oid,\n  n.nspname,\n  c.relname\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relname OPERATOR(pg_catalog.~) '^(pc_items)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 2, 3;
SELECT c.relchecks, c.relkind, c.relhasindex, c.relhasrules, c.relhastriggers, c.relrowsecurity, c.relforcerowsecurity, false AS relhasoids, c.relispartition, '', c.reltablespace, CASE WHEN c.reloftype = 0 THEN '' ELSE c.reloftype::pg_catalog.regtype::pg_catalog.text END, c.relpersistence, c.relreplident, am.amname\nFROM pg_catalog.pg_class c\n LEFT JOIN pg_catalog.pg_class tc ON (c.reltoastrelid = tc.oid)\nLEFT JOIN pg_catalog.pg_am am ON (c.relam = am.oid)\nWHERE c.oid = '19613';
SELECT a.attname,\n  pg_catalog.format_type(a.atttypid, a.atttypmod),\n  (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true)\n   FROM pg_catalog.pg_attrdef d\n   WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef),\n  a.attnotnull,\n  (SELECT c.collname FROM pg_catalog.pg_collation c, pg_catalog.pg_type t\n   WHERE c.oid = a.attcollation AND t.oid = a.atttypid AND a.attcollation <> t.typcollation) AS attcollation,\n  a.attidentity,\n  a.attgenerated\nFROM pg_catalog.pg_attribute a\nWHERE a.attrelid = '19613' AND a.attnum > 0 AND NOT a.attisdropped\nORDER BY a.attnum;
SELECT c2.relname, i.indisprimary, i.indisunique, i.indisclustered, i.indisvalid, pg_catalog.pg_get_indexdef(i.indexrelid, 0, true),\n  pg_catalog.pg_get_constraintdef(con.oid, true), contype, condeferrable, condeferred, i.indisreplident, c2.reltablespace\nFROM pg_catalog.pg_class c, pg_catalog.pg_class c2, pg_catalog.pg_index i\n  LEFT JOIN pg_catalog.pg_constraint con ON (conrelid = i.indrelid AND conindid = i.indexrelid AND contype IN ('p','u','x'))\nWHERE c.oid = '19613' AND c.oid = i.indrelid AND i.indexrelid = c2.oid\nORDER BY i.indisprimary DESC, c2.relname;
SELECT r.conname, pg_catalog.pg_get_constraintdef(r.oid, true)\nFROM pg_catalog.pg_constraint r\nWHERE r.conrelid = '19613' AND r.contype = 'c'\nORDER BY 1;
SELECT true as sametable, conname,\n  pg_catalog.pg_get_constraintdef(r.oid, true) as condef,\n  conrelid::pg_catalog.regclass AS ontable\nFROM pg_catalog.pg_constraint r\nWHERE r.conrelid = '19613' AND r.contype = 'f'\n     AND conparentid = 0\nORDER BY conname
SELECT conname, conrelid::pg_catalog.regclass AS ontable,\n       pg_catalog.pg_get_constraintdef(oid, true) AS condef\n  FROM pg_catalog.pg_constraint c\n WHERE confrelid IN (SELECT pg_catalog.pg_partition_ancestors('19613')\n                     UNION ALL VALUES ('19613'::pg_catalog.regclass))\n       AND contype = 'f' AND conparentid = 0\nORDER BY conname;
SELECT pol.polname, pol.polpermissive,\n  CASE WHEN pol.polroles = '{0}' THEN NULL ELSE pg_catalog.array_to_string(array(select rolname from pg_catalog.pg_roles where oid = any (pol.polroles) order by 1),',') END,\n  pg_catalog.pg_get_expr(pol.polqual, pol.polrelid),\n  pg_catalog.pg_get_expr(pol.polwithcheck, pol.polrelid),\n  CASE pol.polcmd\n    WHEN 'r' THEN 'SELECT'\n    WHEN 'a' THEN 'INSERT'\n    WHEN 'w' THEN 'UPDATE'\n    WHEN 'd' THEN 'DELETE'\n    END AS cmd\nFROM pg_catalog.pg_policy pol\nWHERE pol.polrelid = '19613' ORDER BY 1;
SELECT oid, stxrelid::pg_catalog.regclass, stxnamespace::pg_catalog.regnamespace::pg_catalog.text AS nsp, stxname,\npg_catalog.pg_get_statisticsobjdef_columns(oid) AS columns,\n  'd' = any(stxkind) AS ndist_enabled,\n  'f' = any(stxkind) AS deps_enabled,\n  'm' = any(stxkind) AS mcv_enabled,\nstxstattarget\nFROM pg_catalog.pg_statistic_ext\nWHERE stxrelid = '19613'\nORDER BY nsp, stxname;
SELECT pubname\n     , NULL\n     , NULL\nFROM pg_catalog.pg_publication p\n     JOIN pg_catalog.pg_publication_namespace pn ON p.oid = pn.pnpubid\n     JOIN pg_catalog.pg_class pc ON pc.relnamespace = pn.pnnspid\nWHERE pc.oid ='19613' and pg_catalog.pg_relation_is_publishable('19613')\nUNION\nSELECT pubname\n     , pg_get_expr(pr.prqual, c.oid)\n     , (CASE WHEN pr.prattrs IS NOT NULL THEN\n         (SELECT string_agg(attname, ', ')\n           FROM pg_catalog.generate_series(0, pg_catalog.array_upper(pr.prattrs::pg_catalog.int2[], 1)) s,\n                pg_catalog.pg_attribute\n          WHERE attrelid = pr.prrelid AND attnum = prattrs[s])\n        ELSE NULL END) FROM pg_catalog.pg_publication p\n     JOIN pg_catalog.pg_publication_rel pr ON p.oid = pr.prpubid\n     JOIN pg_catalog.pg_class c ON c.oid = pr.prrelid\nWHERE pr.prrelid = '19613'\nUNION\nSELECT pubname\n     , NULL\n     , NULL\nFROM pg_catalog.pg_publication p\nWHERE p.puballtables AND pg_catalog.pg_relation_is_publishable('19613')\nORDER BY 1;
SELECT t.tgname, pg_catalog.pg_get_triggerdef(t.oid, true), t.tgenabled, t.tgisinternal,\n  CASE WHEN t.tgparentid != 0 THEN\n    (SELECT u.tgrelid::pg_catalog.regclass\n     FROM pg_catalog.pg_trigger AS u,\n          pg_catalog.pg_partition_ancestors(t.tgrelid) WITH ORDINALITY AS a(relid, depth)\n     WHERE u.tgname = t.tgname AND u.tgrelid = a.relid\n           AND u.tgparentid = 0\n     ORDER BY a.depth LIMIT 1)\n  END AS parent\nFROM pg_catalog.pg_trigger t\nWHERE t.tgrelid = '19613' AND (NOT t.tgisinternal OR (t.tgisinternal AND t.tgenabled = 'D'))\nORDER BY 1;
SELECT c.oid::pg_catalog.regclass\nFROM pg_catalog.pg_class c, pg_catalog.pg_inherits i\nWHERE c.oid = i.inhparent AND i.inhrelid = '19613'\n  AND c.relkind != 'p' AND c.relkind != 'I'\nORDER BY inhseqno;
SELECT c.oid::pg_catalog.regclass, c.relkind, inhdetachpending, pg_catalog.pg_get_expr(c.relpartbound, c.oid)\nFROM pg_catalog.pg_class c, pg_catalog.pg_inherits i\nWHERE c.oid = i.inhrelid AND i.inhparent = '19613'\nORDER BY pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT', c.oid::pg_catalog.regclass::pg_catalog.text;
SELECT c.oid,\n  n.nspname,\n  c.relname\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relname OPERATOR(pg_catalog.~) '^(pc_child)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 2, 3;
SELECT c.relchecks, c.relkind, c.relhasindex, c.relhasrules, c.relhastriggers, c.relrowsecurity, c.relforcerowsecurity, false AS relhasoids, c.relispartition, pg_catalog.array_to_string(c.reloptions || array(select 'toast.' || x from pg_catalog.unnest(tc.reloptions) x), ', ')\n, c.reltablespace, CASE WHEN c.reloftype = 0 THEN '' ELSE c.reloftype::pg_catalog.regtype::pg_catalog.text END, c.relpersistence, c.relreplident, am.amname\nFROM pg_catalog.pg_class c\n LEFT JOIN pg_catalog.pg_class tc ON (c.reltoastrelid = tc.oid)\nLEFT JOIN pg_catalog.pg_am am ON (c.relam = am.oid)\nWHERE c.oid = '19613';
SELECT a.attname,\n  pg_catalog.format_type(a.atttypid, a.atttypmod),\n  (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true)\n   FROM pg_catalog.pg_attrdef d\n   WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef),\n  a.attnotnull,\n  (SELECT c.collname FROM pg_catalog.pg_collation c, pg_catalog.pg_type t\n   WHERE c.oid = a.attcollation AND t.oid = a.atttypid AND a.attcollation <> t.typcollation) AS attcollation,\n  a.attidentity,\n  a.attgenerated,\n  a.attstorage,\n  a.attcompression AS attcompression,\n  CASE WHEN a.attstattarget=-1 THEN NULL ELSE a.attstattarget END AS attstattarget,\n  pg_catalog.col_description(a.attrelid, a.attnum)\nFROM pg_catalog.pg_attribute a\nWHERE a.attrelid = '19613' AND a.attnum > 0 AND NOT a.attisdropped\nORDER BY a.attnum;
SELECT c.oid,\n  n.nspname,\n  c.relname\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relname OPERATOR(pg_catalog.~) '^(pc_items_emb_idx)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 2, 3;
SELECT a.attname,\n  pg_catalog.format_type(a.atttypid, a.atttypmod),\n  CASE WHEN a.attnum <= (SELECT i.indnkeyatts FROM pg_catalog.pg_index i WHERE i.indexrelid = '19641') THEN 'yes' ELSE 'no' END AS is_key,\n  pg_catalog.pg_get_indexdef(a.attrelid, a.attnum, TRUE) AS indexdef\nFROM pg_catalog.pg_attribute a\nWHERE a.attrelid = '19641' AND a.attnum > 0 AND NOT a.attisdropped\nORDER BY a.attnum;
SELECT i.indisunique, i.indisprimary, i.indisclustered, i.indisvalid,\n  (NOT i.indimmediate) AND EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = i.indrelid AND conindid = i.indexrelid AND contype IN ('p','u','x') AND condeferrable) AS condeferrable,\n  (NOT i.indimmediate) AND EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = i.indrelid AND conindid = i.indexrelid AND contype IN ('p','u','x') AND condeferred) AS condeferred,\ni.indisreplident,\ni.indnullsnotdistinct,\n  a.amname, c2.relname, pg_catalog.pg_get_expr(i.indpred, i.indrelid, true)\nFROM pg_catalog.pg_index i, pg_catalog.pg_class c, pg_catalog.pg_class c2, pg_catalog.pg_am a\nWHERE i.indexrelid = c.oid AND c.oid = '19641' AND c.relam = a.oid\nAND i.indrelid = c2.oid;
SELECT c.oid,\n  n.nspname,\n  c.relname\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relname OPERATOR(pg_catalog.~) '^(pc_items_id_seq)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 2, 3;
SELECT pg_catalog.format_type(seqtypid, NULL) AS "Type",\n       seqstart AS "Start",\n       seqmin AS "Minimum",\n       seqmax AS "Maximum",\n       seqincrement AS "Increment",\n       CASE WHEN seqcycle THEN 'yes' ELSE 'no' END AS "Cycles?",\n       seqcache AS "Cache"\nFROM pg_catalog.pg_sequence\nWHERE seqrelid = '19612';
SELECT pg_catalog.quote_ident(nspname) || '.' ||\n   pg_catalog.quote_ident(relname) || '.' ||\n   pg_catalog.quote_ident(attname),\n   d.deptype\nFROM pg_catalog.pg_class c\nINNER JOIN pg_catalog.pg_depend d ON c.oid=d.refobjid\nINNER JOIN pg_catalog.pg_namespace n ON n.oid=c.relnamespace\nINNER JOIN pg_catalog.pg_attribute a ON (\n a.attrelid=c.oid AND\n a.attnum=d.refobjsubid)\nWHERE d.classid='pg_catalog.pg_class'::pg_catalog.regclass\n AND d.refclassid='pg_catalog.pg_class'::pg_catalog.regclass\n AND d.objid='19612'\n AND d.deptype IN ('a', 'i')
SELECT c.oid,\n  n.nspname,\n  c.relname\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relname OPERATOR(pg_catalog.~) '^(pc_view)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 2, 3;
SELECT a.attname,\n  pg_catalog.format_type(a.atttypid, a.atttypmod),\n  (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid, true)\n   FROM pg_catalog.pg_attrdef d\n   WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef),\n  a.attnotnull,\n  (SELECT c.collname FROM pg_catalog.pg_collation c, pg_catalog.pg_type t\n   WHERE c.oid = a.attcollation AND t.oid = a.atttypid AND a.attcollation <> t.typcollation) AS attcollation,\n  a.attidentity,\n  a.attgenerated,\n  a.attstorage,\n  pg_catalog.col_description(a.attrelid, a.attnum)\nFROM pg_catalog.pg_attribute a\nWHERE a.attrelid = '19637' AND a.attnum > 0 AND NOT a.attisdropped\nORDER BY a.attnum;
SELECT pg_catalog.pg_get_viewdef('19637'::pg_catalog.oid, true);
SELECT r.rulename, trim(trailing ';' from pg_catalog.pg_get_ruledef(r.oid, true))\nFROM pg_catalog.pg_rewrite r\nWHERE r.ev_class = '19637' AND r.rulename != '_RETURN' ORDER BY 1;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam\nWHERE c.relkind IN ('r','p','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam\nWHERE c.relkind IN ('r','p','t','s','')\n  AND c.relname OPERATOR(pg_catalog.~) '^(pc_.*)$' COLLATE pg_catalog.default\n  AND n.nspname OPERATOR(pg_catalog.~) '^(public)$' COLLATE pg_catalog.default\nORDER BY 1,2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner",\n  c2.relname as "Table"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam\n     LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid\n     LEFT JOIN pg_catalog.pg_class c2 ON i.indrelid = c2.oid\nWHERE c.relkind IN ('i','I','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner",\n  c2.relname as "Table",\n  CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' WHEN 'u' THEN 'unlogged' END as "Persistence",\n  am.amname as "Access method",\n  pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid)) as "Size",\n  pg_catalog.obj_description(c.oid, 'pg_class') as "Description"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n     LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam\n     LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid\n     LEFT JOIN pg_catalog.pg_class c2 ON i.indrelid = c2.oid\nWHERE c.relkind IN ('i','I','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relkind IN ('S','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' WHEN 'I' THEN 'partitioned index' END as "Type",\n  pg_catalog.pg_get_userbyid(c.relowner) as "Owner"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relkind IN ('v','')\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname !~ '^pg_toast'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1,2;
SELECT n.nspname AS "Name",\n  pg_catalog.pg_get_userbyid(n.nspowner) AS "Owner"\nFROM pg_catalog.pg_namespace n\nWHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'\nORDER BY 1;
SELECT r.rolname, r.rolsuper, r.rolinherit,\n  r.rolcreaterole, r.rolcreatedb, r.rolcanlogin,\n  r.rolconnlimit, r.rolvaliduntil,\n  ARRAY(SELECT b.rolname\n        FROM pg_catalog.pg_auth_members m\n        JOIN pg_catalog.pg_roles b ON (m.roleid = b.oid)\n        WHERE m.member = r.oid) as memberof\n, r.rolreplication\n, r.rolbypassrls\nFROM pg_catalog.pg_roles r\nWHERE r.rolname !~ '^pg_'\nORDER BY 1;
SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema", c.description AS "Description"\nFROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace LEFT JOIN pg_catalog.pg_description c ON c.objoid = e.oid AND c.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass\nORDER BY 1;
SELECT d.datname as "Name",\n       pg_catalog.pg_get_userbyid(d.datdba) as "Owner",\n       pg_catalog.pg_encoding_to_char(d.encoding) as "Encoding",\n       d.datcollate as "Collate",\n       d.datctype as "Ctype",\n       d.daticulocale as "ICU Locale",\n       CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS "Locale Provider",\n       pg_catalog.array_to_string(d.datacl, E'\\n') AS "Access privileges"\nFROM pg_catalog.pg_database d\nORDER BY 1;
SELECT d.datname as "Name",\n       pg_catalog.pg_get_userbyid(d.datdba) as "Owner",\n       pg_catalog.pg_encoding_to_char(d.encoding) as "Encoding",\n       d.datcollate as "Collate",\n       d.datctype as "Ctype",\n       d.daticulocale as "ICU Locale",\n       CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS "Locale Provider",\n       pg_catalog.array_to_string(d.datacl, E'\\n') AS "Access privileges",\n       CASE WHEN pg_catalog.has_database_privilege(d.datname, 'CONNECT')\n            THEN pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(d.datname))\n            ELSE 'No Access'\n       END as "Size",\n       t.spcname as "Tablespace",\n       pg_catalog.shobj_description(d.oid, 'pg_database') as "Description"\nFROM pg_catalog.pg_database d\n  JOIN pg_catalog.pg_tablespace t on d.dattablespace = t.oid\nORDER BY 1;
SELECT n.nspname as "Schema",\n  p.proname as "Name",\n  pg_catalog.pg_get_function_result(p.oid) as "Result data type",\n  pg_catalog.pg_get_function_arguments(p.oid) as "Argument data types",\n CASE p.prokind\n  WHEN 'a' THEN 'agg'\n  WHEN 'w' THEN 'window'\n  WHEN 'p' THEN 'proc'\n  ELSE 'func'\n END as "Type"\nFROM pg_catalog.pg_proc p\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace\nWHERE p.proname OPERATOR(pg_catalog.~) '^(cosine_distance)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_function_is_visible(p.oid)\nORDER BY 1, 2, 4;
SELECT n.nspname as "Schema",\n  p.proname as "Name",\n  pg_catalog.pg_get_function_result(p.oid) as "Result data type",\n  pg_catalog.pg_get_function_arguments(p.oid) as "Argument data types",\n CASE p.prokind\n  WHEN 'a' THEN 'agg'\n  WHEN 'w' THEN 'window'\n  WHEN 'p' THEN 'proc'\n  ELSE 'func'\n END as "Type",\n CASE\n  WHEN p.provolatile = 'i' THEN 'immutable'\n  WHEN p.provolatile = 's' THEN 'stable'\n  WHEN p.provolatile = 'v' THEN 'volatile'\n END as "Volatility",\n CASE\n  WHEN p.proparallel = 'r' THEN 'restricted'\n  WHEN p.proparallel = 's' THEN 'safe'\n  WHEN p.proparallel = 'u' THEN 'unsafe'\n END as "Parallel",\n pg_catalog.pg_get_userbyid(p.proowner) as "Owner",\n CASE WHEN prosecdef THEN 'definer' ELSE 'invoker' END AS "Security",\n pg_catalog.array_to_string(p.proacl, E'\\n') AS "Access privileges",\n l.lanname as "Language",\n COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) as "Source code",\n pg_catalog.obj_description(p.oid, 'pg_proc') as "Description"\nFROM pg_catalog.pg_proc p\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace\n     LEFT JOIN pg_catalog.pg_language l ON l.oid = p.prolang\nWHERE p.proname OPERATOR(pg_catalog.~) '^(l2_normalize)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_function_is_visible(p.oid)\nORDER BY 1, 2, 4;
SELECT n.nspname as "Schema",\n  pg_catalog.format_type(t.oid, NULL) AS "Name",\n  pg_catalog.obj_description(t.oid, 'pg_type') as "Description"\nFROM pg_catalog.pg_type t\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace\nWHERE (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid))\n  AND NOT EXISTS(SELECT 1 FROM pg_catalog.pg_type el WHERE el.oid = t.typelem AND el.typarray = t.oid)\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_type_is_visible(t.oid)\nORDER BY 1, 2;
SELECT n.nspname as "Schema",\n  o.oprname AS "Name",\n  CASE WHEN o.oprkind='l' THEN NULL ELSE pg_catalog.format_type(o.oprleft, NULL) END AS "Left arg type",\n  CASE WHEN o.oprkind='r' THEN NULL ELSE pg_catalog.format_type(o.oprright, NULL) END AS "Right arg type",\n  pg_catalog.format_type(o.oprresult, NULL) AS "Result type",\n  coalesce(pg_catalog.obj_description(o.oid, 'pg_operator'),\n           pg_catalog.obj_description(o.oprcode, 'pg_proc')) AS "Description"\nFROM pg_catalog.pg_operator o\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace\nWHERE o.oprname OPERATOR(pg_catalog.~) '^(<=>)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_operator_is_visible(o.oid)\nORDER BY 1, 2, 3, 4;
SELECT amname AS "Name",\n  CASE amtype WHEN 'i' THEN 'Index' WHEN 't' THEN 'Table' END AS "Type"\nFROM pg_catalog.pg_am\nORDER BY 1;
SELECT\n  am.amname AS "AM",\n  pg_catalog.format_type(c.opcintype, NULL) AS "Input type",\n  CASE\n    WHEN c.opckeytype <> 0 AND c.opckeytype <> c.opcintype\n    THEN pg_catalog.format_type(c.opckeytype, NULL)\n    ELSE NULL\n  END AS "Storage type",\n  CASE\n    WHEN pg_catalog.pg_opclass_is_visible(c.oid)\n    THEN pg_catalog.format('%I', c.opcname)\n    ELSE pg_catalog.format('%I.%I', n.nspname, c.opcname)\n  END AS "Operator class",\n  (CASE WHEN c.opcdefault\n    THEN 'yes'\n    ELSE 'no'\n  END) AS "Default?"\nFROM pg_catalog.pg_opclass c\n  LEFT JOIN pg_catalog.pg_am am on am.oid = c.opcmethod\n  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace\n  LEFT JOIN pg_catalog.pg_type t ON t.oid = c.opcintype\n  LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace\nWHERE am.amname OPERATOR(pg_catalog.~) '^(hnsw)$' COLLATE pg_catalog.default\n  AND (t.typname OPERATOR(pg_catalog.~) '^(vector)$' COLLATE pg_catalog.default\n        OR pg_catalog.format_type(t.oid, NULL) OPERATOR(pg_catalog.~) '^(vector)$' COLLATE pg_catalog.default)\n  AND pg_catalog.pg_type_is_visible(t.oid)\nORDER BY 1, 2, 4;
SELECT pg_catalog.format_type(castsource, NULL) AS "Source type",\n       pg_catalog.format_type(casttarget, NULL) AS "Target type",\n       CASE WHEN c.castmethod = 'b' THEN '(binary coercible)'\n            WHEN c.castmethod = 'i' THEN '(with inout)'\n            ELSE p.proname\n       END AS "Function",\n       CASE WHEN c.castcontext = 'e' THEN 'no'\n            WHEN c.castcontext = 'a' THEN 'in assignment'\n            ELSE 'yes'\n       END AS "Implicit?"\nFROM pg_catalog.pg_cast c LEFT JOIN pg_catalog.pg_proc p\n     ON c.castfunc = p.oid\n     LEFT JOIN pg_catalog.pg_type ts\n     ON c.castsource = ts.oid\n     LEFT JOIN pg_catalog.pg_namespace ns\n     ON ns.oid = ts.typnamespace\n     LEFT JOIN pg_catalog.pg_type tt\n     ON c.casttarget = tt.oid\n     LEFT JOIN pg_catalog.pg_namespace nt\n     ON nt.oid = tt.typnamespace\nWHERE ( (true  AND (ts.typname OPERATOR(pg_catalog.~) '^(vector)$' COLLATE pg_catalog.default\n        OR pg_catalog.format_type(ts.oid, NULL) OPERATOR(pg_catalog.~) '^(vector)$' COLLATE pg_catalog.default)\n  AND pg_catalog.pg_type_is_visible(ts.oid)\n) OR (true  AND (tt.typname OPERATOR(pg_catalog.~) '^(vector)$' COLLATE pg_catalog.default\n        OR pg_catalog.format_type(tt.oid, NULL) OPERATOR(pg_catalog.~) '^(vector)$' COLLATE pg_catalog.default)\n  AND pg_catalog.pg_type_is_visible(tt.oid)\n) )\nORDER BY 1, 2;
SELECT n.nspname as "Schema",\n  c.relname as "Name",\n  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table' END as "Type",\n  pg_catalog.array_to_string(c.relacl, E'\\n') AS "Access privileges",\n  pg_catalog.array_to_string(ARRAY(\n    SELECT attname || E':\\n  ' || pg_catalog.array_to_string(attacl, E'\\n  ')\n    FROM pg_catalog.pg_attribute a\n    WHERE attrelid = c.oid AND NOT attisdropped AND attacl IS NOT NULL\n  ), E'\\n') AS "Column privileges",\n  pg_catalog.array_to_string(ARRAY(\n    SELECT polname\n    || CASE WHEN NOT polpermissive THEN\n       E' (RESTRICTIVE)'\n       ELSE '' END\n    || CASE WHEN polcmd != '*' THEN\n           E' (' || polcmd::pg_catalog.text || E'):'\n       ELSE E':'\n       END\n    || CASE WHEN polqual IS NOT NULL THEN\n           E'\\n  (u): ' || pg_catalog.pg_get_expr(polqual, polrelid)\n       ELSE E''\n       END\n    || CASE WHEN polwithcheck IS NOT NULL THEN\n           E'\\n  (c): ' || pg_catalog.pg_get_expr(polwithcheck, polrelid)\n       ELSE E''\n       END    || CASE WHEN polroles <> '{0}' THEN\n           E'\\n  to: ' || pg_catalog.array_to_string(\n               ARRAY(\n                   SELECT rolname\n                   FROM pg_catalog.pg_roles\n                   WHERE oid = ANY (polroles)\n                   ORDER BY 1\n               ), E', ')\n       ELSE E''\n       END\n    FROM pg_catalog.pg_policy pol\n    WHERE polrelid = c.oid), E'\\n')\n    AS "Policies"\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relkind IN ('r','v','m','S','f','p')\n  AND c.relname OPERATOR(pg_catalog.~) '^(pc_items)$' COLLATE pg_catalog.default\n  AND n.nspname !~ '^pg_' AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 1, 2;
SELECT DISTINCT tt.nspname AS "Schema", tt.name AS "Name", tt.object AS "Object", d.description AS "Description"\nFROM (\n  SELECT pgc.oid as oid, pgc.tableoid AS tableoid,\n  n.nspname as nspname,\n  CAST(pgc.conname AS pg_catalog.text) as name,  CAST('table constraint' AS pg_catalog.text) as object\n  FROM pg_catalog.pg_constraint pgc\n    JOIN pg_catalog.pg_class c ON c.oid = pgc.conrelid\n    LEFT JOIN pg_catalog.pg_namespace n     ON n.oid = c.relnamespace\nWHERE n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nUNION ALL\n  SELECT pgc.oid as oid, pgc.tableoid AS tableoid,\n  n.nspname as nspname,\n  CAST(pgc.conname AS pg_catalog.text) as name,  CAST('domain constraint' AS pg_catalog.text) as object\n  FROM pg_catalog.pg_constraint pgc\n    JOIN pg_catalog.pg_type t ON t.oid = pgc.contypid\n    LEFT JOIN pg_catalog.pg_namespace n     ON n.oid = t.typnamespace\nWHERE n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_type_is_visible(t.oid)\nUNION ALL\n  SELECT o.oid as oid, o.tableoid as tableoid,\n  n.nspname as nspname,\n  CAST(o.opcname AS pg_catalog.text) as name,\n  CAST('operator class' AS pg_catalog.text) as object\n  FROM pg_catalog.pg_opclass o\n    JOIN pg_catalog.pg_am am ON o.opcmethod = am.oid\n    JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_opclass_is_visible(o.oid)\nUNION ALL\n  SELECT opf.oid as oid, opf.tableoid as tableoid,\n  n.nspname as nspname,\n  CAST(opf.opfname AS pg_catalog.text) AS name,\n  CAST('operator family' AS pg_catalog.text) as object\n  FROM pg_catalog.pg_opfamily opf\n    JOIN pg_catalog.pg_am am ON opf.opfmethod = am.oid\n    JOIN pg_catalog.pg_namespace n ON opf.opfnamespace = n.oid\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_opfamily_is_visible(opf.oid)\nUNION ALL\n  SELECT r.oid as oid, r.tableoid as tableoid,\n  n.nspname as nspname,\n  CAST(r.rulename AS pg_catalog.text) as name,  CAST('rule' AS pg_catalog.text) as object\n  FROM pg_catalog.pg_rewrite r\n       JOIN pg_catalog.pg_class c ON c.oid = r.ev_class\n       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n  WHERE r.rulename != '_RETURN'\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\nUNION ALL\n  SELECT t.oid as oid, t.tableoid as tableoid,\n  n.nspname as nspname,\n  CAST(t.tgname AS pg_catalog.text) as name,  CAST('trigger' AS pg_catalog.text) as object\n  FROM pg_catalog.pg_trigger t\n       JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid\n       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_table_is_visible(c.oid)\n) AS tt\n  JOIN pg_catalog.pg_description d ON (tt.oid = d.objoid AND tt.tableoid = d.classoid AND d.objsubid = 0)\nORDER BY 1, 2, 3;
SELECT spcname AS "Name",\n  pg_catalog.pg_get_userbyid(spcowner) AS "Owner",\n  pg_catalog.pg_tablespace_location(oid) AS "Location"\nFROM pg_catalog.pg_tablespace\nORDER BY 1;
SELECT n.nspname as "Schema",\n       t.typname as "Name",\n       pg_catalog.format_type(t.typbasetype, t.typtypmod) as "Type",\n       (SELECT c.collname FROM pg_catalog.pg_collation c, pg_catalog.pg_type bt\n        WHERE c.oid = t.typcollation AND bt.oid = t.typbasetype AND t.typcollation <> bt.typcollation) as "Collation",\n       CASE WHEN t.typnotnull THEN 'not null' END as "Nullable",\n       t.typdefault as "Default",\n       pg_catalog.array_to_string(ARRAY(\n         SELECT pg_catalog.pg_get_constraintdef(r.oid, true) FROM pg_catalog.pg_constraint r WHERE t.oid = r.contypid\n       ), ' ') as "Check"\nFROM pg_catalog.pg_type t\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace\nWHERE t.typtype = 'd'\n      AND n.nspname <> 'pg_catalog'\n      AND n.nspname <> 'information_schema'\n  AND pg_catalog.pg_type_is_visible(t.oid)\nORDER BY 1, 2;
SELECT s.name AS "Parameter", pg_catalog.current_setting(s.name) AS "Value"\nFROM pg_catalog.pg_settings s\nWHERE pg_catalog.lower(s.name) OPERATOR(pg_catalog.~) '^(work_mem)$' COLLATE pg_catalog.default\nORDER BY 1;
SELECT l.lanname AS "Name",\n       pg_catalog.pg_get_userbyid(l.lanowner) as "Owner",\n       l.lanpltrusted AS "Trusted",\n       d.description AS "Description"\nFROM pg_catalog.pg_language l\nLEFT JOIN pg_catalog.pg_description d\n  ON d.classoid = l.tableoid AND d.objoid = l.oid\n  AND d.objsubid = 0\nWHERE l.lanplcallfoid != 0\nORDER BY 1;
SELECT 'cosine_distance(vector,vector)'::pg_catalog.regprocedure::pg_catalog.oid
SELECT pg_catalog.pg_get_functiondef(16394)
SELECT 'pc_view'::pg_catalog.regclass::pg_catalog.oid
SELECT nspname, relname, relkind, pg_catalog.pg_get_viewdef(c.oid, true), pg_catalog.array_remove(pg_catalog.array_remove(c.reloptions,'check_option=local'),'check_option=cascaded') AS reloptions, CASE WHEN 'check_option=local' = ANY (c.reloptions) THEN 'LOCAL'::text WHEN 'check_option=cascaded' = ANY (c.reloptions) THEN 'CASCADED'::text ELSE NULL END AS checkoption FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON c.relnamespace = n.oid WHERE c.oid = 19637
SELECT c.oid,\n  n.nspname,\n  c.relname\nFROM pg_catalog.pg_class c\n     LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\nWHERE c.relname OPERATOR(pg_catalog.~) '^(nope_nope)$' COLLATE pg_catalog.default\n  AND pg_catalog.pg_table_is_visible(c.oid)\nORDER BY 2, 3;
select id, name, embedding from pc_items where id < 3 order by 1
select id, name from pc_items where id=1
select count(*) as n, max(id) as m from pc_items 
select format('select %s+1', id) from pc_items where id<=2 order by id 
select 1+1
select id, embedding, price from pc_items 
SELECT name AS "Column", pg_catalog.format_type(tp, tpm) AS "Type"\nFROM (VALUES ('id', '20'::pg_catalog.oid, -1),('embedding', '16385'::pg_catalog.oid, 3),('price', '1700'::pg_catalog.oid, 655366)) s(name, tp, tpm)
select id, name, price from pc_items order by 1 
select 7;
select 'tick' 
select * from nope_nope
select 1/0;
select id from pc_items;
insert into pc_items(name,price) values ($$x$$,1),($$y$$,2)
update pc_items set price=3 where name in ($$x$$,$$y$$)
delete from pc_items where name in ($$x$$,$$y$$)
BEGIN
insert into pc_items(name,price) values ('s1',1);
insert into pc_items(name,price) values ('s2',-1);
ROLLBACK
select count(*) from pc_items where name like 's_'
insert into pc_items(name,price) values ('m1',1); select 1/0
select count(*) from pc_items where name='m1'
select 1; select 2
begin;
SAVEPOINT pg_psql_temporary_savepoint
insert into pc_items(id,name,price) values (100,'r1',1);
RELEASE pg_psql_temporary_savepoint
ROLLBACK TO pg_psql_temporary_savepoint
select count(*) from pc_items where id=100;
rollback;
COPY  pc_items ( id,name,price,embedding ) TO STDOUT csv header
create table pc_copy (id bigint, name text, price numeric(10,2), embedding vector(3))
COPY  pc_copy ( id,name,price,embedding ) FROM STDIN csv header
select id,embedding from pc_copy order by id
copy (select id, embedding from pc_items where id=2) to stdout
copy pc_copy(id,name,price,embedding) from stdin;
select name, price is null, embedding from pc_copy where id=7;
copy pc_copy(id,embedding) from stdin;
COPY  pc_items ( id,embedding ) TO STDOUT binary
truncate pc_copy
COPY  pc_copy ( id,embedding ) FROM STDIN binary
select count(*), sum(id) from pc_copy
explain (costs off) select id from pc_items where id=1
set enable_seqscan=off
explain (costs off) select id from pc_items order by embedding <-> '[1,1,1]' limit 1
show server_version
select '[1]'::vector
show hnsw.ef_search
show transaction_isolation
select 1 where $$[1]$$::vector is null;
set local hnsw.ef_search = 100;
show hnsw.ef_search;
commit;
show password_encryption
prepare p1(vector,int) as select id from pc_items order by embedding <-> $1 limit $2;
execute p1('[2,2,2]',1);
deallocate p1;
declare c cursor for select id from pc_items order by id;
fetch 2 from c;
close c;
DECLARE _psql_cursor NO SCROLL CURSOR FOR\nselect id from pc_items order by id;
FETCH FORWARD 2 FROM _psql_cursor
CLOSE _psql_cursor
COMMIT
drop table if exists pc_none
listen ch1;
notify ch1, 'hello';
select count(*) from generate_series(1,400) a, generate_series(1,100000) b, generate_series(1,100000) c
SELECT oid as "ID",\n  pg_catalog.pg_get_userbyid(lomowner) as "Owner",\n  pg_catalog.obj_description(oid, 'pg_largeobject') as "Description"\nFROM pg_catalog.pg_largeobject_metadata\nORDER BY oid
SELECT c.relname, NULL::pg_catalog.text FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'S', 'v', 'm', 'f', 'p') AND (c.relname) LIKE 'pc\\_it%' AND pg_catalog.pg_table_is_visible(c.oid) AND c.relnamespace <> (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'pg_catalog')\nUNION ALL\nSELECT NULL::pg_catalog.text, n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname LIKE 'pc\\_it%' AND n.nspname NOT LIKE E'pg\\\\_%'\nLIMIT 1000
SELECT c.relname, NULL::pg_catalog.text FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'S', 'v', 'm', 'f', 'p') AND (c.relname) LIKE 'pc\\_items%' AND pg_catalog.pg_table_is_visible(c.oid) AND c.relnamespace <> (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'pg_catalog')\nUNION ALL\nSELECT NULL::pg_catalog.text, n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname LIKE 'pc\\_items%' AND n.nspname NOT LIKE E'pg\\\\_%'\nLIMIT 1000
SELECT a.attname, NULL::pg_catalog.text FROM pg_catalog.pg_attribute a, pg_catalog.pg_class c WHERE c.oid = a.attrelid and a.attnum > 0 and not a.attisdropped AND (a.attname) LIKE 'emb%' AND c.relname = 'pc_items' AND pg_catalog.pg_table_is_visible(c.oid)\nLIMIT 1000
select '[1]'::vector;
SELECT pg_catalog.lower(name) FROM pg_catalog.pg_settings  WHERE context IN ('user', 'superuser')    AND pg_catalog.lower(name) LIKE pg_catalog.lower('hnsw.ef\\_s%')\nLIMIT 1000
SELECT c.relname, NULL::pg_catalog.text FROM pg_catalog.pg_class c WHERE (c.relname) LIKE 'pc\\_c%' AND pg_catalog.pg_table_is_visible(c.oid) AND c.relnamespace <> (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'pg_catalog')\nUNION ALL\nSELECT NULL::pg_catalog.text, n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname LIKE 'pc\\_c%' AND n.nspname NOT LIKE E'pg\\\\_%'\nLIMIT 1000
SELECT c.relname, NULL::pg_catalog.text FROM pg_catalog.pg_class c WHERE c.relkind IN ('i', 'I') AND (c.relname) LIKE 'pc\\_items\\_e%' AND pg_catalog.pg_table_is_visible(c.oid) AND c.relnamespace <> (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'pg_catalog')\nUNION ALL\nSELECT NULL::pg_catalog.text, n.nspname FROM pg_catalog.pg_namespace n WHERE n.nspname LIKE 'pc\\_items\\_e%' AND n.nspname NOT LIKE E'pg\\\\_%'\nLIMIT 1000
SELECT nspname FROM pg_catalog.pg_namespace  WHERE nspname LIKE 'pub%' AND nspname NOT LIKE E'pg\\\\_toast%' AND nspname NOT LIKE E'pg\\\\_temp%'\nLIMIT 1000
 SELECT extname    FROM pg_catalog.pg_extension   WHERE extname LIKE 'vec%'\nLIMIT 1000
 SELECT rolname    FROM pg_catalog.pg_roles   WHERE rolname LIKE '%'\nLIMIT 1000
drop table if exists pc_copy, pc_child cascade
drop table if exists pc_items cascade
SET application_name = 'PostgreSQL JDBC Driver'
create extension if not exists vector
set client_min_messages=warning
drop table if exists pj_child, pj_items, pj_types, pj_b, pj_plan, pj_ddl
drop view if exists pj_v
create table pj_items (id bigserial primary key, name text, price numeric(10,2), embedding vector(3), half halfvec(3), bin bit(3), sparse sparsevec(3))
create table pj_child (id int primary key, item_id bigint not null references pj_items(id) on delete cascade, code varchar(20) not null default 'x', unique (item_id, code))
comment on table pj_items is 'jdbc items'
comment on column pj_items.name is 'nm'
create index pj_name_idx on pj_items (lower(name))
create index pj_emb_idx on pj_items using hnsw (embedding vector_cosine_ops)

SHOW TRANSACTION ISOLATION LEVEL
select current_catalog
select current_schema()
show application_name
show statement_timeout
select current_setting('search_path')
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY
show search_path
show transaction_read_only
create table pj_ro(i int)
SET SESSION search_path TO 'public'
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE
BEGIN READ ONLY
insert into pj_items(name) values ('no')
SET application_name = 'abc'
SELECT pg_type.oid, typname   FROM pg_catalog.pg_type   LEFT   JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  WHERE typname = $1  ORDER BY sp.r, pg_type.oid DESC LIMIT 1
truncate pj_items restart identity cascade
insert into pj_items(name,price,embedding,half,bin,sparse) values ($1,$2,$3,$4,$5,$6)
select * from pj_items order by embedding <-> $1 limit 5
SELECT typinput='pg_catalog.array_in'::regproc as is_array, typtype, typname, pg_type.oid   FROM pg_catalog.pg_type   LEFT JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  WHERE pg_type.oid = $1  ORDER BY sp.r, pg_type.oid DESC
select embedding <-> $1 as d from pj_items where id=3
select embedding <#> $1 as d from pj_items where id=3
select embedding <=> $1 as d from pj_items where id=3
select embedding <+> $1 as d from pj_items where id=3
select id, embedding::text, embedding <=> $1::vector from pj_items where embedding <=> cast($2 as vector) < $3 order by 3 limit $4
insert into pj_items(name, embedding) values ($1, $2) returning id, embedding
delete from pj_items where name='su'
insert into pj_items(embedding) values ($1)
select $1::vector(3), $2::float4[]::vector <-> '[1,2,2]'
select embedding from pj_items where embedding = $1
select id, name, price, embedding from pj_items
SELECT n.nspname = ANY(current_schemas(true)), n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON t.typnamespace = n.oid WHERE t.oid = $1
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 19823 AS oid , 1 AS attnum UNION ALL SELECT 19823, 2 UNION ALL SELECT 19823, 3 UNION ALL SELECT 19823, 4) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (19823)
drop table if exists pj_types
create table pj_types (b boolean, i2 smallint, i4 int, i8 bigint, f4 real, f8 double precision, n numeric, t text, vc varchar(10), ch char(5), by bytea, d date, ti time, ts timestamp, tz timestamptz, u uuid, j json, jb jsonb, ia int[], ta text[], fa real[], da double precision[], iv interval, o oid, vb varbit)
insert into pj_types values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18::jsonb,$19,$20,$21,$22,$23,$24,$25::varbit)
select * from pj_types where i4=$1
insert into pj_items(name, price, embedding) values ($1,$2,$3)
select id, embedding, count(*) over () as n from pj_items where id > $1
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 19823 AS oid , 1 AS attnum UNION ALL SELECT 19823, 4) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (19823)
SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",  CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema'  WHEN true THEN CASE  WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TABLE'   WHEN 'v' THEN 'SYSTEM VIEW'   WHEN 'i' THEN 'SYSTEM INDEX'   ELSE NULL   END  WHEN n.nspname = 'pg_toast' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TOAST TABLE'   WHEN 'i' THEN 'SYSTEM TOAST INDEX'   ELSE NULL   END  ELSE CASE c.relkind   WHEN 'r' THEN 'TEMPORARY TABLE'   WHEN 'p' THEN 'TEMPORARY TABLE'   WHEN 'i' THEN 'TEMPORARY INDEX'   WHEN 'S' THEN 'TEMPORARY SEQUENCE'   WHEN 'v' THEN 'TEMPORARY VIEW'   ELSE NULL   END  END  WHEN false THEN CASE c.relkind  WHEN 'r' THEN 'TABLE'  WHEN 'p' THEN 'PARTITIONED TABLE'  WHEN 'i' THEN 'INDEX'  WHEN 'P' then 'PARTITIONED INDEX'  WHEN 'S' THEN 'SEQUENCE'  WHEN 'v' THEN 'VIEW'  WHEN 'c' THEN 'TYPE'  WHEN 'f' THEN 'FOREIGN TABLE'  WHEN 'm' THEN 'MATERIALIZED VIEW'  ELSE NULL  END  ELSE NULL  END  AS "TABLE_TYPE", d.description AS "REMARKS",  '' as "TYPE_CAT", '' as "TYPE_SCHEM", '' as "TYPE_NAME", '' AS "SELF_REFERENCING_COL_NAME", '' AS "REF_GENERATION"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c  LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0  and d.classoid = 'pg_class'::regclass)  WHERE c.relnamespace = n.oid  AND n.nspname LIKE $1 AND c.relname LIKE $2 AND (false  OR ( c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ) )  ORDER BY "TABLE_TYPE","TABLE_SCHEM","TABLE_NAME" 
SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",  CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema'  WHEN true THEN CASE  WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TABLE'   WHEN 'v' THEN 'SYSTEM VIEW'   WHEN 'i' THEN 'SYSTEM INDEX'   ELSE NULL   END  WHEN n.nspname = 'pg_toast' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TOAST TABLE'   WHEN 'i' THEN 'SYSTEM TOAST INDEX'   ELSE NULL   END  ELSE CASE c.relkind   WHEN 'r' THEN 'TEMPORARY TABLE'   WHEN 'p' THEN 'TEMPORARY TABLE'   WHEN 'i' THEN 'TEMPORARY INDEX'   WHEN 'S' THEN 'TEMPORARY SEQUENCE'   WHEN 'v' THEN 'TEMPORARY VIEW'   ELSE NULL   END  END  WHEN false THEN CASE c.relkind  WHEN 'r' THEN 'TABLE'  WHEN 'p' THEN 'PARTITIONED TABLE'  WHEN 'i' THEN 'INDEX'  WHEN 'P' then 'PARTITIONED INDEX'  WHEN 'S' THEN 'SEQUENCE'  WHEN 'v' THEN 'VIEW'  WHEN 'c' THEN 'TYPE'  WHEN 'f' THEN 'FOREIGN TABLE'  WHEN 'm' THEN 'MATERIALIZED VIEW'  ELSE NULL  END  ELSE NULL  END  AS "TABLE_TYPE", d.description AS "REMARKS",  '' as "TYPE_CAT", '' as "TYPE_SCHEM", '' as "TYPE_NAME", '' AS "SELF_REFERENCING_COL_NAME", '' AS "REF_GENERATION"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c  LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0  and d.classoid = 'pg_class'::regclass)  WHERE c.relnamespace = n.oid  AND c.relname LIKE $1 ORDER BY "TABLE_TYPE","TABLE_SCHEM","TABLE_NAME" 
SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",  CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema'  WHEN true THEN CASE  WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TABLE'   WHEN 'v' THEN 'SYSTEM VIEW'   WHEN 'i' THEN 'SYSTEM INDEX'   ELSE NULL   END  WHEN n.nspname = 'pg_toast' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TOAST TABLE'   WHEN 'i' THEN 'SYSTEM TOAST INDEX'   ELSE NULL   END  ELSE CASE c.relkind   WHEN 'r' THEN 'TEMPORARY TABLE'   WHEN 'p' THEN 'TEMPORARY TABLE'   WHEN 'i' THEN 'TEMPORARY INDEX'   WHEN 'S' THEN 'TEMPORARY SEQUENCE'   WHEN 'v' THEN 'TEMPORARY VIEW'   ELSE NULL   END  END  WHEN false THEN CASE c.relkind  WHEN 'r' THEN 'TABLE'  WHEN 'p' THEN 'PARTITIONED TABLE'  WHEN 'i' THEN 'INDEX'  WHEN 'P' then 'PARTITIONED INDEX'  WHEN 'S' THEN 'SEQUENCE'  WHEN 'v' THEN 'VIEW'  WHEN 'c' THEN 'TYPE'  WHEN 'f' THEN 'FOREIGN TABLE'  WHEN 'm' THEN 'MATERIALIZED VIEW'  ELSE NULL  END  ELSE NULL  END  AS "TABLE_TYPE", d.description AS "REMARKS",  '' as "TYPE_CAT", '' as "TYPE_SCHEM", '' as "TYPE_NAME", '' AS "SELF_REFERENCING_COL_NAME", '' AS "REF_GENERATION"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c  LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0  and d.classoid = 'pg_class'::regclass)  WHERE c.relnamespace = n.oid  AND n.nspname LIKE $1 AND c.relname LIKE $2 AND (false  OR ( c.relkind = 'r' AND (n.nspname = 'pg_catalog' OR n.nspname = 'information_schema') ) )  ORDER BY "TABLE_TYPE","TABLE_SCHEM","TABLE_NAME" 
SELECT * FROM (SELECT current_database() AS current_database, n.nspname,c.relname,a.attname,a.atttypid,a.attnotnull  OR (t.typtype = 'd' AND t.typnotnull) AS attnotnull,a.atttypmod,a.attlen,t.typtypmod,row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS attnum, nullif(a.attidentity, '') as attidentity,nullif(a.attgenerated, '') as attgenerated,pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS adsrc,dsc.description,t.typbasetype,t.typtype  FROM pg_catalog.pg_namespace n  JOIN pg_catalog.pg_class c ON (c.relnamespace = n.oid)  JOIN pg_catalog.pg_attribute a ON (a.attrelid=c.oid)  JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid)  LEFT JOIN pg_catalog.pg_attrdef def ON (a.attrelid=def.adrelid AND a.attnum = def.adnum)  LEFT JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid)  LEFT JOIN pg_catalog.pg_class dc ON (dc.oid=dsc.classoid AND dc.relname='pg_class')  LEFT JOIN pg_catalog.pg_namespace dn ON (dc.relnamespace=dn.oid AND dn.nspname='pg_catalog')  WHERE c.relkind in ('r','p','v','f','m') and a.attnum > 0 AND NOT a.attisdropped  AND n.nspname LIKE $1 AND c.relname LIKE $2) c WHERE true  AND attname LIKE $3 ORDER BY nspname,c.relname,attnum 
SELECT        result.TABLE_CAT AS "TABLE_CAT",        result.TABLE_SCHEM AS "TABLE_SCHEM",        result.TABLE_NAME AS "TABLE_NAME",        result.COLUMN_NAME AS "COLUMN_NAME",        result.KEY_SEQ AS "KEY_SEQ",        result.PK_NAME AS "PK_NAME"FROM      (SELECT current_database() AS TABLE_CAT, n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, a.attname AS COLUMN_NAME,   (information_schema._pg_expandarray(con.conkey)).n AS KEY_SEQ, con.conname AS PK_NAME,   information_schema._pg_expandarray(con.conkey) AS KEYS, a.attnum AS A_ATTNUM FROM pg_catalog.pg_constraint con   JOIN pg_catalog.pg_class ct ON (con.conrelid = ct.oid)   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_attribute a ON (a.attrelid = ct.oid) WHERE con.contype = 'p'  AND n.nspname = $1 AND ct.relname = $2 ) result where  result.A_ATTNUM = (result.KEYS).x  ORDER BY result.table_name, result.pk_name, result.key_seq
SELECT     tmp.TABLE_CAT AS "TABLE_CAT",     tmp.TABLE_SCHEM AS "TABLE_SCHEM",     tmp.TABLE_NAME AS "TABLE_NAME",     tmp.NON_UNIQUE AS "NON_UNIQUE",     tmp.INDEX_QUALIFIER AS "INDEX_QUALIFIER",     tmp.INDEX_NAME AS "INDEX_NAME",     tmp.TYPE AS "TYPE",     tmp.ORDINAL_POSITION AS "ORDINAL_POSITION",     trim(both '"' from pg_catalog.pg_get_indexdef(tmp.CI_OID, tmp.ORDINAL_POSITION, false)) AS "COLUMN_NAME",   CASE tmp.AM_NAME     WHEN 'btree' THEN CASE tmp.I_INDOPTION[tmp.ORDINAL_POSITION - 1] & 1::smallint       WHEN 1 THEN 'D'       ELSE 'A'     END     ELSE NULL   END AS "ASC_OR_DESC",     tmp.CARDINALITY AS "CARDINALITY",     tmp.PAGES AS "PAGES",     tmp.FILTER_CONDITION AS "FILTER_CONDITION",     tmp.REMARKS AS "REMARKS"FROM (SELECT current_database() AS TABLE_CAT,  n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, NOT i.indisunique AS NON_UNIQUE,   NULL AS INDEX_QUALIFIER, ci.relname AS INDEX_NAME,   CASE i.indisclustered     WHEN true THEN 1    ELSE CASE am.amname       WHEN 'hash' THEN 2      ELSE 3    END   END AS TYPE,   (information_schema._pg_expandarray(i.indkey)).n AS ORDINAL_POSITION,   ci.reltuples AS CARDINALITY,   ci.relpages AS PAGES,   pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS FILTER_CONDITION,   ci.oid AS CI_OID,   i.indoption AS I_INDOPTION,   am.amname AS AM_NAME,   d.description AS REMARKS FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_index i ON (ct.oid = i.indrelid)   JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid)   JOIN pg_catalog.pg_am am ON (ci.relam = am.oid)   LEFT JOIN pg_catalog.pg_description d ON (ci.oid = d.objoid) WHERE true  AND n.nspname = $1 AND ct.relname = $2) AS tmp ORDER BY "NON_UNIQUE", "TYPE", "INDEX_NAME", "ORDINAL_POSITION" 
SELECT     tmp.TABLE_CAT AS "TABLE_CAT",     tmp.TABLE_SCHEM AS "TABLE_SCHEM",     tmp.TABLE_NAME AS "TABLE_NAME",     tmp.NON_UNIQUE AS "NON_UNIQUE",     tmp.INDEX_QUALIFIER AS "INDEX_QUALIFIER",     tmp.INDEX_NAME AS "INDEX_NAME",     tmp.TYPE AS "TYPE",     tmp.ORDINAL_POSITION AS "ORDINAL_POSITION",     trim(both '"' from pg_catalog.pg_get_indexdef(tmp.CI_OID, tmp.ORDINAL_POSITION, false)) AS "COLUMN_NAME",   CASE tmp.AM_NAME     WHEN 'btree' THEN CASE tmp.I_INDOPTION[tmp.ORDINAL_POSITION - 1] & 1::smallint       WHEN 1 THEN 'D'       ELSE 'A'     END     ELSE NULL   END AS "ASC_OR_DESC",     tmp.CARDINALITY AS "CARDINALITY",     tmp.PAGES AS "PAGES",     tmp.FILTER_CONDITION AS "FILTER_CONDITION",     tmp.REMARKS AS "REMARKS"FROM (SELECT current_database() AS TABLE_CAT,  n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, NOT i.indisunique AS NON_UNIQUE,   NULL AS INDEX_QUALIFIER, ci.relname AS INDEX_NAME,   CASE i.indisclustered     WHEN true THEN 1    ELSE CASE am.amname       WHEN 'hash' THEN 2      ELSE 3    END   END AS TYPE,   (information_schema._pg_expandarray(i.indkey)).n AS ORDINAL_POSITION,   ci.reltuples AS CARDINALITY,   ci.relpages AS PAGES,   pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS FILTER_CONDITION,   ci.oid AS CI_OID,   i.indoption AS I_INDOPTION,   am.amname AS AM_NAME,   d.description AS REMARKS FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_index i ON (ct.oid = i.indrelid)   JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid)   JOIN pg_catalog.pg_am am ON (ci.relam = am.oid)   LEFT JOIN pg_catalog.pg_description d ON (ci.oid = d.objoid) WHERE true  AND n.nspname = $1 AND ct.relname = $2 AND i.indisunique ) AS tmp ORDER BY "NON_UNIQUE", "TYPE", "INDEX_NAME", "ORDINAL_POSITION" 
SELECT setting FROM pg_catalog.pg_settings WHERE name='max_index_keys'
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND fkn.nspname = $1 AND fkc.relname = $2 ORDER BY pkn.nspname,pkc.relname, con.conname,pos.n
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND pkn.nspname = $1 AND pkc.relname = $2 ORDER BY fkn.nspname,fkc.relname,con.conname,pos.n
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND pkn.nspname = $1 AND fkn.nspname = $2 AND pkc.relname = $3 AND fkc.relname = $4 ORDER BY fkn.nspname,fkc.relname,con.conname,pos.n
SELECT t.typname,t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON (t.typnamespace = n.oid)  WHERE n.nspname  != 'pg_toast' AND  (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid))
SELECT typinput='pg_catalog.array_in'::regproc as is_array, typtype, typname, pg_type.oid   FROM pg_catalog.pg_type   LEFT JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  ORDER BY sp.r, pg_type.oid DESC
SELECT nspname AS "TABLE_SCHEM", current_database() AS "TABLE_CATALOG" FROM pg_catalog.pg_namespace  WHERE nspname <> 'pg_toast' AND (nspname !~ '^pg_temp_'  OR nspname = (pg_catalog.current_schemas(true))[1]) AND (nspname !~ '^pg_toast_temp_'  OR nspname = replace((pg_catalog.current_schemas(true))[1], 'pg_temp_', 'pg_toast_temp_'))  ORDER BY "TABLE_SCHEM"
SELECT datname AS "TABLE_CAT" FROM pg_catalog.pg_database WHERE datallowconn = true ORDER BY datname
SELECT nspname AS "TABLE_SCHEM", current_database() AS "TABLE_CATALOG" FROM pg_catalog.pg_namespace  WHERE nspname <> 'pg_toast' AND (nspname !~ '^pg_temp_'  OR nspname = (pg_catalog.current_schemas(true))[1]) AND (nspname !~ '^pg_toast_temp_'  OR nspname = replace((pg_catalog.current_schemas(true))[1], 'pg_temp_', 'pg_toast_temp_'))  AND nspname LIKE $1 ORDER BY "TABLE_SCHEM"
SELECT current_database() AS "FUNCTION_CAT",  n.nspname AS "FUNCTION_SCHEM", p.proname AS "FUNCTION_NAME",  d.description AS "REMARKS",  CASE    WHEN (format_type(p.prorettype, null) = 'unknown') THEN 0   WHEN      (substring(pg_get_function_result(p.oid) from 0 for 6) = 'TABLE') OR      (substring(pg_get_function_result(p.oid) from 0 for 6) = 'SETOF') THEN 2   ELSE 1 END  AS "FUNCTION_TYPE",  p.proname || '_' || p.oid AS "SPECIFIC_NAME" FROM pg_catalog.pg_proc p INNER JOIN pg_catalog.pg_namespace n ON p.pronamespace=n.oid LEFT JOIN pg_catalog.pg_description d ON p.oid=d.objoid WHERE true   AND p.prokind='f' AND p.proname LIKE $1 ORDER BY "FUNCTION_SCHEM", "FUNCTION_NAME", p.oid::text 
SELECT current_database() AS current_database, n.nspname,p.proname,p.prorettype,p.proargtypes, t.typtype,t.typrelid,  p.proargnames, p.proargmodes, p.proallargtypes, p.oid  FROM pg_catalog.pg_proc p, pg_catalog.pg_namespace n, pg_catalog.pg_type t  WHERE p.pronamespace=n.oid AND p.prorettype=t.oid  AND p.proname LIKE $1 ORDER BY n.nspname, p.proname, p.oid::text 
SELECT current_database() AS "PROCEDURE_CAT",  n.nspname AS "PROCEDURE_SCHEM", p.proname AS "PROCEDURE_NAME", NULL, NULL, NULL, d.description AS "REMARKS", 2 AS "PROCEDURE_TYPE",  p.proname || '_' || p.oid AS "SPECIFIC_NAME"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_proc p  LEFT JOIN pg_catalog.pg_description d ON (p.oid=d.objoid)  LEFT JOIN pg_catalog.pg_class c ON (d.classoid=c.oid AND c.relname='pg_proc')  LEFT JOIN pg_catalog.pg_namespace pn ON (c.relnamespace=pn.oid AND pn.nspname='pg_catalog')  WHERE p.pronamespace=n.oid  AND p.prokind='p' AND p.proname LIKE $1 ORDER BY "PROCEDURE_SCHEM", "PROCEDURE_NAME", p.oid::text 
select current_database() as "TYPE_CAT", n.nspname as "TYPE_SCHEM", t.typname as "TYPE_NAME", null as "CLASS_NAME", CASE WHEN t.typtype='c' then 2002 else 2001 end as "DATA_TYPE", pg_catalog.obj_description(t.oid, 'pg_type')  as "REMARKS", CASE WHEN t.typtype = 'd' then  (select CASE when base_type.oid = 16385 then 1111 when base_type.oid = 1028 then 2003 when base_type.oid = 2950 then 1111 when base_type.oid = 2951 then 2003 when base_type.oid = 142 then 2009 when base_type.oid = 143 then 2003 when base_type.oid = 16 then -7 when base_type.oid = 17 then -2 when base_type.oid = 18 then 1 when base_type.oid = 1042 then 1 when base_type.oid = 1043 then 12 when base_type.oid = 19 then 12 when base_type.oid = 20 then -5 when base_type.oid = 21 then 5 when base_type.oid = 790 then 8 when base_type.oid = 23 then 4 when base_type.oid = 791 then 2003 when base_type.oid = 1560 then -7 when base_type.oid = 25 then 12 when base_type.oid = 1561 then 2003 when base_type.oid = 2201 then 2003 when base_type.oid = 26 then -5 when base_type.oid = 1562 then 1111 when base_type.oid = 1563 then 2003 when base_type.oid = 1182 then 2003 when base_type.oid = 1183 then 2003 when base_type.oid = 1184 then 93 when base_type.oid = 1185 then 2003 when base_type.oid = 1700 then 2 when base_type.oid = 1082 then 91 when base_type.oid = 1083 then 92 when base_type.oid = 700 then 7 when base_type.oid = 701 then 8 when base_type.oid = 199 then 2003 when base_type.oid = 1231 then 2003 when base_type.oid = 600 then 1111 when base_type.oid = 1114 then 93 when base_type.oid = 3802 then 1111 when base_type.oid = 1115 then 2003 when base_type.oid = 603 then 1111 when base_type.oid = 3807 then 2003 when base_type.oid = 1000 then 2003 when base_type.oid = 1001 then 2003 when base_type.oid = 1002 then 2003 when base_type.oid = 1003 then 2003 when base_type.oid = 1005 then 2003 when base_type.oid = 1007 then 2003 when base_type.oid = 1009 then 2003 when base_type.oid = 1266 then 92 when base_type.oid = 114 then 1111 when base_type.oid = 16498 then 1111 when base_type.oid = 1014 then 2003 when base_type.oid = 1270 then 2003 when base_type.oid = 1015 then 2003 when base_type.oid = 1016 then 2003 when base_type.oid = 1017 then 2003 when base_type.oid = 16633 then 1111 when base_type.oid = 1020 then 2003 when base_type.oid = 1021 then 2003 when base_type.oid = 1022 then 2003 when base_type.oid = 1790 then 2012 else 1111 end from pg_type base_type where base_type.oid=t.typbasetype) else null end as "BASE_TYPE" from pg_catalog.pg_type t, pg_catalog.pg_namespace n where t.typnamespace = n.oid and n.nspname != 'pg_catalog' and n.nspname != 'pg_toast' and t.typtype IN ('c','d')  and t.typname like '%' and n.nspname like 'public' order by "DATA_TYPE", "TYPE_SCHEM", "TYPE_NAME" 
SELECT current_database() AS current_database, n.nspname,c.relname,r.rolname,c.relacl  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c, pg_catalog.pg_roles r  WHERE c.relnamespace = n.oid  AND c.relowner = r.oid  AND c.relkind IN ('r','p','v','m','f')  AND n.nspname LIKE $1 AND c.relname LIKE $2 ORDER BY nspname, relname 
SELECT current_database() AS current_database, n.nspname,c.relname,r.rolname,c.relacl, a.attacl,  a.attname  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c,  pg_catalog.pg_roles r, pg_catalog.pg_attribute a  WHERE c.relnamespace = n.oid  AND c.relowner = r.oid  AND c.oid = a.attrelid  AND c.relkind = 'r'  AND a.attnum > 0 AND NOT a.attisdropped  AND n.nspname = $1 AND c.relname = $2 AND a.attname LIKE $3 ORDER BY attname 
SELECT a.attname, a.atttypid, atttypmod FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid)   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN (SELECT i.indexrelid, i.indrelid, i.indisprimary,              information_schema._pg_expandarray(i.indkey) AS keys         FROM pg_catalog.pg_index i) i     ON (a.attnum = (i.keys).x AND a.attrelid = i.indrelid) WHERE true  AND n.nspname = $1 AND ct.relname = $2 AND i.indisprimary  ORDER BY a.attnum 
SELECT t.typlen FROM pg_catalog.pg_type t, pg_catalog.pg_namespace n WHERE t.typnamespace=n.oid AND t.typname='name' AND n.nspname='pg_catalog'
select string_agg(word, ',') from pg_catalog.pg_get_keywords() where word <> ALL ('{a,abs,absolute,action,ada,add,admin,after,all,allocate,alter,always,and,any,are,array,as,asc,asensitive,assertion,assignment,asymmetric,at,atomic,attribute,attributes,authorization,avg,before,begin,bernoulli,between,bigint,binary,blob,boolean,both,breadth,by,c,call,called,cardinality,cascade,cascaded,case,cast,catalog,catalog_name,ceil,ceiling,chain,char,char_length,character,character_length,character_set_catalog,character_set_name,character_set_schema,characteristics,characters,check,checked,class_origin,clob,close,coalesce,cobol,code_units,collate,collation,collation_catalog,collation_name,collation_schema,collect,column,column_name,command_function,command_function_code,commit,committed,condition,condition_number,connect,connection_name,constraint,constraint_catalog,constraint_name,constraint_schema,constraints,constructors,contains,continue,convert,corr,corresponding,count,covar_pop,covar_samp,create,cross,cube,cume_dist,current,current_collation,current_date,current_default_transform_group,current_path,current_role,current_time,current_timestamp,current_transform_group_for_type,current_user,cursor,cursor_name,cycle,data,date,datetime_interval_code,datetime_interval_precision,day,deallocate,dec,decimal,declare,default,defaults,deferrable,deferred,defined,definer,degree,delete,dense_rank,depth,deref,derived,desc,describe,descriptor,deterministic,diagnostics,disconnect,dispatch,distinct,domain,double,drop,dynamic,dynamic_function,dynamic_function_code,each,element,else,end,end-exec,equals,escape,every,except,exception,exclude,excluding,exec,execute,exists,exp,external,extract,false,fetch,filter,final,first,float,floor,following,for,foreign,fortran,found,free,from,full,function,fusion,g,general,get,global,go,goto,grant,granted,group,grouping,having,hierarchy,hold,hour,identity,immediate,implementation,in,including,increment,indicator,initially,inner,inout,input,insensitive,insert,instance,instantiable,int,integer,intersect,intersection,interval,into,invoker,is,isolation,join,k,key,key_member,key_type,language,large,last,lateral,leading,left,length,level,like,ln,local,localtime,localtimestamp,locator,lower,m,map,match,matched,max,maxvalue,member,merge,message_length,message_octet_length,message_text,method,min,minute,minvalue,mod,modifies,module,month,more,multiset,mumps,name,names,national,natural,nchar,nclob,nesting,new,next,no,none,normalize,normalized,not,"null",nullable,nullif,nulls,number,numeric,object,octet_length,octets,of,old,on,only,open,option,options,or,order,ordering,ordinality,others,out,outer,output,over,overlaps,overlay,overriding,pad,parameter,parameter_mode,parameter_name,parameter_ordinal_position,parameter_specific_catalog,parameter_specific_name,parameter_specific_schema,partial,partition,pascal,path,percent_rank,percentile_cont,percentile_disc,placing,pli,position,power,preceding,precision,prepare,preserve,primary,prior,privileges,procedure,public,range,rank,read,reads,real,recursive,ref,references,referencing,regr_avgx,regr_avgy,regr_count,regr_intercept,regr_r2,regr_slope,regr_sxx,regr_sxy,regr_syy,relative,release,repeatable,restart,result,return,returned_cardinality,returned_length,returned_octet_length,returned_sqlstate,returns,revoke,right,role,rollback,rollup,routine,routine_catalog,routine_name,routine_schema,row,row_count,row_number,rows,savepoint,scale,schema,schema_name,scope_catalog,scope_name,scope_schema,scroll,search,second,section,security,select,self,sensitive,sequence,serializable,server_name,session,session_user,set,sets,similar,simple,size,smallint,some,source,space,specific,specific_name,specifictype,sql,sqlexception,sqlstate,sqlwarning,sqrt,start,state,statement,static,stddev_pop,stddev_samp,structure,style,subclass_origin,submultiset,substring,sum,symmetric,system,system_user,table,table_name,tablesample,temporary,then,ties,time,timestamp,timezone_hour,timezone_minute,to,top_level_count,trailing,transaction,transaction_active,transactions_committed,transactions_rolled_back,transform,transforms,translate,translation,treat,trigger,trigger_catalog,trigger_name,trigger_schema,trim,true,type,uescape,unbounded,uncommitted,under,union,unique,unknown,unnamed,unnest,update,upper,usage,user,user_defined_type_catalog,user_defined_type_code,user_defined_type_name,user_defined_type_schema,using,value,values,var_pop,var_samp,varchar,varying,view,when,whenever,where,width_bucket,window,with,within,without,work,write,year,zone}'::text[])
SELECT setting FROM pg_catalog.pg_settings WHERE name='default_transaction_isolation'
select id, name from pj_items where id=1
SELECT        result.TABLE_CAT AS "TABLE_CAT",        result.TABLE_SCHEM AS "TABLE_SCHEM",        result.TABLE_NAME AS "TABLE_NAME",        result.COLUMN_NAME AS "COLUMN_NAME",        result.KEY_SEQ AS "KEY_SEQ",        result.PK_NAME AS "PK_NAME",        result.IS_NOT_NULL AS "IS_NOT_NULL"FROM      (SELECT NULL AS TABLE_CAT, n.nspname AS TABLE_SCHEM,   ct.relname AS TABLE_NAME, a.attname AS COLUMN_NAME,   (information_schema._pg_expandarray(i.indkey)).n AS KEY_SEQ, ci.relname AS PK_NAME,   information_schema._pg_expandarray(i.indkey) AS KEYS, a.attnum AS A_ATTNUM,   a.attnotnull AS IS_NOT_NULL FROM pg_catalog.pg_class ct   JOIN pg_catalog.pg_attribute a ON (ct.oid = a.attrelid)   JOIN pg_catalog.pg_namespace n ON (ct.relnamespace = n.oid)   JOIN pg_catalog.pg_index i ON ( a.attrelid = i.indrelid)   JOIN pg_catalog.pg_class ci ON (ci.oid = i.indexrelid) WHERE (i.indisprimary OR (     i.indisunique     AND i.indisvalid     AND i.indpred IS NULL     AND i.indexprs IS NULL   ))  AND pg_catalog.pg_table_is_visible(ct.oid) AND ct.relname = $1 ) result where  result.A_ATTNUM = (result.KEYS).x  ORDER BY result.table_name, result.pk_name, result.key_seq
UPDATE pj_items SET  "name" = $1 WHERE "id" = $2
select name from pj_items where id=1
INSERT INTO pj_items ("name", "id") values ($1,$2)\nRETURNING *
delete from pj_items where id=999
drop table if exists pj_b
create table pj_b(id int primary key, embedding vector(3), name text)
insert into pj_b(id, embedding, name) values ($1,$2,$3)
select count(*), sum(id), count(name), avg(embedding) from pj_b
drop table pj_b
insert into pj_b(id, embedding, name) values ($1,$2,$3),($4,$5,$6),($7,$8,$9),($10,$11,$12),($13,$14,$15),($16,$17,$18),($19,$20,$21),($22,$23,$24),($25,$26,$27),($28,$29,$30),($31,$32,$33),($34,$35,$36),($37,$38,$39),($40,$41,$42),($43,$44,$45),($46,$47,$48),($49,$50,$51),($52,$53,$54),($55,$56,$57),($58,$59,$60),($61,$62,$63),($64,$65,$66),($67,$68,$69),($70,$71,$72),($73,$74,$75),($76,$77,$78),($79,$80,$81),($82,$83,$84),($85,$86,$87),($88,$89,$90),($91,$92,$93),($94,$95,$96),($97,$98,$99),($100,$101,$102),($103,$104,$105),($106,$107,$108),($109,$110,$111),($112,$113,$114),($115,$116,$117),($118,$119,$120),($121,$122,$123),($124,$125,$126),($127,$128,$129),($130,$131,$132),($133,$134,$135),($136,$137,$138),($139,$140,$141),($142,$143,$144),($145,$146,$147),($148,$149,$150),($151,$152,$153),($154,$155,$156),($157,$158,$159),($160,$161,$162),($163,$164,$165),($166,$167,$168),($169,$170,$171),($172,$173,$174),($175,$176,$177),($178,$179,$180),($181,$182,$183),($184,$185,$186),($187,$188,$189),($190,$191,$192),($193,$194,$195),($196,$197,$198),($199,$200,$201),($202,$203,$204),($205,$206,$207),($208,$209,$210),($211,$212,$213),($214,$215,$216),($217,$218,$219),($220,$221,$222),($223,$224,$225),($226,$227,$228),($229,$230,$231),($232,$233,$234),($235,$236,$237),($238,$239,$240),($241,$242,$243),($244,$245,$246),($247,$248,$249),($250,$251,$252),($253,$254,$255),($256,$257,$258),($259,$260,$261),($262,$263,$264),($265,$266,$267),($268,$269,$270),($271,$272,$273),($274,$275,$276),($277,$278,$279),($280,$281,$282),($283,$284,$285),($286,$287,$288),($289,$290,$291),($292,$293,$294),($295,$296,$297),($298,$299,$300),($301,$302,$303),($304,$305,$306),($307,$308,$309),($310,$311,$312),($313,$314,$315),($316,$317,$318),($319,$320,$321),($322,$323,$324),($325,$326,$327),($328,$329,$330),($331,$332,$333),($334,$335,$336),($337,$338,$339),($340,$341,$342),($343,$344,$345),($346,$347,$348),($349,$350,$351),($352,$353,$354),($355,$356,$357),($358,$359,$360),($361,$362,$363),($364,$365,$366),($367,$368,$369),($370,$371,$372),($373,$374,$375),($376,$377,$378),($379,$380,$381),($382,$383,$384),($385,$386,$387),($388,$389,$390),($391,$392,$393),($394,$395,$396),($397,$398,$399),($400,$401,$402),($403,$404,$405),($406,$407,$408),($409,$410,$411),($412,$413,$414),($415,$416,$417),($418,$419,$420),($421,$422,$423),($424,$425,$426),($427,$428,$429),($430,$431,$432),($433,$434,$435),($436,$437,$438),($439,$440,$441),($442,$443,$444),($445,$446,$447),($448,$449,$450),($451,$452,$453),($454,$455,$456),($457,$458,$459),($460,$461,$462),($463,$464,$465),($466,$467,$468),($469,$470,$471),($472,$473,$474),($475,$476,$477),($478,$479,$480),($481,$482,$483),($484,$485,$486),($487,$488,$489),($490,$491,$492),($493,$494,$495),($496,$497,$498),($499,$500,$501),($502,$503,$504),($505,$506,$507),($508,$509,$510),($511,$512,$513),($514,$515,$516),($517,$518,$519),($520,$521,$522),($523,$524,$525),($526,$527,$528),($529,$530,$531),($532,$533,$534),($535,$536,$537),($538,$539,$540),($541,$542,$543),($544,$545,$546),($547,$548,$549),($550,$551,$552),($553,$554,$555),($556,$557,$558),($559,$560,$561),($562,$563,$564),($565,$566,$567),($568,$569,$570),($571,$572,$573),($574,$575,$576),($577,$578,$579),($580,$581,$582),($583,$584,$585),($586,$587,$588),($589,$590,$591),($592,$593,$594),($595,$596,$597),($598,$599,$600),($601,$602,$603),($604,$605,$606),($607,$608,$609),($610,$611,$612),($613,$614,$615),($616,$617,$618),($619,$620,$621),($622,$623,$624),($625,$626,$627),($628,$629,$630),($631,$632,$633),($634,$635,$636),($637,$638,$639),($640,$641,$642),($643,$644,$645),($646,$647,$648),($649,$650,$651),($652,$653,$654),($655,$656,$657),($658,$659,$660),($661,$662,$663),($664,$665,$666),($667,$668,$669),($670,$671,$672),($673,$674,$675),($676,$677,$678),($679,$680,$681),($682,$683,$684),($685,$686,$687),($688,$689,$690),($691,$692,$693),($694,$695,$696),($697,$698,$699),($700,$701,$702),($703,$704,$705),($706,$707,$708),($709,$710,$711),($712,$713,$714),($715,$716,$717),($718,$719,$720),($721,$722,$723),($724,$725,$726),($727,$728,$729),($730,$731,$732),($733,$734,$735),($736,$737,$738),($739,$740,$741),($742,$743,$744),($745,$746,$747),($748,$749,$750),($751,$752,$753),($754,$755,$756),($757,$758,$759),($760,$761,$762),($763,$764,$765),($766,$767,$768)
create temp table pj_t(i int)
insert into pj_t values (1),(2)
update pj_t set i=i+1
delete from pj_t where i=3
create temp table pj_u(i int primary key)
insert into pj_u values ($1)
select count(*) from pj_u
insert into pj_items(name) values ($1)\nRETURNING *
delete from pj_items where name like 'gk%'
create temp table pj_up(id uuid primary key, content text, metadata jsonb, embedding vector(3))
insert into pj_up (id, content, metadata, embedding) values ($1, $2, $3::jsonb, $4::vector) on conflict (id) do update set content = excluded.content, metadata = excluded.metadata, embedding = excluded.embedding
select content, metadata, embedding from pj_up
select content from pj_up where metadata->>'k' = '1' and metadata @> '{"k":1}'
select i, ('[' || i || ',1,2]')::vector from generate_series(1, 1050) i
select i from generate_series(1, 100) i where i > $1
select -i from generate_series(1, 100) i where i > $1
select * from generate_series(1,100)
declare pjc scroll cursor with hold for select i from generate_series(1,10) i
fetch forward 3 from pjc
fetch backward 1 from pjc
fetch absolute 9 from pjc
 fetch all from pjc
close pjc
create temp table pj_c(id int, embedding vector(3), t text)
copy pj_c from stdin
copy (select * from pj_c order by id) to stdout with (format csv, header)
create temp table pj_c2(id int, embedding vector(3))
copy pj_c2 (id, embedding) from stdin with (format binary)
select count(*), avg(embedding) from pj_c2
copy pj_c2 to stdout (format binary)
copy pj_c3 from stdin
select count(*) from pj_c3
create temp table pj_s(i int primary key)
insert into pj_s values (1)
SAVEPOINT JDBC_SAVEPOINT_0
ROLLBACK TO SAVEPOINT JDBC_SAVEPOINT_0
SAVEPOINT "my sp"
RELEASE SAVEPOINT "my sp"
select count(*) from pj_s
SAVEPOINT PGJDBC_AUTOSAVE
create temp table pj_as(i int primary key)
insert into pj_as values (1)
ROLLBACK TO SAVEPOINT PGJDBC_AUTOSAVE
select count(*) from pj_as
insert into pj_items(id,name) values (5000,'tx')
select count(*) from pj_items where id=5000
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ
select count(*) from pj_items
insert into pj_items(id,name) values (5001,'rr')
update pj_items set name='rr2' where id=5001
select 1 from pj_items
update pj_items set name='mine' where id=2
update pj_items set name='other' where id=2
select id from pj_items where id=1 for update
select id from pj_items where id=1 for update nowait
select id from pj_items where id in (1,2) order by id for update skip locked
set lock_timeout='200ms'
update pj_items set name='z' where id=1
create table pj_ddl(i int, embedding vector(3))
insert into pj_ddl values (1,'[1,2,3]')
create index on pj_ddl using hnsw (embedding vector_l2_ops)
alter table pj_ddl add column j int default 5
select j from pj_ddl
select * from pj_ddl
insert into pj_items(name) values ($1)\nRETURNING "id"
delete from pj_items where name in ('g1','g2')
drop sequence if exists pj_seq
create sequence pj_seq start with 1 increment by 50
create temp table pj_id(id bigint generated by default as identity primary key, ga bigint generated always as identity)
select nextval('pj_seq')
select currval('pj_seq'), lastval(), setval('pj_seq', 100), nextval('pj_seq'::regclass)
insert into pj_id default values returning id, ga
insert into pj_id(ga) values (4)
select pg_get_serial_sequence('pj_items','id')
drop sequence pj_seq
select pg_sleep(20)
set statement_timeout = 300
reset statement_timeout
select count(*) from pg_stat_activity where pid=32467
select pg_terminate_backend(32467)
select id from pj_items where id = any($1) order by id
select array_length(array[1,2,3],1), (array['a','b'])[2], array_to_string(array[1,2],'-'), cardinality(array[[1,2],[3,4]]), array_agg(x) from unnest(array[3,1]) x
select array[[1,2],[3,4]], array['[1,2]'::vector, '[3,4]'::vector]
select embedding::real[], (embedding::real[])[3], avg(embedding) over (), vector_dims(embedding) from pj_items where id=3
listen pj_ch
notify pj_ch, 'p1'
select pg_notify('pj_ch','p2')
drop table if exists pj_nope
select * from pj_missing
select nope from pj_items
select 1/0
select nofunc(1)
select 'a'::int
create table pj_items(i int)
insert into pj_child values (1, 424242)
insert into pj_child(id) values (1)
insert into pj_items(id) values (1)
select '[1,2'::vector
select '[]'::vector
select '[1,2]'::vector <-> '[1]'
select '[1e400]'::vector
create table pj_z(v vector(0))
create index on pj_items using hnsw (embedding)
select 99999999999::int
drop table pj_missing
select id, count(*) from pj_items
create extension nosuchext
set nosuch = 1
insert into pj_child values (1,1,'123456789012345678901')
select '2024-13-01'::date
create schema public
select * from pj_items a, pj_items b where id=1
alter table pj_items add column id int
drop table if exists pj_plan
create table pj_plan(i int)
insert into pj_plan values (1)
select * from pj_plan
alter table pj_plan add column j int default 2
drop table pj_plan
SELECT pg_type.oid, typname   FROM pg_catalog.pg_type   LEFT   JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  WHERE typname = ('vector')  ORDER BY sp.r, pg_type.oid DESC LIMIT 1
select id, embedding from pj_items where name <> ('it''s') order by embedding <-> ('[1.0,1.0,2.0]') limit ('1'::int4)
select 1; 
select id, embedding from pj_items where name <> $1 order by embedding <-> $2 limit $3
create temp table pj_m(i int)
 insert into pj_m values (1),(2)
 select * from pj_m
select $1::int
discard all
create temp table pj_big(id int, e vector(16000), t text)
insert into pj_big values (1, $1, $2)
select e, length(t), t from pj_big
set hnsw.ef_search = 60
select id from pj_items order by embedding <=> '[2,2,2]' limit 1
select ('a'||'b'), DATE '2024-01-02', upper('x'), TIMESTAMP '2024-01-02 03:04:05'
select * from cosine_distance($1,$2::vector, $3::vector) as result
set local hnsw.ef_search = 200
set local hnsw.iterative_scan = strict_order
set local ivfflat.probes = 10
set local hnsw.max_scan_tuples = 20000
select current_setting('hnsw.ef_search'), current_setting('hnsw.iterative_scan'), current_setting('ivfflat.probes')
select current_schema(), current_database(), current_user, session_user, pg_backend_pid() > 0, current_schemas(true)::text
drop table if exists pj_child
drop table if exists pj_items cascade
drop table if exists hb_extra_cats, hb_extra_hb_cat, hb_extra, hb_item_labels, "Item_labels", item_labels, hb_item, hb_cat, hb_vecs, hb_up, hb_lob, hb_suba, hb_subb, hb_base, hibernate_sequences cascade
drop sequence if exists hb_item_seq
set client_min_messages = WARNING
alter table if exists hb_item drop constraint if exists FK772swjfql6q1eh5il5fk9d7jk
alter table if exists hb_suba drop constraint if exists FKg9jwdcw868kd1s43316ra87pe
alter table if exists hb_subb drop constraint if exists FK3uam4nkn6yuw3ok4kqviwy9bv
alter table if exists Item_labels drop constraint if exists FKnh2g9q2wtkujkg2tis0nlbfr0
drop table if exists hb_base cascade
drop table if exists hb_cat cascade
drop table if exists hb_item cascade
drop table if exists hb_lob cascade
drop table if exists hb_suba cascade
drop table if exists hb_subb cascade
drop table if exists hb_up cascade
drop table if exists hb_vecs cascade
drop table if exists Item_labels cascade
drop sequence if exists hb_item_SEQ
create sequence hb_item_SEQ start with 1 increment by 50
create table hb_base (id uuid not null, common varchar(255), primary key (id))
create table hb_cat (id bigint generated by default as identity, code varchar(40) not null unique, primary key (id))
create table hb_item (day date, dur numeric(21,0), flag boolean, ord smallint check ((ord between 0 and 1)), price numeric(12,3), ratio float4, score float(53), sh smallint, version integer not null, cat_id bigint, created timestamp(6) with time zone, id bigint not null, ldt timestamp(6), odt timestamp(6) with time zone, uid uuid, kind varchar(255) check ((kind in ('A','B'))), name varchar(255) not null, note text, sku varchar(255), text varchar(255), embedding vector(3), meta jsonb, nums integer array, raw bytea, tags varchar(255) array, primary key (id), constraint hb_item_sku_uk unique (sku))
create table hb_lob (id bigint not null, data oid, text oid, primary key (id))
create table hb_suba (a integer not null, id uuid not null, emb vector(2), primary key (id))
create table hb_subb (id uuid not null, b varchar(255), primary key (id))
create table hb_up (id bigint not null, name varchar(255), v vector(3), primary key (id))
create table hb_vecs (id bigint not null, bits bit(24), half halfvec(3), sparse sparsevec(5), v vector(3), primary key (id))
create table Item_labels (Item_id bigint not null, labels varchar(255), unique (Item_id, labels))
create index hb_item_name_idx on hb_item (name, kind)
alter table if exists hb_item add constraint FK772swjfql6q1eh5il5fk9d7jk foreign key (cat_id) references hb_cat
alter table if exists hb_suba add constraint FKg9jwdcw868kd1s43316ra87pe foreign key (id) references hb_base
alter table if exists hb_subb add constraint FK3uam4nkn6yuw3ok4kqviwy9bv foreign key (id) references hb_base
alter table if exists Item_labels add constraint FKnh2g9q2wtkujkg2tis0nlbfr0 foreign key (Item_id) references hb_item
insert into hb_cat (code) values ($1)\nRETURNING *
select nextval('hb_item_SEQ')
insert into hb_item (cat_id,created,day,dur,embedding,flag,kind,ldt,meta,name,note,nums,odt,ord,price,ratio,raw,score,sh,sku,tags,text,uid,version,id) values ($1,$2,$3,$4,cast($5 as vector),$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25)
insert into Item_labels (Item_id,labels) values ($1,$2)
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where i1_0.name='n1'
select l1_0.Item_id,l1_0.labels from Item_labels l1_0 where l1_0.Item_id=$1
select c1_0.id,c1_0.code from hb_cat c1_0 where c1_0.id=$1
select (i1_0.embedding<=>cast($1 as vector)) from hb_item i1_0 where i1_0.name='n2'
select (i1_0.embedding<->cast($1 as vector)) from hb_item i1_0 where i1_0.name='n2'
select ((i1_0.embedding<->cast($1 as vector))^2) from hb_item i1_0 where i1_0.name='n2'
select l1_distance(i1_0.embedding,cast($1 as vector)) from hb_item i1_0 where i1_0.name='n2'
select ((i1_0.embedding<#>cast($1 as vector))*-1) from hb_item i1_0 where i1_0.name='n2'
select (i1_0.embedding<#>cast($1 as vector)) from hb_item i1_0 where i1_0.name='n2'
select i1_0.name from hb_item i1_0 order by (i1_0.embedding<->cast($1 as vector)) fetch first $2 rows only
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where (i1_0.embedding<=>cast($1 as vector))<0.01 order by (i1_0.embedding<=>cast($2 as vector)) fetch first 2 rows only
select vector_dims(i1_0.embedding),vector_norm(i1_0.embedding),l2_normalize(i1_0.embedding),subvector(i1_0.embedding,1,2),cast(i1_0.embedding as varchar),(i1_0.embedding+cast('[1,1,1]' as vector)),binary_quantize(i1_0.embedding) from hb_item i1_0 where i1_0.name='n2'
select sum(i1_0.embedding),avg(i1_0.embedding) from hb_item i1_0
insert into hb_vecs (bits,half,sparse,v,id) values ($1,cast($2 as halfvec),cast($3 as sparsevec),cast($4 as vector),$5)
select v1_0.id,v1_0.bits,v1_0.half,v1_0.sparse,v1_0.v from hb_vecs v1_0 where v1_0.id=$1
select (v1_0.bits<~>$1) from hb_vecs v1_0 where v1_0.id=1
select (v1_0.bits<%>$1) from hb_vecs v1_0 where v1_0.id=2
select (v1_0.half<->cast($1 as halfvec)) from hb_vecs v1_0 where v1_0.id=1
select ((v1_0.sparse<#>cast($1 as sparsevec))*-1) from hb_vecs v1_0 where v1_0.id=1
select count(*) from hb_item i1_0 where i1_0.name like 'b%' escape ''
update hb_item set cat_id=$1,created=$2,day=$3,dur=$4,embedding=cast($5 as vector),flag=$6,kind=$7,ldt=$8,meta=$9,name=$10,note=$11,nums=$12,odt=$13,ord=$14,price=$15,ratio=$16,raw=$17,score=$18,sh=$19,sku=$20,tags=$21,text=$22,uid=$23,version=$24 where id=$25 and version=$26
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where i1_0.id=$1
select i1_0.name from hb_item i1_0 where i1_0.name like 'b%' escape '' order by i1_0.id offset $1 rows fetch first $2 rows only
select distinct c1_0.id,c1_0.code,i1_0.cat_id,i1_0.id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_cat c1_0 join hb_item i1_0 on c1_0.id=i1_0.cat_id
select c1_0.code,count(i1_0.id),sum(i1_0.price),avg(i1_0.score),max(i1_0.created) from hb_item i1_0 join hb_cat c1_0 on c1_0.id=i1_0.cat_id group by c1_0.code having count(i1_0.id)>1 order by c1_0.code desc nulls last
select i1_0.name from hb_item i1_0 where exists(select 1 from Item_labels l1_0 where i1_0.id=l1_0.Item_id and l1_0.labels='l2')
select i1_0.name from hb_item i1_0 where exists(select 1 from hb_item i2_0 where i2_0.id>i1_0.id and i2_0.cat_id=i1_0.cat_id) order by i1_0.name
select upper(i1_0.name),coalesce(i1_0.sku,'-'),case when i1_0.flag then 1 else 0 end,substr(i1_0.name,1,1),character_length(i1_0.name),(i1_0.name||'x'),(i1_0.name||'y'),extract(year from i1_0.created),cast(i1_0.price as varchar),abs(-1),(floor(i1_0.score*power(10,2)+0.5)/power(10,2)),position('1' in i1_0.name),trim(BOTH from ' a '),localtimestamp,extract(year from i1_0.day),nullif(i1_0.name,'q'),cast(i1_0.day+(1)*interval '1 day' as date),cardinality(i1_0.tags),i1_0.tags@>cast(array['a'] as varchar array) from hb_item i1_0 where i1_0.name='n1' and i1_0.created between $1 and $2 and lower(i1_0.name) like 'n%' escape '!' and i1_0.kind in ($3,$4)
select row_number() over(partition by i1_0.cat_id order by i1_0.name) from hb_item i1_0 where i1_0.cat_id is not null order by 1
with t (n) as (select i1_0.name from hb_item i1_0 where i1_0.cat_id is not null) select t1_0.n from t t1_0 order by t1_0.n
select i1_0.name from hb_item i1_0 where i1_0.name='n1' union all select c1_0.code from hb_cat c1_0
update hb_item i1_0 set note='bulk',version=(i1_0.version+1) where i1_0.name like 'b1%' escape ''
delete from Item_labels to_delete_ where to_delete_.Item_id in (select i1_0.id from hb_item i1_0 where i1_0.name like 'b1%' escape '')
delete from hb_item i1_0 where i1_0.name like 'b1%' escape ''
with base_HTE_hb_item (name,version,embedding,rn_) as materialized (select ('cp'||i2_0.name),0,i2_0.embedding,row_number() over() from hb_item i2_0 where i2_0.name like 'b2%' escape ''),rows_with_next_val (rn_,id) as materialized (select e.rn_,(nextval('hb_item_SEQ')-49) from base_HTE_hb_item e where ((e.rn_-1)%50)=0),HTE_hb_item (id,name,version,embedding,rn_) as materialized (select (t.id+(e.rn_-t.rn_)),e.name,e.version,e.embedding,e.rn_ from base_HTE_hb_item e left join rows_with_next_val t on (e.rn_-((e.rn_-1)%50))=t.rn_),dml_cte_hb_item (id) as (insert into hb_item as i1_0(id,name,version,embedding) select e.id,e.name,e.version,e.embedding from HTE_hb_item e returning id) select count(*) from dml_cte_hb_item id
insert into hb_item as i1_0(name,sku,version,id) values ('oc','sku1',0,$1) on conflict(sku) do update set note='conflicted'
select i1_0.note from hb_item i1_0 where i1_0.sku='sku1'
merge into hb_up as t using (select cast($1 as bigint) id, cast($2 as varchar) name, cast($3 as vector) v) as s on (t.id=s.id) when not matched then insert (id, name, v) values (s.id, s.name, s.v) when matched then update set name=s.name, v=s.v
select u1_0.id,u1_0.name,u1_0.v from hb_up u1_0 where u1_0.id=$1
SELECT p.proname,p.oid  FROM pg_catalog.pg_proc p, pg_catalog.pg_namespace n  WHERE p.pronamespace=n.oid AND n.nspname='pg_catalog' AND ( proname = 'lo_open' or proname = 'lo_close' or proname = 'lo_creat' or proname = 'lo_unlink' or proname = 'lo_lseek' or proname = 'lo_lseek64' or proname = 'lo_tell' or proname = 'lo_tell64' or proname = 'loread' or proname = 'lowrite' or proname = 'lo_truncate' or proname = 'lo_truncate64')
insert into hb_lob (data,text,id) values ($1,$2,$3)
select le1_0.id,le1_0.data,le1_0.text from hb_lob le1_0 where le1_0.id=$1
delete from hb_lob where id=$1
insert into hb_base (common,id) values ($1,$2)
insert into hb_suba (a,emb,id) values ($1,cast($2 as vector),$3)
insert into hb_subb (b,id) values ($1,$2)
select b1_0.id,case when b1_1.id is not null then 1 when b1_2.id is not null then 2 when b1_0.id is not null then 0 end,b1_0.common,b1_1.a,b1_1.emb,b1_2.b from hb_base b1_0 left join hb_suba b1_1 on b1_0.id=b1_1.id left join hb_subb b1_2 on b1_0.id=b1_2.id order by b1_0.common
with id_cte (id) as materialized (select sa1_0.id from hb_suba sa1_0 join hb_base sa1_1 on sa1_0.id=sa1_1.id where sa1_0.a=1),update_cte_hb_suba (id) as (update hb_suba sa1_0 set a=2 where sa1_0.id in (select id.id from id_cte id) returning id),update_cte_hb_base (id) as (update hb_base sa1_1 set common='zz' where sa1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
with id_cte (id) as materialized (select b1_0.id from hb_base b1_0 left join hb_subb b1_1 on b1_0.id=b1_1.id left join hb_suba b1_2 on b1_0.id=b1_2.id),delete_cte_hb_subb (id) as (delete from hb_subb b1_1 where b1_1.id in (select id.id from id_cte id) returning id),delete_cte_hb_suba (id) as (delete from hb_suba b1_2 where b1_2.id in (select id.id from id_cte id) returning id),delete_cte_hb_base (id) as (delete from hb_base b1_0 where b1_0.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where i1_0.name='n2' for no key update of i1_0
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where i1_0.name='n1' for no key update of i1_0 skip locked
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where i1_0.id=$1 for no key update of i1_0
update hb_item set version=$1 where id=$2 and version=$3
select name from hb_item where embedding is not null and cat_id is not null order by embedding <-> cast($1 as vector) limit 1
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 23162 AS oid , 17 AS attnum) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (23162)
select * from hb_item where meta->>'s' = $1
select unnest(tags) from hb_item where name='n1'
select i1_0.name from hb_item i1_0 order by i1_0.id
select i1_0.id,i1_0.cat_id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0
select c1_0.id,c1_0.code from hb_cat c1_0
select i1_0.cat_id,i1_0.id,i1_0.created,i1_0.day,i1_0.dur,i1_0.embedding,i1_0.flag,i1_0.kind,i1_0.ldt,i1_0.meta,i1_0.name,i1_0.note,i1_0.nums,i1_0.odt,i1_0.ord,i1_0.price,i1_0.ratio,i1_0.raw,i1_0.score,i1_0.sh,i1_0.sku,i1_0.tags,i1_0.text,i1_0.uid,i1_0.version from hb_item i1_0 where i1_0.cat_id=$1
delete from Item_labels where Item_id=$1
delete from hb_item where id=$1 and version=$2
select count(*) from hb_item i1_0 where i1_0.cat_id is not null
delete from hb_cat where id=$1
select count(*) from hb_item i1_0 where i1_0.name='rb'
select data_type, udt_name from information_schema.columns where table_name='hb_item' and column_name='embedding'
select format_type(atttypid, atttypmod) from pg_attribute where attrelid='hb_item'::regclass and attname='embedding'
select count(*) from pg_indexes where tablename='hb_item'
select * from information_schema.sequences
SELECT current_database() AS "TABLE_CAT", n.nspname AS "TABLE_SCHEM", c.relname AS "TABLE_NAME",  CASE n.nspname ~ '^pg_' OR n.nspname = 'information_schema'  WHEN true THEN CASE  WHEN n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TABLE'   WHEN 'v' THEN 'SYSTEM VIEW'   WHEN 'i' THEN 'SYSTEM INDEX'   ELSE NULL   END  WHEN n.nspname = 'pg_toast' THEN CASE c.relkind   WHEN 'r' THEN 'SYSTEM TOAST TABLE'   WHEN 'i' THEN 'SYSTEM TOAST INDEX'   ELSE NULL   END  ELSE CASE c.relkind   WHEN 'r' THEN 'TEMPORARY TABLE'   WHEN 'p' THEN 'TEMPORARY TABLE'   WHEN 'i' THEN 'TEMPORARY INDEX'   WHEN 'S' THEN 'TEMPORARY SEQUENCE'   WHEN 'v' THEN 'TEMPORARY VIEW'   ELSE NULL   END  END  WHEN false THEN CASE c.relkind  WHEN 'r' THEN 'TABLE'  WHEN 'p' THEN 'PARTITIONED TABLE'  WHEN 'i' THEN 'INDEX'  WHEN 'P' then 'PARTITIONED INDEX'  WHEN 'S' THEN 'SEQUENCE'  WHEN 'v' THEN 'VIEW'  WHEN 'c' THEN 'TYPE'  WHEN 'f' THEN 'FOREIGN TABLE'  WHEN 'm' THEN 'MATERIALIZED VIEW'  ELSE NULL  END  ELSE NULL  END  AS "TABLE_TYPE", d.description AS "REMARKS",  '' as "TYPE_CAT", '' as "TYPE_SCHEM", '' as "TYPE_NAME", '' AS "SELF_REFERENCING_COL_NAME", '' AS "REF_GENERATION"  FROM pg_catalog.pg_namespace n, pg_catalog.pg_class c  LEFT JOIN pg_catalog.pg_description d ON (c.oid = d.objoid AND d.objsubid = 0  and d.classoid = 'pg_class'::regclass)  WHERE c.relnamespace = n.oid  AND n.nspname LIKE $1 AND c.relname LIKE $2 AND (false  OR ( c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' )  OR ( c.relkind = 'v' AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' )  OR ( c.relkind = 'm' )  OR ( c.relkind = 'p' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ) )  ORDER BY "TABLE_TYPE","TABLE_SCHEM","TABLE_NAME" 
SELECT * FROM (SELECT current_database() AS current_database, n.nspname,c.relname,a.attname,a.atttypid,a.attnotnull  OR (t.typtype = 'd' AND t.typnotnull) AS attnotnull,a.atttypmod,a.attlen,t.typtypmod,row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) AS attnum, nullif(a.attidentity, '') as attidentity,nullif(a.attgenerated, '') as attgenerated,pg_catalog.pg_get_expr(def.adbin, def.adrelid) AS adsrc,dsc.description,t.typbasetype,t.typtype  FROM pg_catalog.pg_namespace n  JOIN pg_catalog.pg_class c ON (c.relnamespace = n.oid)  JOIN pg_catalog.pg_attribute a ON (a.attrelid=c.oid)  JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid)  LEFT JOIN pg_catalog.pg_attrdef def ON (a.attrelid=def.adrelid AND a.attnum = def.adnum)  LEFT JOIN pg_catalog.pg_description dsc ON (c.oid=dsc.objoid AND a.attnum = dsc.objsubid)  LEFT JOIN pg_catalog.pg_class dc ON (dc.oid=dsc.classoid AND dc.relname='pg_class')  LEFT JOIN pg_catalog.pg_namespace dn ON (dc.relnamespace=dn.oid AND dn.nspname='pg_catalog')  WHERE c.relkind in ('r','p','v','f','m') and a.attnum > 0 AND NOT a.attisdropped  AND n.nspname LIKE $1) c WHERE true  AND attname LIKE $2 ORDER BY nspname,c.relname,attnum 
alter table hb_item drop column note
alter table hb_vecs drop column v
create table hb_extra (id bigint not null, gen varchar(255) default 'dflt', made timestamp(6) with time zone not null, primary key (id))
create table hb_extra_hb_cat (Extra_id bigint not null, cats_id bigint not null, primary key (Extra_id, cats_id))
alter table if exists hb_item add column note text
alter table if exists hb_vecs add column v vector(3)
create table hibernate_sequences (sequence_name varchar(255) not null, next_val bigint, primary key (sequence_name))
insert into hibernate_sequences(sequence_name, next_val) values ('default',0)
select	current_database() as "TABLE_CAT",	n.nspname as "TABLE_SCHEM",	ct.relname as "TABLE_NAME",	not i.indisunique as "NON_UNIQUE",	null as "INDEX_QUALIFIER",	ci.relname as "INDEX_NAME",	case i.indisclustered		when true then 1		else			case am.amname				when 'hash' then 2				else 3			end	end as "TYPE",	ic.n as "ORDINAL_POSITION",	ci.reltuples as "CARDINALITY",	ci.relpages as "PAGES",	pg_catalog.pg_get_expr(i.indpred, i.indrelid) as "FILTER_CONDITION",	trim(both '"' from pg_catalog.pg_get_indexdef(ci.oid, ic.n, false)) as "COLUMN_NAME",	case am.amname		when 'btree' then			case i.indoption[ic.n - 1] & 1::smallint				when 1 then 'D'				else 'A'			end	end as "ASC_OR_DESC"\nfrom pg_catalog.pg_class ct\njoin pg_catalog.pg_namespace n on (ct.relnamespace = n.oid)\njoin pg_catalog.pg_index i on (ct.oid = i.indrelid)\njoin pg_catalog.pg_class ci on (ci.oid = i.indexrelid)\njoin pg_catalog.pg_am am on (ci.relam = am.oid)\njoin information_schema._pg_expandarray(i.indkey) ic on 1=1\n where n.nspname = $1
alter table if exists Item_labels drop constraint if exists UKdopotcbd41xgesgos30ts5pts
alter table if exists Item_labels add constraint UKdopotcbd41xgesgos30ts5pts unique (Item_id, labels)
alter table if exists hb_extra_hb_cat add constraint FKg84fwtl6wvdhmdxbvwoo50ndn foreign key (cats_id) references hb_cat
alter table if exists hb_extra_hb_cat add constraint FKgqa35a7nhauooyp91a3kv75md foreign key (Extra_id) references hb_extra
SELECT current_database() AS "PKTABLE_CAT", pkn.nspname AS "PKTABLE_SCHEM", pkc.relname AS "PKTABLE_NAME", pka.attname AS "PKCOLUMN_NAME", current_database() AS "FKTABLE_CAT", fkn.nspname AS "FKTABLE_SCHEM", fkc.relname AS "FKTABLE_NAME", fka.attname AS "FKCOLUMN_NAME", pos.n AS "KEY_SEQ", CASE con.confupdtype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "UPDATE_RULE", CASE con.confdeltype  WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 WHEN 'r' THEN 1 WHEN 'p' THEN 1 WHEN 'a' THEN 3 ELSE NULL END AS "DELETE_RULE", con.conname AS "FK_NAME", pkic.relname AS "PK_NAME", CASE  WHEN con.condeferrable AND con.condeferred THEN 5 WHEN con.condeferrable THEN 6 ELSE 7 END AS "DEFERRABILITY"  FROM  pg_catalog.pg_namespace pkn, pg_catalog.pg_class pkc, pg_catalog.pg_attribute pka,  pg_catalog.pg_namespace fkn, pg_catalog.pg_class fkc, pg_catalog.pg_attribute fka,  pg_catalog.pg_constraint con,  pg_catalog.generate_series(1, 32) pos(n),  pg_catalog.pg_class pkic WHERE pkn.oid = pkc.relnamespace AND pkc.oid = pka.attrelid AND pka.attnum = con.confkey[pos.n] AND con.confrelid = pkc.oid  AND fkn.oid = fkc.relnamespace AND fkc.oid = fka.attrelid AND fka.attnum = con.conkey[pos.n] AND con.conrelid = fkc.oid  AND con.contype = 'f' AND (pkic.relkind = 'i' OR pkic.relkind = 'I') AND pkic.oid = con.conindid  AND fkn.nspname = $1 ORDER BY pkn.nspname,pkc.relname, con.conname,pos.n
insert into hb_extra (made,id) values (localtimestamp,$1) returning gen,made
select next_val from hibernate_sequences where sequence_name=$1 for no key update
update hibernate_sequences set next_val=$1  where next_val=$2 and sequence_name=$3
select e1_0.id,1+1,e1_0.gen,e1_0.made from hb_extra e1_0
select count(*) from information_schema.columns where table_name in ('hb_item','hb_vecs') and column_name in ('note','v')
alter table hb_item drop column sku
alter table if exists hb_extra_hb_cat drop constraint if exists FKg84fwtl6wvdhmdxbvwoo50ndn
alter table if exists hb_extra_hb_cat drop constraint if exists FKgqa35a7nhauooyp91a3kv75md
drop table if exists hb_extra cascade
drop table if exists hb_extra_hb_cat cascade
drop table if exists hibernate_sequences cascade
create table hb_extra (id bigint not null, made timestamp(6) with time zone not null, gen varchar(255) default 'dflt', primary key (id))
create table hibernate_sequences (next_val bigint, sequence_name varchar(255) not null, primary key (sequence_name))
select count(*) from pg_tables where tablename like 'hb\\_%'
CREATE EXTENSION IF NOT EXISTS vector
set client_min_messages = warning; drop table if exists np_items
SELECT typname, oid FROM pg_type WHERE typname IN ($1, $2, $3)
CREATE TABLE np_items (id serial PRIMARY KEY, embedding vector(3), half halfvec(3), bin bit(3), sparse sparsevec(3), meta jsonb, tags text[], at timestamptz default now(), amount numeric(10,2), big bigint)
INSERT INTO np_items (embedding, half, bin, sparse, meta, tags, amount, big) VALUES ($1,$2,$3,$4,$5,$6,$7,$8), ($9,$10,$11,$12,$13,$14,$15,$16), ($17,$18,$19,$20,null,null,null,null) RETURNING id
SELECT * FROM np_items ORDER BY embedding <-> $1 LIMIT 5
select id, embedding <=> $1 as d from np_items order by d limit $2
select 1 a, 2 a
select 1 as a; select 2 as b; 
select true t, 1::int2 i2, 2::int8 i8, 1.5::float4 f4, 'NaN'::float8 nan, null n, '{1,2,NULL}'::int[] ia, '\\x00ff'::bytea by, '2024-02-29'::date d, '1 day 02:03:04'::interval iv, '{"k":[1]}'::json js, $1::text p, $2::bool b, $3::timestamptz ts, $4::bytea by2, $5::int[] arr
insert into np_items(id) values (1)
select * from nope
insert into np_items(embedding) values ($1)
insert into np_items(embedding) values ('bad')
insert into np_items(meta) values ('{}')
select count(*)::int n from np_items
select g from generate_series(1, $1::int) g
select g from generate_series(1, 1000) g
create temp table np_copy(id int, embedding vector(3))
COPY np_copy (id, embedding) FROM STDIN
COPY np_copy TO STDOUT WITH (FORMAT csv)
LISTEN npc
NOTIFY npc, 'hi'
set client_min_messages = notice
drop table if exists np_zzz
CREATE INDEX ON np_items USING hnsw (embedding vector_l2_ops) WITH (m = 8, ef_construction = 32)
SET LOCAL hnsw.ef_search = 100
select id from np_items order by embedding <-> '[2,2,2]' limit 1
DROP INDEX np_items_embedding_idx
drop table np_items
select 7::int4 a, 8::int8 b, true t, $1::text s
select $1::int as i, current_setting($2) as app
select pg_sleep(5)
\n      select b.oid, b.typarray\n      from pg_catalog.pg_type a\n      left join pg_catalog.pg_type b on b.oid = a.typelem\n      where a.typcategory = 'A'\n      group by b.oid, b.typarray\n      order by b.oid\n    
DROP TABLE IF EXISTS pj_s
CREATE TABLE pj_s (id serial PRIMARY KEY, embedding vector(3), half halfvec(3), bin bit(3), sparse sparsevec(3), meta jsonb, tags text[])
INSERT INTO pj_s ("embedding","half","bin","sparse","meta","tags")values($1,$2,$3,$4,$5,$6),($7,$8,$9,$10,$11,$12),($13,$14,$15,$16,$17,$18) RETURNING id
SELECT * FROM pj_s ORDER BY embedding <-> $1 LIMIT 5
select id from pj_s where id in ($1,$2)
select id from pj_s where id = any($1) and meta->>'i' = $2
begin 
insert into pj_s(bin) values ('000')
savepoint "s0"
insert into pj_s(id) values (1)
rollback to "s0"
commit
select count(*)::int n from pj_s
select generate_series(1, 100) x
select 1 as a; select 2 as b
select id, embedding from pj_s where id = $1
select pg_notify($1, $2)
copy pj_s (id, embedding) from stdin
select embedding from pj_s where id=500
select pg_sleep(10)
insert into pj_s(embedding) values ($1)
drop table pj_s
listen "pjs_ch"
DROP TABLE IF EXISTS pp_items
CREATE TABLE pp_items (id serial PRIMARY KEY, embedding vector(3), half halfvec(3), bin bit(3), sparse sparsevec(3))
INSERT INTO pp_items (embedding, half, bin, sparse) VALUES ('[1,1,1]', '[1,1,1]', '000', '{1:1,2:1,3:1}/3'), ('[2,2,2]', '[2,2,2]', '101', '{1:2,2:2,3:2}/3')
SELECT * FROM pp_items ORDER BY embedding <-> '[2,2,2]' LIMIT 5
begin
insert into "pp_items"("embedding","bin") values('[3,3,3]','111'),('[4,4,4]','110')
savepoint sp_1_1
insert into pp_items(id) values (1)
rollback to savepoint sp_1_1
select count(*)::int n from pp_items
select 1 a; select 2 b
drop table pp_items
select version();
create extension if not exists "vector"
drop table if exists "kx_child"
drop table if exists "kx_items"
create table "kx_items" ("id" serial primary key, "name" varchar(50), "price" decimal(10, 2) default '1.5', "flag" boolean not null default '0', "meta" jsonb, "created_at" timestamptz not null default CURRENT_TIMESTAMP, "updated_at" timestamptz not null default CURRENT_TIMESTAMP, "uid" uuid, "kind" text check ("kind" in ('a', 'b')), "embedding" vector(3), "half" halfvec(3), "bin" bit(3), "sparse" sparsevec(3))
alter table "kx_items" add constraint "kx_items_name_unique" unique ("name")
create index "kx_nf" on "kx_items" ("name", "flag")
create table "kx_child" ("id" bigserial primary key, "item_id" integer)
alter table "kx_child" add constraint "kx_child_item_id_foreign" foreign key ("item_id") references "kx_items" ("id") on delete CASCADE
select * from information_schema.tables where table_name = $1 and table_schema = current_schema()
select * from information_schema.columns where table_name = $1 and column_name = $2 and table_schema = current_schema()
select * from information_schema.columns where table_name = $1 and table_catalog = current_database() and table_schema = current_schema()
insert into "kx_items" ("bin", "embedding", "half", "meta", "name", "sparse") values ($1, $2, $3, $4, $5, $6), ($7, $8, $9, DEFAULT, $10, $11), ($12, $13, $14, DEFAULT, $15, $16), (DEFAULT, DEFAULT, DEFAULT, DEFAULT, $17, DEFAULT)
select * from "kx_items" order by "embedding" <-> $1 asc limit $2
select * from "kx_items" order by "half" <-> $1 asc limit $2
select * from "kx_items" order by "sparse" <-> $1 asc limit $2
select * from "kx_items" order by "embedding" <#> $1 asc limit $2
select * from "kx_items" order by "embedding" <=> $1 asc limit $2
select * from "kx_items" order by "embedding" <+> $1 asc limit $2
select * from "kx_items" order by "bin" <~> $1 asc limit $2
select * from "kx_items" order by "bin" <%> $1 asc limit $2
alter table "kx_items" add column "extra" varchar(255) null
create index "kx_items_embedding_idx" on "kx_items" using hnsw (embedding vector_l2_ops)
alter table "kx_items" alter column "name" drop default
alter table "kx_items" alter column "name" drop not null
alter table "kx_items" alter column "name" type text using ("name"::text)
alter table "kx_items" rename "extra" to "extra2"
alter table "kx_items" drop constraint "kx_items_name_unique"
alter table "kx_items" drop column "uid"
insert into "kx_child" ("item_id") values ($1), ($2), ($3)
select "i"."name", count("c"."id") as "n" from "kx_items" as "i" left join "kx_child" as "c" on "c"."item_id" = "i"."id" group by "i"."name" having count(c.id) > $1 order by "i"."name" asc
select "name" from "kx_items" where "id" in ($1, $2) and meta->>'k' = $3
select count(*) as "n" from "kx_items" where "name" like $1 or "embedding" is null
with "t" as (select * from "kx_items" where "id" < $1) select max("id") as "m" from "t"
create unique index kx_u on kx_items(name)
insert into "kx_items" ("name", "price") values ($1, $2) on conflict ("name") do update set "price" = excluded."price" returning "id", "price"
insert into "kx_items" ("name") values ($1) on conflict ("name") do nothing
update "kx_items" set "flag" = $1 where "id" = $2 returning "flag"
delete from "kx_child" where "item_id" = $1
BEGIN;
insert into "kx_items" ("name") values ($1)
SAVEPOINT trx3;
ROLLBACK TO SAVEPOINT trx3
COMMIT;
select * from "kx_items" where "name" like $1
BEGIN TRANSACTION ISOLATION LEVEL serializable;
select * from "kx_items" limit $1 for update
insert into "kx_items" ("embedding", "name") values ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14), ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32), ($33, $34), ($35, $36), ($37, $38), ($39, $40), ($41, $42), ($43, $44), ($45, $46), ($47, $48), ($49, $50), ($51, $52), ($53, $54), ($55, $56), ($57, $58), ($59, $60)
select count(*) from "kx_items" where "name" like $1
create table "kx_migrations" ("id" serial primary key, "name" varchar(255), "batch" integer, "migration_time" timestamptz)
create table "kx_migrations_lock" ("index" serial primary key, "is_locked" integer)
select * from "kx_migrations_lock"
insert into "kx_migrations_lock" ("is_locked") values ($1)
select "name" from "kx_migrations" order by "id" asc
update "kx_migrations_lock" set "is_locked" = $1 where "is_locked" = $2
select max("batch") as "max_batch" from "kx_migrations"
create table "kx_m1" ("id" serial primary key, "v" vector(2))
insert into "kx_migrations" ("batch", "migration_time", "name") values ($1, $2, $3)
update "kx_migrations_lock" set "is_locked" = $1
drop table "kx_m2"
delete from "kx_migrations" where "name" = $1
drop table "kx_migrations"
drop table "kx_migrations_lock"
select "kx_items".* from "kx_items" order by "embedding" <-> $1 asc limit $2
select "kx_child".* from "kx_child" where "kx_child"."item_id" in ($1)
insert into "kx_items" ("name") values ($1) returning "id"
insert into "kx_child" ("item_id") values ($1), ($2) returning "id"
select "kx_items"."id" as "id", "kx_items"."name" as "name", "kx_items"."price" as "price", "kx_items"."flag" as "flag", "kx_items"."meta" as "meta", "kx_items"."created_at" as "created_at", "kx_items"."updated_at" as "updated_at", "kx_items"."kind" as "kind", "kx_items"."embedding" as "embedding", "kx_items"."half" as "half", "kx_items"."bin" as "bin", "kx_items"."sparse" as "sparse", "kx_items"."extra2" as "extra2", "kids"."id" as "kids:id", "kids"."item_id" as "kids:item_id" from "kx_items" left join "kx_child" as "kids" on "kids"."item_id" = "kx_items"."id" where "kx_items"."id" = $1
update "kx_items" set "name" = $1 where "kx_items"."id" = $2
select "kx_items".* from "kx_items" where "kx_items"."id" = $1
drop table "kx_child"
drop table "kx_items"
SET client_min_messages TO warning;SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE;
WITH ranges AS (  SELECT pg_range.rngtypid, pg_type.typname AS rngtypname,         pg_type.typarray AS rngtyparray, pg_range.rngsubtype    FROM pg_range LEFT OUTER JOIN pg_type ON pg_type.oid = pg_range.rngtypid)SELECT pg_type.typname, pg_type.typtype, pg_type.oid, pg_type.typarray,       ranges.rngtypname, ranges.rngtypid, ranges.rngtyparray  FROM pg_type LEFT OUTER JOIN ranges ON pg_type.oid = ranges.rngsubtype WHERE (pg_type.typtype IN('b', 'e'));
SELECT 1+1 AS result
SHOW SERVER_VERSION
drop table if exists sq_child, sq_items cascade
drop type if exists "enum_sq_items_kind"
DROP TABLE IF EXISTS "sq_child" CASCADE;
DROP TABLE IF EXISTS "sq_items" CASCADE;
DROP TYPE IF EXISTS "public"."enum_sq_items_kind";
SELECT DISTINCT tc.constraint_name as constraint_name, tc.constraint_schema as constraint_schema, tc.constraint_catalog as constraint_catalog, tc.table_name as table_name,tc.table_schema as table_schema,tc.table_catalog as table_catalog,tc.initially_deferred as initially_deferred,tc.is_deferrable as is_deferrable,kcu.column_name as column_name,ccu.table_schema  AS referenced_table_schema,ccu.table_catalog  AS referenced_table_catalog,ccu.table_name  AS referenced_table_name,ccu.column_name AS referenced_column_name FROM information_schema.table_constraints AS tc JOIN information_schema.key_column_usage AS kcu ON tc.constraint_name = kcu.constraint_name JOIN information_schema.constraint_column_usage AS ccu ON ccu.constraint_name = tc.constraint_name WHERE constraint_type = 'FOREIGN KEY' AND tc.table_name = 'sq_items' AND tc.table_catalog = 'postgres'
SELECT DISTINCT tc.constraint_name as constraint_name, tc.constraint_schema as constraint_schema, tc.constraint_catalog as constraint_catalog, tc.table_name as table_name,tc.table_schema as table_schema,tc.table_catalog as table_catalog,tc.initially_deferred as initially_deferred,tc.is_deferrable as is_deferrable,kcu.column_name as column_name,ccu.table_schema  AS referenced_table_schema,ccu.table_catalog  AS referenced_table_catalog,ccu.table_name  AS referenced_table_name,ccu.column_name AS referenced_column_name FROM information_schema.table_constraints AS tc JOIN information_schema.key_column_usage AS kcu ON tc.constraint_name = kcu.constraint_name JOIN information_schema.constraint_column_usage AS ccu ON ccu.constraint_name = tc.constraint_name WHERE constraint_type = 'FOREIGN KEY' AND tc.table_name = 'sq_child' AND tc.table_catalog = 'postgres'
SELECT t.typname enum_name, array_agg(e.enumlabel ORDER BY enumsortorder) enum_value FROM pg_type t JOIN pg_enum e ON t.oid = e.enumtypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = 'public' AND t.typname='enum_sq_items_kind' GROUP BY 1
DROP TYPE IF EXISTS "public"."enum_sq_items_kind"; DO 'BEGIN CREATE TYPE "public"."enum_sq_items_kind" AS ENUM(''a'', ''b''); EXCEPTION WHEN duplicate_object THEN null; END';
CREATE TABLE IF NOT EXISTS "sq_items" ("id"   SERIAL , "name" VARCHAR(255) UNIQUE, "kind" "public"."enum_sq_items_kind", "meta" JSONB, "tags" TEXT[], "price" DECIMAL(10,2) DEFAULT 1, "uid" UUID, "embedding" VECTOR(3), "half" HALFVEC(3), "bin" BIT(3), "sparse" SPARSEVEC(3), "version" INTEGER, "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL, "updatedAt" TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY ("id"));
SELECT i.relname AS name, ix.indisprimary AS primary, ix.indisunique AS unique, ix.indkey AS indkey, array_agg(a.attnum) as column_indexes, array_agg(a.attname) AS column_names, pg_get_indexdef(ix.indexrelid) AS definition FROM pg_class t, pg_class i, pg_index ix, pg_attribute a WHERE t.oid = ix.indrelid AND i.oid = ix.indexrelid AND a.attrelid = t.oid AND t.relkind = 'r' and t.relname = 'sq_items' GROUP BY i.relname, ix.indexrelid, ix.indisprimary, ix.indisunique, ix.indkey ORDER BY i.relname;
CREATE INDEX "sq_items_embedding" ON "sq_items" USING hnsw ("embedding" vector_l2_ops)
CREATE TABLE IF NOT EXISTS "sq_child" ("id"   SERIAL , "n" INTEGER, "itemId" INTEGER NOT NULL REFERENCES "sq_items" ("id") ON DELETE CASCADE ON UPDATE CASCADE, PRIMARY KEY ("id"));
SELECT i.relname AS name, ix.indisprimary AS primary, ix.indisunique AS unique, ix.indkey AS indkey, array_agg(a.attnum) as column_indexes, array_agg(a.attname) AS column_names, pg_get_indexdef(ix.indexrelid) AS definition FROM pg_class t, pg_class i, pg_index ix, pg_attribute a WHERE t.oid = ix.indrelid AND i.oid = ix.indexrelid AND a.attrelid = t.oid AND t.relkind = 'r' and t.relname = 'sq_child' GROUP BY i.relname, ix.indexrelid, ix.indisprimary, ix.indisunique, ix.indkey ORDER BY i.relname;
INSERT INTO "sq_items" ("id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","createdAt","updatedAt") VALUES (DEFAULT,$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) RETURNING "id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","version","createdAt","updatedAt";
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "embedding" <-> '[1,1,1]' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "half" <-> '[1,1,1]' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "sparse" <-> '{1:1,2:1,3:1}/3' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "embedding" <#> '[1,1,1]' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "embedding" <=> '[1,1,1]' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "embedding" <+> '[1,1,1]' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "bin" <~> '101' LIMIT 5;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "bin" <%> '101' LIMIT 5;
INSERT INTO "sq_child" ("id","n","itemId") VALUES (DEFAULT,1,1),(DEFAULT,2,1),(DEFAULT,3,2) RETURNING "id","n","itemId";
SELECT "Item"."id", "Item"."name", "Item"."kind", "Item"."meta", "Item"."tags", "Item"."price", "Item"."uid", "Item"."embedding", "Item"."half", "Item"."bin", "Item"."sparse", "Item"."version", "Item"."createdAt", "Item"."updatedAt", "Children"."id" AS "Children.id", "Children"."n" AS "Children.n", "Children"."itemId" AS "Children.itemId" FROM "sq_items" AS "Item" LEFT OUTER JOIN "sq_child" AS "Children" ON "Item"."id" = "Children"."itemId" AND "Children"."n" > 0 WHERE "Item"."name" ILIKE 'O%' AND "Item"."tags" @> ARRAY['t']::TEXT[] AND ("Item"."meta"#>>'{n}') = 'one' AND "Item"."kind" IN ('a', 'b') ORDER BY "Children"."n" DESC;
SELECT count(*) AS "count" FROM "sq_items" AS "Item";
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" ORDER BY "Item"."id" LIMIT 2 OFFSET 1;
SELECT sum("n") AS "sum" FROM "sq_child" AS "Child";
SELECT "itemId", count(*) AS "count" FROM "sq_child" AS "Child" GROUP BY "itemId";
UPDATE "sq_items" SET "price"=$1,"updatedAt"=$2 WHERE "id" = $3 RETURNING "id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","version","createdAt","updatedAt"
INSERT INTO "sq_items" ("name","kind","price","uid","createdAt","updatedAt") VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT ("name") DO UPDATE SET "name"=EXCLUDED."name","kind"=EXCLUDED."kind","updatedAt"=EXCLUDED."updatedAt" RETURNING "id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","version","createdAt","updatedAt";
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" WHERE "Item"."name" = 'one';
UPDATE "sq_child" SET "n"="n"+ 10 WHERE "itemId" = 2 RETURNING *
SELECT "id", "n", "itemId" FROM "sq_child" AS "Child" WHERE "Child"."itemId" = 2 LIMIT 1;
START TRANSACTION;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" WHERE "Item"."name" = 'new';
CREATE OR REPLACE FUNCTION pg_temp.testfunc(OUT response "sq_items", OUT sequelize_caught_exception text) RETURNS RECORD AS $func_63d4eb041de844d3aca7ed430a80aa93$ BEGIN INSERT INTO "sq_items" ("id","name","price","uid","embedding","createdAt","updatedAt") VALUES (DEFAULT,'new',1,'813227c2-269c-44e1-aad2-f491e84b18a9','[9,9,9]','2026-11-21 00:31:34.779 +00:00','2026-11-21 00:31:34.779 +00:00') RETURNING * INTO response; EXCEPTION WHEN unique_violation THEN GET STACKED DIAGNOSTICS sequelize_caught_exception = PG_EXCEPTION_DETAIL; END $func_63d4eb041de844d3aca7ed430a80aa93$ LANGUAGE plpgsql; SELECT (testfunc.response)."id", (testfunc.response)."name", (testfunc.response)."kind", (testfunc.response)."meta", (testfunc.response)."tags", (testfunc.response)."price", (testfunc.response)."uid", (testfunc.response)."embedding", (testfunc.response)."half", (testfunc.response)."bin", (testfunc.response)."sparse", (testfunc.response)."version", (testfunc.response)."createdAt", (testfunc.response)."updatedAt", testfunc.sequelize_caught_exception FROM pg_temp.testfunc(); DROP FUNCTION IF EXISTS pg_temp.testfunc();
DELETE FROM "sq_items" WHERE "id" = 5
INSERT INTO "sq_items" ("id","name","price","uid","createdAt","updatedAt") VALUES (DEFAULT,'one',7,'0a0a06a2-d5e1-434c-b2b3-45f0bcd3ccf1','2026-11-21 00:31:34.784 +00:00','2026-11-21 00:31:34.784 +00:00') ON CONFLICT ("name") DO UPDATE SET "price"=EXCLUDED."price" RETURNING "id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","version","createdAt","updatedAt";
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" WHERE "Item"."id" = 1;
INSERT INTO "sq_items" ("id","name","price","uid","createdAt","updatedAt") VALUES (DEFAULT,$1,$2,$3,$4,$5) RETURNING "id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","version","createdAt","updatedAt";
ROLLBACK;
SELECT count(*) AS "count" FROM "sq_items" AS "Item" WHERE "Item"."name" = 'tx';
INSERT INTO "sq_child" ("id","itemId") VALUES (DEFAULT,$1) RETURNING "id","n","itemId";
INSERT INTO "sq_items" ("id","price","uid","embedding","createdAt","updatedAt") VALUES (DEFAULT,$1,$2,$3,$4,$5) RETURNING "id","name","kind","meta","tags","price","uid","embedding","half","bin","sparse","version","createdAt","updatedAt";
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
SELECT "id", "name", "kind", "meta", "tags", "price", "uid", "embedding", "half", "bin", "sparse", "version", "createdAt", "updatedAt" FROM "sq_items" AS "Item" LIMIT 1 FOR UPDATE SKIP LOCKED;
SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'sq_items'
SELECT pk.constraint_type as "Constraint",c.column_name as "Field", c.column_default as "Default",c.is_nullable as "Null", (CASE WHEN c.udt_name = 'hstore' THEN c.udt_name ELSE c.data_type END) || (CASE WHEN c.character_maximum_length IS NOT NULL THEN '(' || c.character_maximum_length || ')' ELSE '' END) as "Type", (SELECT array_agg(e.enumlabel) FROM pg_catalog.pg_type t JOIN pg_catalog.pg_enum e ON t.oid=e.enumtypid WHERE t.typname=c.udt_name) AS "special", (SELECT pgd.description FROM pg_catalog.pg_statio_all_tables AS st INNER JOIN pg_catalog.pg_description pgd on (pgd.objoid=st.relid) WHERE c.ordinal_position=pgd.objsubid AND c.table_name=st.relname) AS "Comment" FROM information_schema.columns c LEFT JOIN (SELECT tc.table_schema, tc.table_name, cu.column_name, tc.constraint_type FROM information_schema.TABLE_CONSTRAINTS tc JOIN information_schema.KEY_COLUMN_USAGE  cu ON tc.table_schema=cu.table_schema and tc.table_name=cu.table_name and tc.constraint_name=cu.constraint_name and tc.constraint_type='PRIMARY KEY') pk ON pk.table_schema=c.table_schema AND pk.table_name=c.table_name AND pk.column_name=c.column_name WHERE c.table_name = 'sq_items' AND c.table_schema = 'public'
ALTER TABLE "public"."sq_items" ADD COLUMN "added" VARCHAR(255);
ALTER TABLE "sq_items" ALTER COLUMN "name" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "name" DROP DEFAULT;ALTER TABLE "sq_items"  ADD UNIQUE ("name");ALTER TABLE "sq_items" ALTER COLUMN "name" TYPE VARCHAR(255) ;
ALTER TABLE "sq_items" ALTER COLUMN "kind" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "kind" DROP DEFAULT;DO 'BEGIN CREATE TYPE "public"."enum_sq_items_kind" AS ENUM(''a'', ''b''); EXCEPTION WHEN duplicate_object THEN null; END';ALTER TABLE "sq_items" ALTER COLUMN "kind" TYPE "public"."enum_sq_items_kind" USING ("kind"::"public"."enum_sq_items_kind");
ALTER TABLE "sq_items" ALTER COLUMN "meta" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "meta" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "meta" TYPE JSONB;
ALTER TABLE "sq_items" ALTER COLUMN "tags" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "tags" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "tags" TYPE TEXT[];
ALTER TABLE "sq_items" ALTER COLUMN "price" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "price" SET DEFAULT 1;ALTER TABLE "sq_items" ALTER COLUMN "price" TYPE DECIMAL(10,2);
ALTER TABLE "sq_items" ALTER COLUMN "uid" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "uid" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "uid" TYPE UUID;
ALTER TABLE "sq_items" ALTER COLUMN "embedding" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "embedding" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "embedding" TYPE VECTOR(3);
ALTER TABLE "sq_items" ALTER COLUMN "half" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "half" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "half" TYPE HALFVEC(3);
ALTER TABLE "sq_items" ALTER COLUMN "bin" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "bin" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "bin" TYPE BIT(3);
ALTER TABLE "sq_items" ALTER COLUMN "sparse" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "sparse" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "sparse" TYPE SPARSEVEC(3);
ALTER TABLE "sq_items" ALTER COLUMN "version" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "version" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "version" TYPE INTEGER;
ALTER TABLE "sq_items" ALTER COLUMN "createdAt" SET NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "createdAt" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "createdAt" TYPE TIMESTAMP WITH TIME ZONE;
ALTER TABLE "sq_items" ALTER COLUMN "updatedAt" SET NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "updatedAt" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "updatedAt" TYPE TIMESTAMP WITH TIME ZONE;
SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type LIKE '%TABLE' AND table_name != 'spatial_ref_sys';
ALTER TABLE "public"."sq_items" ADD COLUMN "c2" INTEGER;
ALTER TABLE "sq_items" RENAME COLUMN "c2" TO "c3";
ALTER TABLE "sq_items" ALTER COLUMN "c3" DROP NOT NULL;ALTER TABLE "sq_items" ALTER COLUMN "c3" DROP DEFAULT;ALTER TABLE "sq_items" ALTER COLUMN "c3" TYPE BIGINT;
ALTER TABLE "public"."sq_items" DROP COLUMN "c3";
drop table sq_child, sq_items
drop type "enum_sq_items_kind"
SELECT version()
SELECT * FROM current_schema()
drop table if exists to_kids, to_items
drop type if exists to_items_kind_enum
CREATE EXTENSION IF NOT EXISTS "uuid-ossp"
CREATE EXTENSION IF NOT EXISTS "vector"
START TRANSACTION
SELECT * FROM current_database()
SELECT "table_schema", "table_name", obj_description((quote_ident("table_schema") || '.' || quote_ident("table_name"))::regclass, 'pg_class') AS table_comment FROM "information_schema"."tables" WHERE ("table_schema" = 'public' AND "table_name" = 'to_items') OR ("table_schema" = 'public' AND "table_name" = 'to_kids')
SELECT * FROM "information_schema"."tables" WHERE "table_schema" = $1 AND "table_name" = $2
SELECT "n"."nspname", "t"."typname" FROM "pg_type" "t" INNER JOIN "pg_namespace" "n" ON "n"."oid" = "t"."typnamespace" WHERE "n"."nspname" = 'public' AND "t"."typname" = 'to_items_kind_enum'
CREATE TYPE "public"."to_items_kind_enum" AS ENUM('a', 'b')
CREATE TABLE "to_items" ("id" SERIAL NOT NULL, "name" character varying(40), "uid" uuid NOT NULL DEFAULT uuid_generate_v4(), "kind" "public"."to_items_kind_enum" NOT NULL DEFAULT 'a', "price" numeric(10,2), "meta" jsonb NOT NULL DEFAULT '{}', "tags" text array NOT NULL DEFAULT '{}', "created" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "version" integer NOT NULL, "embedding" vector(3), "half" halfvec(3), "bin" bit(3), CONSTRAINT "UQ_75f59e26dee974786393c0033fe" UNIQUE ("name"), CONSTRAINT "CHK_6d450bb37f90dda5ee976e1c4b" CHECK ("price" >= 0), CONSTRAINT "PK_a7b66e35f1ef96c790909168175" PRIMARY KEY ("id"))
CREATE INDEX "to_kind_idx" ON "to_items"  ("kind", "price") 
CREATE TABLE "to_kids" ("id" uuid NOT NULL DEFAULT uuid_generate_v4(), "n" integer NOT NULL, "itemId" integer, CONSTRAINT "PK_4a560da87dcc3f7391d5c9e91d9" PRIMARY KEY ("id"))
ALTER TABLE "to_kids" ADD CONSTRAINT "FK_b6378aaf942cd097a533a583258" FOREIGN KEY ("itemId") REFERENCES "to_items"("id") ON DELETE CASCADE ON UPDATE NO ACTION
INSERT INTO "to_items"("name", "uid", "kind", "price", "meta", "tags", "created", "version", "embedding", "half", "bin") VALUES ($1, DEFAULT, DEFAULT, $2, $3, $4, DEFAULT, 1, $5, $6, $7) RETURNING "id", "uid", "kind", "meta", "tags", "created", "version"
SELECT "Item"."id" AS "Item_id", "Item"."name" AS "Item_name", "Item"."uid" AS "Item_uid", "Item"."kind" AS "Item_kind", "Item"."price" AS "Item_price", "Item"."meta" AS "Item_meta", "Item"."tags" AS "Item_tags", "Item"."created" AS "Item_created", "Item"."version" AS "Item_version", "Item"."embedding" AS "Item_embedding", "Item"."half" AS "Item_half", "Item"."bin" AS "Item_bin" FROM "to_items" "Item" WHERE (("Item"."name" = $1)) LIMIT 1
SELECT "Item"."id" AS "Item_id", "Item"."name" AS "Item_name", "Item"."uid" AS "Item_uid", "Item"."kind" AS "Item_kind", "Item"."price" AS "Item_price", "Item"."meta" AS "Item_meta", "Item"."tags" AS "Item_tags", "Item"."created" AS "Item_created", "Item"."version" AS "Item_version", "Item"."embedding" AS "Item_embedding", "Item"."half" AS "Item_half", "Item"."bin" AS "Item_bin" FROM "to_items" "Item" WHERE "Item"."id" = $1
UPDATE "to_items" SET "kind" = $1, "embedding" = $2, "half" = $3, "version" = "version" + 1 WHERE "id" = $4 RETURNING "version"
SELECT "Item"."id" AS "Item_id", "Item"."name" AS "Item_name", "Item"."uid" AS "Item_uid", "Item"."kind" AS "Item_kind", "Item"."price" AS "Item_price", "Item"."meta" AS "Item_meta", "Item"."tags" AS "Item_tags", "Item"."created" AS "Item_created", "Item"."version" AS "Item_version", "Item"."embedding" AS "Item_embedding", "Item"."half" AS "Item_half", "Item"."bin" AS "Item_bin" FROM "to_items" "Item" WHERE (("Item"."id" = $1)) LIMIT 1
SELECT COUNT(1) AS "cnt" FROM "to_items" "Item" WHERE (("Item"."name" IN ($1, $2)) AND ("Item"."price" > $3))
SELECT "item"."id" AS "item_id", "item"."name" AS "item_name", "item"."uid" AS "item_uid", "item"."kind" AS "item_kind", "item"."price" AS "item_price", "item"."meta" AS "item_meta", "item"."tags" AS "item_tags", "item"."created" AS "item_created", "item"."version" AS "item_version", "item"."embedding" AS "item_embedding", "item"."half" AS "item_half", "item"."bin" AS "item_bin" FROM "to_items" "item" ORDER BY embedding <-> $1 ASC LIMIT 5
INSERT INTO "to_kids"("id", "n", "itemId") VALUES (DEFAULT, $1, $2), (DEFAULT, $3, $4) RETURNING "id"
SELECT DISTINCT "distinctAlias"."Item_id" AS "ids_Item_id", "distinctAlias"."Item__Item_kids_n" FROM (SELECT "Item"."id" AS "Item_id", "Item"."name" AS "Item_name", "Item"."uid" AS "Item_uid", "Item"."kind" AS "Item_kind", "Item"."price" AS "Item_price", "Item"."meta" AS "Item_meta", "Item"."tags" AS "Item_tags", "Item"."created" AS "Item_created", "Item"."version" AS "Item_version", "Item"."embedding" AS "Item_embedding", "Item"."half" AS "Item_half", "Item"."bin" AS "Item_bin", "Item__Item_kids"."id" AS "Item__Item_kids_id", "Item__Item_kids"."n" AS "Item__Item_kids_n", "Item__Item_kids"."itemId" AS "Item__Item_kids_itemId" FROM "to_items" "Item" LEFT JOIN "to_kids" "Item__Item_kids" ON "Item__Item_kids"."itemId"="Item"."id" WHERE (("Item"."name" LIKE $1))) "distinctAlias" ORDER BY "distinctAlias"."Item__Item_kids_n" DESC, "Item_id" ASC LIMIT 1 OFFSET 0
SELECT "Item"."id" AS "Item_id", "Item"."name" AS "Item_name", "Item"."uid" AS "Item_uid", "Item"."kind" AS "Item_kind", "Item"."price" AS "Item_price", "Item"."meta" AS "Item_meta", "Item"."tags" AS "Item_tags", "Item"."created" AS "Item_created", "Item"."version" AS "Item_version", "Item"."embedding" AS "Item_embedding", "Item"."half" AS "Item_half", "Item"."bin" AS "Item_bin", "Item__Item_kids"."id" AS "Item__Item_kids_id", "Item__Item_kids"."n" AS "Item__Item_kids_n", "Item__Item_kids"."itemId" AS "Item__Item_kids_itemId" FROM "to_items" "Item" LEFT JOIN "to_kids" "Item__Item_kids" ON "Item__Item_kids"."itemId"="Item"."id" WHERE ( (("Item"."name" LIKE $1)) ) AND ( "Item"."id" IN (1) ) ORDER BY "Item__Item_kids"."n" DESC
SELECT "Item"."id" AS "Item_id", "Item"."name" AS "Item_name", "Item"."uid" AS "Item_uid", "Item"."kind" AS "Item_kind", "Item"."price" AS "Item_price", "Item"."meta" AS "Item_meta", "Item"."tags" AS "Item_tags", "Item"."created" AS "Item_created", "Item"."version" AS "Item_version", "Item"."embedding" AS "Item_embedding", "Item"."half" AS "Item_half", "Item"."bin" AS "Item_bin" FROM "to_items" "Item" ORDER BY "Item"."id" ASC LIMIT 2
SELECT COUNT(1) AS "cnt" FROM "to_items" "Item"
INSERT INTO "to_items"("name", "uid", "kind", "price", "meta", "tags", "created", "version", "embedding", "half", "bin") VALUES ($1, DEFAULT, DEFAULT, $2, DEFAULT, DEFAULT, DEFAULT, 1, DEFAULT, DEFAULT, DEFAULT) ON CONFLICT ( "name" ) DO UPDATE SET "name" = EXCLUDED."name", "price" = EXCLUDED."price" RETURNING "id", "uid", "kind", "meta", "tags", "created", "version"
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE
INSERT INTO "to_items"("name", "uid", "kind", "price", "meta", "tags", "created", "version", "embedding", "half", "bin") VALUES ($1, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, 1, DEFAULT, DEFAULT, DEFAULT) RETURNING "id", "uid", "kind", "meta", "tags", "created", "version"
SELECT COUNT(1) AS "cnt" FROM "to_items" "Item" WHERE (("Item"."name" = $1))
SELECT "i"."id" AS "i_id", "i"."name" AS "i_name", "i"."uid" AS "i_uid", "i"."kind" AS "i_kind", "i"."price" AS "i_price", "i"."meta" AS "i_meta", "i"."tags" AS "i_tags", "i"."created" AS "i_created", "i"."version" AS "i_version", "i"."embedding" AS "i_embedding", "i"."half" AS "i_half", "i"."bin" AS "i_bin" FROM "to_items" "i" WHERE "i"."id" = 1 FOR UPDATE
UPDATE "to_items" SET "price" = $1, "version" = "version" + 1 WHERE "name" = $2 RETURNING "id", "price"
DELETE FROM "to_kids" WHERE "n" > $1
SELECT TRUE FROM information_schema.columns WHERE table_name = 'pg_class' and column_name = 'relispartition'
SELECT columns.*, pg_catalog.col_description((quote_ident(table_catalog) || '.' || quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass::oid, ordinal_position) AS description, ('"' || "udt_schema" || '"."' || "udt_name" || '"')::"regtype"::text AS "regtype", pg_catalog.format_type("col_attr"."atttypid", "col_attr"."atttypmod") AS "format_type" FROM "information_schema"."columns" LEFT JOIN "pg_catalog"."pg_attribute" AS "col_attr" ON "col_attr"."attname" = "columns"."column_name" AND "col_attr"."attrelid" = ( SELECT "cls"."oid" FROM "pg_catalog"."pg_class" AS "cls" LEFT JOIN "pg_catalog"."pg_namespace" AS "ns" ON "ns"."oid" = "cls"."relnamespace" WHERE "cls"."relname" = "columns"."table_name" AND "ns"."nspname" = "columns"."table_schema" ) WHERE ("table_schema" = 'public' AND "table_name" = 'to_items') OR ("table_schema" = 'public' AND "table_name" = 'to_kids')
SELECT "ns"."nspname" AS "table_schema", "t"."relname" AS "table_name", "cnst"."conname" AS "constraint_name", pg_get_constraintdef("cnst"."oid") AS "expression", CASE "cnst"."contype" WHEN 'p' THEN 'PRIMARY' WHEN 'u' THEN 'UNIQUE' WHEN 'c' THEN 'CHECK' WHEN 'x' THEN 'EXCLUDE' END AS "constraint_type", "a"."attname" AS "column_name" FROM "pg_constraint" "cnst" INNER JOIN "pg_class" "t" ON "t"."oid" = "cnst"."conrelid" INNER JOIN "pg_namespace" "ns" ON "ns"."oid" = "cnst"."connamespace" LEFT JOIN "pg_attribute" "a" ON "a"."attrelid" = "cnst"."conrelid" AND "a"."attnum" = ANY ("cnst"."conkey") WHERE "t"."relkind" IN ('r', 'p') AND (("ns"."nspname" = 'public' AND "t"."relname" = 'to_items') OR ("ns"."nspname" = 'public' AND "t"."relname" = 'to_kids'))
SELECT "ns"."nspname" AS "table_schema", "t"."relname" AS "table_name", "i"."relname" AS "constraint_name", "a"."attname" AS "column_name", CASE "ix"."indisunique" WHEN 't' THEN 'TRUE' ELSE'FALSE' END AS "is_unique", pg_get_expr("ix"."indpred", "ix"."indrelid") AS "condition", "types"."typname" AS "type_name", "am"."amname" AS "index_type" FROM "pg_class" "t" INNER JOIN "pg_index" "ix" ON "ix"."indrelid" = "t"."oid" INNER JOIN "pg_attribute" "a" ON "a"."attrelid" = "t"."oid"  AND "a"."attnum" = ANY ("ix"."indkey") INNER JOIN "pg_namespace" "ns" ON "ns"."oid" = "t"."relnamespace" INNER JOIN "pg_class" "i" ON "i"."oid" = "ix"."indexrelid" INNER JOIN "pg_type" "types" ON "types"."oid" = "a"."atttypid" INNER JOIN "pg_am" "am" ON "i"."relam" = "am"."oid" LEFT JOIN "pg_constraint" "cnst" ON "cnst"."conname" = "i"."relname" WHERE "t"."relkind" IN ('r', 'p') AND "cnst"."contype" IS NULL AND (("ns"."nspname" = 'public' AND "t"."relname" = 'to_items') OR ("ns"."nspname" = 'public' AND "t"."relname" = 'to_kids'))
SELECT "con"."conname" AS "constraint_name", "con"."nspname" AS "table_schema", "con"."relname" AS "table_name", "att2"."attname" AS "column_name", "ns"."nspname" AS "referenced_table_schema", "cl"."relname" AS "referenced_table_name", "att"."attname" AS "referenced_column_name", "con"."confdeltype" AS "on_delete", "con"."confupdtype" AS "on_update", "con"."condeferrable" AS "deferrable", "con"."condeferred" AS "deferred" FROM ( SELECT UNNEST ("con1"."conkey") AS "parent", UNNEST ("con1"."confkey") AS "child", "con1"."confrelid", "con1"."conrelid", "con1"."conname", "con1"."contype", "ns"."nspname", "cl"."relname", "con1"."condeferrable", CASE WHEN "con1"."condeferred" THEN 'INITIALLY DEFERRED' ELSE 'INITIALLY IMMEDIATE' END as condeferred, CASE "con1"."confdeltype" WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END as "confdeltype", CASE "con1"."confupdtype" WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END as "confupdtype" FROM "pg_class" "cl" INNER JOIN "pg_namespace" "ns" ON "cl"."relnamespace" = "ns"."oid" INNER JOIN "pg_constraint" "con1" ON "con1"."conrelid" = "cl"."oid" WHERE "con1"."contype" = 'f' AND (("ns"."nspname" = 'public' AND "cl"."relname" = 'to_items') OR ("ns"."nspname" = 'public' AND "cl"."relname" = 'to_kids')) ) "con" INNER JOIN "pg_attribute" "att" ON "att"."attrelid" = "con"."confrelid" AND "att"."attnum" = "con"."child" INNER JOIN "pg_class" "cl" ON "cl"."oid" = "con"."confrelid"  AND "cl"."relispartition" = 'f'INNER JOIN "pg_namespace" "ns" ON "cl"."relnamespace" = "ns"."oid" INNER JOIN "pg_attribute" "att2" ON "att2"."attrelid" = "con"."conrelid" AND "att2"."attnum" = "con"."parent"
SELECT "udt_schema", "udt_name" FROM "information_schema"."columns" WHERE "table_schema" = 'public' AND "table_name" = 'to_items' AND "column_name"='kind'
SELECT "udt_schema", "udt_name" FROM "information_schema"."columns" WHERE "table_schema" = 'public' AND "table_name" = 'to_items' AND "column_name"='tags'
SELECT "udt_schema", "udt_name" FROM "information_schema"."columns" WHERE "table_schema" = 'public' AND "table_name" = 'to_items' AND "column_name"='embedding'
SELECT "udt_schema", "udt_name" FROM "information_schema"."columns" WHERE "table_schema" = 'public' AND "table_name" = 'to_items' AND "column_name"='half'
SELECT "e"."enumlabel" AS "value" FROM "pg_enum" "e" INNER JOIN "pg_type" "t" ON "t"."oid" = "e"."enumtypid" INNER JOIN "pg_namespace" "n" ON "n"."oid" = "t"."typnamespace" WHERE "n"."nspname" = 'public' AND "t"."typname" = 'to_items_kind_enum' ORDER BY "e"."enumsortorder"
SELECT "e"."enumlabel" AS "value" FROM "pg_enum" "e" INNER JOIN "pg_type" "t" ON "t"."oid" = "e"."enumtypid" INNER JOIN "pg_namespace" "n" ON "n"."oid" = "t"."typnamespace" WHERE "n"."nspname" = 'public' AND "t"."typname" = 'text' ORDER BY "e"."enumsortorder"
SELECT "e"."enumlabel" AS "value" FROM "pg_enum" "e" INNER JOIN "pg_type" "t" ON "t"."oid" = "e"."enumtypid" INNER JOIN "pg_namespace" "n" ON "n"."oid" = "t"."typnamespace" WHERE "n"."nspname" = 'public' AND "t"."typname" = 'vector' ORDER BY "e"."enumsortorder"
SELECT "e"."enumlabel" AS "value" FROM "pg_enum" "e" INNER JOIN "pg_type" "t" ON "t"."oid" = "e"."enumtypid" INNER JOIN "pg_namespace" "n" ON "n"."oid" = "t"."typnamespace" WHERE "n"."nspname" = 'public' AND "t"."typname" = 'halfvec' ORDER BY "e"."enumsortorder"
drop table to_kids, to_items
drop type to_items_kind_enum
drop table if exists dz_items, dz_kids; drop schema if exists drizzle cascade
CREATE SCHEMA IF NOT EXISTS "drizzle"
\n			CREATE TABLE IF NOT EXISTS "drizzle"."__drizzle_migrations" (\n				id SERIAL PRIMARY KEY,\n				hash text NOT NULL,\n				created_at bigint\n			)\n		
select id, hash, created_at from "drizzle"."__drizzle_migrations" order by created_at desc limit 1
CREATE TABLE IF NOT EXISTS "dz_items" ("id" serial PRIMARY KEY NOT NULL, "name" text, "meta" jsonb, "at" timestamp with time zone DEFAULT now(), "embedding" vector(3), "half" halfvec(3), "bin" bit(3), "sparse" sparsevec(3), CONSTRAINT "dz_items_name_unique" UNIQUE("name"));\n
\nCREATE TABLE "dz_kids" ("id" serial PRIMARY KEY NOT NULL, "item_id" integer, "n" integer);\n
\nDO $$ BEGIN\n ALTER TABLE "dz_kids" ADD CONSTRAINT "dz_kids_fk" FOREIGN KEY ("item_id") REFERENCES "public"."dz_items"("id") ON DELETE no action ON UPDATE no action;\nEXCEPTION\n WHEN duplicate_object THEN null;\nEND $$;\n
\nCREATE INDEX IF NOT EXISTS "dz_emb" ON "dz_items" USING hnsw ("embedding" vector_cosine_ops);
insert into "drizzle"."__drizzle_migrations" ("hash", "created_at") values($1, $2)
insert into "dz_items" ("id", "name", "meta", "at", "embedding", "half", "bin", "sparse") values (default, $1, $2, default, $3, $4, $5, $6), (default, $7, default, default, $8, $9, $10, $11), (default, $12, default, default, $13, $14, $15, $16), (default, $17, default, default, default, default, default, default)
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."embedding" <-> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."half" <-> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."sparse" <-> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."embedding" <#> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."embedding" <=> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."embedding" <+> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."bin" <~> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" order by "dz_items"."bin" <%> $1 limit $2
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" where "dz_items"."name" = $1
select "name", 1 - ("dz_items"."embedding" <=> $1) from "dz_items" where 1 - ("dz_items"."embedding" <=> $2) > $3 order by 1 - ("dz_items"."embedding" <=> $4) desc limit $5
insert into "dz_kids" ("id", "item_id", "n") values (default, $1, $2), (default, $3, $4)
select "items"."id", "items"."name", "items"."meta", "items"."at", "items"."embedding", "items"."half", "items"."bin", "items"."sparse", "items_kids"."data" as "kids" from "dz_items" "items" left join lateral (select coalesce(json_agg(json_build_array("items_kids"."id", "items_kids"."item_id", "items_kids"."n") order by "items_kids"."n" desc), '[]'::json) as "data" from (select * from "dz_kids" "items_kids" where "items_kids"."item_id" = "items"."id" order by "items_kids"."n" desc) "items_kids") "items_kids" on true where "items"."id" = $1
insert into "dz_items" ("id", "name", "meta", "at", "embedding", "half", "bin", "sparse") values (default, $1, $2, default, default, default, default, default) on conflict ("name") do update set "meta" = excluded.meta returning "id", "name", "meta", "at", "embedding", "half", "bin", "sparse"
begin isolation level repeatable read
insert into "dz_items" ("id", "name", "meta", "at", "embedding", "half", "bin", "sparse") values (default, $1, default, default, default, default, default, default)
savepoint sp1
rollback to savepoint sp1
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" where "dz_items"."name" in ($1)
delete from "dz_items" where ("dz_items"."name" = $1 and "dz_items"."id" < $2) returning "id"
select "id", "name", "meta", "at", "embedding", "half", "bin", "sparse" from "dz_items" where "dz_items"."id" = $1
select count(*) as count from "dz_items";
drop table dz_kids, dz_items; drop schema drizzle cascade
drop table if exists ky_items, ky_kids, ky_mig, ky_mig_lock
select "a"."attname" as "column", "a"."attnotnull" as "not_null", "a"."atthasdef" as "has_default", "c"."relname" as "table", "c"."relkind" as "table_type", "ns"."nspname" as "schema", "typ"."typname" as "type", "dtns"."nspname" as "type_schema", col_description(a.attrelid, a.attnum) as "column_description", pg_get_serial_sequence(quote_ident(ns.nspname) || '.' || quote_ident(c.relname), a.attname) as "auto_incrementing" from "pg_catalog"."pg_attribute" as "a" inner join "pg_catalog"."pg_class" as "c" on "a"."attrelid" = "c"."oid" inner join "pg_catalog"."pg_namespace" as "ns" on "c"."relnamespace" = "ns"."oid" inner join "pg_catalog"."pg_type" as "typ" on "a"."atttypid" = "typ"."oid" inner join "pg_catalog"."pg_namespace" as "dtns" on "typ"."typnamespace" = "dtns"."oid" where "c"."relkind" in ($1, $2, $3) and "ns"."nspname" !~ $4 and "ns"."nspname" != $5 and "ns"."nspname" != $6 and has_schema_privilege(ns.nspname, 'USAGE') and "a"."attnum" >= $7 and "a"."attisdropped" != $8 order by "ns"."nspname", "c"."relname", "a"."attnum"
create table if not exists "ky_mig" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null)
create table if not exists "ky_mig_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null)
select "id" from "ky_mig_lock" where "id" = $1
insert into "ky_mig_lock" ("id", "is_locked") values ($1, $2)
\n    with set_timeout as (\n      select set_config('lock_timeout', '3600000', true) as config_val\n    )\n    select pg_advisory_lock(3853314791062309107)\n    from set_timeout
select "name", "timestamp" from "ky_mig"
create table "ky_items" ("id" serial primary key, "name" varchar(30) unique, "embedding" vector(3), "half" halfvec(3), "bin" bit(3), "sparse" sparsevec(3))
create table "ky_kids" ("id" integer generated always as identity primary key, "item_id" integer references "ky_items" ("id") on delete cascade)
insert into "ky_mig" ("name", "timestamp") values ($1, $2)
create index "ky_idx" on "ky_items" using hnsw (embedding vector_l2_ops)
alter table "ky_items" add column "extra" jsonb default '{}' not null
select pg_advisory_unlock(3853314791062309107)
select "a"."attname" as "column", "a"."attnotnull" as "not_null", "a"."atthasdef" as "has_default", "c"."relname" as "table", "c"."relkind" as "table_type", "ns"."nspname" as "schema", "typ"."typname" as "type", "dtns"."nspname" as "type_schema", col_description(a.attrelid, a.attnum) as "column_description", pg_get_serial_sequence(quote_ident(ns.nspname) || '.' || quote_ident(c.relname), a.attname) as "auto_incrementing" from "pg_catalog"."pg_attribute" as "a" inner join "pg_catalog"."pg_class" as "c" on "a"."attrelid" = "c"."oid" inner join "pg_catalog"."pg_namespace" as "ns" on "c"."relnamespace" = "ns"."oid" inner join "pg_catalog"."pg_type" as "typ" on "a"."atttypid" = "typ"."oid" inner join "pg_catalog"."pg_namespace" as "dtns" on "typ"."typnamespace" = "dtns"."oid" where "c"."relkind" in ($1, $2, $3) and "ns"."nspname" !~ $4 and "ns"."nspname" != $5 and "ns"."nspname" != $6 and has_schema_privilege(ns.nspname, 'USAGE') and "a"."attnum" >= $7 and "a"."attisdropped" != $8 and "c"."relname" != $9 and "c"."relname" != $10 order by "ns"."nspname", "c"."relname", "a"."attnum"
select "nspname" from "pg_catalog"."pg_namespace"
insert into "ky_items" ("name", "embedding", "half", "bin", "sparse") values ($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15), ($16, default, default, default, default)
select * from "ky_items" order by "embedding" <-> $1 limit $2
select * from "ky_items" order by "half" <-> $1 limit $2
select * from "ky_items" order by "embedding" <#> $1 limit $2
select * from "ky_items" order by "embedding" <=> $1 limit $2
select * from "ky_items" order by "embedding" <+> $1 limit $2
select * from "ky_items" order by "bin" <~> $1 limit $2
select * from "ky_items" order by "bin" <%> $1 limit $2
select * from "ky_items" where "embedding" <-> $1 < $2
insert into "ky_kids" ("item_id") values ($1), ($2)
select "id", (select coalesce(json_agg(agg), '[]') from (select "ky_kids"."id" from "ky_kids" where "ky_kids"."item_id" = "ky_items"."id" order by "ky_kids"."id") as agg) as "kids" from "ky_items" where "id" = $1
with "t" as (select "id", "name" from "ky_items" where "id" < $1) select count(*) as "n" from "t"
update "ky_items" set "name" = $1 from "ky_kids" where "ky_kids"."item_id" = "ky_items"."id" returning "ky_items"."name"
select * from "ky_items"
insert into "ky_items" ("name") values ($1) on conflict ("name") do nothing
start transaction isolation level serializable
insert into "ky_items" ("name") values ($1)
savepoint "s1"
rollback to "s1"
select "name" from "ky_items" where "name" like $1
drop table ky_kids, ky_items, ky_mig, ky_mig_lock
\n        SELECT\n          oid,\n          typarray,\n          typname\n        FROM pg_type\n        WHERE typname = ANY($1::text[])\n      
DISCARD ALL
DROP TABLE IF EXISTS sl_items
CREATE TABLE sl_items (id serial PRIMARY KEY, name text, embedding vector(3))
INSERT INTO sl_items (name, embedding) SELECT * FROM unnest($1::"text"[], $2::"vector"[])
SELECT id FROM sl_items ORDER BY embedding <-> $1 LIMIT 5
select count(*)::int4 n from sl_items where id = ANY($1::"int4"[])
insert into sl_items(name) values ('x')
SELECT EXISTS(select 1 from sl_items where name='x')
drop table sl_items

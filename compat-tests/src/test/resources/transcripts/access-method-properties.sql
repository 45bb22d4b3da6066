-- What access methods, indexes and their columns can do, by name.
create table props (a int, b text, c point, d int[], e tsvector, v vector(3));
create index props_btree on props (a desc, b nulls first) include (d);
create index props_hash on props using hash (b);
create index props_gin on props using gin (d);
create index props_pattern on props (b text_pattern_ops);
create index props_hnsw on props using hnsw (v vector_l2_ops);
select amname, p, pg_indexam_has_property(a.oid, p) from pg_am a, unnest(array['can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include', 'bogus', 'CAN_ORDER']) p where amtype = 'i' and amname not in ('hnsw', 'ivfflat') order by 1, 2;
select i, p, pg_index_has_property(i::regclass, p) from unnest(array['props_btree', 'props_hash', 'props_gin', 'props_hnsw']) i, unnest(array['clusterable', 'index_scan', 'bitmap_scan', 'backward_scan', 'bogus']) p order by 1, 2;
select i, n, p, pg_index_column_has_property(i::regclass, n, p) from unnest(array['props_btree', 'props_hash', 'props_gin', 'props_hnsw']) i, generate_series(0, 4) n, unnest(array['asc', 'desc', 'nulls_first', 'nulls_last', 'orderable', 'distance_orderable', 'returnable', 'search_array', 'search_nulls', 'bogus']) p order by 1, 2, 3;
select pg_index_has_property(0, 'index_scan'), pg_index_has_property('props'::regclass, 'index_scan'), pg_indexam_has_property(2, 'can_order'), pg_index_has_property(null, 'index_scan');
select indclass from pg_index where indexrelid = 'props_pattern'::regclass;
select amname, count(*) from pg_amop join pg_am a on a.oid = amopmethod where a.oid < 16384 and amopopr <> 974 and amopfamily <> 3702 group by 1 order by 1;
select amname, opfname, oprname, amopstrategy, amoppurpose, amopsortfamily from pg_amop join pg_am a on a.oid = amopmethod join pg_opfamily f on f.oid = amopfamily join pg_operator o on o.oid = amopopr where amoppurpose = 'o' and a.oid < 16384 order by 1, 2, 3, o.oid;
select typname, typinput, typoutput, typreceive, typsend from pg_type where typname in ('pg_ndistinct', 'pg_dependencies', 'pg_mcv_list', 'gtsvector', 'event_trigger', 'pg_ddl_command', 'fdw_handler', 'tsm_handler', 'language_handler') order by 1;
drop table props;
-- The catalogs' own indexes.
select relname from pg_class where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r' and oid in ('pg_class'::regclass, 'pg_type'::regclass, 'pg_depend'::regclass) and oid not in (select indrelid from pg_index where indisprimary) order by 1;
select indexrelid::regclass, indisunique, indisprimary, pg_get_indexdef(indexrelid) from pg_index where indrelid = 'pg_proc'::regclass order by 1;
select attname from pg_attribute where attrelid = 'pg_type_typname_nsp_index'::regclass order by attnum;

-- What the catalogs and psql say of tables that are divided and of their partitions.
create table pc_t (id int, d date, v text) partition by range (d);
create table pc_t1 partition of pc_t for values from ('2020-01-01') to ('2021-01-01');
create table pc_t2 partition of pc_t for values from ('2021-01-01') to ('2022-01-01');
create index pc_t_v on pc_t (v);
create table pc_l (a int default 5, b text, primary key (a,b), check (a > 0)) partition by list (lower(b));
create table pc_l (a int default 5, b text not null, primary key (a,b), check (a > 0)) partition by list (b);
create table pc_l1 partition of pc_l for values in ('a','b',null);
create table pc_l2 partition of pc_l (check (a < 100), a default 7) for values in ('c') partition by range (a);
create table pc_l21 partition of pc_l2 for values from (minvalue) to (10);
create table pc_l22 partition of pc_l2 for values from (10) to (maxvalue);
create table pc_ld partition of pc_l default;
create table pc_r (a int, b int, c text) partition by range (a, abs(b), c);
create table pc_r1 partition of pc_r for values from (1, 2, 'x') to (1, 5, maxvalue);
create table pc_r2 partition of pc_r for values from (2, 2, 'x') to (7, maxvalue, maxvalue);
create table pc_rd partition of pc_r default;
create table pc_h (a int, b text) partition by hash (a, b);
create table pc_h0 partition of pc_h for values with (modulus 4, remainder 0);
\d pc_t
\d+ pc_t
\d pc_t1
\d+ pc_t1
\d pc_l
\d+ pc_l
\d+ pc_l2
\d+ pc_l1
\d+ pc_ld
\d+ pc_r
\d+ pc_r1
\d+ pc_r2
\d+ pc_rd
\d pc_t_v
\d+ pc_t_v
\dP pc_*
\dPn pc_*
\d pc_t1_v_idx
select relname, relkind, relispartition, pg_get_expr(relpartbound,oid) from pg_class where relname ~ '^pc_' and relnamespace='public'::regnamespace order by 1;
select * from pg_partition_tree('pc_l'); select * from pg_partition_tree('pc_l_pkey'); select * from pg_partition_ancestors('pc_l21'); select pg_partition_root('pc_l21');
select partrelid::regclass, partstrat, partnatts, partdefid::regclass, partattrs, partexprs is null from pg_partitioned_table where partrelid::regclass::text in ('pc_l','pc_t','pc_r','pc_h','pc_l2') order by 1;
select inhrelid::regclass, inhparent::regclass, inhseqno from pg_inherits where inhparent::regclass::text ~ '^pc_' order by 1,2;
select conname, conrelid::regclass, conislocal, coninhcount, connoinherit, conparentid<>0 from pg_constraint where conrelid::regclass::text ~ '^pc_' order by 1,2;
select tablename, indexname, indexdef from pg_indexes where tablename ~ '^pc_' order by 2;
drop index pc_t1_v_idx;
drop index pc_t_v;
drop table pc_l2;
drop table pc_l;
select satisfies_hash_partition('pc_h'::regclass, 4, 0, 5, 'x'::text), satisfies_hash_partition('pc_h'::regclass, 4, 0, 7, 'x'::text), satisfies_hash_partition('pc_h'::regclass, 4, 0, null::int, null::text);
select satisfies_hash_partition('pc_h'::regclass, 0, 0, 5, 'x'::text);
select satisfies_hash_partition('pc_h'::regclass, 4, 4, 5, 'x'::text);
select satisfies_hash_partition('pc_h'::regclass, 4, 0, 5);
select satisfies_hash_partition('pc_h'::regclass, 4, 0, 5::bigint, 'x'::text);
select satisfies_hash_partition('pc_t'::regclass, 4, 0, 5);
select count(*) from generate_series(1, 100) i where satisfies_hash_partition('pc_h'::regclass, 4, 1, i, 'x'::text);

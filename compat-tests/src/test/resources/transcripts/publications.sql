-- Publications as objects: what is in them, who may change them, what they refuse.
create role regress_sanity_pub nologin;
create schema pubs;
create table items (id int primary key, name text, price numeric, doubled numeric generated always as (price * 2) stored);
create table loose (a int, b int);
create table pubs.inner_items (id int primary key);
create table parts (id int, v int) partition by range (id);
create table parts_1 partition of parts for values from (0) to (10);
create table parts_2 partition of parts (id primary key) for values from (10) to (20);
create view a_view as select 1 as x;
create temp table a_temp (x int);
create unlogged table an_unlogged (x int);

create publication p_empty;
create publication p_items for table items (id, name) where (id > 0), loose with (publish = 'insert, truncate');
create publication p_schema for tables in schema pubs, table parts;
create publication p_all for all tables with (publish_via_partition_root);
select pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot, pubowner = 10 as own from pg_publication order by 1;
select p.pubname, r.prrelid::regclass, pg_get_expr(r.prqual, r.prrelid), r.prattrs from pg_publication_rel r join pg_publication p on p.oid = r.prpubid order by 1, 2::text;
select p.pubname, n.nspname from pg_publication_namespace s join pg_publication p on p.oid = s.pnpubid join pg_namespace n on n.oid = s.pnnspid;
select * from pg_publication_tables where pubname <> 'p_all' order by 1, 2, 3;
select tablename, attnames from pg_publication_tables where pubname = 'p_all' and tablename in ('items', 'parts', 'parts_1', 'an_unlogged') order by 1;
select pg_relation_is_publishable('items'), pg_relation_is_publishable('a_view'), pg_relation_is_publishable('an_unlogged'), pg_relation_is_publishable('pg_class'), pg_relation_is_publishable('parts');
\dRp
\dRp+ p_items
\dRp+ p_schema
\d items

-- Errors.
create publication p_items;
create publication bad for table nowhere;
create publication bad for table a_view;
create publication bad for table a_temp;
create publication bad for table an_unlogged;
create publication bad for table pg_class;
create publication bad for table items (nothing);
create publication bad for table items (id, id);
create publication bad for table items (ctid);
create publication bad for table items (doubled);
create publication bad for table items, items where (id = 1);
create publication bad for table items (id), items;
create publication bad for table items where (id);
create publication bad for table items where (sum(id) > 1);
create publication bad for table items where (price < random());
create publication bad for table items where (id in (select 1));
create publication bad for table items where (xmin = '1');
create publication bad for table parts where (id = 1);
create publication bad for table parts (id);
create publication bad for tables in schema nowhere;
create publication bad for tables in schema pg_catalog;
create publication bad for tables in schema pubs where (id = 1);
create publication bad for tables in schema pubs, table items (id);
create publication bad for items;
create publication bad for table items, current_schema;
create publication bad for tables in schema pubs, pubs.inner_items;
create publication bad for tables in schema pubs, public (a);
create publication bad with (publish = 'select');
create publication bad with (publish = 'insert,,delete');
create publication bad with (publish);
create publication bad with (other = 1);
create publication bad with (publish = 'insert', publish = 'delete');
create publication bad with (publish_via_partition_root = maybe);
alter publication nowhere add table items;
alter publication p_items add table items;
alter publication p_empty drop table items;
alter publication p_items drop table items where (id > 0);
alter publication p_items drop table items (id);
alter publication p_empty drop tables in schema pubs;
alter publication p_schema add tables in schema pubs;
alter publication p_items add tables in schema pubs;
alter publication p_all add table items;
alter publication p_all set tables in schema pubs;
alter publication p_empty rename to p_items;
drop publication nowhere;
drop publication if exists nowhere;

-- What becomes of them.
alter publication p_empty add table items, tables in schema pubs;
alter publication p_empty set (publish = 'delete');
alter publication p_empty rename to p_full;
comment on publication p_full is 'all of it';
select pubname, pubdelete, pubinsert, obj_description(oid, 'pg_publication') from pg_publication where pubname like 'p_full';
alter publication p_full set table parts;
select tablename from pg_publication_tables where pubname = 'p_full' order by 1;
alter publication p_full set (publish_via_partition_root = true);
select tablename from pg_publication_tables where pubname = 'p_full' order by 1;
alter publication p_full set table parts where (id > 5);
alter publication p_full set (publish_via_partition_root = false);
alter table items rename column id to key;
select pubname, attnames, rowfilter from pg_publication_tables where tablename = 'items' order by 1;
alter table items rename column key to id;
alter table items drop column name;
alter table items drop column id;
alter publication p_items set table items where (id > 0);
select pg_identify_object(classid, objid, objsubid) from pg_depend where refclassid = 'pg_publication'::regclass and refobjid = (select oid from pg_publication where pubname = 'p_items');
select pg_describe_object(classid, objid, objsubid) from pg_depend where refclassid = 'pg_publication'::regclass and refobjid = (select oid from pg_publication where pubname = 'p_schema') order by 1;

-- Replica identity.
select relname, relreplident from pg_class where relname in ('items', 'loose', 'parts', 'a_view') order by 1;
update loose set a = 1;
delete from loose;
insert into loose values (1, 2);
update items set price = 1;
update parts set v = 1;
update parts set v = 1 where id = 15;
delete from parts where id = 5;
update parts set v = 1 where false;
insert into items values (1, 'a', 2) on conflict (id) do update set name = 'b';
alter table loose replica identity full;
update loose set b = 3 returning *;
alter table loose replica identity nothing;
update loose set b = 3;
create unique index loose_a on loose (a);
create index loose_b on loose (b);
create unique index loose_partial on loose (a) where b > 1;
create unique index loose_expression on loose ((a + 1));
alter table loose replica identity using index nowhere;
alter table loose replica identity using index items_pkey;
alter table loose replica identity using index loose_b;
alter table loose replica identity using index loose_partial;
alter table loose replica identity using index loose_expression;
alter table loose replica identity using index loose_a;
alter table loose alter a set not null;
alter table loose replica identity using index loose_a;
update loose set b = 4 returning *;
select relreplident from pg_class where relname = 'loose';
select indexrelid::regclass, indisreplident from pg_index where indrelid = 'loose'::regclass order by indexrelid::regclass::text;
\d loose
drop index loose_a;
update loose set b = 5;
alter table loose replica identity default;
drop publication p_all;
alter publication p_items set table items where (price > 0), loose (b);
update items set price = 1;
alter publication p_items set (publish = 'update');
update items set price = 1;
alter table items replica identity full;
update items set price = 1;
alter table items replica identity default;
update loose set b = 1;

-- Rights.
set role regress_sanity_pub;
alter publication p_items add table pubs.inner_items;
drop publication p_items;
reset role;
do $$ begin execute format('grant create on database %I to regress_sanity_pub', current_database()); end $$;
set role regress_sanity_pub;
create publication mine;
create publication mine_all for all tables;
create publication mine_schema for tables in schema pubs;
alter publication mine add table items;
alter publication mine add tables in schema pubs;
alter publication mine owner to postgres;
reset role;
alter publication p_schema owner to regress_sanity_pub;
select pubname, pg_get_userbyid(pubowner) from pg_publication order by 1;
drop owned by regress_sanity_pub;
select pubname from pg_publication order by 1;

-- What they depend on.
drop table items;
select prrelid::regclass from pg_publication_rel order by 1::text;
create publication p_again for tables in schema pubs;
drop schema pubs;
drop schema pubs cascade;
select count(*) from pg_publication_namespace;
begin;
drop publication p_full, p_items, p_again;
select count(*) from pg_publication;
rollback;
select count(*) from pg_publication;
drop publication p_full, p_items, p_again;
drop table loose, parts, an_unlogged;
drop view a_view;
drop role regress_sanity_pub;

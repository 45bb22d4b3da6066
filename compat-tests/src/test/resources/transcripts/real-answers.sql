-- Persistence, privileges, prepared statements and functions of extensions: no constants.
create temp table o (a int);
create unlogged table pg_temp.ul (a int);
create unlogged table wa_u (a int primary key, s serial);
create table wa_p (a int);
create temp sequence wa_s;
create table pg_temp.wa_t (a int);
select relname, relpersistence from pg_class where relname in ('o', 'wa_u', 'wa_u_pkey', 'wa_u_s_seq', 'wa_p', 'wa_s', 'wa_t', 'pg_class') order by 1;
create temp table public.nope (a int);
begin read only;
insert into o values (1);
insert into wa_t values (1);
insert into wa_p values (1);
rollback;
-- privileges
select has_table_privilege(1, 'select') is null, has_column_privilege(9999, 'x', 'select') is null;
select has_table_privilege('no_such_table', 'select');
select has_table_privilege('wa_p', 'select'), has_table_privilege('wa_p', 'select, update with grant option'), has_table_privilege('pg_class', 'update'), has_table_privilege('pg_class', 'select');
select has_table_privilege('wa_p', 'sel');
select has_table_privilege('nobody_here', 'wa_p', 'select');
select has_table_privilege(current_user, 'wa_p', 'insert');
select has_column_privilege('wa_p', 'nope', 'select');
select has_column_privilege('wa_p', 'a', 'update'), has_column_privilege('wa_p', 'a', 'delete');
select has_schema_privilege('nope', 'usage');
select has_schema_privilege('public', 'create'), has_schema_privilege('public', 'select');
select has_database_privilege('nope', 'connect');
select has_database_privilege(current_database(), 'connect, temp');
select has_sequence_privilege('wa_p', 'usage');
select has_sequence_privilege('wa_s', 'usage');
select has_function_privilege('nope()', 'execute');
select has_function_privilege('lower(text)', 'execute');
select pg_has_role('nobody_here', 'usage');
select pg_has_role(current_user, 'member');
-- identity
create table idt (a smallint generated always as identity, b int);
alter table idt alter column a type int;
select seqtypid::regtype, seqmax from pg_sequence s join pg_class c on c.oid = s.seqrelid where relname = 'idt_a_seq';
alter table idt alter column a type bigint;
select seqtypid::regtype, seqmax from pg_sequence s join pg_class c on c.oid = s.seqrelid where relname = 'idt_a_seq';
alter table idt alter column a type text;
insert into idt (b) values (1) returning a;
-- prepared statements
prepare ps (int) as select $1;
execute ps(1);
execute ps(2);
select generic_plans + custom_plans from pg_prepared_statements where name = 'ps';
-- extensions
create extension if not exists "uuid-ossp";
create extension if not exists pgcrypto;
select uuid_ns_dns(), uuid_ns_url(), uuid_ns_oid(), uuid_ns_x500(), uuid_nil();
select uuid_generate_v3(uuid_ns_url(), 'http://www.postgresql.org'), uuid_generate_v5(uuid_ns_dns(), 'example.org');
select encode(digest('abc', 'sha256'), 'hex'), encode(digest('abc'::bytea, 'MD5'), 'hex'), encode(digest('', 'sha1'), 'hex');
select encode(digest('abc', 'sha224'), 'hex'), encode(digest('abc', 'sha384'), 'hex'), encode(digest('abc', 'sha512'), 'hex');
select encode(hmac('data', 'key', 'sha256'), 'hex'), encode(hmac('data'::bytea, 'key'::bytea, 'sha1'), 'hex'), encode(hmac('data', '', 'sha256'), 'hex');
select digest('abc', 'sha3');
select hmac('abc', 'k', 'nope');
select length(gen_random_bytes(16)), gen_random_bytes(16) <> gen_random_bytes(16);
select gen_random_bytes(0);
select gen_random_bytes(1025);

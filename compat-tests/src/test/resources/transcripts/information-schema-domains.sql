-- The domains that information_schema brings, as types and as rows of the catalogs.
select typname, typtype, typlen, typbyval, typcategory, typinput, typoutput, typreceive, typsend,
       typalign, typstorage, typnotnull, typbasetype::regtype, typtypmod, typcollation, typdefault
  from pg_type where typnamespace = 'information_schema'::regnamespace and typtype = 'd' order by typname;
select typname, typtype, typinput, typelem::regtype from pg_type
  where typname in ('_cardinal_number', '_yes_or_no') order by 1;
select typowner::regrole, typacl from pg_type where typname = 'yes_or_no';
select conname, contypid::regtype, contype, pg_get_constraintdef(oid) from pg_constraint
  where contypid <> 0 and connamespace = 'information_schema'::regnamespace order by 1;
select domain_schema, domain_name, data_type, character_maximum_length, datetime_precision, udt_name
  from information_schema.domains where domain_schema = 'information_schema' order by 2;
select 'information_schema.sql_identifier'::regtype, to_regtype('information_schema._yes_or_no');
select to_regtype('sql_identifier');
select 5::information_schema.cardinal_number, pg_typeof(5::information_schema.cardinal_number);
set search_path = public, information_schema;
select (-5)::information_schema.cardinal_number;
select 'YES'::information_schema.yes_or_no, null::information_schema.yes_or_no;
select 'MAYBE'::information_schema.yes_or_no;
select 'NO WAY'::information_schema.yes_or_no;
select '{YES,NO}'::information_schema.yes_or_no[];
select '{YES,PERHAPS}'::information_schema.yes_or_no[];
create table uses_domains (a information_schema.cardinal_number, b information_schema.yes_or_no default 'NO',
  c information_schema.sql_identifier, d information_schema.time_stamp);
insert into uses_domains (a, c) values (1, 'x');
select a, b, c, d is not null as filled from uses_domains;
insert into uses_domains (a) values (-1);
reset search_path;
select attname, format_type(atttypid, atttypmod) from pg_attribute
  where attrelid = 'uses_domains'::regclass and attnum > 0 order by attnum;
select column_name, data_type, domain_schema, domain_name from information_schema.columns
  where table_name = 'uses_domains' order by ordinal_position;
select a + 1 as sum, b || '!' as text from uses_domains;
reset search_path;
create domain over_it as information_schema.cardinal_number check (value < 10);
select 3::over_it;
select (-3)::over_it;
select 30::over_it;
drop domain over_it;
drop table uses_domains;
\dD information_schema.*
select distinct typtype, typinput from pg_type where typtype not in ('b', 'p') order by 1;

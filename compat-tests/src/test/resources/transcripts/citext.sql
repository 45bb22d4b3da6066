-- citext: texts that are compared without their letters' cases.
create extension citext;
select typname, typcategory, typispreferred, typcollation, typlen, typinput, typoutput, typreceive, typsend
 from pg_type where typname in ('citext', '_citext') order by 1;
select castsource::regtype, casttarget::regtype, castcontext, castmethod from pg_cast
 where castsource = 'citext'::regtype or casttarget = 'citext'::regtype order by 1, 2;
select 'A'::citext = 'a'::citext, 'A'::citext = 'a'::text, 'A'::citext <> 'a', 'a'::citext < 'B'::citext, 'a'::citext < 'B'::text;
select 'ABC'::citext like 'ab%', 'ABC'::citext ~ '^a', 'ABC'::citext !~ 'B', 'ABC'::citext not like 'x%', 'ABC'::citext ~~ 'abc'::citext;
select citext_cmp('a', 'B'), citext_hash('Ab') = citext_hash('aB'), citext_hash_extended('Ab', 1) = citext_hash_extended('aB', 1), citext_larger('a', 'B'), citext_smaller('a', 'B');
select regexp_match('fooBARbaz'::citext, 'bar'), regexp_match('fooBARbaz'::citext, 'bar', 'c'), regexp_replace('fooBARbaz'::citext, 'bar', 'x'),
       regexp_split_to_array('aXbxc'::citext, 'x'), replace('aXbxc'::citext, 'X', '-'), split_part('aXbxc'::citext, 'x', 2), split_part('aXb'::citext, 'x', 9),
       strpos('abC'::citext, 'c'), translate('abcABC'::citext, 'ab', 'xy');
select regexp_matches('aAbA'::citext, 'a', 'g');
select regexp_split_to_table('a.B,c'::citext, '[.,]');
-- As applications have it: addresses of users.
create table users (id serial primary key, email citext unique not null, nick citext collate "C", roles citext[]);
insert into users (email, nick, roles) values ('Ann@Example.com', 'Zoe', '{Admin,USER}'), ('bob@example.com', 'ann', '{user}');
insert into users (email) values ('ANN@example.COM');
insert into users (email, nick) values ('ANN@example.COM', 'Annie') on conflict (email) do update set nick = excluded.nick returning id, email, nick;
\d users
select id, email from users where email = 'ann@EXAMPLE.com';
select id, email from users where email in ('BOB@EXAMPLE.COM', 'x');
select id from users where email = any (array['BOB@EXAMPLE.COM', 'x']);
select id from users where email = any (array['BOB@EXAMPLE.COM', 'x']::citext[]);
select id from users where email like '%@example.COM' order by email;
select id from users where lower(email) = 'ann@example.com';
select id, roles @> '{admin}'::citext[], roles = '{ADMIN,user}'::citext[], 'USER' = any (roles) from users order by id;
set enable_seqscan = off;
explain (costs off) select * from users where email = 'x';
explain (costs off) select * from users where email = 'x'::text;
explain (costs off) select * from users order by email;
reset enable_seqscan;
prepare by_email (citext) as select id from users where email = $1;
execute by_email ('BOB@example.com');
create table words (w citext);
insert into words values ('b'), ('A'), ('a'), ('B'), ('c'), (null), ('E'), ('Z');
select w from words order by w, w::text;
select lower(w), count(*) from words group by lower(w), w order by 1;
select count(distinct w), min(w), max(w) from words;
select distinct on (w) w from words order by w, w::text desc;
select w from words except select 'B' order by 1;
select x.w, y.w from words x join words y on x.w = y.w where x.w < 'b' order by x.w::text, y.w::text;
create unique index on words (w) where w > 'b';
create index on words (w desc nulls last);
create index on words using hash (w);
create table tags (name citext primary key);
create table tagged (tag citext references tags on update cascade on delete cascade);
insert into tags values ('Java'), ('SQL');
insert into tagged values ('JAVA'), ('java'), ('sql');
insert into tagged values ('C');
update tags set name = 'JVM' where name = 'java';
select * from tagged order by tag::text;
delete from tags where name = 'sql';
select * from tagged order by tag::text;
-- Casts and resolution.
select 'a'::citext || 'B', pg_typeof('a'::citext || 'B'), pg_typeof(coalesce('a'::citext, 'b')), pg_typeof(coalesce('a'::citext, 'b'::text));
select true::citext, '10.0.0.1'::inet::citext, 'ab  '::char(4)::citext, length('abc'::citext), upper('abc'::citext), 'abc'::citext::varchar(2);
select 'a'::citext = 'A'::varchar, 'a'::citext = 'A'::bpchar, 'a'::name = 'A'::citext;
select array_agg(w order by w) from words where w < 'C';
select string_agg(w, ',' order by w, w::text) from words;
create domain mail as citext check (value ~ '^[a-z]+@[a-z.]+$');
select 'ANN@EXAMPLE.COM'::mail, 'x'::mail;
create type person as (name citext);
select row('A')::person = row('a')::person, (row('A')::person).name = 'a';
copy (select email from users order by id) to stdout (format csv);
select to_jsonb(email) from users order by id limit 1;
alter table words alter w type text;
select count(distinct w) from words;
alter table words alter w type citext;
drop domain mail;
drop type person;
drop extension citext;
drop extension citext cascade;
\d users
drop table users, words, tags, tagged;

-- pg_trgm: how alike texts are, and indexes that find them by it and by patterns.
create extension pg_trgm;
select extname, extversion from pg_extension where extname = 'pg_trgm';
select show_trgm('The quick  brown-fox'), show_trgm(''), show_trgm('(*&^'), show_trgm(null);
select similarity('word', 'two words'), word_similarity('word', 'two words'), strict_word_similarity('word', 'two words'),
       similarity('', ''), similarity('abc', ''), word_similarity('', 'abc'), word_similarity('abc', ''), strict_word_similarity('', '');
select 'word' <-> 'two words', 'word' <<-> 'two words', 'two words' <->> 'word', 'word' <<<-> 'two words', 'two words' <->>> 'word';
select 'word' % 'two words', 'word' <% 'two words', 'two words' %> 'word', 'word' <<% 'two words', 'two words' %>> 'word';
show pg_trgm.similarity_threshold;
show pg_trgm.word_similarity_threshold;
show pg_trgm.strict_word_similarity_threshold;
select show_limit();
set pg_trgm.similarity_threshold = 1.5;
set pg_trgm.similarity_threshold = 0.2;
select show_limit(), 'word' % 'two words';
select set_limit(0.9), show_limit();
select 'word' % 'two words';
reset pg_trgm.similarity_threshold;
select set_limit(2);
-- A list of cities with a spelling mistake, as applications ask.
create table cities (id int primary key, name text, code varchar(20));
insert into cities select i, (array['Warsaw','Warszawa','Wroclaw','Krakow','Paris','Parma','London','Londonderry','New York','New Orleans','San Francisco','Santa Fe'])[1 + i % 12]
  || case when i < 12 then '' else ' ' || i end, 'C-' || i from generate_series(0, 599) i;
create index cities_gin on cities using gin (name gin_trgm_ops);
create index cities_code on cities using gin (code gin_trgm_ops);
select indexdef from pg_indexes where tablename = 'cities' order by 1;
analyze cities;
set enable_seqscan = off;
set enable_indexscan = off;
explain (costs off) select * from cities where name like '%kow 3%';
explain (costs off) select * from cities where name % 'Warsow';
select name, similarity(name, 'Warsow') from cities where name % 'Warsow' order by 2 desc, 1 limit 5;
select name, word_similarity('londn', name) from cities where 'londn' <% name order by 2 desc, 1 limit 5;
select name from cities where name %> 'Frencisco' order by name <->> 'Frencisco', name limit 3;
select count(*) from cities where name %>> 'Orlean';
select name from cities where name like '%kow 3%' order by 1 limit 3;
select name from cities where name like 'Paris%' order by id limit 3;
select count(*) from cities where name like '%o%';
select name from cities where name ilike '%YORK 1_' order by id limit 3;
select name from cities where name ilike 'NEW%orl%5' order by id limit 3;
select name from cities where name like '%100\%%';
select name from cities where name ~ '^San (Fe|ta).*1$' order by id limit 3;
select name from cities where name ~ 'Kra(kow|kuw) [0-9]{2}$' order by id limit 3;
select name from cities where name ~* 'war(saw|szawa)' order by id limit 4;
select count(*) from cities where name ~* '(lon|par)[a-z]+ 5';
select count(*) from cities where name ~ '[' or false;
select name from cities where name = 'Paris' order by 1;
select code from cities where code like '%-59%' order by id limit 3;
select count(*) from cities where name like '%';
select count(*) from cities where name not like '%ar%';
update cities set name = 'Warsow' where id = 5;
delete from cities where id = 0;
select name from cities where name % 'Warsow' order by similarity(name, 'Warsow') desc, name limit 3;
reset enable_seqscan;
reset enable_indexscan;
-- The nearest ones.
drop index cities_gin;
create index cities_gist on cities using gist (name gist_trgm_ops);
select name, name <-> 'Parris' as distance from cities order by distance, name limit 3;
select count(*) from cities where name like '%New%';
-- Refusals.
create index on cities using gin (id gin_trgm_ops);
create index on cities using btree (name gin_trgm_ops);
drop extension pg_trgm;
drop extension pg_trgm cascade;
select similarity('a', 'b');
select 'a' % 'b';
drop table cities;

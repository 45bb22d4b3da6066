-- COLLATE in what the catalog keeps.
create table ct (c1 int, c2 boolean, t text check (t collate "C" > 'a'), g text generated always as (upper(t collate "C")) stored, d text default ('x' collate "C" || 'y'));
\d ct
insert into ct (c1, c2, t) values (1369652450, false, 'b'), (414515746, true, 'c');
insert into ct (t) values ('A');
create unique index ci1 on ct ((c1::text || '' collate "C"));
create unique index ci2 on ct (c1) where (c1::text > 500000000::text collate "C");
create unique index ci3 on ct ((1/c1)) where ('-H') >= (c2::text) collate "C";
create index ci4 on ct ((lower(t collate "C")));
select pg_get_indexdef(oid) from pg_class where relname like 'ci_' order by relname;
select pg_get_expr(indpred, indrelid), pg_get_expr(indpred, indrelid, true) from pg_index where indexrelid = 'ci2'::regclass;
alter table ct rename column c1 to cc;
alter table ct rename column t to tt;
select pg_get_indexdef(oid) from pg_class where relname like 'ci_' order by relname;
\d ct
select * from ct where lower(tt) = 'w';
select * from ct order by tt collate "C" desc;
select * from ct order by tt collate "POSIX" desc limit 1;
create view cv as select tt collate "C" as x, max(tt collate "POSIX") over () from ct where tt collate "C" > 'a';
select pg_get_viewdef('cv'), pg_get_viewdef('cv', true);
create domain cdom as text check (value collate "C" <> 'q');
select pg_get_constraintdef(oid) from pg_constraint where conname = 'cdom_check';
select 'q'::cdom;
create function ctf() returns trigger language plpgsql as 'begin return new; end';
create trigger ctt before update on ct for each row when (old.tt collate "C" <> new.tt) execute function ctf();
select pg_get_triggerdef(oid) from pg_trigger where tgname='ctt';
drop table ct cascade;
drop domain cdom;
drop function ctf;

-- Expressions that the catalog keeps: what is known of them (volatility, columns read) decides.
create sequence s;
create table t (id int);
insert into t select generate_series(1,3);
alter table t add column a bigint default 5 + nextval('s');
alter table t add column b float8 default random();
alter table t add column c timestamptz default now();
alter table t add column d text default lower('ABC') || 'x';
alter table t add column e numeric default 7 * 6;
alter table t add column f uuid default gen_random_uuid();
select id, a, d, e, count(*) over () from t order by 1;
select count(distinct b), count(distinct c), count(distinct f) from t;
create table u ("Mixed Name" int check ("Mixed Name" > 0), "check" int, text text check (text = 'text'), v int check (v < 10 and 'text' <> 'x'));
select conname from pg_constraint where conrelid = 'u'::regclass order by 1;
create index on u ((v + 1)) where text = 'a';
alter table u drop column text;
select conname from pg_constraint where conrelid = 'u'::regclass order by 1;
select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'u'::regclass order by 1;
select indexdef from pg_indexes where tablename = 'u';

-- Rows of a table that is divided go to its partitions.
create table pr_t (id int, d date not null, v text default 'none', primary key (id, d)) partition by range (d);
create table pr_t20 partition of pr_t for values from ('2020-01-01') to ('2021-01-01');
create table pr_t21 (v text, gone int, id int not null, d date not null);
alter table pr_t21 drop column gone;
alter table pr_t attach partition pr_t21 for values from ('2021-01-01') to ('2022-01-01');
insert into pr_t values (1, '2020-05-05'), (2, '2021-05-05', 'b') returning *, tableoid::regclass;
insert into pr_t (d, id) select date '2020-01-01' + 30 * i, i from generate_series(3, 20) i;
select tableoid::regclass, count(*), min(d), max(d) from pr_t group by 1 order by 1;
insert into pr_t values (99, '2022-01-01');
insert into pr_t values (99, null);
insert into pr_t20 values (99, '2021-01-01');
insert into pr_t21 values ('x', 99, '2020-01-01');
update pr_t20 set d = '2021-01-01' where id = 1;
insert into pr_t values (1, '2020-05-05');
insert into pr_t values (1, '2020-05-05') on conflict do nothing;
insert into pr_t values (1, '2020-05-05', 'new'), (50, '2020-05-05', 'first') on conflict (id, d) do update set v = excluded.v returning *;
insert into pr_t values (1, '2020-05-05', 'new') on conflict (id, d) do update set d = '2021-08-08';
insert into pr_t values (60, '2021-06-06', 'p'), (60, '2021-06-06', 'q') on conflict (id, d) do update set v = 'r';
copy pr_t from stdin;
70	2020-07-07	copied
71	2021-07-07	copied
\.
copy pr_t from stdin;
72	2020-07-07	copied
73	2031-07-07	copied
\.
select * from pr_t where v = 'copied' order by id;
copy (select tableoid::regclass, * from pr_t where id > 60 order by id) to stdout;
-- Below a partition, and by the rest.
create table pr_l (a int, b text) partition by list (b);
create table pr_la partition of pr_l for values in ('a', null) partition by hash (a);
create table pr_la0 partition of pr_la for values with (modulus 3, remainder 0);
create table pr_la1 partition of pr_la for values with (modulus 3, remainder 1);
create table pr_ld partition of pr_l default partition by range (a);
create table pr_ld1 partition of pr_ld for values from (minvalue) to (10);
insert into pr_l select i, case i % 3 when 0 then 'a' when 1 then null else 'z' end from generate_series(1, 9) i where i not in (3, 6, 9, 1);
select tableoid::regclass, * from pr_l order by a;
insert into pr_l values (10, 'z');
insert into pr_l values (null, 'z');
insert into pr_l select i, 'a' from generate_series(1, 30) i;
create table pr_l2 partition of pr_l for values in ('z');
-- The hashes are PostgreSQL's.
create table pr_h (a int, b text, c bigint, d timestamp, e numeric, f uuid, g bool, h float8, i date, j interval) partition by hash (a, b, c, d, e, f, g, h, i, j);
create table pr_h0 partition of pr_h for values with (modulus 3, remainder 0);
create table pr_h1 partition of pr_h for values with (modulus 3, remainder 1);
create table pr_h2 partition of pr_h for values with (modulus 3, remainder 2);
insert into pr_h select i, 'x' || i, i * 10000000000, timestamp '2020-01-01' + i * interval '1 hour', i * 10.25, ('00000000-0000-0000-0000-0000000000' || 10 + i)::uuid, i % 2 = 0, i / 7.0, date '2020-01-01' + i, i * interval '1 day 2 hours' from generate_series(1, 60) i;
insert into pr_h (e) values (0), (-1.50), ('NaN'), (12345678901234567890.0001), (0.0001), (100000000);
insert into pr_h (a) values (-5), (null);
select tableoid::regclass, count(*), sum(a), sum(e) filter (where e <> 'NaN') from pr_h group by 1 order by 1;
select tableoid::regclass, e from pr_h where a is null order by e;
create table pr_e (k numeric) partition by hash (k);
create table pr_e0 partition of pr_e for values with (modulus 2, remainder 0);
create table pr_e1 partition of pr_e for values with (modulus 2, remainder 1);
insert into pr_e select i * 1000.5 from generate_series(-20, 20) i;
select count(*), sum(k) from pr_e0;
-- Triggers are cloned.
create function pr_tf() returns trigger language plpgsql as $$ begin raise notice '% % % %', tg_name, tg_table_name, tg_when, tg_level; if tg_op = 'DELETE' then return old; end if; return new; end $$;
create trigger pr_row before insert on pr_t for each row execute function pr_tf();
create trigger pr_after after insert on pr_t for each row when (new.id > 1) execute function pr_tf();
create trigger pr_stmt after insert on pr_t for each statement execute function pr_tf();
create trigger pr_own after insert on pr_t20 for each statement execute function pr_tf();
insert into pr_t values (80, '2020-08-08');
insert into pr_t20 values (81, '2020-08-08');
create table pr_t22 partition of pr_t for values from ('2022-01-01') to ('2023-01-01');
insert into pr_t values (82, '2022-08-08');
select tgrelid::regclass, tgname, tgparentid <> 0 as part from pg_trigger where tgrelid::regclass::text like 'pr\_t%' order by 1, 2;
drop trigger pr_row on pr_t20;
create trigger pr_row before insert on pr_t22 for each row execute function pr_tf();
drop trigger pr_row on pr_t;
drop trigger pr_after on pr_t;
drop trigger pr_stmt on pr_t;
create function pr_move() returns trigger language plpgsql as $$ begin new.d = new.d + 400; return new; end $$;
create trigger pr_mover before insert on pr_t for each row execute function pr_move();
insert into pr_t values (90, '2020-08-08');
insert into pr_t20 values (90, '2020-08-08');

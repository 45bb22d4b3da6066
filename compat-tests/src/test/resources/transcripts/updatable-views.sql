-- Views of one table can be written through: what PostgreSQL does by itself, without rules.
create table uv_base (id int primary key, name text default 'none', price int);
insert into uv_base values (1, 'one', 10), (2, 'two', 20), (3, 'three', 30);
create view uv_cheap as select id, name, price from uv_base where price < 25;
select * from uv_cheap order by id;
insert into uv_cheap values (4, 'four', 40);
insert into uv_cheap (id) values (5) returning *;
update uv_cheap set price = price + 1 where id = 1 returning *;
delete from uv_cheap where id = 3;
delete from uv_cheap where id = 2 returning id, name;
select * from uv_base order by id;

-- Columns that are no columns of the table.
create view uv_calc as select id as nr, upper(name) as loud, price * 2 as double from uv_base;
insert into uv_calc (nr, loud) values (6, 'SIX');
insert into uv_calc (nr) values (6) returning *;
update uv_calc set double = 3;
update uv_calc set nr = 7 where loud = 'NONE' and nr = 6 returning nr, loud;
create view uv_system as select ctid as place, id from uv_base;
update uv_system set place = null;
create view uv_twice as select id, id as again, name from uv_base;
insert into uv_twice values (8, 8, 'x');
update uv_twice set id = 8, again = 9 where id = 7;

-- What cannot be written through, and why.
create view uv_distinct as select distinct name from uv_base;
create view uv_grouped as select name, count(*) from uv_base group by name;
create view uv_having as select 1 from uv_base having count(*) > 0;
create view uv_sum as select sum(price) from uv_base;
create view uv_window as select id, row_number() over (order by id) from uv_base;
create view uv_union as select id from uv_base union select 1;
create view uv_with as with w as (select * from uv_base) select * from w;
create view uv_limit as select id from uv_base limit 1;
create view uv_join as select a.id from uv_base a, uv_base b;
create view uv_sets as select id, generate_series(1, 2) from uv_base;
create view uv_nothing as select upper(name) from uv_base;
delete from uv_distinct;
update uv_grouped set name = 'x';
delete from uv_having;
delete from uv_sum;
delete from uv_window;
insert into uv_union values (1);
delete from uv_with;
delete from uv_limit;
delete from uv_join;
delete from uv_sets;
insert into uv_nothing values ('x');
delete from uv_nothing where upper = 'NOBODY';
select table_name, is_updatable, is_insertable_into from information_schema.views where table_name like 'uv_%' order by 1;
select table_name, column_name, is_updatable from information_schema.columns where table_name in ('uv_calc', 'uv_system', 'uv_distinct') order by 1, ordinal_position;
select pg_relation_is_updatable('uv_cheap', false), pg_relation_is_updatable('uv_nothing', false), pg_relation_is_updatable('uv_sum', false);
select pg_column_is_updatable('uv_calc', 1::int2, false), pg_column_is_updatable('uv_calc', 2::int2, false);

-- ON CONFLICT reads the row by the view's names.
insert into uv_calc (nr) values (1) on conflict (nr) do nothing;
insert into uv_cheap values (1, 'uno', 5) on conflict (id) do update set name = excluded.name || ' ' || uv_cheap.name returning *;
insert into uv_calc as c (nr) values (1) on conflict (nr) do update set nr = 11 where excluded.loud is not null returning *;

-- WITH CHECK OPTION, of the view and of those below it.
create table uv_numbers (a int, b int default 100);
create view uv_positive as select * from uv_numbers where a > 0 with check option;
insert into uv_positive values (1, 1);
insert into uv_positive values (-1, 1);
insert into uv_positive values (null);
update uv_positive set a = -a;
create view uv_small as select * from uv_positive where a < 10;
insert into uv_small values (20);
insert into uv_small values (-20);
create view uv_even as select * from uv_small where a % 2 = 0 with local check option;
insert into uv_even values (3);
insert into uv_even values (22);
create or replace view uv_even as select * from uv_small where a % 2 = 0 with cascaded check option;
insert into uv_even values (22);
insert into uv_even values (-2);
insert into uv_even values (4) returning *;
select table_name, check_option from information_schema.views where table_name in ('uv_positive', 'uv_small', 'uv_even') order by 1;

-- Defaults of the view's own columns.
alter view uv_positive alter column b set default 7;
insert into uv_positive (a) values (2) returning *;
insert into uv_positive values (3, default) returning *;
insert into uv_small (a) values (4) returning *;
alter view uv_positive alter column b drop default;
insert into uv_positive (a) values (5) returning *;
alter view uv_positive alter column nope set default 1;

-- FROM and USING beside the view.
update uv_small s set b = t.b + 1 from (values (4, 8)) t(a, b) where t.a = s.a returning s.*, t.b;
delete from uv_small using (values (4)) t(a) where t.a = uv_small.a returning uv_small.a, b;
merge into uv_small s using uv_numbers n on s.a = n.a when matched then delete;

-- A barrier lets no condition below it that could tell of hidden rows.
create view uv_secret with (security_barrier) as select id, name from uv_base where price < 25;
explain (costs off) select * from uv_secret where id = 1;
select * from uv_secret where id = 1;
drop table uv_base, uv_numbers cascade;

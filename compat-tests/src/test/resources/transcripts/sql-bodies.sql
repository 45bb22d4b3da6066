-- Bodies of the SQL standard's form are resolved when they are written: shown back, followed by
-- renames, and in the way of DROP.
create type pair as (p int, q text);
create table items (a int primary key, b text, c int[], d pair, e jsonb);
create table others (a int, b int);
create table lower_others () inherits (others);
create function item(x int) returns setof items begin atomic
  select * from items where a = x or a = item.x\;
end;
create function counted(a int) returns bigint return (select count(*) from items where items.a = counted.a);
create function joined(x int, y text, out z int) begin atomic
  select items.a from items join items i2 using (a)
  where i2.b = y and x in (select x from items i3 where i3.b = items.b) order by 1 limit x\;
end;
create function field(r items) returns text return r.b || (r).d.q;
create function chosen("How many" int, b int) returns text
  return case when "How many" > $2 then 'a' else 'b' end;
create function plus(int, int) returns int immutable return $1 + $2;
create function by_default(x int default plus(1, 2)) returns int return x;
create function summed(variadic v int[]) returns int return (select sum(u) from unnest(v) u);
create function locked(x int) returns int begin atomic
  select a from items where a = any (array[x, 2]) for update\;
end;
create function grouped() returns table (q int, w text) begin atomic
  with m as (insert into items values (5, 'v') returning *)
  select a, b from m union all select a, b from items where b is not null group by a\;
end;
create function nothing() returns void begin atomic end;
create function twice(x int) returns int begin atomic
  select false\; \; return x * 2\;
end;
create procedure changes(x int, inout y int) begin atomic
  insert into items (a, b) values (x, 'q'), (y, default) returning a\;
  insert into items (a, c[1], c[2], d.p, d.q) values (x + 100, 1, 2, 3, 'z')\;
  insert into items (a, c[1]) select x, 3
    on conflict (a) do update set c[1] = excluded.a, (b, e) = (select 'q', '1'::jsonb) where excluded.a > 0\;
  update items set c[1] = x, c[2:3] = array[x, x], d.p = x, e['k'] = to_jsonb(x) where a = x\;
  update items set (a, b) = (select x + 1000, 'x'), (c[1], d.q) = (select x, 'y') where items.a = changes.x\;
  update only others set b = 1\;
  delete from only others o using items where o.a = items.a and o.b = x\;
  merge into only others o using (values (1, 'x'), (2, 'y')) v(k, l) on o.a = v.k
    when matched and x > 1 then update set b = length(l)
    when matched then delete
    when not matched and l = 'x' then insert (a, b) values (v.k, x)
    when not matched then do nothing\;
  select x * 2\;
end;
select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace and prosqlbody is not null order by proname;
call changes(7, 8);
select * from items order by a;
select * from others order by a;
select counted(8), chosen(3, 2), by_default(), summed(1, 2, 3), twice(4);
select field(i) from items i order by a;
select a from item(8);
-- Others' names.
alter table items rename column b to bb;
alter table items rename to things;
alter type pair rename attribute q to qq;
alter table others rename to more;
select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace and prosqlbody is not null order by proname;
call changes(9, 10);
select field(i) from things i order by a;
-- What a body names is needed.
drop function plus;
alter table things drop column bb;
drop table things;
drop table more;
drop table things cascade;
drop table more cascade;
-- What there is not, and what is of another type.
create function f(x int) returns int return x + y;
create function f(x int) returns int return 'abc'::text;
create function f(x int) returns int begin atomic select 1\; select 'x'::text\; end;
create function f(x int) returns int begin atomic select f(x)\; end;
create function f() returns int return $1;
create function f(x anyelement) returns anyelement return x;
create function f() returns void begin atomic create table t (a int)\; end;
create function f(x int) returns int as 'select 1' return 2;
-- A type of another schema is named with it.
create schema apart;
create type apart.pair as (a int);
create function f(x apart.pair, y apart.pair[]) returns setof apart.pair return x;
select pg_get_functiondef('f'::regproc), pg_get_function_result('f'::regproc);

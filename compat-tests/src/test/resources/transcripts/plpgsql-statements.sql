-- PL/pgSQL: declarations, assignment, branches and loops.
do $$
<<outer>>
declare
  n constant integer := 3;
  s bigint not null default 0;
  t text = 'a';
  u t%type;
  w alias for t;
  a integer[] := '{1,2,3}';
begin
  for i in 1..n loop s := s + i; end loop;
  for i in reverse 10..1 by 3 loop s := s + i; end loop;
  while s < 50 loop s := s * 2; continue when s < 45; exit; end loop;
  a[2] := 20; a[5] := 50;
  foreach n in array array[1] loop null; end loop;
  raise notice 's % t % u % w % a % outer.t %', s, t, u, w, a, outer.t;
end $$;
do $$
declare s bigint := 0; m int; a int[] := '{{1,2},{3,4}}'; x int[];
begin
  foreach m in array a loop s := s + m; end loop;
  foreach x slice 1 in array a loop raise notice 'slice %', x; end loop;
  raise notice 's %', s;
  a[1][2] := 9; a[2:2][1:1] := '{7}';
  raise notice 'a %', a;
end $$;
create function grade(score integer) returns text language plpgsql immutable as $$
begin
  if score is null then
    return 'none';
  elsif score >= 90 then
    return 'A';
  elsif score >= 80 then
    return 'B';
  else
    case score / 10
      when 7, 6 then return 'C';
      when 5 then return 'D';
      else return 'F';
    end case;
  end if;
end $$;
select grade(95), grade(80), grade(61), grade(50), grade(1), grade(null);
do $$ begin case 5 when 1 then null; end case; end $$;
do $$
begin
  <<rows>>
  for i in 1..3 loop
    for j in 1..3 loop
      continue rows when j = 2;
      exit rows when i = 3;
      raise notice '% %', i, j;
    end loop;
  end loop;
end $$;
-- What rows go to.
create table item (id integer primary key, name text, price numeric(8,2));
insert into item values (1, 'pen', 1.5), (2, 'ink', 7), (3, 'pad', 3.25);
create function cheaper(top numeric) returns table (name text, price numeric) language plpgsql stable as $$
#variable_conflict use_column
declare r record;
begin
  for r in select * from item where item.price < top order by id loop
    name := upper(r.name); price := r.price;
    return next;
  end loop;
  return query select 'total', sum(item.price) from item where item.price < top;
end $$;
select * from cheaper(5);
create function one(which integer) returns item language plpgsql as $$
declare r item%rowtype;
begin
  select * into r from item where id = which;
  if not found then return null; end if;
  r.price := r.price * 2;
  return r;
end $$;
select * from one(2);
select (one(3)).name, one(9) is null as none;
create function names() returns setof text language plpgsql as $$
begin
  return query execute 'select name from item where id > $1 order by id' using 1;
  return next 'end';
end $$;
select * from names();
do $$
declare n integer; c integer; total numeric; v item.price%type;
begin
  insert into item values (4, 'cap', 2) returning id into n;
  update item set price = price + 1 where id > 2;
  get diagnostics c = row_count;
  execute 'select sum(price) from item where id <> $1' into total using n;
  execute format('update %I set name = %L where id = 4', 'item', 'it''s');
  perform 1 from item where id = 99;
  raise notice '% % % found %', n, c, total, found;
  select name, price from item where id = 4 into strict n, v;
exception when invalid_text_representation then
  raise notice '%', sqlerrm;
end $$;
select * from item order by id;
-- Names of variables and columns.
create function both(id integer) returns text language plpgsql as $$
begin
  return (select name from item where id = 1);
end $$;
select both(1);
create function qualified(id integer) returns text language plpgsql as $$
begin
  return (select name from item where item.id = qualified.id);
end $$;
select qualified(2);
create function more(inout a integer, out b integer) language plpgsql as $$ begin b := a * 2; a := a + 1; end $$;
select * from more(5);
create function same(x anyelement, variadic rest anyarray) returns anyelement language plpgsql as $$
begin
  return coalesce(rest[1], x);
end $$;
select same(1, 2, 3), same('a'::text, null, 'c');
create function fact(n integer) returns numeric language plpgsql as $$
begin
  if n < 2 then return 1; end if;
  return n * fact(n - 1);
end $$;
select fact(20);

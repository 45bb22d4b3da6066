-- PL/pgSQL: cursors, and transactions that a procedure ends.
create table n (i integer primary key, v text);
insert into n select g, 'v' || g from generate_series(1, 5) g;
do $$
declare
  c cursor for select * from n order by i;
  d cursor (low integer, high integer) for select i from n where i between low and high order by i;
  e refcursor;
  r record;
  x integer;
begin
  open c;
  fetch c into r; raise notice 'first %', r;
  move forward 2 from c;
  fetch c into r; raise notice 'fourth %', r.v;
  close c;
  open d(high := 4, low := 2);
  loop fetch d into x; exit when not found; raise notice 'd %', x; end loop;
  close d;
  for r in d(1, 2) loop raise notice 'loop %', r.i; end loop;
  open e scroll for select i from n order by i;
  fetch last from e into x; raise notice 'last %', x;
  fetch prior from e into x; raise notice 'prior %', x;
  fetch absolute 2 from e into x; raise notice 'absolute %', x;
  fetch relative -1 from e into x; raise notice 'relative %', x;
  close e;
  open e for execute 'select v from n where i > $1 order by i' using 3;
  fetch e into r; raise notice 'dynamic %', r.v;
  close e;
  close e;
end $$;
create function opened(name refcursor) returns refcursor language plpgsql as $$
begin
  open name for select i from n order by i;
  return name;
end $$;
begin;
select opened('mine');
fetch 2 from mine;
commit;
-- Procedures.
create procedure steps(count integer, inout last integer default null) language plpgsql as $$
begin
  for k in 1..count loop
    insert into n values (100 + k, 'p');
    if k % 2 = 0 then commit; else rollback; end if;
    last := k;
  end loop;
end $$;
call steps(4);
call steps(5, 0);
select i from n where i > 100 order by i;
begin;
call steps(1);
rollback;
do $$
declare l integer := 0;
begin
  call steps(2, l);
  raise notice 'last %', l;
  for r in select i from n where i < 3 order by i loop
    raise notice 'row %', r.i;
    commit;
  end loop;
end $$;
do $$ begin begin commit; exception when others then raise notice '%', sqlerrm; end; end $$;
create function commits() returns void language plpgsql as $$ begin commit; end $$;
select commits();
create procedure swap(inout a integer, inout b integer) language plpgsql as $$
declare c integer := a;
begin a := b; b := c; end $$;
call swap(1, 2);
do $$ declare x integer := 3; y integer := 4; begin call swap(x, y); raise notice '% %', x, y; call swap(x, y + 1); end $$;
do $$ begin savepoint s; end $$;
do language sql $$ select 1 $$;
do language nolanguage $$ x $$;
-- Many handlers in one transaction.
do $$
declare bad integer := 0;
begin
  for k in 1..2000 loop
    begin
      insert into n values (k / 2 + 1000, 'x');
    exception when unique_violation then bad := bad + 1;
    end;
  end loop;
  raise notice 'bad %', bad;
end $$;
select count(*) from n where i >= 1000;

-- Functions beside each other in FROM: read again for an outer row, those that read nothing of it keep what they gave.
create sequence kept_s;
create function kept(a int, b int) returns setof record language plpgsql as $$
begin
  for i in a .. b loop
    return query select i, nextval('kept_s')::int;
  end loop;
end $$;
select * from (values (1), (2), (3)) v(r), rows from (kept(11, 11) as (a int, b int), kept(10 + r, 12) as (c int, d int)) f;
select setval('kept_s', 1, false);
select * from (values (1), (2), (3)) v(r), rows from (kept(10 + r, 12) as (a int, b int), kept(11, 11) as (c int, d int)) with ordinality f;
select setval('kept_s', 1, false);
select r, (select sum(b) from rows from (kept(1, 2) as (a int, b int), generate_series(1, r)) f) from (values (1), (2)) v(r);

-- statistics of arrays are arrays of arrays
create table kept_arrays (a int[]);
insert into kept_arrays select array[i, i + 1] from generate_series(1, 5) i;
analyze kept_arrays;
select histogram_bounds from pg_stats where tablename = 'kept_arrays';

-- an index of a divided table does not become a constraint
create table kept_parts (a int not null) partition by range (a);
create unique index kept_parts_idx on kept_parts (a);
alter table kept_parts add primary key using index kept_parts_idx;

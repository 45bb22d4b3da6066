-- Vector searches under policies: a tenant gets its full LIMIT, and learns nothing of the others.
create extension vector;
create role regress_policies_v1;
create role regress_policies_v2;
create role regress_policies_none;
create table item(id int primary key, tenant text, note text, embedding vector(3));
insert into item select g, 'regress_policies_v' || (1 + g % 2), 'n' || g % 5, format('[%s,%s,%s]', g % 7, g % 11, g)::vector from generate_series(1, 60) g;
insert into item values (100, 'regress_policies_v1', 'far', '[0,0,500]'), (101, 'regress_policies_v1', null, null);
create index on item using hnsw (embedding vector_l2_ops);
create index on item (tenant);
grant all on item to public;
alter table item enable row level security;
create policy own on item using (tenant = current_user);
select count(*) from item;
set role regress_policies_v1;
select id from item order by embedding <-> '[0,0,0]' limit 5;
select id from item order by embedding <-> '[0,0,500]' limit 3;
select count(*) from (select id from item order by embedding <-> '[0,0,0]' limit 1000) x;
select id from item where note = 'n1' order by embedding <-> '[1,1,1]' limit 3;
select id from item where note like 'n_' order by embedding <-> '[1,1,1]' limit 3;
select id from item where embedding <-> '[0,0,0]' < 12 order by embedding <-> '[0,0,0]' limit 10;
select id from item order by embedding <=> '[0,0,1]', id limit 4;
with near as (select id, note from item order by embedding <-> '[3,3,3]' limit 4) select * from near order by id;
select o.id, n.id from (values (4), (8)) o(id), lateral (select i.id from item i where i.id <> o.id order by i.embedding <-> '[1,2,3]' limit 2) n order by 1, 2;
set role regress_policies_v2;
select id from item order by embedding <-> '[0,0,0]' limit 5;
select id from item order by embedding <-> '[0,0,500]' limit 3;
set role regress_policies_none;
select id from item order by embedding <-> '[0,0,0]' limit 5;
reset role;

-- by a setting, as applications do; the same statement, prepared once
alter policy own on item using (tenant = current_setting('app.tenant', true));
prepare nearest(vector) as select id, tenant from item order by embedding <-> $1 limit 3;
set role regress_policies_none;
execute nearest('[0,0,0]');
set app.tenant = 'regress_policies_v1';
execute nearest('[0,0,0]');
execute nearest('[0,0,0]');
set app.tenant = 'regress_policies_v2';
execute nearest('[0,0,0]');
set app.tenant = 'regress_policies_v1';
execute nearest('[0,0,0]');
reset role;
execute nearest('[0,0,0]');
set role regress_policies_none;

-- a function that tells, and a predicate that fails, meet only rows of the tenant
reset role;
create function told(text) returns bool language plpgsql cost 0.0001 as $$ begin raise notice 'told %', $1; return $1 = 'n3'; end $$;
create view seen with (security_invoker = true) as select * from item;
grant select on seen to public;
set role regress_policies_none;
set app.tenant = 'nobody';
select id from item where told(note) order by embedding <-> '[0,0,0]' limit 2;
select id from item where 1 / (id - 4) > 0 order by embedding <-> '[0,0,0]' limit 2;
select id from seen where told(note) order by embedding <-> '[0,0,0]' limit 2;
set app.tenant = 'regress_policies_v1';
select count(*) from item where told(note) and id < 9;

-- counts and statistics
-- differs: what a filter threw away is not told where policies are at work
explain (analyze, costs off, timing off, summary off) select id from item where id > 30;
-- differs: the search is by the index, and does not tell what it met
explain (analyze, costs off, timing off, summary off) select id from item order by embedding <-> '[0,0,0]' limit 2;
reset role;

-- writing
set role regress_policies_none;
insert into item values (200, 'regress_policies_v2', 'x', '[1,1,1]');
insert into item values (200, 'regress_policies_v1', 'x', '[1,1,1]') returning id;
select id from item order by embedding <-> '[1,1,1]' limit 2;
update item set embedding = '[0,0,0]' where id = 100 returning id;
update item set embedding = '[0,0,0]' where id = 1 returning id;
delete from item where id in (select id from item order by embedding <-> '[0,0,0]' limit 3) returning id;
reset role;
drop table item cascade;
drop function told(text);
drop role regress_policies_v1, regress_policies_v2, regress_policies_none;

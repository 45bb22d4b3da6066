-- A newcomer's first session: from nothing to a similarity search.
create extension if not exists vector;
create extension if not exists vector;
select 1;
select 'tusk' as name, 1 + 1 as two, 2.50 * 2 as five, null as nothing, true and false as no;
create table items (
  id bigserial primary key,
  name text not null,
  price numeric(8,2) check (price >= 0),
  tags text[] default '{}',
  meta jsonb,
  added date default '2026-11-21',
  embedding vector(3)
);
insert into items (name, price, tags, meta, embedding) values
  ('apple', 1.20, '{fruit,red}', '{"kg": 0.2, "origin": "NL"}', '[1,0,0]'),
  ('pear', 1.50, '{fruit,green}', '{"kg": 0.25, "origin": "BE"}', '[0.9,0.1,0]'),
  ('carrot', 0.30, '{root}', '{"kg": 0.1}', '[0,1,0]'),
  ('bread', 2.75, default, null, '[0,0.2,1]');
insert into items (name, price, embedding) values ('cheese', 6.00, '[0.1,0,0.9]') returning id, name, tags, added;
select id, name, price from items order by id;
-- The nearest come first, by cosine distance.
select name, round((embedding <=> '[1,0.05,0]')::numeric, 4) as distance from items order by embedding <=> '[1,0.05,0]' limit 3;
create index items_embedding_idx on items using hnsw (embedding vector_cosine_ops) with (m = 16, ef_construction = 64);
set hnsw.ef_search = 100;
select name from items order by embedding <=> '[1,0.05,0]' limit 3;
select name from items where price < 2 order by embedding <-> '[0,1,0]' limit 2;
create index items_price_idx on items (price);
select name, price from items where price between 1 and 3 order by price desc;
select count(*), sum(price), avg(price), min(name), max(added) from items;
select tags[1] as kind, count(*) as n, max(price) as dearest from items group by tags[1] having count(*) >= 1 order by n desc, kind nulls last;
select name, meta->>'origin' as origin from items where meta @> '{"kg": 0.2}';
update items set price = price * 2 where name = 'carrot' returning name, price;
insert into items (id, name, price) values (1, 'apple', 9) on conflict (id) do nothing;
insert into items (id, name, price) values (1, 'apple', 1.25) on conflict (id) do update set price = excluded.price returning id, price;
create table orders (id int generated always as identity primary key, item_id bigint references items (id), quantity int not null default 1);
insert into orders (item_id, quantity) values (1, 10), (2, 3), (1, 5);
select i.name, sum(o.quantity) as sold from items i left join orders o on o.item_id = i.id group by i.name order by sold desc nulls last, i.name;
with dear as (select * from items where price > 2) select name from dear union select 'all of them' order by name;
select name, price, rank() over (order by price desc) from items order by price desc, name;
begin;
delete from orders where quantity > 4;
select count(*) from orders;
rollback;
select count(*) from orders;
prepare nearest (vector, int) as select name from items where embedding is not null order by embedding <=> $1 limit $2;
execute nearest ('[0,0,1]', 2);
copy (select id, name, price from items order by id) to stdout with (format csv, header);
copy orders (item_id, quantity) from stdin;
3	7
\.
-- Mistakes are answered as PostgreSQL and pgvector answer them.
select * from item;
insert into items (name, embedding) values ('wrong', '[1,2]');
insert into orders (item_id) values (99);
alter table items add column stock int not null default 0;
drop table orders, items;

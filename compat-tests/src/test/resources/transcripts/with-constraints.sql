create temp table p (id int primary key); create temp table c (id int primary key, p int references p);
insert into p values (1);
with w as (insert into c values (1, 7) returning *) select w.id, p.id from w left join p on p.id = w.p;
with w as (insert into c values (2, 7) returning *) select count(*) from w;
with w as (insert into c values (3, 7) returning *) select * from w order by 1 limit 1;
with w as (insert into c values (4, 1) returning *) select w.id from w where exists (select 1 from p where p.id = w.p);
with w as (delete from p returning *) select id + 1 from w;
select * from c;

-- a pattern's digits behind the number's end close the text
select f, '|' || to_char('NaN'::numeric, f) || '|', '|' || to_char('NaN'::float8, f) || '|', '|' || to_char(123::numeric, f) || '|' from (values ('999D99MI'), ('999D99'), ('999MI'), ('99999.99MI'), ('999.MI'), ('999.9PL'), ('999.9SG'), ('MI999D99'), ('999D99S'), ('999D99 x'), ('9 9 9 D 9 x MI'), ('999.00MI'), ('FM999D99MI')) v (f);
create table ct (a int);
create index on ct (tableoid);
create index on ct (ctid);
create index on ct (nosuch);
drop table ct;
select case when generate_series(1, 2) = 1 then 2 end;
-- the types of foreign keys' columns, changed afterwards
create table fp (a text primary key, b int unique);
create table fc (x varchar references fp, y int references fp (b));
insert into fp values ('1', 1);
insert into fc values ('1', 1);
alter table fp alter a type bigint using a::bigint;
alter table fc alter x type int using x::int;
alter table fc alter y type bigint;
alter table fc alter y type text;
alter table fc alter x type text;
insert into fc values ('1', 2);
insert into fc values ('1', 1);
alter table fc drop constraint fc_x_fkey;
alter table fp alter a type bigint using a::bigint;
select * from fp, fc;
-- a cursor that has reached its end goes back
begin;
declare c1 cursor for select g from generate_series(1, 5) g limit 10;
fetch all in c1;
fetch 1 in c1;
fetch backward 1 in c1;
fetch backward all in c1;
fetch backward 1 in c1;
fetch all in c1;
commit;

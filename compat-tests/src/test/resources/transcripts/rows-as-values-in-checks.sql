-- A check over the whole row meets rows that are on their way; a column of a family is renamed with the views that name it.
create table kept (f1 int, f2 text);
create function fine(kept) returns bool language plpgsql immutable as $$ begin return $1.f1 > 0 and $1.f2 <> ''; end $$;
alter table kept add constraint whole check (fine(kept.*));
insert into kept values (1, 'x');
insert into kept values (0, 'x');
insert into kept values (null, 'x');
update kept set f1 = -f1 where f1 = 1;
update kept set f2 = 'y' where f1 = 1;
copy kept from stdin;
2	z
\.
copy kept from stdin;
3	z
-3	z
\.
select * from kept order by f1;
create table top (a int, s int);
create table below (own int) inherits (top);
create view over as select a, s from top;
create view under as select below.s + 1 as x from only below;
alter table top rename s to t;
select pg_get_viewdef('over'), pg_get_viewdef('under');
insert into below values (1, 2, 3);
select * from over;
select * from under;
alter table top rename t to ctid;
alter table top rename t to a;

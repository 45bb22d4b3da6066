-- Who keeps a column from having another type.
create table tt (a int, b int, c int, e int, f int generated always as (a + 1) stored);
create function ttf() returns trigger language plpgsql as 'begin return new; end';
create trigger t1 before update of a on tt for each row execute function ttf();
create trigger t2 before insert on tt for each row when (new.b > 1) execute function ttf();
create policy pp on tt using (c > 1);
create view vv as select e from tt;
alter table tt alter a type bigint;
alter table tt alter b type bigint;
alter table tt alter c type bigint;
alter table tt alter e type bigint;
drop view vv;
drop policy pp on tt;
drop trigger t2 on tt;
alter table tt alter b type bigint, alter c type bigint, alter e type bigint;
drop table tt;
drop function ttf();

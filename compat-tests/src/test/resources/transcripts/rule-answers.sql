-- Queries in rules give their rows to the client, where the statement gives none itself.
create table rules_base(f1 int, f2 int);
insert into rules_base values(1,2), (11,12);
create rule r1 as on update to rules_base do instead
  select * from rules_base where f1 = 1 for update;
update rules_base set f2 = f2 + 1;
create or replace rule r1 as on update to rules_base do instead
  select * from rules_base where f1 = 11 for update of rules_base;
update rules_base set f2 = f2 + 1;
create or replace rule r1 as on update to rules_base do also (select old.f1, new.f2; notify x; select where false;);
update rules_base set f2 = f2 + 1;
update rules_base set f2 = f2 + 1 returning *;
do $$ begin update rules_base set f2 = f2 + 1; end $$;
create function sf() returns void language sql as 'update rules_base set f2 = f2 + 1';
select sf();
create rule ri as on insert to rules_base do also select count(*) from rules_base;
insert into rules_base values(3,4);
insert into rules_base select * from rules_base;
create rule rd as on delete to rules_base do instead select old.*;
delete from rules_base where f1 = 3;
create or replace rule rd as on delete to rules_base do instead nothing;
delete from rules_base where f1 = 3;
create or replace rule rd as on delete to rules_base where old.f1 > 1 do instead select old.*;
delete from rules_base;
select * from rules_base;
explain (costs off) delete from rules_base;
drop function sf;
drop table rules_base;

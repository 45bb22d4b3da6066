-- A row that offends a deferrable UNIQUE and a foreign key: the foreign key is told first; a
-- deferrable PRIMARY KEY comes before both.
create table dk_parent (a int primary key);
insert into dk_parent values (1);
create table dk (id int, a int, b int unique deferrable, constraint dk_fk foreign key (a) references dk_parent, constraint dk_pk primary key (id) deferrable);
insert into dk values (1, 1, 1);
insert into dk values (2, 5, 1);
insert into dk values (1, 5, 2);
insert into dk values (1, 5, 1);
insert into dk values (2, 1, 1);
insert into dk values (2, 1, 1), (3, 5, 3);
insert into dk values (2, 5, 2), (3, 1, 1);
insert into dk values (2, 1, 2);
update dk set a = 7, b = 1;
update dk set b = 1;
update dk set b = 3 - b;
update dk set id = 1, a = 7, b = 1;
alter table dk alter constraint dk_fk deferrable initially deferred;
insert into dk values (3, 5, 1);
begin;
set constraints all deferred;
insert into dk values (3, 5, 1);
commit;
begin;
set constraints all deferred;
insert into dk values (1, 5, 1);
set constraints all immediate;
rollback;
table dk;

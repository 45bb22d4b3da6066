-- What a partition that is divided itself takes, and which rows of a divided table tell who wrote them.
create table mlparted (a int, b int) partition by range (a, b);
create table mlparted1 (b int not null, a int not null) partition by range ((b+0));
create table mlparted11 (like mlparted1);
alter table mlparted11 drop a;
alter table mlparted11 add a int not null;
alter table mlparted1 attach partition mlparted11 for values from (2) to (5);
alter table mlparted attach partition mlparted1 for values from (1, 2) to (1, 10);
insert into mlparted1 (a, b) values (2, 3);
insert into mlparted1 (a, b) values (2, 33);
insert into mlparted11 (a, b) values (2, 3);
update mlparted1 set a=3;
insert into mlparted1 (a, b) values (1, 3);
update mlparted1 set a=3;
alter table mlparted add constraint check_b check (b = 3);
insert into mlparted1 (a, b) values (2, 3);
drop table mlparted;
create table utrtest (a int, b text) partition by list (a);
create table utr1 (a int check (a in (1)), q text, b text);
create table utr2 (a int check (a in (2)), b text);
alter table utr1 drop column q;
alter table utrtest attach partition utr1 for values in (1);
alter table utrtest attach partition utr2 for values in (2);
insert into utrtest values (1, 'foo')
  returning *, tableoid::regclass, xmin = pg_current_xact_id()::xid as xmin_ok;
insert into utrtest values (2, 'bar')
  returning *, tableoid::regclass, xmin = pg_current_xact_id()::xid as xmin_ok;  -- fails
insert into utrtest values (2, 'bar') returning *, tableoid::regclass;
update utrtest set b = b || b from (values (1), (2)) s(x) where a = s.x
  returning *, tableoid::regclass, xmin = pg_current_xact_id()::xid as xmin_ok;
update utrtest set a = 3 - a from (values (1), (2)) s(x) where a = s.x
  returning *, tableoid::regclass, xmin = pg_current_xact_id()::xid as xmin_ok;  -- fails
update utrtest set a = 3 - a from (values (1), (2)) s(x) where a = s.x returning *, tableoid::regclass;
delete from utrtest returning *, tableoid::regclass, xmax = pg_current_xact_id()::xid as xmax_ok;
drop table utrtest;
create table p (a int, b text) partition by list (a);
create table p1 partition of p for values in (1);
create table p2 partition of p for values in (2);
insert into p values(1,'a') returning xmax;
insert into p values(1,'a') returning cmin;
insert into p values(1,'a') returning ctid is null, tableoid::regclass;
update p set a=2 returning xmax, xmin is null;
update p set a=1 where xmin is not null returning b;
drop table p;

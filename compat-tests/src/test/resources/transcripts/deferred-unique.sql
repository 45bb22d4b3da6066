-- UNIQUE and PRIMARY KEY that are checked at the end of a statement, or at the commit.
create table places (rank int constraint places_rank_key unique deferrable initially deferred, who text primary key deferrable);
\d places
select conname, contype, condeferrable, condeferred, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'places'::regclass order by 1;
select indexrelid::regclass, indisunique, indimmediate from pg_index where indrelid = 'places'::regclass order by 1;
select constraint_name, is_deferrable, initially_deferred from information_schema.table_constraints where table_name = 'places' and constraint_type <> 'CHECK' order by 1;
insert into places values (1, 'ann'), (2, 'bob'), (3, 'cid');

-- every rank moves at once
update places set rank = rank + 1;
select * from places order by 1;
begin;
update places set rank = 3 where who = 'bob';
update places set rank = 4 where who = 'cid';
select * from places order by 2;
update places set rank = rank + 1 where who = 'cid';
commit;
select * from places order by 2;

-- at the commit
begin;
insert into places values (2, 'dan');
insert into places values (2, 'eva');
select count(*) from places;
commit;
select count(*) from places;
insert into places values (2, 'fay');
begin;
insert into places values (2, 'fay');
delete from places where who = 'fay';
commit;
begin;
insert into places values (2, 'fay');
update places set rank = 7 where who = 'fay';
commit;
select * from places order by 2;

-- at once when told
begin;
insert into places values (7, 'gus');
set constraints places_rank_key immediate;
select 1;
rollback;
begin;
set constraints places_rank_key immediate;
insert into places values (7, 'gus');
rollback;
begin;
set constraints all immediate;
insert into places values (7, 'gus');
commit;
begin;
set constraints public.places_rank_key immediate;
set constraints all deferred;
insert into places values (7, 'ann');
select count(*) from places;
commit;

-- deferrable, and initially immediate: the end of the statement
update places set who = case who when 'ann' then 'bob' when 'bob' then 'ann' else who end;
select * from places order by 2;
insert into places values (8, 'ann');
insert into places values (8, 'hal'), (9, 'hal');
begin;
set constraints places_pkey deferred;
insert into places values (8, 'ann');
delete from places where rank = 2;
select * from places order by 2, 1;
commit;
select * from places order by 2, 1;

-- savepoints
begin;
savepoint one;
insert into places values (3, 'ida');
rollback to one;
commit;
begin;
insert into places values (3, 'ida');
savepoint one;
delete from places where who = 'ida';
rollback to one;
commit;
begin;
insert into places values (3, 'ida');
savepoint one;
set constraints all immediate;
rollback to one;
update places set rank = 30 where who = 'ida';
set constraints all immediate;
savepoint two;
insert into places values (30, 'jon');
rollback to two;
insert into places values (31, 'jon');
commit;
select * from places order by 2, 1;

-- no arbiter of ON CONFLICT
insert into places values (3, 'kim') on conflict (rank) do nothing;
insert into places values (3, 'kim') on conflict (who) do update set rank = 9;
insert into places values (3, 'kim') on conflict do nothing;
insert into places values (3, 'kim') on conflict on constraint places_rank_key do nothing;

-- nothing to lean on
create table refers (place int references places (rank));
create table refers (who text references places);
create table refers (who text references places (who));
select who, rank from places group by who;
set constraints nowhere deferred;
set constraints nosuch.places_pkey deferred;
set constraints all deferred;

-- added later
create table later (a int, b int);
insert into later values (1, 1), (1, 2);
alter table later add constraint later_a unique (a) deferrable initially deferred;
alter table later add constraint later_b unique (b) deferrable initially immediate;
create unique index later_ab on later (a, b);
alter table later add constraint later_ab_key unique using index later_ab initially deferred;
\d later
begin;
insert into later values (1, 1);
alter table later add column c int;
rollback;
begin;
insert into later values (1, 1);
truncate later;
rollback;
begin;
insert into later values (1, 1);
drop table later;
rollback;
begin;
insert into later values (1, 1);
create index on later (a);
rollback;
alter table later alter constraint later_b deferrable initially deferred;
alter table later alter constraint missing deferrable;
create table wrong (a int unique not deferrable initially deferred);
create table wrong (a int unique initially deferred not deferrable);
create table wrong (a int check (a > 0) deferrable);
create table wrong (a int, check (a > 0) deferrable);
create table wrong (a int, check (a > 0) initially deferred);
create table wrong (a int, check (a > 0) not deferrable initially immediate);
drop table wrong;
create table wrong (a int unique deferrable not deferrable);
create table wrong (a int unique deferrable initially immediate initially deferred);
create table wrong (a int, unique (a) deferrable not deferrable);
create table wrong (a int, unique (a) initially immediate initially deferred);
create table wrong (a int, unique (a) not deferrable initially deferred);
create table wrong (a int, unique (a) initially deferred not deferrable);
create table right_ (a int unique not deferrable initially immediate, b int primary key initially immediate);
\d right_
drop table places, later, right_;

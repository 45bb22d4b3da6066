create table authors (
  id int primary key,
  name text not null unique,
  born int,
  constraint born_is_sane check (born between 1000 and 2100)
);
create table books (
  id int primary key,
  author_id int not null references authors (id) on delete cascade,
  title text,
  price numeric check (price > 0),
  discount numeric,
  check (discount < price),
  unique (author_id, title)
);
insert into authors values (1, 'Ada', 1815), (2, 'Alan', 1912);
insert into authors values (1, 'Grace', 1906);
insert into authors values (3, 'Ada', 1906);
insert into authors values (3, null, 1906);
insert into authors (id) values (3);
insert into authors values (3, 'Grace', 3000);
insert into authors values (3, 'Grace', null);
insert into authors values (null, 'Nobody');
insert into books values (1, 1, 'Notes', 10, 5);
insert into books values (2, 9, 'Ghost', 10, 5);
insert into books values (2, 1, 'Notes', 10, 5);
insert into books values (2, 1, 'More notes', 0, null);
insert into books values (2, 1, 'More notes', 5, 7);
insert into books values (2, 1, null, 5, 1), (3, 1, null, 5, 1);
update books set author_id = 9 where id = 1;
update authors set id = 2 where id = 1;
update authors set id = 10 where id = 1;
update authors set name = null where id = 2;
delete from authors where id = 2;
delete from authors where id = 1;
select * from books;
create table parent (id int primary key, code text unique);
create table child (id int primary key, parent_id int references parent, code text references parent (code));
insert into parent values (1, 'a'), (2, 'b');
insert into child values (1, 1, 'a'), (2, null, null);
delete from parent where id = 1;
update parent set code = 'z' where id = 1;
drop table parent;
truncate parent;
truncate parent cascade;
select count(*) from child;
create table nulls_child (id int primary key, parent_id int references parent on delete set null);
insert into parent values (7, 'g');
insert into nulls_child values (1, 7);
delete from parent where id = 7;
select * from nulls_child;
alter table child add constraint child_id_positive check (id > 0);
insert into child values (-1, null, null);
alter table child drop constraint child_id_positive;
insert into child values (-1, null, null);
alter table child add constraint child_id_positive check (id > 0);
alter table child add unique (parent_id);
alter table child add constraint child_parent_id_key2 foreign key (parent_id) references parent (id);
alter table child drop constraint nosuch;
alter table child drop constraint if exists nosuch;
alter table child add primary key (parent_id);
create table wrong (a int references nosuch);
create table wrong (a int references parent (nosuch));
create table wrong (a text references parent (id));
create table plain (a int);
create table wrong (a int references plain (a));
create table wrong (a int, unique (b));
create table dup (a int);
insert into dup values (1), (1), (2);
create unique index dup_a on dup (a);
alter table dup add primary key (a);
insert into dup values (null);
alter table dup alter column a set not null;
create table pair (a int, b int, primary key (a, b));
insert into pair values (1, 2), (1, 3);
insert into pair values (1, 2);
insert into pair values (1, null);

-- Foreign keys that are checked at the commit.
create table authors (id int primary key, name text);
create table books (id int primary key, author int constraint books_author_fk references authors deferrable initially deferred);
create table pages (id int primary key, book int, constraint pages_book_fk foreign key (book) references books on delete cascade deferrable);
\d books
\d pages
\d authors
select conname, condeferrable, condeferred, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid in ('books'::regclass, 'pages'::regclass) order by 1;

-- the child first
begin;
insert into books values (1, 10);
insert into authors values (10, 'ann');
commit;
select * from books;
begin;
insert into books values (2, 11);
select count(*) from books;
commit;
select count(*) from books;
insert into books values (2, 11);

-- what is gone again needs no key
begin;
insert into books values (2, 11);
delete from books where id = 2;
commit;
begin;
insert into books values (2, 11);
update books set author = 10 where id = 2;
commit;
begin;
insert into books values (3, 12);
update books set id = 4 where id = 3;
commit;
begin;
insert into books values (3, 12);
update books set id = 4 where id = 3;
insert into authors values (12, 'bob');
commit;
select * from books order by 1;

-- the parent goes and comes back
begin;
delete from authors where id = 12;
insert into authors values (12, 'bert');
commit;
begin;
delete from authors where id = 12;
commit;
begin;
delete from authors where id = 12;
delete from books where author = 12;
commit;
begin;
update authors set id = 20 where id = 10;
update books set author = 20;
commit;
select * from books order by 1;
begin;
delete from authors;
set constraints books_author_fk immediate;
select 1;
commit;

-- immediate by word
begin;
set constraints books_author_fk immediate;
insert into books values (9, 99);
commit;
begin;
insert into books values (9, 99);
set constraints all immediate;
commit;
begin;
insert into pages values (1, 100);
rollback;
begin;
set constraints pages_book_fk deferred;
insert into pages values (1, 100);
insert into books values (100, null);
commit;
begin;
set constraints all deferred;
insert into pages values (2, 101);
set constraints all immediate;
commit;

-- actions never wait
begin;
set constraints all deferred;
delete from books where id = 100;
select count(*) from pages;
commit;

-- savepoints
begin;
savepoint one;
insert into books values (50, 500);
rollback to one;
commit;
begin;
insert into books values (50, 500);
savepoint one;
insert into authors values (500, 'eve');
set constraints all immediate;
rollback to one;
insert into authors values (500, 'eva');
commit;
begin;
savepoint one;
set constraints all deferred;
rollback to one;
insert into pages values (3, 333);
commit;
begin;
savepoint one;
set constraints all deferred;
release one;
insert into pages values (3, 333);
select 'waits';
commit;
begin;
insert into books values (60, 600);
savepoint one;
delete from books where id = 60;
rollback to one;
commit;

-- an error at the commit ends the block
begin;
insert into books values (70, 700);
end;
select 1;
begin;
insert into books values (70, 700);
commit and chain;
select 1;

-- within a statement's own transaction
insert into books values (70, 700); select 2;

-- another timing
alter table pages alter constraint pages_book_fk deferrable initially deferred;
\d pages
begin;
insert into pages values (7, 777);
select 1;
rollback;
alter table pages alter constraint pages_book_fk not deferrable;
begin;
set constraints pages_book_fk deferred;
rollback;
set constraints pages_book_fk immediate;
alter table pages alter constraint pages_pkey deferrable;
alter table pages alter constraint nothing deferrable;
select conname, condeferrable, condeferred from pg_constraint where conname = 'pages_book_fk';
begin;
insert into books values (80, 800);
alter table books add column c int;
rollback;
begin;
delete from authors;
alter table authors add column c int;
rollback;
begin;
delete from authors;
truncate authors cascade;
rollback;
begin;
delete from authors;
drop table authors cascade;
rollback;
begin;
insert into books values (80, 800);
alter table books rename column author to writer;
insert into authors values (800, 'gus');
commit;
select * from books order by 1;

-- a key to itself, and a circle
create table tree (id int primary key, parent int references tree deferrable initially deferred);
insert into tree values (1, 2), (2, 1);
begin;
insert into tree values (3, 4);
insert into tree values (4, 3);
commit;
delete from tree where id = 3;
begin;
delete from tree where id = 3;
delete from tree where id = 4;
commit;
select * from tree order by 1;
create table one (id int primary key, other int);
create table two (id int primary key, other int references one initially deferred);
alter table one add foreign key (other) references two initially deferred;
begin;
insert into one values (1, 2);
insert into two values (2, 1);
commit;
select * from one, two;
\d one

-- RESTRICT does not wait; SET NULL and SET DEFAULT act at once
create table top (id int primary key);
create table kept (top int references top on delete restrict on update restrict deferrable initially deferred);
create table blank (top int references top on delete set null on update cascade deferrable initially deferred);
insert into top values (1), (2), (3);
insert into kept values (1);
insert into blank values (2), (3);
begin;
delete from top where id = 1;
rollback;
begin;
delete from top where id = 2;
select * from blank order by 1;
update top set id = 30 where id = 3;
select * from blank order by 1;
commit;
drop table books, pages, authors, tree, top, kept, blank;
drop table one, two cascade;

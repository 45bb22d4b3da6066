-- Values of several rows and of a query are computed in the order in which they are written, the
-- defaults of columns that are not named behind them.
create sequence drawn;
create table io (a int default nextval('drawn'), b int default nextval('drawn'), c int);
insert into io (b, c, a) values (default, 1, default), (default, default, default) returning *;
insert into io (b, c, a) values (default, nextval('drawn'), default), (default, nextval('drawn'), default) returning *;
insert into io (c, b) values (nextval('drawn'), default), (nextval('drawn'), nextval('drawn')) returning *;
insert into io (c, b, a) values (nextval('drawn'), default, nextval('drawn')) returning *;
insert into io (c, b, a) select nextval('drawn'), nextval('drawn'), nextval('drawn') returning *;
insert into io (c, b) select nextval('drawn'), nextval('drawn') returning *;
insert into io (b) select nextval('drawn') from generate_series(1, 2) returning *;
insert into io (c) select nextval('drawn') + i from generate_series(1, 2) i order by i desc returning *;
insert into io (a, b) select nextval('drawn'), nextval('drawn') returning *;
insert into io (c, a) select '7', nextval('drawn') returning *;
insert into io (c, b, a) select nextval('drawn'), i, nextval('drawn') from generate_series(1, 3) i returning *;
create table parts (a int[] default array[0], b int);
insert into parts (b, a[2], a[1]) values (nextval('drawn'), nextval('drawn'), nextval('drawn')), (1, 2, 3) returning *;
insert into parts (b, a[2], a[1]) select nextval('drawn'), nextval('drawn'), nextval('drawn') returning *;
select last_value from drawn;

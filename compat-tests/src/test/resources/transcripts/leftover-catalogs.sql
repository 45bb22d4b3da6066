create extension vector;
-- the key of a unique index over expressions, as errors name it
create table keyed(a text, b int, "C" int);
insert into keyed values ('x', 1, 1), ('y', 2, 2), ('y', 2, 3);
create unique index on keyed (lower(a));
create unique index on keyed ((a || 'q'), (b is null));
create unique index on keyed ((b::text), (b * (2 + 1)));
create unique index on keyed (md5(a), "C", (b::text));
insert into keyed values ('y', 2, 3);
create unique index on keyed ("C", ("C" + 1));
insert into keyed values ('z', 2, 3);
drop table keyed;
-- operator families, and what is in them
select opcname, opfname, opcfamily from pg_opclass c join pg_opfamily f on f.oid = opcfamily where opcname in ('int2_ops', 'int4_ops', 'int8_ops', 'date_ops', 'timestamptz_ops', 'text_ops', 'name_ops', 'varchar_ops', 'uuid_ops', 'jsonb_ops') and opcmethod = 403 order by 1;
select amoplefttype::regtype, amoprighttype::regtype, amopstrategy, amoppurpose, amopopr::regoperator from pg_amop where amopfamily = 1976 order by 1, 2, 3;
select amproclefttype::regtype, amprocrighttype::regtype, amprocnum, amproc from pg_amproc where amprocfamily = 1976 order by 1, 2, 3;
select amproclefttype::regtype, amprocrighttype::regtype, amprocnum, amproc from pg_amproc where amprocfamily = 1994 order by 1, 2, 3;
select count(*) from pg_amop o join pg_operator p on p.oid = amopopr where amopfamily = 434 and (oprleft, oprright) is distinct from (amoplefttype, amoprighttype);
select count(*) from pg_amop where amopopr not in (select oid from pg_operator);
select count(*) from pg_amproc where amproc not in (select oid from pg_proc);
-- a btree family is complete: five operators of each pair of types, and a comparison
select amopfamily, amoplefttype, amoprighttype from pg_amop where amopmethod = 403 group by 1, 2, 3 having count(*) <> 5 or array_agg(amopstrategy order by amopstrategy) <> '{1,2,3,4,5}';
-- operators that a merge join may use are equality in a btree family
select p.oid::regoperator from pg_operator p where oprcanmerge and oprleft <> 'oidvector'::regtype and not exists (select 1 from pg_amop where amopmethod = 403 and amopopr = p.oid and amopstrategy = 3);
-- a name is subscripted by bytes
select typname, typelem::regtype from pg_type where typname in ('name', 'text', 'int2vector') order by 1;
select oid, proname from pg_proc where proname in ('regcollationin', 'to_regcollation') order by 1;
-- of several duplicates, the one that the sort meets first is named
create table dup(id int, e vector(2), n int);
insert into dup values (1, '[1,0]', 3), (2, '[1,0]', 1), (3, '[0,1]', 3), (4, '[0,1]', 1);
create unique index on dup (e);
create unique index on dup (n);
truncate dup;
insert into dup select i, null, (i * 7919) % 101 from generate_series(1, 300) i;
create unique index on dup (n);
create unique index on dup (n desc);
create unique index on dup ((n / 2), (n % 2));
create unique index on dup (n, e);
delete from dup where id > 150;
create unique index on dup (n);
insert into dup select 0, null, i / 2 from generate_series(500, 530) i;
create unique index on dup ((n::text));
create unique index on dup (n) where n > 499;
drop table dup;

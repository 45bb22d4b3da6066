-- Foreign data wrappers, their servers and user mappings, as they are where no wrapper has a handler.
set client_min_messages = warning;
drop role if exists regress_fdw_a, regress_fdw_b, regress_fdw_super;
reset client_min_messages;
create role regress_fdw_a;
create role regress_fdw_b;
create role regress_fdw_super superuser;

-- wrappers
create foreign data wrapper fsw_plain;
create foreign data wrapper fsw_plain;
create foreign data wrapper fsw_bad validator no_such_function;
create foreign data wrapper fsw_bad handler no_such_function;
create foreign data wrapper fsw_bad options (a '1', a '2');
create foreign data wrapper fsw_bad options ("a=b" '2');
create foreign data wrapper fsw_bad no handler no validator no handler;
create foreign data wrapper fsw_bad options (a 1);
create foreign data wrapper fsw_pg validator postgresql_fdw_validator;
create function fsw_int() returns int language sql as 'select 1';
create foreign data wrapper fsw_bad handler fsw_int;
alter foreign data wrapper fsw_plain handler fsw_int;
alter foreign data wrapper fsw_plain no handler;
alter foreign data wrapper fsw_plain;
alter foreign data wrapper fsw_plain options (a '1', add b '2', "Strange one" 'x''y');
alter foreign data wrapper fsw_plain options (set c '1');
alter foreign data wrapper fsw_plain options (drop c);
alter foreign data wrapper fsw_plain options (b '1');
alter foreign data wrapper fsw_plain options (drop a, set b '3', add c '4');
select fdwname, fdwhandler, fdwvalidator::regproc, fdwacl, fdwoptions from pg_foreign_data_wrapper where fdwname like 'fsw%' order by 1;
select option_name, option_value from pg_foreign_data_wrapper, pg_options_to_table(fdwoptions) where fdwname = 'fsw_plain';
alter foreign data wrapper fsw_pg options (host 'x');
alter foreign data wrapper fsw_plain validator postgresql_fdw_validator;
alter foreign data wrapper fsw_plain no validator;
alter foreign data wrapper fsw_none options (a '1');
alter foreign data wrapper fsw_plain rename to fsw_pg;
alter foreign data wrapper fsw_plain rename to fsw_new;
alter foreign data wrapper fsw_new rename to fsw_plain;
comment on foreign data wrapper fsw_plain is 'plain';
comment on foreign data wrapper fsw_none is 'none';
select obj_description(oid, 'pg_foreign_data_wrapper') from pg_foreign_data_wrapper where fdwname = 'fsw_plain';
alter foreign data wrapper fsw_plain owner to regress_fdw_a;
alter foreign data wrapper fsw_plain owner to regress_fdw_super;
alter foreign data wrapper fsw_plain owner to current_user;
set role regress_fdw_a;
create foreign data wrapper fsw_other;
alter foreign data wrapper fsw_plain options (d '1');
alter foreign data wrapper fsw_plain owner to regress_fdw_a;
drop foreign data wrapper fsw_plain;
create server fss_a foreign data wrapper fsw_plain;
reset role;

-- a validator of the user's
create function fsw_check(options text[], catalog oid) returns void language plpgsql as $$
begin
  if 'wrong=1' = any (options) then
    raise exception 'wrong in %', catalog::regclass;
  end if;
end $$;
create foreign data wrapper fsw_checked validator fsw_check options (wrong '1');
create foreign data wrapper fsw_checked validator fsw_check options (right '1');
create server fss_checked foreign data wrapper fsw_checked options (wrong '1');
drop function fsw_check;
drop foreign data wrapper fsw_checked;
drop function fsw_check;

-- servers
create server fss_none foreign data wrapper fsw_none;
create server fss_one foreign data wrapper fsw_plain;
create server fss_one foreign data wrapper fsw_plain;
create server if not exists fss_one foreign data wrapper fsw_plain;
create server fss_two type 'kind' version '1.0' foreign data wrapper fsw_plain options (host 'a', dbname 'b');
create server fss_pg foreign data wrapper fsw_pg options (foo '1');
create server fss_pg foreign data wrapper fsw_pg options (host 'localhost');
alter server fss_two version null;
alter server fss_two version '1.1' options (set host 'c', drop dbname);
alter server fss_two;
alter server fss_none version '1';
alter server fss_pg options (user 'u');
alter server fss_pg options (port '1', drop host);
alter server fss_two rename to fss_one;
select srvname, fdwname, srvtype, srvversion, srvacl, srvoptions from pg_foreign_server s join pg_foreign_data_wrapper w on w.oid = srvfdw order by 1;
comment on server fss_one is 'one';
select obj_description(oid, 'pg_foreign_server') from pg_foreign_server where srvname = 'fss_one';
drop foreign data wrapper fsw_plain;
drop server fss_none;
drop server if exists fss_none;
drop foreign data wrapper if exists fsw_none;

-- rights
grant usage on foreign data wrapper fsw_plain to regress_fdw_a;
grant select on foreign data wrapper fsw_plain to regress_fdw_a;
grant usage on foreign data wrapper fsw_none to regress_fdw_a;
grant usage on foreign server fss_one to regress_fdw_b with grant option;
grant create on foreign server fss_one to regress_fdw_b;
grant all on foreign server fss_none to regress_fdw_b;
select fdwname, fdwacl is null from pg_foreign_data_wrapper where fdwname like 'fsw%' order by 1;
select has_foreign_data_wrapper_privilege('regress_fdw_a', 'fsw_plain', 'usage') as a, has_foreign_data_wrapper_privilege('regress_fdw_b', 'fsw_plain', 'usage') as b,
  has_server_privilege('regress_fdw_b', 'fss_one', 'usage with grant option') as c, has_server_privilege('regress_fdw_a', 'fss_one', 'usage') as d;
select has_server_privilege('fss_none', 'usage');
select has_foreign_data_wrapper_privilege('fsw_none', 'usage');
select has_server_privilege('fss_one', 'select');
set role regress_fdw_a;
create server fss_a foreign data wrapper fsw_plain;
alter server fss_one version '2';
alter server fss_one owner to regress_fdw_a;
drop server fss_one;
grant usage on foreign server fss_one to regress_fdw_a;
select foreign_data_wrapper_name, foreign_data_wrapper_language from information_schema.foreign_data_wrappers order by 1;
select foreign_server_name, foreign_data_wrapper_name, authorization_identifier from information_schema.foreign_servers order by 1;
alter server fss_a owner to regress_fdw_b;
reset role;
alter server fss_a owner to regress_fdw_b;
select grantee, object_name, object_type, is_grantable from information_schema.usage_privileges where object_type like 'FOREIGN%' and grantee like 'regress%' order by 1, 2;
select foreign_data_wrapper_name, option_name, option_value from information_schema.foreign_data_wrapper_options order by 1, 2;
select foreign_server_name, option_name, option_value from information_schema.foreign_server_options order by 1, 2;

-- user mappings
create user mapping for regress_fdw_none server fss_one;
create user mapping for regress_fdw_a server fss_none;
create user mapping for regress_fdw_a server fss_one options (user 'a', password 'x');
create user mapping for regress_fdw_a server fss_one;
create user mapping if not exists for regress_fdw_a server fss_one;
create user mapping for public server fss_one;
create user mapping for user server fss_pg options (username 'x');
create user mapping for user server fss_pg options (user 'x');
alter user mapping for regress_fdw_b server fss_one options (a '1');
alter user mapping for public server fss_one options (a '1');
alter user mapping for public server fss_one options (set a '2', b '1');
select srvname, usename, umoptions from pg_user_mappings where usename in ('public', 'regress_fdw_a') order by 1, 2;
set role regress_fdw_b;
create user mapping for current_user server fss_one options (user 'b');
create user mapping for regress_fdw_a server fss_a;
create user mapping for regress_fdw_super server fss_one;
drop user mapping for public server fss_one;
select srvname, usename, umoptions from pg_user_mappings where srvname = 'fss_one' order by 1, 2;
select authorization_identifier, foreign_server_name, option_name, option_value from information_schema.user_mapping_options order by 1, 2, 3;
select * from pg_user_mapping;
reset role;
select authorization_identifier, foreign_server_name from information_schema.user_mappings where authorization_identifier like 'regress%' order by 1, 2;
drop user mapping for regress_fdw_none server fss_one;
drop user mapping if exists for regress_fdw_none server fss_one;
drop user mapping for user server fss_none;
drop user mapping if exists for user server fss_none;
drop user mapping for user server fss_one;
drop user mapping if exists for user server fss_one;
select pg_describe_object(classid, objid, 0), pg_describe_object(refclassid, refobjid, 0), deptype from pg_depend where classid in ('pg_foreign_server'::regclass, 'pg_user_mapping'::regclass) and pg_describe_object(classid, objid, 0) not like '%postgres%' order by 1;
select type, name, identity from pg_identify_object('pg_foreign_server'::regclass, (select oid from pg_foreign_server where srvname = 'fss_one'), 0);
select type, identity from pg_user_mapping m, pg_identify_object('pg_user_mapping'::regclass, m.oid, 0) where umuser = 'regress_fdw_a'::regrole order by 2;
drop server fss_one;
import foreign schema x from server fss_one into public;
import foreign schema x limit to (a, b) from server fss_one into public options (a '1');
import foreign schema x from server fss_none into public;
import foreign schema x from server fss_one into no_schema;

-- roles that own or may use something
drop role regress_fdw_a;
drop role regress_fdw_b;
reassign owned by regress_fdw_b to regress_fdw_super;
drop owned by regress_fdw_a;
drop owned by regress_fdw_b;
drop role regress_fdw_a;
drop role regress_fdw_b;
drop owned by regress_fdw_super;
drop owned by regress_fdw_super cascade;
drop role regress_fdw_super;
select srvname, usename from pg_user_mappings order by 1, 2;
drop foreign data wrapper fsw_plain, fsw_pg cascade;
drop function fsw_int;
select count(*) from pg_foreign_server;

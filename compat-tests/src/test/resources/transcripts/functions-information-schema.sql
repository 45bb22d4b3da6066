create function is_1(a int, b int default 1, c text default 'foo'::text) returns int language sql as 'select $1 + $2';
create function is_2(out a int, inout b int, c numeric[]) language sql stable strict as 'select 1, 2';
create function is_3(x int) returns table(y int, z varchar) language sql security definer as $$ select 1, 'a'::varchar $$;
create procedure is_4(x int) language sql as 'select 1';
create type is_t as (a int);
create function is_5(is_t) returns is_t language sql immutable return $1;
select routine_schema, routine_name, routine_type, data_type, type_udt_schema, type_udt_name, routine_body, external_language, is_deterministic, is_null_call, security_type, sql_data_access from information_schema.routines where routine_name like 'is\_%' and routine_schema = 'public' order by 2;
select routine_name, routine_definition from information_schema.routines where routine_name in ('is_1', 'is_3') and routine_schema = 'public' order by 1;
select routine_name, ordinal_position, parameter_mode, parameter_name, p.data_type, udt_name, parameter_default from information_schema.parameters p join information_schema.routines using (specific_schema, specific_name) where routine_schema = 'public' and routine_name like 'is\_%' order by 1, 2;

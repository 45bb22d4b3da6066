-- Roles: what they are, who is a member of which, and as whom a session runs.
SET client_min_messages = notice;

CREATE ROLE regress_roles_plain;
CREATE ROLE regress_roles_plain;
CREATE USER regress_roles_user;
CREATE GROUP regress_roles_group;
CREATE ROLE regress_roles_all SUPERUSER CREATEDB CREATEROLE LOGIN NOINHERIT REPLICATION BYPASSRLS
  CONNECTION LIMIT 5 VALID UNTIL '2030-01-01 00:00:00+00';
SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
  rolbypassrls, rolconnlimit, rolpassword, rolvaliduntil AT TIME ZONE 'UTC'
  FROM pg_roles WHERE rolname LIKE 'regress\_roles\_%' ORDER BY 1;
SELECT usename, usecreatedb, usesuper FROM pg_user WHERE usename LIKE 'regress\_roles\_%' ORDER BY 1;

-- Options and their mistakes.
CREATE ROLE regress_roles_bad LOGIN NOLOGIN;
CREATE ROLE regress_roles_bad SUPERPOWER;
CREATE ROLE regress_roles_bad UNENCRYPTED PASSWORD 'x';
CREATE ROLE regress_roles_bad CONNECTION LIMIT -2;
CREATE ROLE regress_roles_bad VALID UNTIL 'never';
CREATE ROLE pg_tusk;
CREATE ROLE public;
CREATE ROLE "public";
CREATE ROLE none;
CREATE ROLE current_user;
CREATE ROLE session_user;
CREATE ROLE "current_user";
DROP ROLE "current_user";
CREATE ROLE regress_roles_sys SYSID 12345;
DROP ROLE regress_roles_sys;
ALTER ROLE regress_roles_missing LOGIN;
ALTER ROLE pg_monitor LOGIN;
ALTER ROLE regress_roles_plain WITH LOGIN CREATEDB;
ALTER USER regress_roles_plain NOLOGIN NOCREATEDB;
ALTER ROLE regress_roles_plain CONNECTION LIMIT 3 VALID UNTIL 'infinity';
SELECT rolcanlogin, rolcreatedb, rolconnlimit, rolvaliduntil FROM pg_authid
  WHERE rolname = 'regress_roles_plain';
ALTER ROLE regress_roles_plain RENAME TO regress_roles_renamed;
ALTER ROLE regress_roles_renamed RENAME TO regress_roles_user;
ALTER ROLE postgres RENAME TO regress_roles_postgres;
ALTER ROLE regress_roles_renamed RENAME TO pg_tusk;
ALTER ROLE regress_roles_missing RENAME TO regress_roles_x;

-- Passwords are kept as verifiers only.
ALTER ROLE regress_roles_user PASSWORD 'secret';
SELECT rolpassword ~ '^SCRAM-SHA-256\$4096:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' AS scram
  FROM pg_authid WHERE rolname = 'regress_roles_user';
ALTER ROLE regress_roles_user PASSWORD '';
ALTER ROLE regress_roles_user PASSWORD NULL;
SELECT rolpassword FROM pg_authid WHERE rolname = 'regress_roles_user';

-- Memberships.
GRANT regress_roles_group TO regress_roles_user, regress_roles_renamed WITH ADMIN OPTION;
GRANT regress_roles_group TO regress_roles_user;
GRANT regress_roles_user TO regress_roles_group;
GRANT regress_roles_group TO regress_roles_group;
GRANT regress_roles_missing TO regress_roles_user;
GRANT regress_roles_group TO regress_roles_missing;
GRANT pg_database_owner TO regress_roles_user;
GRANT regress_roles_group (a) TO regress_roles_user;
SELECT r.rolname, m.rolname AS member, g.rolname AS grantor, admin_option
  FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
  JOIN pg_roles g ON g.oid = a.grantor WHERE r.rolname LIKE 'regress\_roles\_%' ORDER BY 1, 2;
SELECT groname, array_length(grolist, 1) FROM pg_group WHERE groname = 'regress_roles_group';
REVOKE ADMIN OPTION FOR regress_roles_group FROM regress_roles_user;
REVOKE regress_roles_group FROM regress_roles_renamed;
REVOKE regress_roles_group FROM regress_roles_renamed;
ALTER GROUP regress_roles_group ADD USER regress_roles_renamed;
ALTER GROUP regress_roles_group DROP USER regress_roles_renamed;
CREATE ROLE regress_roles_child IN ROLE regress_roles_group ROLE regress_roles_renamed ADMIN regress_roles_user;
SELECT r.rolname, m.rolname AS member, admin_option
  FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
  WHERE r.rolname LIKE 'regress\_roles\_%' ORDER BY 1, 2;

-- As whom a session runs.
SELECT current_user = session_user AS same;
SET ROLE regress_roles_user;
SELECT current_user, session_user = 'postgres' AS session, current_role, user;
SHOW role;
SHOW is_superuser;
SET ROLE regress_roles_child;
SELECT current_user;
RESET ROLE;
SET SESSION AUTHORIZATION regress_roles_user;
SELECT current_user, session_user;
SHOW is_superuser;
SHOW session_authorization;
SET ROLE regress_roles_group;
SELECT current_user, session_user;
SET ROLE postgres;
SET ROLE NONE;
SELECT current_user;
CREATE ROLE regress_roles_no;
ALTER ROLE regress_roles_renamed LOGIN;
ALTER ROLE regress_roles_user CREATEDB;
ALTER ROLE regress_roles_user PASSWORD 'own';
ALTER ROLE regress_roles_all NOSUPERUSER;
DROP ROLE regress_roles_renamed;
GRANT regress_roles_child TO regress_roles_renamed;
GRANT regress_roles_child TO regress_roles_group;
REVOKE regress_roles_child FROM regress_roles_renamed;
GRANT regress_roles_renamed TO regress_roles_user;
SET SESSION AUTHORIZATION postgres;
SET ROLE regress_roles_missing;
SET SESSION AUTHORIZATION regress_roles_missing;
BEGIN;
SET LOCAL ROLE regress_roles_user;
SELECT current_user;
COMMIT;
SELECT current_user = 'postgres' AS back;
BEGIN;
SET ROLE regress_roles_user;
ROLLBACK;
SELECT current_user = 'postgres' AS back;
SET ROLE regress_roles_user;
DROP ROLE regress_roles_user;
RESET ROLE;
SET SESSION AUTHORIZATION regress_roles_all;
DROP ROLE regress_roles_all;
SET SESSION AUTHORIZATION DEFAULT;

-- A role that may create roles.
ALTER ROLE regress_roles_renamed CREATEROLE;
SET SESSION AUTHORIZATION regress_roles_renamed;
CREATE ROLE regress_roles_made;
CREATE ROLE regress_roles_super SUPERUSER;
CREATE ROLE regress_roles_super REPLICATION;
CREATE ROLE regress_roles_super BYPASSRLS;
ALTER ROLE regress_roles_made LOGIN;
ALTER ROLE regress_roles_made BYPASSRLS;
ALTER ROLE regress_roles_all NOLOGIN;
DROP ROLE regress_roles_all;
GRANT regress_roles_all TO regress_roles_made;
ALTER ROLE ALL SET work_mem = '4MB';
DROP ROLE regress_roles_made;
RESET SESSION AUTHORIZATION;

-- What sessions begin with.
ALTER ROLE regress_roles_user SET search_path = a, b;
ALTER ROLE regress_roles_user SET statement_timeout TO '5s';
ALTER ROLE regress_roles_user SET no_such_setting TO 1;
ALTER ROLE regress_roles_user SET my.own TO 'x y';
SELECT rolconfig FROM pg_roles WHERE rolname = 'regress_roles_user';
ALTER ROLE regress_roles_user RESET statement_timeout;
ALTER ROLE regress_roles_user SET search_path TO DEFAULT;
SELECT setconfig FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
  WHERE rolname = 'regress_roles_user';
ALTER ROLE regress_roles_user RESET ALL;
SELECT rolconfig FROM pg_roles WHERE rolname = 'regress_roles_user';
ALTER ROLE regress_roles_user IN DATABASE no_such_database SET work_mem = '1MB';

-- Owners.
CREATE SCHEMA regress_roles_schema AUTHORIZATION regress_roles_user;
CREATE SCHEMA AUTHORIZATION regress_roles_renamed;
SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname LIKE 'regress\_roles%' ORDER BY 1;
SET ROLE regress_roles_user;
SET search_path = regress_roles_schema;
CREATE TABLE t (id serial PRIMARY KEY, v text);
CREATE VIEW w AS SELECT v FROM t;
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT current_user::text';
CREATE FUNCTION d() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text';
CREATE FUNCTION p() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$BEGIN SET ROLE postgres; RETURN ''; END$$;
RESET ROLE;
SELECT relname, relkind, pg_get_userbyid(relowner) FROM pg_class
  WHERE relnamespace = 'regress_roles_schema'::regnamespace ORDER BY 1;
SELECT proname, pg_get_userbyid(proowner) FROM pg_proc
  WHERE pronamespace = 'regress_roles_schema'::regnamespace ORDER BY 1;
SELECT typname, pg_get_userbyid(typowner) FROM pg_type
  WHERE typnamespace = 'regress_roles_schema'::regnamespace ORDER BY 1;
SELECT tableowner FROM pg_tables WHERE tablename = 't' AND schemaname = 'regress_roles_schema';
SELECT f() = 'postgres' AS invoker, d();
SELECT p();
DROP ROLE regress_roles_user;
ALTER TABLE t OWNER TO regress_roles_missing;
ALTER TABLE t OWNER TO regress_roles_renamed;
ALTER VIEW w OWNER TO regress_roles_renamed;
ALTER TYPE pair OWNER TO regress_roles_renamed;
ALTER FUNCTION f() OWNER TO regress_roles_renamed;
ALTER SEQUENCE t_id_seq OWNER TO regress_roles_user;
SELECT relname, pg_get_userbyid(relowner) FROM pg_class
  WHERE relnamespace = 'regress_roles_schema'::regnamespace ORDER BY 1;
SELECT 'regress_roles_user'::regrole, to_regrole('regress_roles_missing');
SET search_path = public;
DROP SCHEMA regress_roles_schema CASCADE;
DROP SCHEMA regress_roles_renamed;

DROP ROLE regress_roles_missing;
DROP ROLE IF EXISTS regress_roles_missing;
DROP ROLE current_user;
DROP ROLE pg_monitor;
DROP ROLE regress_roles_user, regress_roles_renamed, regress_roles_group, regress_roles_child, regress_roles_all;
SELECT count(*) FROM pg_roles WHERE rolname LIKE 'regress\_roles\_%';

-- Privileges of objects to come; REASSIGN OWNED and DROP OWNED; why a role cannot be dropped.
CREATE ROLE regress_roles_a;
CREATE ROLE regress_roles_b;
CREATE ROLE regress_roles_c;
CREATE SCHEMA stock AUTHORIZATION regress_roles_a;
SET ROLE regress_roles_a;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO regress_roles_b;
ALTER DEFAULT PRIVILEGES IN SCHEMA stock GRANT INSERT, UPDATE ON TABLES TO regress_roles_b WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES IN SCHEMA stock GRANT USAGE ON SEQUENCES TO PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE regress_roles_b GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA stock GRANT USAGE ON SCHEMAS TO regress_roles_b;
ALTER DEFAULT PRIVILEGES IN SCHEMA nope GRANT SELECT ON TABLES TO regress_roles_b;
ALTER DEFAULT PRIVILEGES GRANT SELECT (a) ON TABLES TO regress_roles_b;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON TABLES TO regress_roles_b;
SELECT defaclrole::regrole, COALESCE(nspname, '-') AS schema, defaclobjtype, defaclacl
  FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace ORDER BY 2, 3;
CREATE TABLE stock.t (a serial, b int);
CREATE VIEW stock.v AS SELECT b FROM stock.t;
CREATE FUNCTION stock.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE stock.mood AS ENUM ('good');
SELECT relname, relacl FROM pg_class WHERE relnamespace = 'stock'::regnamespace AND relkind IN ('r', 'v', 'S') ORDER BY 1;
SELECT proacl FROM pg_proc WHERE proname = 'f' AND pronamespace = 'stock'::regnamespace;
SELECT typacl FROM pg_type WHERE typname = 'mood';
ALTER DEFAULT PRIVILEGES IN SCHEMA stock REVOKE ALL ON TABLES FROM regress_roles_b;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
SELECT defaclobjtype, defaclacl FROM pg_default_acl ORDER BY 1;
GRANT SELECT (b) ON stock.t TO regress_roles_c;
GRANT USAGE ON SCHEMA stock TO regress_roles_c;
RESET ROLE;

-- Why not.
DROP ROLE regress_roles_a;
DROP ROLE regress_roles_b;
DROP ROLE regress_roles_c;

-- To somebody else.
SET ROLE regress_roles_b;
REASSIGN OWNED BY regress_roles_a TO regress_roles_b;
DROP OWNED BY regress_roles_a;
RESET ROLE;
REASSIGN OWNED BY regress_roles_a TO regress_roles_b;
SELECT relname, pg_get_userbyid(relowner), relacl FROM pg_class WHERE relnamespace = 'stock'::regnamespace ORDER BY 1;
SELECT pg_get_userbyid(nspowner), nspacl FROM pg_namespace WHERE nspname = 'stock';
DROP ROLE regress_roles_a;
DROP OWNED BY regress_roles_a;
DROP ROLE regress_roles_a;
DROP OWNED BY regress_roles_c;
DROP ROLE regress_roles_c;
SELECT attacl FROM pg_attribute WHERE attrelid = 'stock.t'::regclass AND attname = 'b';
DROP OWNED BY postgres;
REASSIGN OWNED BY postgres TO regress_roles_b;
SET client_min_messages = warning;
DROP OWNED BY regress_roles_b CASCADE;
SELECT to_regnamespace('stock');
DROP ROLE regress_roles_b;

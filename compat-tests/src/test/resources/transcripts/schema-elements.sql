-- CREATE SCHEMA with what it makes in it.
CREATE SCHEMA hr
  CREATE UNIQUE INDEX people_name ON people (name)
  CREATE VIEW names AS SELECT name FROM people
  CREATE TABLE people (id serial PRIMARY KEY, name text)
  CREATE SEQUENCE numbers START 5
  CREATE TRIGGER same BEFORE UPDATE ON people FOR EACH ROW
    EXECUTE FUNCTION suppress_redundant_updates_trigger()
  GRANT SELECT ON names TO PUBLIC;
SHOW search_path;
INSERT INTO hr.people (name) VALUES ('Ada');
SELECT * FROM hr.names;
SELECT nextval('hr.numbers');
SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgname = 'same';
SELECT relname, relkind, relacl IS NOT NULL AS granted FROM pg_class
  WHERE relnamespace = 'hr'::regnamespace ORDER BY 1;
CREATE SCHEMA other CREATE TABLE hr.t (a int);
CREATE SCHEMA other CREATE TABLE t (a int) CREATE VIEW v AS SELECT b FROM t;
CREATE SCHEMA IF NOT EXISTS hr CREATE TABLE t (a int);
CREATE SCHEMA other CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SCHEMA other CREATE TEMP TABLE t (a int);
SELECT nspname FROM pg_namespace WHERE nspname = 'other';
CREATE ROLE regress_objects_owner;
CREATE SCHEMA AUTHORIZATION regress_objects_owner CREATE TABLE own (a int);
SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'own';
SELECT current_user = session_user AS back;
DROP SCHEMA hr, regress_objects_owner CASCADE;
DROP ROLE regress_objects_owner;

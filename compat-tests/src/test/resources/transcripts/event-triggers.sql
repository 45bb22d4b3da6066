-- Event triggers: functions called about commands.
\set VERBOSITY verbose
CREATE FUNCTION said() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE '% %', tg_event, tg_tag;
END $$;
CREATE FUNCTION made() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
    RAISE NOTICE 'made: % % % %', r.command_tag, r.object_type, r.schema_name, r.object_identity;
  END LOOP;
END $$;
CREATE FUNCTION dropped() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM pg_event_trigger_dropped_objects() WHERE original OR normal LOOP
    RAISE NOTICE 'dropped: % % % % % %',
      r.object_type, r.schema_name, r.object_name, r.object_identity, r.address_names, r.original;
  END LOOP;
END $$;
CREATE FUNCTION rewritten() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE 'rewritten: % %',
    pg_event_trigger_table_rewrite_oid()::regclass, pg_event_trigger_table_rewrite_reason();
END $$;
CREATE EVENT TRIGGER a_said ON ddl_command_start WHEN TAG IN ('CREATE TABLE', 'drop table')
  EXECUTE FUNCTION said();
CREATE EVENT TRIGGER b_made ON ddl_command_end EXECUTE PROCEDURE made();
CREATE EVENT TRIGGER c_dropped ON sql_drop EXECUTE FUNCTION dropped();
CREATE EVENT TRIGGER d_rewritten ON table_rewrite EXECUTE FUNCTION rewritten();
CREATE TABLE t (id serial PRIMARY KEY, a text DEFAULT 'x', b int UNIQUE);
CREATE TABLE u (t_id int REFERENCES t, n numeric(5, 2));
CREATE INDEX u_n ON u (n);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE FUNCTION f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE SCHEMA s CREATE TABLE inner_one (a int);
ALTER TABLE t ADD COLUMN c int DEFAULT 0;
ALTER TABLE t RENAME COLUMN c TO d;
ALTER TABLE u ALTER COLUMN n TYPE numeric(8, 2);
ALTER TABLE u ALTER COLUMN n TYPE text;
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
ALTER TABLE t DROP COLUMN d;
COMMENT ON TABLE t IS 'a table';
GRANT SELECT ON t TO PUBLIC;
ALTER FUNCTION f(int, text) STABLE;
CREATE TABLE copy AS SELECT 1 AS one;
DO $$ BEGIN EXECUTE 'CREATE TABLE within (a int)'; END $$;
DROP TABLE t;
DROP TABLE t CASCADE;
DROP TABLE IF EXISTS t;
DROP SCHEMA s CASCADE;
DROP FUNCTION f(int, text);
SELECT evtname, evtevent, evtfoid::regproc, evtenabled, evttags FROM pg_event_trigger ORDER BY 1;
\dy
ALTER EVENT TRIGGER b_made DISABLE;
CREATE TABLE w (a int);
ALTER EVENT TRIGGER b_made ENABLE REPLICA;
DROP TABLE w;
SET session_replication_role = replica;
CREATE TABLE w (a int);
RESET session_replication_role;
ALTER EVENT TRIGGER b_made ENABLE ALWAYS;
ALTER EVENT TRIGGER b_made RENAME TO z_made;
ALTER EVENT TRIGGER missing RENAME TO m;
COMMENT ON EVENT TRIGGER z_made IS 'says what was made';
SELECT obj_description(oid, 'pg_event_trigger') FROM pg_event_trigger WHERE evtname = 'z_made';
CREATE EVENT TRIGGER z_made ON sql_drop EXECUTE FUNCTION said();
CREATE EVENT TRIGGER e ON sunset EXECUTE FUNCTION said();
CREATE EVENT TRIGGER e ON sql_drop WHEN color IN ('red') EXECUTE FUNCTION said();
CREATE EVENT TRIGGER e ON sql_drop WHEN tag IN ('MAKE TEA') EXECUTE FUNCTION said();
CREATE EVENT TRIGGER e ON sql_drop WHEN tag IN ('CREATE ROLE') EXECUTE FUNCTION said();
CREATE EVENT TRIGGER e ON table_rewrite WHEN tag IN ('DROP TABLE') EXECUTE FUNCTION said();
CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION pg_backend_pid();
CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION missing();
SELECT * FROM pg_event_trigger_ddl_commands();
SELECT * FROM pg_event_trigger_dropped_objects();
SELECT pg_event_trigger_table_rewrite_oid();
-- One that refuses.
CREATE FUNCTION refused() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'not %', tg_tag;
END $$;
CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('DROP TABLE')
  EXECUTE FUNCTION refused();
DROP TABLE w;
DROP FUNCTION refused();
DROP EVENT TRIGGER refuse;
DROP EVENT TRIGGER IF EXISTS refuse;
DROP EVENT TRIGGER refuse;
CREATE ROLE regress_objects_mere;
SET ROLE regress_objects_mere;
CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION said();
DROP EVENT TRIGGER z_made;
RESET ROLE;
ALTER EVENT TRIGGER z_made OWNER TO regress_objects_mere;
DROP ROLE regress_objects_mere;
-- What machines call objects.
SELECT i.* FROM pg_identify_object('pg_class'::regclass, 'u'::regclass, 0) i;
SELECT i.* FROM pg_identify_object('pg_class'::regclass, 'u'::regclass, 2) i;
SELECT i.* FROM pg_identify_object('pg_proc'::regclass, 'said()'::regprocedure, 0) i;
SELECT i.* FROM pg_identify_object('pg_type'::regclass, 'mood[]'::regtype, 0) i;
SELECT i.* FROM pg_identify_object_as_address('pg_class'::regclass, 'u'::regclass, 2) i;
SELECT pg_identify_object_as_address('pg_event_trigger'::regclass, oid, 0)
  FROM pg_event_trigger ORDER BY 1;

-- GRANT and REVOKE, and what is refused without.
SET client_min_messages = warning;
CREATE ROLE regress_roles_owner;
CREATE ROLE regress_roles_reader;
CREATE ROLE regress_roles_writer;
CREATE ROLE regress_roles_group;
GRANT regress_roles_group TO regress_roles_reader;
SET client_min_messages = notice;
CREATE SCHEMA shop AUTHORIZATION regress_roles_owner;
SET ROLE regress_roles_owner;
CREATE TABLE shop.items (id int PRIMARY KEY, name text, price int);
INSERT INTO shop.items VALUES (1, 'one', 10), (2, 'two', 20);
CREATE VIEW shop.names AS SELECT id, name FROM shop.items;
CREATE VIEW shop.mine WITH (security_invoker = true) AS SELECT id FROM shop.items;
CREATE SEQUENCE shop.numbers;
CREATE FUNCTION shop.price(int) RETURNS int LANGUAGE sql AS 'SELECT price FROM shop.items WHERE id = $1';
CREATE FUNCTION shop.price_for_all(int) RETURNS int LANGUAGE sql SECURITY DEFINER
  AS 'SELECT price FROM shop.items WHERE id = $1';

-- Nothing is allowed yet.
SET ROLE regress_roles_reader;
SELECT * FROM shop.items;
SET ROLE regress_roles_owner;
GRANT USAGE ON SCHEMA shop TO regress_roles_group, regress_roles_writer;
SET ROLE regress_roles_reader;
SELECT * FROM shop.items;
SELECT count(*) FROM shop.items;
INSERT INTO shop.items VALUES (3, 'three', 30);
UPDATE shop.items SET price = 0;
DELETE FROM shop.items;
TRUNCATE shop.items;
SELECT * FROM shop.names;
SELECT nextval('shop.numbers');
SELECT shop.price(1);
SELECT shop.price_for_all(1);
EXPLAIN SELECT * FROM shop.items;
CREATE TABLE shop.other (a int);
ALTER TABLE shop.items ADD COLUMN more int;
DROP TABLE shop.items;
COMMENT ON TABLE shop.items IS 'no';
CREATE INDEX ON shop.items (name);
BEGIN;
LOCK TABLE shop.items IN ACCESS SHARE MODE;
ROLLBACK;
COPY shop.items TO STDOUT;
DECLARE c CURSOR FOR SELECT * FROM shop.items;
PREPARE p AS SELECT * FROM shop.items;
EXECUTE p;
DEALLOCATE p;

-- Tables and columns.
SET ROLE regress_roles_owner;
GRANT SELECT (id, name), UPDATE (name) ON shop.items TO regress_roles_group;
SET ROLE regress_roles_reader;
SELECT id, name FROM shop.items ORDER BY 1;
SELECT * FROM shop.items;
SELECT i FROM shop.items i;
SELECT ctid FROM shop.items;
SELECT count(*) FROM shop.items;
SELECT id FROM shop.items WHERE price > 10;
UPDATE shop.items SET name = 'eins' WHERE id = 1;
UPDATE shop.items SET price = 1 WHERE id = 1;
UPDATE shop.items SET name = 'x' WHERE price = 1;
UPDATE shop.items SET name = 'x' RETURNING price;
SELECT id FROM shop.items FOR UPDATE;
SELECT a.id FROM shop.items a JOIN shop.items b USING (price);
COPY shop.items (id, name) TO STDOUT;
COPY shop.items (price) TO STDOUT;
SET ROLE regress_roles_owner;
GRANT INSERT ON shop.items TO regress_roles_writer;
SET ROLE regress_roles_writer;
INSERT INTO shop.items VALUES (3, 'three', 30);
INSERT INTO shop.items VALUES (4, 'four', 40) RETURNING id;
INSERT INTO shop.items VALUES (3, 'three', 30) ON CONFLICT (id) DO NOTHING;
INSERT INTO shop.items VALUES (3, 'three', 30) ON CONFLICT DO NOTHING;
INSERT INTO shop.items VALUES (3, 'three', 30) ON CONFLICT (id) DO UPDATE SET name = 'drei';
SELECT 1 FROM shop.items;
DELETE FROM shop.items WHERE id = 3;
SET ROLE regress_roles_owner;
GRANT DELETE ON shop.items TO regress_roles_writer;
SET ROLE regress_roles_writer;
DELETE FROM shop.items WHERE id = 3;
SET ROLE regress_roles_owner;
GRANT SELECT (id) ON shop.items TO regress_roles_writer;
SET ROLE regress_roles_writer;
DELETE FROM shop.items WHERE id = 3;
MERGE INTO shop.items t USING (VALUES (5)) v(id) ON t.id = v.id WHEN NOT MATCHED THEN INSERT (id) VALUES (v.id);
MERGE INTO shop.items t USING (VALUES (5)) v(id) ON t.id = v.id WHEN MATCHED THEN UPDATE SET name = 'five';

-- Views are read with their owner's rights, or with the reader's.
SET ROLE regress_roles_owner;
GRANT SELECT ON shop.names, shop.mine TO regress_roles_writer;
SET ROLE regress_roles_writer;
SELECT name FROM shop.names WHERE id = 1;
SELECT count(*) FROM shop.mine;
UPDATE shop.names SET name = 'x';
SET ROLE regress_roles_owner;
REVOKE SELECT (id) ON shop.items FROM regress_roles_writer;
GRANT UPDATE ON shop.names TO regress_roles_writer;
SET ROLE regress_roles_writer;
SELECT count(*) FROM shop.mine;
UPDATE shop.names SET name = 'uno' WHERE id = 1;
RESET ROLE;
SELECT * FROM shop.items ORDER BY id;

-- Sequences and functions.
SET ROLE regress_roles_owner;
GRANT USAGE ON SEQUENCE shop.numbers TO regress_roles_group;
REVOKE EXECUTE ON FUNCTION shop.price_for_all(int) FROM PUBLIC;
SET ROLE regress_roles_reader;
SELECT nextval('shop.numbers');
SELECT currval('shop.numbers');
SELECT setval('shop.numbers', 5);
SELECT last_value FROM shop.numbers;
SELECT shop.price(1);
SELECT shop.price_for_all(1);

-- A prepared statement is looked at again.
SET ROLE regress_roles_owner;
GRANT SELECT ON shop.items TO regress_roles_reader;
SET ROLE regress_roles_reader;
PREPARE p AS SELECT count(*) FROM shop.items;
EXECUTE p;
RESET ROLE;
REVOKE SELECT ON shop.items FROM regress_roles_reader;
SET ROLE regress_roles_reader;
EXECUTE p;
RESET ROLE;
REVOKE ALL ON shop.items FROM regress_roles_group;
SET ROLE regress_roles_reader;
EXECUTE p;
DEALLOCATE p;

-- Grant options.
SET ROLE regress_roles_owner;
GRANT SELECT ON shop.items TO regress_roles_writer WITH GRANT OPTION;
SET ROLE regress_roles_writer;
GRANT SELECT ON shop.items TO regress_roles_reader;
GRANT UPDATE ON shop.items TO regress_roles_reader;
GRANT ALL ON shop.items TO regress_roles_reader;
SET ROLE regress_roles_reader;
GRANT SELECT ON shop.items TO regress_roles_group;
SET ROLE regress_roles_owner;
REVOKE SELECT ON shop.items FROM regress_roles_writer;
REVOKE GRANT OPTION FOR SELECT ON shop.items FROM regress_roles_writer CASCADE;
SELECT relacl FROM pg_class WHERE oid = 'shop.items'::regclass;
GRANT SELECT ON shop.items TO PUBLIC WITH GRANT OPTION;
GRANT SELECT ON shop.items TO regress_roles_reader GRANTED BY regress_roles_writer;

-- What is said of wrong ones.
GRANT EXECUTE ON shop.items TO PUBLIC;
GRANT FLY ON shop.items TO PUBLIC;
GRANT SELECT ON FUNCTION shop.price(int) TO PUBLIC;
GRANT DELETE (id) ON shop.items TO PUBLIC;
GRANT SELECT (nope) ON shop.items TO PUBLIC;
GRANT SELECT ON shop.nope TO PUBLIC;
GRANT SELECT ON shop.items TO regress_roles_nobody;
GRANT USAGE ON SEQUENCE shop.items TO PUBLIC;
GRANT USAGE ON TYPE int4[] TO PUBLIC;
GRANT USAGE ON LANGUAGE c TO PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA nope TO PUBLIC;
GRANT DELETE ON shop.numbers TO PUBLIC;

-- Whole schemas.
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO regress_roles_group;
GRANT ALL ON ALL SEQUENCES IN SCHEMA shop TO regress_roles_group;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA shop FROM PUBLIC;
SELECT relname, relacl FROM pg_class WHERE relnamespace = 'shop'::regnamespace AND relacl IS NOT NULL ORDER BY 1;
SELECT proname, proacl FROM pg_proc WHERE pronamespace = 'shop'::regnamespace ORDER BY 1;
SELECT nspacl FROM pg_namespace WHERE nspname = 'shop';
SELECT attname, attacl FROM pg_attribute WHERE attrelid = 'shop.items'::regclass AND attacl IS NOT NULL;
SELECT grantor::regrole, CASE grantee WHEN 0 THEN '-' ELSE grantee::regrole::text END AS grantee,
  privilege_type, is_grantable FROM aclexplode((SELECT relacl FROM pg_class WHERE oid = 'shop.numbers'::regclass));
SELECT acldefault('r', 10), acldefault('f', 10), acldefault('n', 10), acldefault('d', 10), acldefault('T', 10);
SELECT makeaclitem(10, 0, 'SELECT', false), makeaclitem(10, 10, 'SELECT, INSERT', true);

-- Asking for privileges.
RESET ROLE;
SELECT has_table_privilege('regress_roles_reader', 'shop.items', 'SELECT') AS yes,
  has_table_privilege('regress_roles_reader', 'shop.items', 'DELETE') AS no,
  has_table_privilege('regress_roles_owner', 'shop.items', 'SELECT WITH GRANT OPTION') AS owner,
  has_table_privilege('shop.items', 'TRUNCATE, DELETE') AS super,
  has_schema_privilege('regress_roles_reader', 'shop', 'USAGE') AS usage,
  has_schema_privilege('regress_roles_reader', 'shop', 'CREATE') AS creates,
  has_function_privilege('regress_roles_reader', 'shop.price(int)', 'EXECUTE') AS call,
  has_sequence_privilege('regress_roles_reader', 'shop.numbers', 'UPDATE') AS seq,
  has_database_privilege('regress_roles_reader', current_database(), 'CONNECT') AS connect,
  has_column_privilege('regress_roles_writer', 'shop.items', 'id', 'SELECT') AS col,
  has_any_column_privilege('regress_roles_writer', 'shop.items', 'UPDATE') AS any_col,
  has_type_privilege('regress_roles_reader', 'int4', 'USAGE') AS type,
  has_language_privilege('regress_roles_reader', 'sql', 'USAGE') AS lang;
SELECT pg_has_role('regress_roles_reader', 'regress_roles_group', 'MEMBER') AS member,
  pg_has_role('regress_roles_reader', 'regress_roles_group', 'USAGE') AS usage,
  pg_has_role('regress_roles_reader', 'regress_roles_group', 'MEMBER WITH ADMIN OPTION') AS admin,
  pg_has_role('regress_roles_writer', 'regress_roles_group', 'MEMBER') AS other;
SELECT has_table_privilege('regress_roles_nobody', 'shop.items', 'SELECT');
SELECT has_table_privilege('shop.items', 'FLY');

-- Who may read or write all data.
GRANT pg_read_all_data TO regress_roles_writer;
SET ROLE regress_roles_writer;
SELECT count(*) FROM shop.items;
UPDATE shop.items SET name = '';
SELECT count(*) > 0 AS readable FROM pg_authid;
SELECT count(*) >= 1 AS some FROM pg_roles;
RESET ROLE;

SET client_min_messages = warning;

DROP ROLE regress_roles_owner;
DROP SCHEMA shop CASCADE;
DROP ROLE regress_roles_owner, regress_roles_reader, regress_roles_writer, regress_roles_group;

-- Maintenance, other sessions, files.
CREATE ROLE regress_roles_plain;
CREATE TABLE kept (a int PRIMARY KEY, b int);
GRANT INSERT, UPDATE, SELECT (a) ON kept TO regress_roles_plain;
SET ROLE regress_roles_plain;
ANALYZE kept;
INSERT INTO kept VALUES (1, 1) ON CONFLICT (a) DO UPDATE SET b = 2;
INSERT INTO kept VALUES (1, 1) ON CONFLICT (a) DO UPDATE SET b = excluded.b;
COPY kept (a) TO '/tmp/regress_roles_no';
COPY kept FROM PROGRAM 'true';
CHECKPOINT;
RESET ROLE;
DROP TABLE kept;
DROP ROLE regress_roles_plain;

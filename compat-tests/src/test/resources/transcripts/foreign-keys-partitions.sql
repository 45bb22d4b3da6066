-- A key that refers to a divided table.
CREATE TABLE pk (a int PRIMARY KEY, note text) PARTITION BY RANGE (a);
CREATE TABLE pk1 PARTITION OF pk FOR VALUES FROM (0) TO (100);
CREATE TABLE pk2 (note text, gone int, a int NOT NULL) PARTITION BY LIST (a);
ALTER TABLE pk2 DROP COLUMN gone;
ALTER TABLE pk ATTACH PARTITION pk2 FOR VALUES FROM (100) TO (200);
CREATE TABLE pk21 PARTITION OF pk2 FOR VALUES IN (100, 101);
CREATE TABLE fk (id int, a int REFERENCES pk ON UPDATE CASCADE);
CREATE TABLE pk3 PARTITION OF pk DEFAULT;
SELECT conname, conrelid::regclass, confrelid::regclass, p.parent, confkey, coninhcount, conislocal
  FROM pg_constraint c, LATERAL (SELECT (SELECT conname FROM pg_constraint x WHERE x.oid = c.conparentid) AS parent) p
 WHERE contype = 'f' AND conrelid = 'fk'::regclass ORDER BY conname;
\d fk
\d pk1
\d pk21
INSERT INTO fk VALUES (1, 5);
INSERT INTO pk VALUES (5), (100), (500);
INSERT INTO fk VALUES (1, 5), (2, 100), (3, 500), (4, NULL);
INSERT INTO fk VALUES (5, 101);
UPDATE fk SET a = 6 WHERE id = 1;
DELETE FROM pk WHERE a = 5;
DELETE FROM pk21;
TRUNCATE pk3;
-- A key that changes in its partition, or moves to another.
UPDATE pk SET a = 7 WHERE a = 5;
UPDATE pk SET a = 101 WHERE a = 7;
UPDATE pk2 SET a = 100 WHERE a = 101;
UPDATE pk SET a = 9 WHERE a = 101;
SELECT id, a FROM fk ORDER BY id;
SELECT tableoid::regclass, a FROM pk ORDER BY a;
-- What cannot be done to parts.
ALTER TABLE fk DROP CONSTRAINT fk_a_fkey1;
ALTER TABLE fk ALTER CONSTRAINT fk_a_fkey2 DEFERRABLE;
ALTER TABLE pk DETACH PARTITION pk1;
ALTER TABLE pk DETACH PARTITION pk2;
DROP TABLE pk1;
-- Partitions that nothing refers to may go, with their parts of the key.
DELETE FROM fk WHERE a = 9;
ALTER TABLE pk DETACH PARTITION pk1;
SELECT conname, confrelid::regclass FROM pg_constraint WHERE conrelid = 'fk'::regclass ORDER BY 1;
INSERT INTO fk VALUES (9, 9);
ALTER TABLE pk ATTACH PARTITION pk1 FOR VALUES FROM (0) TO (100);
INSERT INTO fk VALUES (9, 9);
DELETE FROM pk WHERE a = 9;
DROP TABLE pk2 CASCADE;
\d fk
DROP TABLE pk, fk, pk1;
-- Both sides are divided; actions reach all partitions, and rows move.
CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b)) PARTITION BY HASH (a);
CREATE TABLE parent0 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parent1 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE child (id int, b text, a int) PARTITION BY LIST (a);
CREATE TABLE child1 PARTITION OF child FOR VALUES IN (1, 2);
CREATE TABLE child2 PARTITION OF child DEFAULT;
ALTER TABLE child ADD CONSTRAINT to_parent FOREIGN KEY (a, b) REFERENCES parent (a, b)
  ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE;
SELECT conname, conrelid::regclass, confrelid::regclass FROM pg_constraint
 WHERE contype = 'f' ORDER BY conrelid::regclass::text, conname;
INSERT INTO parent SELECT g, 'x' FROM generate_series(1, 6) g;
INSERT INTO child SELECT g, 'x', g FROM generate_series(1, 4) g;
UPDATE parent SET a = a + 10 WHERE a < 3;
SELECT tableoid::regclass, * FROM child ORDER BY id;
DELETE FROM parent WHERE a IN (11, 3);
SELECT tableoid::regclass, * FROM child ORDER BY id;
UPDATE child SET a = 77, b = 'q' WHERE id = 1;
BEGIN;
SET CONSTRAINTS to_parent DEFERRED;
UPDATE child SET a = 77, b = 'q' WHERE id = 1;
INSERT INTO parent VALUES (77, 'q');
COMMIT;
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO child VALUES (8, 'zz', 8);
COMMIT;
ALTER TABLE child DETACH PARTITION child2;
SELECT conname, conrelid::regclass, confrelid::regclass FROM pg_constraint
 WHERE contype = 'f' ORDER BY conrelid::regclass::text, conname;
DELETE FROM parent WHERE a = 77;
SELECT * FROM child2 ORDER BY id;
ALTER TABLE child ATTACH PARTITION child2 DEFAULT;
SELECT conname, conrelid::regclass, confrelid::regclass FROM pg_constraint
 WHERE contype = 'f' ORDER BY conrelid::regclass::text, conname;
ALTER TABLE child2 DROP CONSTRAINT to_parent;
ALTER TABLE child ALTER CONSTRAINT to_parent DEFERRABLE INITIALLY DEFERRED;
SELECT DISTINCT condeferred FROM pg_constraint WHERE contype = 'f';
ALTER TABLE child DROP CONSTRAINT to_parent;
SELECT count(*) FROM pg_constraint WHERE contype = 'f';
ALTER TABLE child ADD FOREIGN KEY (a, b) REFERENCES parent NOT VALID;
DROP TABLE parent, child;
-- A key to a table in the middle.
CREATE TABLE top (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE middle PARTITION OF top FOR VALUES IN (1, 2, 3) PARTITION BY LIST (a);
CREATE TABLE low1 PARTITION OF middle FOR VALUES IN (1);
CREATE TABLE low2 PARTITION OF middle FOR VALUES IN (2);
CREATE TABLE other PARTITION OF top FOR VALUES IN (4);
CREATE TABLE pointing (a int REFERENCES middle);
INSERT INTO top VALUES (1);
INSERT INTO pointing VALUES (1);
UPDATE top SET a = 2;
UPDATE middle SET a = 2;
DELETE FROM top;
DROP TABLE top CASCADE;
DROP TABLE pointing;
-- A table that refers to itself.
CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree ON DELETE CASCADE) PARTITION BY RANGE (id);
CREATE TABLE tree1 PARTITION OF tree FOR VALUES FROM (0) TO (10);
CREATE TABLE tree2 PARTITION OF tree FOR VALUES FROM (10) TO (20);
INSERT INTO tree VALUES (1, NULL), (11, 1), (2, 11), (12, NULL);
INSERT INTO tree VALUES (3, 99);
DELETE FROM tree WHERE id = 1;
SELECT * FROM tree;
ALTER TABLE tree DETACH PARTITION tree2;
SELECT conname, conrelid::regclass, confrelid::regclass FROM pg_constraint
 WHERE contype = 'f' ORDER BY conrelid::regclass::text, conname;
INSERT INTO tree2 VALUES (13, 12);
DROP TABLE tree, tree2;
CREATE TABLE selfish (a int, FOREIGN KEY (tableoid) REFERENCES selfish (a));

CREATE EXTENSION btree_gist;
CREATE TABLE booking (
  id int PRIMARY KEY, room int, during tsrange, cancelled bool DEFAULT false,
  EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled));
\d booking
SELECT conname, contype, conkey, condeferrable, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'x';
SELECT (SELECT array_agg(o::regoperator) FROM unnest(conexclop) o) FROM pg_constraint WHERE contype = 'x';
SELECT indisexclusion, indisunique, indimmediate FROM pg_index WHERE indrelid = 'booking'::regclass ORDER BY 1;
INSERT INTO booking VALUES (1, 101, '[2020-01-01 10:00,2020-01-01 12:00)');
INSERT INTO booking VALUES (2, 101, '[2020-01-01 12:00,2020-01-01 13:00)'), (3, 102, '[2020-01-01 10:00,2020-01-01 12:00)');
INSERT INTO booking VALUES (4, 101, '[2020-01-01 11:00,2020-01-01 11:30)');
INSERT INTO booking VALUES (4, 101, '[2020-01-01 11:00,2020-01-01 11:30)', true);
INSERT INTO booking VALUES (5, NULL, '[2020-01-01 11:00,2020-01-01 11:30)'), (6, 101, NULL), (7, 101, 'empty');
UPDATE booking SET cancelled = false WHERE id = 4;
UPDATE booking SET room = 101 WHERE id = 3;
UPDATE booking SET during = during WHERE id = 1;
UPDATE booking SET during = '[2020-01-01 09:00,2020-01-01 11:59)' WHERE id = 1;
INSERT INTO booking VALUES (8, 103, '[2020-01-01,2020-01-02)'), (9, 103, '[2020-01-01,2020-01-02)');
INSERT INTO booking VALUES (10, 101, '[2020-01-01 10:00,2020-01-01 12:00)') ON CONFLICT DO NOTHING;
INSERT INTO booking VALUES (10, 101, '[2020-01-01 10:00,2020-01-01 12:00)')
  ON CONFLICT ON CONSTRAINT booking_room_during_excl DO NOTHING;
INSERT INTO booking VALUES (10, 101, '[2020-01-01 10:00,2020-01-01 12:00)')
  ON CONFLICT ON CONSTRAINT booking_room_during_excl DO UPDATE SET room = 1;
DELETE FROM booking WHERE id = 1;
INSERT INTO booking VALUES (11, 101, '[2020-01-01 10:00,2020-01-01 12:00)');
DROP INDEX booking_room_during_excl;
CREATE TABLE copied (LIKE booking INCLUDING ALL);
\d copied
ALTER TABLE booking DROP CONSTRAINT booking_room_during_excl;
INSERT INTO booking VALUES (12, 101, '[2020-01-01 10:30,2020-01-01 12:00)');
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);
DELETE FROM booking WHERE id IN (4, 12);
ALTER TABLE booking ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);
ALTER TABLE booking RENAME CONSTRAINT no_overlap TO apart;
INSERT INTO booking VALUES (12, 101, '[2020-01-01 10:30,2020-01-01 12:00)');
ALTER TABLE booking VALIDATE CONSTRAINT apart;
ALTER TABLE booking DROP COLUMN during;
\d booking
DROP TABLE booking, copied;
-- Checked later.
CREATE TABLE later (a int, b box, CONSTRAINT apart EXCLUDE USING gist (b WITH &&) INCLUDE (a) DEFERRABLE INITIALLY DEFERRED);
\d later
BEGIN;
INSERT INTO later VALUES (1, '(1,1),(0,0)'), (2, '(2,2),(0,0)');
DELETE FROM later WHERE a = 1;
COMMIT;
BEGIN;
INSERT INTO later VALUES (3, '(1,1),(0,0)');
COMMIT;
BEGIN;
SET CONSTRAINTS apart IMMEDIATE;
INSERT INTO later VALUES (3, '(1,1),(0,0)');
ROLLBACK;
INSERT INTO later VALUES (3, '(1,1),(0,0)') ON CONFLICT DO NOTHING;
SELECT a FROM later;
DROP TABLE later;
-- Other methods.
CREATE TABLE plain (a int, b text, EXCLUDE (a WITH =), EXCLUDE USING hash (b WITH =));
\d plain
INSERT INTO plain VALUES (1, 'x'), (2, 'y');
INSERT INTO plain VALUES (1, 'z');
INSERT INTO plain VALUES (3, 'x');
UPDATE plain SET a = a + 10;
SELECT * FROM plain;
ALTER TABLE plain ADD EXCLUDE USING btree (lower(b) WITH =) WHERE (a > 11);
INSERT INTO plain VALUES (20, 'Y');
DROP TABLE plain;
CREATE TABLE circles (c circle, EXCLUDE USING gist (c WITH &&, (c::circle) WITH &&) WHERE (circle_center(c) <> '(0,0)'));
INSERT INTO circles VALUES ('<(0,0), 5>'), ('<(0,0), 4>'), ('<(20,20), 10>');
INSERT INTO circles VALUES ('<(20,20), 1>');
DROP TABLE circles;
CREATE TABLE nets (n inet, EXCLUDE USING gist (n inet_ops WITH &&));
INSERT INTO nets VALUES ('10.0.0.0/8'), ('192.168.0.0/24');
INSERT INTO nets VALUES ('10.1.2.3');
DROP TABLE nets;
-- What cannot be.
CREATE TABLE bad (a int, r int4range, EXCLUDE USING gist (r WITH <<));
CREATE TABLE bad (a int, r int4range, EXCLUDE USING gist (r WITH -|-, a WITH <));
CREATE TABLE bad (a int, r int4range, EXCLUDE (a WITH <>));
CREATE TABLE bad (a int[], EXCLUDE USING gin (a WITH &&));
CREATE TABLE bad (a int, p point, EXCLUDE USING gist (p WITH &&));
CREATE TABLE bad (a int, EXCLUDE USING hash (a WITH =, a WITH =));
CREATE TABLE bad (a int EXCLUDE USING hash (a WITH =));
CREATE TABLE bad (a int, EXCLUDE (a WITH =)) PARTITION BY RANGE (a);
DROP EXTENSION btree_gist;

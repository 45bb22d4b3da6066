-- Conditions over a view with functions that may do anything: asked in the order of their costs.
CREATE TABLE t (a int, b text);
INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z');
CREATE FUNCTION cheap(text) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS $$
BEGIN
  RAISE NOTICE 'asked of %', $1;
  RETURN true;
END $$;
CREATE VIEW v AS SELECT a, b FROM t WHERE a + 0 = 2;
SELECT * FROM v WHERE cheap(b);
EXPLAIN (COSTS OFF) SELECT * FROM v WHERE cheap(b);
SELECT * FROM (SELECT b FROM t ORDER BY a LIMIT 1) s WHERE cheap(b);
CREATE VIEW w AS SELECT a, b FROM v WHERE b <> '';
SELECT * FROM w WHERE cheap(b);

-- What the catalogs tell of pgvector's access methods, operators, functions and aggregates, and
-- what its indexes are called and refuse.
CREATE EXTENSION IF NOT EXISTS vector;
\set VERBOSITY verbose
\set SHOW_CONTEXT never

SELECT amname, amhandler, amtype FROM pg_am WHERE amname IN ('hnsw', 'ivfflat') ORDER BY 1;
SELECT a.amname, f.opfname, amoplefttype::regtype, amopstrategy, amoppurpose, amopopr::regoperator,
       (SELECT s.opfname FROM pg_opfamily s WHERE s.oid = amopsortfamily) AS sorted_as
FROM pg_amop o JOIN pg_opfamily f ON f.oid = amopfamily JOIN pg_am a ON a.oid = opfmethod
WHERE opfname ~ '^(vector|halfvec|sparsevec|bit_hamming|bit_jaccard)_'
ORDER BY a.amname, f.opfname, amopstrategy;
SELECT a.amname, f.opfname, amprocnum, amproc::regprocedure
FROM pg_amproc o JOIN pg_opfamily f ON f.oid = amprocfamily JOIN pg_am a ON a.oid = opfmethod
WHERE opfname ~ '^(vector|halfvec|sparsevec|bit_hamming|bit_jaccard)_'
ORDER BY a.amname, f.opfname, amprocnum;
SELECT oprname, oprleft::regtype, oprrest, oprjoin FROM pg_operator
WHERE oprleft::regtype::text IN ('vector', 'halfvec', 'sparsevec') AND oprrest <> 0
ORDER BY 2, 1;
SELECT p.oid::regprocedure, prokind, proisstrict, provolatile, proparallel, prosrc, l.lanname
FROM pg_proc p JOIN pg_language l ON l.oid = prolang
  JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'vector'
ORDER BY p.oid::regprocedure::text;
SELECT a.aggfnoid::regprocedure, aggtransfn, aggfinalfn, aggcombinefn, aggtranstype::regtype, agginitval
FROM pg_aggregate a JOIN pg_depend d ON d.objid = a.aggfnoid AND d.classid = 'pg_proc'::regclass
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'vector'
ORDER BY a.aggfnoid::regprocedure::text;
SELECT halfvec_combine('{}', '{1}');
SELECT array_to_vector(array['NaN'::float8], 3, true);
SELECT array_to_halfvec(array[1e9], 3, true);
SELECT array_to_sparsevec(array['Infinity'::float8], 3, true);

CREATE TABLE items (id int PRIMARY KEY, v vector(3), h halfvec(3), b bit(3));
CREATE INDEX ON items USING hnsw (v pg_catalog.vector_l2_ops);
CREATE INDEX ON items USING hnsw (v foo.vector_l2_ops);
CREATE INDEX ON items USING hnsw (v vector_l2_ops (a = 1));
CREATE INDEX ON items USING hnsw ((v + v) vector_l2_ops);
CREATE INDEX ON items USING hnsw (((v + v)::vector(3)) vector_l2_ops);
CREATE INDEX ON items USING hnsw ((v::halfvec(3)) halfvec_l2_ops);
CREATE INDEX ON items USING hnsw ((binary_quantize(v)::bit(3)) bit_hamming_ops);
\d items
CREATE INDEX ON items USING ivfflat (v vector_ip_ops) WITH (lists = 5);
CREATE INDEX ON items USING ivfflat (h halfvec_l2_ops) WITH (lists = 5);
INSERT INTO items (id) VALUES (1);
TRUNCATE items;
DROP TABLE items;

-- An extension in a schema of its own: its objects are there in every catalog, and system columns are in pg_attribute.
CREATE SCHEMA extensions;
CREATE EXTENSION vector SCHEMA extensions;
CREATE TABLE d (id int PRIMARY KEY, name text, e extensions.vector(3));
SELECT udt_schema, udt_name FROM information_schema.columns WHERE table_name = 'd' ORDER BY ordinal_position;
SELECT n.nspname, t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE typname IN ('vector', '_vector', 'halfvec') ORDER BY 2;
SELECT n.nspname, count(*) > 0 AS some FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE proname = 'cosine_distance' GROUP BY 1;
SELECT DISTINCT n.nspname FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE oprname = '<=>';
SELECT DISTINCT n.nspname FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace WHERE opcname IN ('vector_l2_ops', 'halfvec_cosine_ops');
SELECT typname, typinput, typoutput, typreceive, typsend, typmodin FROM pg_type WHERE typname IN ('vector', 'halfvec', 'sparsevec') ORDER BY 1;
SET search_path = public, extensions;
SELECT typname, typinput, typoutput, typreceive, typsend, typmodin FROM pg_type WHERE typname IN ('vector', 'halfvec', 'sparsevec') ORDER BY 1;
SELECT proname, proargtypes::regtype[], prorettype::regtype, provolatile, proisstrict FROM pg_proc WHERE proname IN ('vector_in', 'vector_recv', 'halfvec_out', 'sparsevec_typmod_in') ORDER BY 1;
\d d
SELECT attname, attnum, atttypid::regtype, attnotnull, attislocal, attinhcount FROM pg_attribute WHERE attrelid = 'd'::regclass AND attnum < 0 ORDER BY attnum DESC;
CREATE INDEX d_name ON d (name, id);
SELECT indcollation[0] > 0 AS first, indcollation[1] > 0 AS second FROM pg_index WHERE indexrelid = 'd_name'::regclass;
VACUUM pg_catalog.pg_class;
ANALYZE pg_attribute, d;
DROP EXTENSION vector;
DROP EXTENSION vector CASCADE;
SELECT count(*) FROM pg_proc WHERE proname = 'vector_in';

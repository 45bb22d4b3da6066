-- What pg_proc, pg_operator, pg_aggregate and pg_type tell of built-in functions, beyond their
-- signatures.
SELECT p.oid::regprocedure, prosrc, procost, prorows, prosupport, provariadic::regtype
FROM pg_proc p
WHERE oid IN ('generate_series(int4,int4)'::regprocedure, 'concat("any")'::regprocedure,
  'jsonb_extract_path(jsonb,text[])'::regprocedure, 'lower(text)'::regprocedure)
ORDER BY p.oid;
SELECT proname, pronargdefaults, proargdefaults IS NOT NULL AS defaults, proargnames, proargmodes
FROM pg_proc WHERE proname IN ('jsonb_set', 'jsonb_each', 'make_interval', 'pg_terminate_backend')
ORDER BY oid;
-- None has defaults in one column and not in the other, or is variadic without saying so.
SELECT oid::regprocedure FROM pg_proc
WHERE (pronargdefaults <> 0) <> (proargdefaults IS NOT NULL)
   OR (provariadic <> 0) <> ('v' = ANY (coalesce(proargmodes, '{}')));
SELECT o.oid::regoperator, oprcom::regoperator, oprnegate::regoperator, oprcanmerge, oprcanhash,
  oprrest, oprjoin
FROM pg_operator o
WHERE oprname IN ('=', '<', '<=', '~~') AND oprleft = 'text'::regtype AND oprright = 'text'::regtype
ORDER BY o.oid;
-- An operator and its commutator name each other; so do negators.
SELECT count(*) FROM pg_operator a JOIN pg_operator b ON a.oprcom = b.oid
WHERE b.oprcom <> a.oid OR a.oprleft <> b.oprright;
SELECT count(*) FROM pg_operator a JOIN pg_operator b ON a.oprnegate = b.oid WHERE b.oprnegate <> a.oid;
SELECT aggfnoid, aggkind, aggnumdirectargs, aggtransfn, aggfinalfn, aggtranstype::regtype, agginitval
FROM pg_aggregate
WHERE aggfnoid IN ('sum(int4)'::regprocedure, 'count()'::regprocedure,
  'mode(anyelement)'::regprocedure, 'percentile_cont(float8,float8)'::regprocedure)
ORDER BY aggfnoid;
SELECT DISTINCT proname, oprname FROM pg_aggregate a
JOIN pg_operator o ON o.oid = aggsortop JOIN pg_proc p ON p.oid = aggfnoid ORDER BY 1, 2;
SELECT typname, typinput, typoutput, typreceive, typsend, typmodin, typmodout, typanalyze, typsubscript
FROM pg_type
WHERE typname IN ('int4', 'text', 'numeric', 'timestamptz', 'jsonb', '_int4', 'oidvector', 'refcursor')
ORDER BY oid;
-- Every function that a type or an operator names is in pg_proc.
SELECT t.typname FROM pg_type t
WHERE typinput <> 0 AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = t.typinput)
   OR typsend <> 0 AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = t.typsend);
SELECT o.oid::regoperator FROM pg_operator o
WHERE NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = o.oprcode)
   OR oprrest <> 0 AND NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = o.oprrest);
SELECT 'int4in'::regproc, 'array_subscript_handler'::regproc, 'eqsel(internal,oid,internal,integer)'::regprocedure;
SELECT amname, amhandler FROM pg_am WHERE amname IN ('heap', 'btree') ORDER BY 1;
SELECT pg_get_function_arguments('jsonb_set'::regproc), pg_get_function_result('jsonb_set'::regproc);
SELECT pg_get_function_arguments('jsonb_each'::regproc), pg_get_function_identity_arguments('jsonb_each'::regproc),
  pg_get_function_result('jsonb_each'::regproc);
-- differs: a support function is only named by the catalogs
SELECT int4in('5');
-- differs: not there, and said so
SELECT xml_is_well_formed('<a/>');
SELECT no_such_function(1);
SELECT pg_get_functiondef('jsonb_set'::regproc), pg_get_functiondef('random'::regproc), pg_get_functiondef('int4eq'::regproc);
SELECT pg_get_functiondef('generate_series(int,int)'::regprocedure), pg_get_functiondef('array_length'::regproc);

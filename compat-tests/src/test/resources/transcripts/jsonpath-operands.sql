-- Both operands of arithmetic in a path are found before either is looked at.
select ('{"a":null,"b":[]}'::jsonb @? '($[0] / $x).b.b');
select ('[]'::jsonb @@ 'strict (true * $x).* ? (!($[0] starts with "a"))');
select jsonb_path_query('{"a": "x"}', '$.a + $.b');
select jsonb_path_query('{"a": "x"}', 'strict $.a + $.b');
select jsonb_path_query('{"a": 1}', '$.a + $.b');
select jsonb_path_query('{"a": 1, "b": [2]}', '$.a + $.b');
select '{"a": "x"}'::jsonb @? 'strict $.a + $.b';

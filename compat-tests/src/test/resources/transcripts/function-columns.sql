-- What the columns of a function in FROM are called.
select * from jsonb_array_elements('[1]') q;
select json_each.key, e.value from json_each('{"a":1}'), json_each('{"b":2}') e;
select * from jsonb_array_elements_text('["q"]') with ordinality;
select * from jsonb_array_elements('["q"]') with ordinality e;
select * from jsonb_array_elements('["q"]') with ordinality as e(x, n);
select e, e.value from jsonb_array_elements('["q"]') e;
select * from rows from (jsonb_array_elements('[1,2]'), generate_series(1,3)) z;
select json_array_elements('[1]') as q, json_array_elements('[2]');
select row_to_json(e) from jsonb_array_elements('["q"]') e;
select j.value->>'k' from jsonb_array_elements('[{"k":"v"}]') as j;

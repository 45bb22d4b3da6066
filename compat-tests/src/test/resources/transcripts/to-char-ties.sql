-- What lies in the middle of two numbers: floats and int4 go to the even one, as printf does, numeric and int8 away from zero.
select to_char(14.25::float8, '9.99EEEE'), to_char(-14.35::float8, '9.9EEEE'), to_char(14.25::float4, '9.9EEEE'), to_char(2.5::float8, '9EEEE'), to_char(0::float8, '9.9EEEE');
select to_char(1425, '9.99EEEE'), to_char(-1435, '9.99EEEE'), to_char(25, '9EEEE'), to_char(0, '9.9EEEE'), to_char(1425::int2, '9.99EEEE');
select to_char(1425::int8, '9.99EEEE'), to_char(14.25::numeric, '9.99EEEE'), to_char(-14.25, '9.99EEEE'), to_char(25::numeric, '9EEEE');
select to_char(14.125::float8, '99.99'), to_char(14.125, '99.99'), to_char(2.5::float8, '9'), to_char(2.5, '9'), to_char(0.5::float4, '9');

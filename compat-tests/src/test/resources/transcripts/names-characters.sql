-- "char", Unicode escapes, normal forms, names taken apart.
select '\102'::"char", 'abc'::"char", 'é'::"char", '\303'::"char"::text, '\377'::text::"char", '\000'::"char"::text = '', '\377'::"char"::int, '\8'::"char", (-128)::int4::"char";
select 200::"char";
select '\101'::"char" = 'A', min(c), max(c) from (values ('\377'::"char"), ('a')) v(c) group by 1;
select unistr('a\0062\\c\d83d\de00 \+01f600 \U0001F600 \u00e9');
select unistr('\d8aa');
select unistr('\ud8aa\u0062');
select unistr('\de00');
select unistr('\+2FFFFF');
select unistr('x\00');
select parse_ident('Foo."Ba""r".x$1'), parse_ident('foo.boo[]', strict => false), parse_ident(' first . "  second  " ."   third   "');
select parse_ident('foo.boo[]');
select parse_ident(' aaa . ');
select parse_ident('.aaa');
select parse_ident('"a');
select parse_ident('""');
select is_normalized(U&'\0061\0308'), is_normalized(U&'\0061\0308', 'NFD'), is_normalized('abc', 'nfkc');
select is_normalized('abc', 'def');
select avg(v), avg(v) is not null from (values ('[-0,1]'::vector)) t(v);

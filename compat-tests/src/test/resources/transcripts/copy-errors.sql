create table c (id int primary key, n int not null, k text check (k <> 'bad'), j jsonb);
copy c from stdin;
1	1	a	{"a":1
\.
copy c from stdin;
1	\N	a	{"a":1}
\.
copy c from stdin;
1	1	bad	{"a":1}
\.
copy c from stdin;
1	1	a	{}
1	2	b	{}
\.
copy c from stdin (format csv, header match);
id,n,k
1,1,a
\.
copy c from stdin (format csv, header match);
id,n,x,j
1,1,a,{}
\.
copy c from stdin where id in (select 1);
\.
copy c from stdin where id;
\.
copy (update c set n = 1) to stdout;
copy (update c set n = 1 returning id) to stdout;

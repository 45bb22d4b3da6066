create table et (x int, y text);
create table eu (id int primary key, v int);
set enable_bitmapscan = off;
set enable_mergejoin = off;
-- VERBOSE: what each node gives, and whose column is whose
explain (verbose, costs off) select x, y || 'a' from et where x > 1;
explain (verbose, costs off) select * from generate_series(1, 3) g;
explain (verbose, costs off) values (1, 'a'), (2, 'b');
explain (verbose, costs off) select 1, 'a';
explain (verbose, costs off) insert into et values (1, 'a');
explain (verbose, costs off) select x from et union all select v from eu;
explain (verbose, costs off) with w as materialized (select x + 1 as z from et) select * from w where z > 2;
explain (verbose, costs off, format json) select x, y from et where x > 1 order by x;
-- XML and YAML
explain (costs off, format xml) select y from et where x > 1 and y <> '<&"';
explain (costs off, format xml) select x, y from et order by x, y;
explain (costs off, format xml, settings, analyze, timing off, summary off) select 1;
explain (costs off, format yaml, verbose) select x, y from et where x > 1 and y <> 'a "b"' order by x, y limit 1;
explain (costs off, format yaml, settings) select x from et;
explain (costs off, format yaml, analyze, timing off, summary off) select x from et;
explain (costs off, format json, analyze, timing off, summary off, settings) select x from et;

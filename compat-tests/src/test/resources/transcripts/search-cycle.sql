create temp table graph0 (f int, t int, label text);
insert into graph0 values (1, 2, 'arc 1 -> 2'), (1, 3, 'arc 1 -> 3'), (2, 3, 'arc 2 -> 3'), (1, 4, 'arc 1 -> 4'), (4, 5, 'arc 4 -> 5');
with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) search depth first by f, t set seq select * from search_graph order by seq;
with recursive search_graph(f, t, label) as (
  select * from graph0 g union distinct select g.* from graph0 g, search_graph sg where g.f = sg.t
) search depth first by f, t set seq select * from search_graph order by seq;
with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) search breadth first by f, t set seq select * from search_graph order by seq;
insert into graph0 values (5, 1, 'arc 5 -> 1');
with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) cycle f, t set is_cycle using path select * from search_graph order by path, f, t;
with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) cycle f, t set is_cycle to 'Y' default 'N' using path select * from search_graph where is_cycle = 'Y' order by path, f, t;
with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) search breadth first by f, t set seq cycle f, t set is_cycle using path select * from search_graph where f < 3 order by seq, path;
create temp view v_search as with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) search depth first by f, t set seq select f, t, label from search_graph;
create temp view v_cycle as with recursive search_graph(f, t, label) as (
  select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t
) cycle f, t set is_cycle to 'Y' default 'N' using path select f, t, is_cycle from search_graph;
select pg_get_viewdef('v_search'), pg_get_viewdef('v_cycle', true);
select * from v_cycle order by f, t, is_cycle;
with recursive t(a) as (select 1 union all select a + 1 from t where a < 4) search depth first by b set s select * from t;
with recursive t(a) as (select 1 union all select a + 1 from t where a < 4) search depth first by a, a set s select * from t;
with recursive t(a) as (select 1 union all select a + 1 from t where a < 4) cycle b set x using y select * from t;
with recursive t(a) as (select 1 union all select a + 1 from t where a < 4) cycle a set x using x select * from t;
with recursive t(a) as (select 1 union all select a + 1 from t where a < 4) cycle a set x to true default 55 using y select * from t;
with recursive t(a) as (select 1 union all select a + 1 from t where a < 4) search depth first by a set x cycle a set x using y select * from t;
with t(a) as (select 1) search depth first by a set s select * from t;
with recursive t(a) as ((select 1 union all select 1) union all select a + 1 from t where a < 4) search depth first by a set s select * from t;
with recursive t(a) as (select 1 union all select * from (select a + 1 from t where a < 4) s) search depth first by a set s select * from t;

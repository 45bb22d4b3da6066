-- Geometric types: forms, operators, functions.
create table shapes (id int primary key, p point, s lseg, l line, b box, h path, g polygon, c circle, ps point[], bs box[]);
insert into shapes values
  (1, '(1,2)', '[(0,0),(3,4)]', '{1,-1,0}', '(3,4),(1,1)', '[(0,0),(3,0),(4,5)]', '((0,0),(4,0),(4,4),(0,4))', '<(1,1),2>', '{"(1,2)","(3,4)"}', '{(1,1),(0,0);(3,4),(2,2)}'),
  (2, '-3.5, 1e3', '(1,1),(1,5)', '[(0,1),(2,3)]', '0,0,2,2', '((1,1),(2,2),(3,1))', '(1,1),(2,3),(3,1)', '((4,4),1)', null, '{}'),
  (3, ' ( NaN , Infinity ) ', '((5,5),(2,1))', '(1,1),(1,7)', '((-1,-1),(5,5))', '(7,7)', '((9,9))', '5,5,0', array[point(1, 1), null], null),
  (4, null, null, null, null, null, null, null, null, null);
select p, s, l, b from shapes order by id;
select h, g, c, ps, bs from shapes order by id;
select '(1,2'::point;
select 'x,2'::point;
select '1e400,2'::point;
select '(1,2),(3)'::lseg;
select '{0,0,1}'::line;
select '(1,1),(1,1)'::line;
select '[(1,2),(3,4)]'::box;
select '(1,2),(3,4),5'::polygon;
select '<(1,2),-1>'::circle;
select ''::path;
select p[0], p[1], p[2], s[0], b[1], l[2], b[0][0] from shapes where id = 1;
select p[0:1] from shapes;
select h[0] from shapes;
select a.id, b.id, a.p + b.p, a.p - b.p, a.p * b.p, a.p / b.p, a.p <-> b.p, a.p << b.p, a.p >> b.p, a.p <<| b.p, a.p |>> b.p, a.p ~= b.p, a.p <> b.p, a.p ?- b.p, a.p ?| b.p from shapes a, shapes b where a.id in (1, 2) and b.id in (1, 2) order by 1, 2;
select point '(1,1)' / point '(0,0)';
select point '(1e300,0)' * point '(1e300,0)';
select a.id, b.id, a.s # b.s, a.s ## b.s, a.s <-> b.s, a.s ?# b.s, a.s ?|| b.s, a.s ?-| b.s, a.s = b.s, a.s < b.s from shapes a, shapes b where a.id < 4 and b.id < 4 order by 1, 2;
select id, @-@ s, @@ s, ?- s, ?| s, length(s), slope(s[0], s[1]) from shapes where id < 4 order by id;
select a.id, b.id, a.l # b.l, a.l <-> b.l, a.l ?# b.l, a.l ?|| b.l, a.l ?-| b.l, a.l = b.l from shapes a, shapes b where a.id < 4 and b.id < 4 order by 1, 2;
select a.id, b.id, a.b # b.b, a.b && b.b, a.b @> b.b, a.b <@ b.b, a.b << b.b, a.b &< b.b, a.b &> b.b, a.b |>> b.b, a.b <-> b.b, a.b = b.b, a.b < b.b, a.b ~= b.b from shapes a, shapes b where a.id < 4 and b.id < 4 order by 1, 2;
select id, area(b), width(b), height(b), center(b), diagonal(b), circle(b), polygon(b), b + point '(1,1)', b * point '(1,1)' from shapes where id < 4 order by id;
select bound_box('0,0,1,1', '3,3,4,4'), box(point '(0,1)', point '(2,-1)'), box(point '(1,1)');
select id, isclosed(h), isopen(h), npoints(h), length(h), area(h), pclose(h), popen(h), h + point '(1,2)' from shapes where id < 4 order by id;
select path '[(0,0),(1,1)]' + path '[(2,2),(3,3)]', path '((0,0),(1,1))' + path '[(2,2),(3,3)]', path '[(0,0),(1,1)]' ?# path '[(0,1),(1,0)]', path '[(0,0),(1,1)]' <-> path '[(3,0),(3,1)]', polygon(path '((0,0),(1,0),(1,1))');
select polygon(path '[(0,0),(1,0),(1,1)]');
select a.id, b.id, a.g && b.g, a.g @> b.g, a.g <@ b.g, a.g ~= b.g, a.g << b.g, a.g <-> b.g from shapes a, shapes b where a.id < 4 and b.id < 4 order by 1, 2;
select id, npoints(g), poly_center(g), box(g), path(g), circle(g), g @> point '(1,1)', point '(2,2)' <@ g, g <-> point '(8,8)' from shapes where id < 4 order by id;
select a.id, b.id, a.c && b.c, a.c @> b.c, a.c <-> b.c, a.c = b.c, a.c <> b.c, a.c < b.c, a.c ~= b.c, a.c << b.c, a.c |>> b.c from shapes a, shapes b where a.id < 4 and b.id < 4 order by 1, 2;
select id, area(c), diameter(c), radius(c), center(c), box(c), c + point '(1,1)', c * point '(2,0)', c @> point '(1,2)', c <-> point '(9,9)' from shapes where id < 4 order by id;
select polygon(4, '<(0,0),2>'), npoints(polygon(circle '<(0,0),2>'));
select polygon(1, '<(0,0),2>');
select polygon(circle '<(0,0),0>');
select point '(0,0)' <-> line '{1,1,-2}', point '(0,0)' ## line '{1,1,-2}', point '(3,3)' ## box '0,0,1,1', lseg '(5,5),(6,7)' ## box '0,0,1,1', point '(1,1)' <@ lseg '(0,0),(2,2)', lseg '(0,0),(1,1)' <@ line '{1,-1,0}', lseg '(0,0),(2,2)' ?# box '1,1,3,3', line '{1,-1,0}' ?# box '1,1,3,3';
select id, p::box, b::point, b::circle, c::polygon::box, g::circle, s::point from shapes where id = 1;
-- what is compared by size, and what has no order
select count(*) from shapes a, shapes b where a.b = b.b;
select id from shapes where b in (select '(2,3),(0,0)'::box union all select '0,0,1,4') order by id;
select id from shapes where c = any (array['<(9,9),2>'::circle]) order by id;
select distinct p from shapes;
select * from shapes order by p;
create index on shapes (b);
select count(distinct c) from shapes;
select p from shapes group by p;
select count(*) from shapes a full join shapes b on a.c = b.c;
select point_send('(1,2)'), lseg_send('(1,2),(3,4)'), box_send('1,2,3,4'), line_send('{1,2,3}'), path_send('[(1,2)]'), poly_send('((1,2))'), circle_send('<(1,2),3>');
set extra_float_digits = 0;
select point(1.0 / 3, 0.1), circle(point(0.1, 0.2), 1e-20);
reset extra_float_digits;
select typname, typlen, typbyval, typalign, typstorage, typdelim, typelem::regtype, typcategory, typarray::regtype from pg_type where typname in ('point', 'lseg', 'line', 'box', 'path', 'polygon', 'circle') order by 1;
prepare near(point, float8) as select id from shapes where p <-> $1 < $2 order by p <-> $1;
execute near('(0,0)', 10);
select to_json(p), json_build_object('b', b) from shapes where id = 1;
\d shapes
select array[box '1,1,0,0'] = array[box '2,1,1,0'];
select array[box '1,1,0,0'] < array[box '2,1,1,0'];
select box '1,1,0,0' is distinct from '2,1,1,0', nullif(box '1,1,0,0', '2,1,1,0'), case box '1,1,0,0' when '2,1,1,0' then 'same' end;
select array_agg(p order by p) from shapes;
select circle '<(0,0),NaN>' = '<(0,0),1>', circle '<(0,0),NaN>' <> '<(0,0),1>', circle '<(0,0),NaN>' = '<(0,0),NaN>';

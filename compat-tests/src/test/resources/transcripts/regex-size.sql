-- Expressions whose automaton PostgreSQL finds too large.
select 'x' ~ repeat('x*y*z*', 1000);
select 'x' ~ repeat('x*y*z*', 700);
select 'x' ~ repeat('x*y*z*', 500);
select 'x' ~ repeat('x*y*z*', 800);
select 'x' ~ '((x{255}){255}){255}';
select 'x' ~ '(x{255}){100}';
select 'x' ~ '(x{0,255}){10}';
select 'x' ~ repeat('xyz', 10000);
select 'x' ~ repeat('xyz|', 10000);
select 'x' ~ repeat('x?', 1500);
select 'x' ~ repeat('(x|y)?', 1000);
select 'x' ~ repeat('[xyz]?', 1000);

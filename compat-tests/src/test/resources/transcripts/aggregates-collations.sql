-- The collation that an aggregate has is that of what it takes, or of what it sorts.
create table words (w text, c text collate "C", p text collate "POSIX");
insert into words values ('fred', 'a', 'b'), ('jim', 'c', 'd');
select pg_collation_for(max(w)), pg_collation_for(max(c)), pg_collation_for(min(p collate "C")) from words;
select pg_collation_for(percentile_disc(1) within group (order by w collate "POSIX")) from words;
select pg_collation_for(percentile_disc(1) within group (order by c)) from words;
select pg_collation_for(mode() within group (order by p)) from words;
select pg_collation_for(string_agg(c, ',')) from words group by w order by w;
select collation for (max(w)) from words having count(*) > 5;
select pg_collation_for(max(w collate "C") || p) from words group by p order by p;
select pg_collation_for(count(*)) from words;
select percentile_disc(0.5) within group (order by w collate "C") < 'g' collate "POSIX" from words;
select percentile_disc(0.5) within group (order by c) < max(p) from words;
drop table words;

-- CREATE, ALTER and DROP POLICY: what they refuse, how they are shown, and what names in them become.
create table docs(id int primary key, owner text, lvl int);
create table users(name text primary key, lvl int);
create policy p1 on docs using (owner = current_user);
create policy p1 on docs using (true);
create policy p2 on docs as restrictive for select to public using (lvl <= (select u.lvl from users u where u.name = current_user));
create policy p3 on docs as ugly using (true);
create policy p4 on docs for insert using (true);
create policy p4 on docs for insert with check (lvl > 1 and exists (select 1 from users where users.lvl > docs.lvl));
create policy p5 on docs for delete with check (true);
create policy p5 on docs to current_user, public using (sum(lvl) > 1);
create policy p5 on docs using (lvl);
create policy p5 on docs using (nix = 1);
create policy p5 on nix using (true);
create policy p5 on pg_class using (true);
create policy p5 on docs to public, current_user using (lvl in (select lvl from users where docs.owner like name || '%'));
select policyname, permissive, roles, cmd, qual, with_check from pg_policies order by 1;
\d docs
alter table docs enable row level security;
\d docs
alter table docs force row level security;
\d docs
alter table users rename column lvl to level;
alter table docs rename column lvl to stufe;
alter table docs rename to dokumente;
select policyname, tablename, cmd, qual, with_check from pg_policies order by 1;
select polname, polcmd, polpermissive, polroles from pg_policy order by 1;
alter policy p1 on dokumente rename to p2;
alter policy p1 on dokumente rename to p9;
alter policy p9 on dokumente using (owner <> current_user) with check (stufe > 0);
alter policy p9 on dokumente to current_user;
alter policy p4 on dokumente using (true);
alter policy p2 on dokumente with check (true);
alter policy nix on dokumente using (true);
comment on policy p9 on dokumente is 'hello';
select obj_description(oid,'pg_policy') from pg_policy where polname='p9';
drop table users;
alter table dokumente drop column stufe;
drop policy nix on dokumente;
drop policy if exists nix on dokumente;
drop policy if exists nix on nixda;
drop policy p9 on dokumente;
drop table users cascade;
\d dokumente
alter table dokumente no force row level security, disable row level security;
select relrowsecurity, relforcerowsecurity from pg_class where relname = 'dokumente';
create view v as select 1;
create policy x on v using (true);
alter table v enable row level security;
drop view v;
drop table dokumente;
select count(*) from pg_policy;

-- roles that policies name
create role regress_policies_x;
create role regress_policies_y;
create table pt(a int);
create policy p1 on pt to regress_policies_x using (true);
create policy p2 on pt to regress_policies_x, regress_policies_y using (true);
select policyname, roles from pg_policies order by 1;
drop role regress_policies_x;
drop owned by regress_policies_x;
select policyname, roles from pg_policies order by 1;
drop role regress_policies_x;
drop table pt;
drop role regress_policies_y;

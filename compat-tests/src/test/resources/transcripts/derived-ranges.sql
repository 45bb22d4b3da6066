-- Conditions that are no comparisons and are answered by ranges of B-trees nevertheless.
set enable_seqscan = off;
set enable_bitmapscan = off;
set enable_indexonlyscan = off;
create table dr_inet (c cidr, i inet);
insert into dr_inet values ('192.168.1', '192.168.1.226/24'), ('192.168.1.0/26', '192.168.1.226'),
  ('192.168.1', '192.168.1.0/24'), ('192.168.1', '192.168.1.0/25'), ('192.168.1', '192.168.1.255/24'),
  ('192.168.1', '192.168.1.255/25'), ('10', '10.1.2.3/8'), ('10.0.0.0', '10.1.2.3/8'),
  ('10.1.2.3', '10.1.2.3/32'), ('10.1.2', '10.1.2.3/24'), ('10.1', '10.1.2.3/16'),
  ('10', '11.1.2.3/8'), ('10', '9.1.2.3/8'), ('10:23::f1', '10:23::f1/64'),
  ('10:23::8000/113', '10:23::ffff'), ('::ffff:1.2.3.4', '::4.3.2.1/24'), (null, null);
create index dr_inet_i on dr_inet (i);
create index dr_inet_c on dr_inet (c);
explain (costs off) select * from dr_inet where i << '192.168.1.0/24'::cidr;
select * from dr_inet where i << '192.168.1.0/24'::cidr;
explain (costs off) select * from dr_inet where i <<= '192.168.1.0/24'::cidr;
select * from dr_inet where i <<= '192.168.1.0/24'::cidr;
explain (costs off) select * from dr_inet where '192.168.1.0/24'::cidr >>= i;
select * from dr_inet where '192.168.1.0/24'::cidr >>= i;
explain (costs off) select * from dr_inet where '192.168.1.0/24'::cidr >> i;
select * from dr_inet where '192.168.1.0/24'::cidr >> i;
select * from dr_inet where i <<= '10:23::/32';
select * from dr_inet where i <<= '0.0.0.0/0';
select * from dr_inet where i << null;
select c from dr_inet where c <<= '10.0.0.0/9' order by c desc;
prepare dr_net (inet) as select i from dr_inet where i << $1;
explain (costs off) execute dr_net ('10.1.0.0/16');
execute dr_net ('10.1.0.0/16');
execute dr_net ('::/0');
create table dr_text (t text, v varchar(20), w text);
insert into dr_text values ('abc', 'abc', 'x'), ('abcd', 'abcd', 'x'), ('abd', 'ab%', 'x'), ('ab', 'ab_c', 'y'),
  ('b', 'b', 'y'), ('ab\c', 'ab\c', 'y'), ('', '', ''), (null, null, null), ('ABC', 'Abc', 'Z'), ('abé', 'é', 'é'),
  (E'ab\U0010FFFF', E'\U0010FFFF\U0010FFFFx', E'\U0010FFFF');
create index dr_text_t on dr_text (t);
create index dr_text_v on dr_text (v, w);
create index dr_text_w on dr_text (w text_pattern_ops) where t is not null;
explain (costs off) select t from dr_text where t like 'abc%';
select t from dr_text where t like 'abc%';
select t from dr_text where t like 'ab%d';
explain (costs off) select t from dr_text where t like 'abc';
select t from dr_text where t like 'abc';
select t from dr_text where t like 'ab\\%';
select t from dr_text where t like '%b';
select t from dr_text where t like '_b%' order by 1;
select t from dr_text where t like '';
select t from dr_text where t not like 'ab%' order by t desc;
select t from dr_text where t like null;
select v from dr_text where v like 'ab\_%' and w = 'y';
select v from dr_text where v like 'ab\%' and w like 'x%';
select v from dr_text where v like E'\U0010FFFF%';
select t from dr_text where t like 'abé%';
explain (costs off) select t from dr_text where t ~ '^abc';
select t from dr_text where t ~ '^abc';
select t from dr_text where t ~ '^abc?' order by 1;
select t from dr_text where t ~ '^abc*' order by 1;
explain (costs off) select t from dr_text where t ~ '^abc$';
select t from dr_text where t ~ '^abc$';
select t from dr_text where t ~ '^(abc)$';
select t from dr_text where t ~ '^abd|c$' order by 1;
select t from dr_text where t ~ '^(abc)+$' order by 1;
select t from dr_text where t ~ '^ab.' order by 1;
select t from dr_text where t ^@ 'ab' and t > 'abc';
select t from dr_text where 'abc' like t order by 1;
prepare dr_like (text) as select t from dr_text where t like $1;
explain (costs off) execute dr_like ('abc%');
execute dr_like ('abc%');
execute dr_like ('%c');
execute dr_like (null);
update dr_text set v = 'changed' where t like 'abc%' returning t, v;
delete from dr_text where t like 'abc%' returning t;
drop table dr_inet, dr_text;

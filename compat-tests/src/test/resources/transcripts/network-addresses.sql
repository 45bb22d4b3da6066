-- inet, cidr, macaddr, macaddr8.
create table hosts (id int primary key, i inet, c cidr, m macaddr, m8 macaddr8, ips inet[]);
insert into hosts values
  (1, '192.168.1.226/24', '192.168.1', '08:00:2b:01:02:03', '08:00:2b:01:02:03', '{10.0.0.1,::1}'),
  (2, '192.168.1.226', '192.168.1.0/26', '08002b-010204', '08002b0102030405', null),
  (3, '10.1.2.3/8', '10', 'ff:ff:ff:ff:ff:ff', 'ffffffffffffffff', '{}'),
  (4, '::ffff:1.2.3.4', '::/0', null, null, array[inet '1.2.3.4/16']),
  (5, '10:23::f1/64', '10:23::/32', '0000.0000.0000', '00-00-00-00-00-00', null);
select * from hosts order by id;
select id, i from hosts order by i;
select id, c from hosts order by c desc;
insert into hosts values (6, '10.1.2.3/33');
insert into hosts (id, c) values (6, '10.1.2.3/8');
insert into hosts (id, m) values (6, '1:2:3:4:5:600');
select id, host(i), text(i), family(i), broadcast(i), network(i), netmask(i), hostmask(i), masklen(i) from hosts order by id;
select id, abbrev(i), abbrev(c), set_masklen(i, 20), set_masklen(c, 20) from hosts order by id;
select set_masklen(inet '1.2.3.4', 33);
select a.id, b.id from hosts a, hosts b where a.i << b.c order by 1, 2;
select a.id, b.id from hosts a, hosts b where a.i <<= b.i and a.id <> b.id order by 1, 2;
select a.id, b.id from hosts a, hosts b where a.i && b.c order by 1, 2;
select a.id, b.id from hosts a join hosts b on a.i = b.i order by 1, 2;
select inet '10.0.0.0/8' >> '10.1.1.1', inet '10.0.0.0/8' >>= '10.0.0.0/8', cidr '10.0.0.0/8' = inet '10.0.0.0/8';
select ~ inet '192.168.1.6', inet '192.168.1.6' & '0.0.0.255', inet '192.168.1.6' | '0.0.0.255', inet '1.2.3.4' + 25, 25 + inet '1.2.3.4', inet '1.2.3.4' - 36, inet '1.2.3.4' - inet '1.2.3.0', inet '2001::ff' + 9223372036854775807;
select inet '255.255.255.255' + 1;
select inet '::' - 1;
select inet 'ffff::' - inet '::1';
select inet '127::1' & inet '127.0.0.1';
select inet_merge('192.168.1.5/24', '192.168.2.5/24'), inet_same_family('1.2.3.4', '::1');
select inet_merge('192.168.1.5/24', '::1');
select i::text, c::varchar(6), i::cidr, '1.2.3.4/16'::text::inet from hosts where id in (1, 3) order by id;
select inet '1.2.3.4/16'::cidr, cidr '1.2.0.0/16'::inet;
select min(i), max(i), min(c), count(distinct i) from hosts;
select m, ~ m, m & '00:00:00:ff:ff:ff', m | '0f:00:00:00:00:00', trunc(m), m::macaddr8 from hosts where m is not null order by m;
select m8, ~ m8, trunc(m8), macaddr8_set7bit(m8) from hosts where m8 is not null order by m8;
select macaddr8 '08:00:2b:ff:fe:01:02:03'::macaddr, macaddr8 '08:00:2b:01:02:03:04:05'::macaddr;
select hashinet('10.1.2.3/8'), hashinetextended('::1', 7), hashmacaddr('08:00:2b:01:02:03'), hashmacaddr8('08:00:2b:01:02:03:04:05');
create index on hosts (i);
create index on hosts (c);
create unique index on hosts (m8);
set enable_seqscan = off;
explain (costs off) select id from hosts where i = '10.1.2.3/8';
select id from hosts where i = '10.1.2.3/8';
select id from hosts where c > '10.0.0.0/8' order by c;
insert into hosts (id, m8) values (7, '08002bfffe010203');
reset enable_seqscan;
select indexdef from pg_indexes where tablename = 'hosts' order by indexname;
create table keyed (c cidr primary key, i inet default '127.0.0.1', check (masklen(c) > 8));
insert into keyed values ('10.1/16') on conflict (c) do nothing returning *;
insert into keyed values ('10.1/16', null) on conflict (c) do update set i = excluded.i returning *;
insert into keyed values ('10/8');
prepare p(inet) as select $1, host($1);
execute p('1.2.3.4/5');
select to_json(i), json_build_object('m', m) from hosts where id = 1;
select typname, typlen, typcategory, typispreferred, typbyval, typalign, typstorage, typinput, typsend from pg_type where typname in ('inet', 'cidr', 'macaddr', 'macaddr8') order by 1;
select inet_send('1.2.3.4/8'), cidr_send('10/8'), macaddr_send('1:2:3:4:5:6');
select pg_typeof(client_addr) from pg_stat_activity where pid = pg_backend_pid();
select castsource::regtype, casttarget::regtype, castfunc, castcontext from pg_cast where castsource in ('inet'::regtype, 'cidr'::regtype, 'macaddr'::regtype, 'macaddr8'::regtype) order by 1, 2;
select opcname, opcintype::regtype, opcdefault from pg_opclass where opcmethod = 403 and opcintype in ('inet'::regtype, 'macaddr'::regtype, 'macaddr8'::regtype) order by 1;
\d hosts

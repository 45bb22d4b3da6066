#!/usr/bin/python3
"""Every comparison of every indexable type, answered through a B-tree index and without one, on one server, and on PostgreSQL.

  indexdiff.py --ours PORT --pg PORT
"""
import argparse, psycopg2
VALS = dict(
    int4=['0', '-1', '5', '2147483647', '-2147483648'], int8=['0', '-9000000000', '9000000000', '7'], int2=['0', '-5', '32767'], oid=['0', '1', '4294967295'],
    numeric=['0', '0.00', '-1.5', '1e30', '-1e30', 'NaN', 'Infinity', '-Infinity', '1.10', '1.1', '0.001'], float8=['0', '-0', '1.5', '-1.5', 'NaN', 'Infinity', '-Infinity', '1e-300'], float4=['0', '-0', '1.5', 'NaN', '-Infinity', '0.1'],
    bool=['t', 'f'], text=['', 'a', 'B', 'b', 'ab', 'a b', 'é', 'z', '~', 'aa', 'A'], bpchar=['a', 'a  ', 'b', ' a', ''], name=['a', 'B', 'zz', ''], date=['2024-01-01', '-infinity', 'infinity', '0044-03-15 BC', '1969-12-31'],
    timestamp=['2024-01-01', '-infinity', 'infinity', '1969-12-31 23:59:59.999', '0044-03-15 BC'], timestamptz=['2024-01-01 00:00+00', '2024-01-01 01:00+02', '-infinity', 'infinity', '1969-12-31 23:59:59.999+00'], time=['00:00', '24:00', '12:34:56.7'],
    timetz=['00:00+00', '01:00+01', '12:00-05', '12:00+00', '17:00+00'], interval=['0', '1 day', '24 hours', '25 hours', '1 mon', '30 days', '31 days', '-1 day', '-1 mon 30 days', '1 year', '360 days', '1 microsecond', '-25 hours'],
    uuid=['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '7fffffff-0000-0000-0000-000000000000', '80000000-0000-0000-0000-000000000000'], bytea=['\\x', '\\x00', '\\x7f', '\\x80', '\\xff', '\\x0001', '\\x80ff'],
    jsonb=['null', '{}', '[]', '1', '2', '-1', '"a"', '"b"', '"B"', 'true', 'false', '[1]', '[1,2]', '[2]', '{"a":1}', '{"b":1}', '{"aa":1}', '{"a":2}', '{"a":1,"b":1}', '1.0', '[[]]', '{"p":1}', '{"a":null}', '"aa"'],
    **{'int4[]': ['{}', '{1}', '{1,2}', '{2}', '{1,NULL}', '{NULL}', '{-1}', '{{1,2},{3,4}}', '{1,2,3,4}', '[2:3]={1,2}'], 'text[]': ['{}', '{a}', '{a,b}', '{b}', '{NULL}', '{""}', '{B}', '{aa}'], 'numeric[]': ['{1.0}', '{1.00}', '{NaN}', '{-1}', '{}'], 'timestamptz[]': ['{2024-01-01 00:00+00}', '{}', '{infinity}']},
    vector=['[1,2]', '[0,0]', '[-0,0]', '[-1,5]', '[1,3]', '[1]', '[1,2,3]', '[2]', '[1e-10,0]'], bit=['0', '1'], varbit=['', '0', '1', '01', '10', '010'], **{'"char"': ['a', 'b', '']}, pg_lsn=['0/0', '1/0', 'FFFFFFFF/0'])
OPS = ['<', '<=', '=', '>=', '>', '<>']
p = argparse.ArgumentParser(); p.add_argument('--ours', type=int, required=True); p.add_argument('--pg', type=int, required=True); a = p.parse_args()


def con(port):
    c = psycopg2.connect(host='127.0.0.1', port=port, user='postgres', dbname='postgres'); c.autocommit = True
    return c


def ask(c, q):
    try:
        cur = c.cursor(); cur.execute(q)
        return cur.fetchall() if cur.description else 'ok'
    except psycopg2.Error as e: return 'error ' + str(e.pgcode)


us, pg = con(a.ours), con(a.pg); total = wrong = 0; kinds = {}
for t, vals in VALS.items():
    for c in (us, pg):
        r = [ask(c, 'drop table if exists ixd'), ask(c, f'create temp table ixd (v {t}, n int)')]
        if r[1] != 'ok':
            if c is us: print(t, 'table refused:', r[1])
            break
        for n, v in enumerate(vals * 3): ask(c, f"insert into ixd values ('{v}', {n})")
        ask(c, 'insert into ixd values (null, -1)'); ix = ask(c, 'create index ixd_v on ixd (v)'); ask(c, 'analyze ixd')
        if c is us and ix != 'ok': print(t, 'index refused:', ix)
    else:
        qs = [f"select count(*), sum(n) from ixd where v {o} '{x}'::{t}" for o in OPS for x in vals]
        qs += [f"select count(*), sum(n) from ixd where v {o} '{x}'::{t} and v {o2} '{y}'::{t}" for o in ('>', '>=') for o2 in ('<', '<=') for x in vals[:6] for y in vals[:6]]
        qs += [f"select count(*), sum(n) from ixd where v in ('{vals[0]}'::{t}, '{vals[-1]}'::{t}, null)", 'select count(*) from ixd where v is null', 'select count(*) from ixd where v is not null', f'select (array_agg(v::text order by v, n))[1:5] from ixd', 'select v::text from (select v from ixd order by v desc nulls last limit 1) q', 'select v::text from (select v from ixd where v is not null order by v limit 1) q', 'select count(distinct v) from ixd', 'select max(n) from ixd group by v order by v limit 3']
        # multi-column, DESC, NULLS FIRST, UNIQUE and IN, each through an index of its own
        for c in (us, pg):
            ask(c, 'drop table if exists ixm'); ask(c, f'create temp table ixm (k int, v {t}, n int)')
            for n, v in enumerate(vals * 2): ask(c, f"insert into ixm values ({n % 3}, '{v}', {n})")
            ask(c, 'insert into ixm values (0, null, -1), (1, null, -2)')
            for d in ('(k, v)', '(k desc, v desc nulls last)', '(v nulls first, k)', '(v desc, n)'): ask(c, f'create index on ixm {d}')
            ask(c, 'drop table if exists ixu'); ask(c, f'create temp table ixu (v {t} unique, n int)')
        qs += [f"select count(*), sum(n) from ixm where k = {k} and v {o} '{x}'::{t}" for k in (0, 1) for o in OPS for x in vals]
        lits = [f"'{x}'::{t}" for x in vals]
        qs += ['select count(*), sum(n) from ixm where v in (' + ', '.join(lits[i:i + 3]) + ')' for i in range(0, len(vals), 2)]
        if not t.endswith('[]') and t != 'vector': qs += ['select count(*), sum(n) from ixm where v = any (array[' + ', '.join(lits[:3]) + '])']
        qs += ['select count(*) from (select distinct v from ixm order by v nulls first) q', 'select v is null from ixm order by v nulls first limit 3', 'select v is null from ixm order by v desc limit 3', 'select count(*) from ixm a join ixm b on a.v = b.v', 'select count(*) from (select v from ixm union select v from ixd) q', 'select count(*) from (select v from ixm except select v from ixd) q']
        qs += [f"insert into ixu values ('{x}', {n})" for n, x in enumerate(vals)] + ['select count(*), sum(n) from ixu'] + [f"insert into ixu values ('{x}', 1000) on conflict (v) do update set n = ixu.n + 1" for x in vals[:6]] + ['select sum(n) from ixu']
        for q in qs:
            if q.startswith('insert'):
                i, w = ask(us, q), ask(pg, q); total += 1
                if i != w: wrong += 1; kinds.setdefault((t, 'unique'), []).append((q, i, i, w))
                continue
            ask(us, 'set enable_seqscan = off'); i = ask(us, q)
            ask(us, 'set enable_seqscan = on'); ask(us, 'set enable_indexscan = off'); ask(us, 'set enable_bitmapscan = off'); ask(us, 'set enable_indexonlyscan = off'); s = ask(us, q)
            for g in ('indexscan', 'bitmapscan', 'indexonlyscan'): ask(us, f'reset enable_{g}')
            w = ask(pg, q); total += 1
            if i != w or s != w:
                wrong += 1; k = (t, 'through the index' if s == w else 'without an index too' if i == s else 'both ways, differently')
                kinds.setdefault(k, []).append((q, i, s, w))
for k, v in kinds.items():
    print(f'{k[0]}: {len(v)} wrong {k[1]}')
    for q, i, s, w in v[:3]: print('   ', q, '| index', i, '| scan', s, '| pg', w)
print(f'{total} questions, {wrong} answered wrongly')

#!/usr/bin/python3
"""Differential fuzz: random typed SELECTs on two servers, rows compared as multisets, differences shrunk to small statements.

  difffuzz.py --ours PORT --pg PORT --db NAME [--n 3000] [--seed 1] [--out FILE]
"""
import argparse, collections, copy, json, random, re, sys, time
import psycopg2, psycopg2.extensions as ext

R = random.Random()
SETUP = """
create extension if not exists vector;
create table fa (id int primary key, n int, k bigint, m numeric(10,2), f float8, b bool, s text, d date, w timestamptz, u timestamp, j jsonb, ia int[], ta text[], v vector(3));
create table fb (id int primary key, n int, k smallint, m numeric, f real, b bool, s varchar(20), d date, w timestamptz, u timestamp, j jsonb, ia int[], ta text[], v vector(3));
create table fc (id int, n int, s text);
create table fd (id int primary key, w timestamptz, j jsonb, v vector(3));
create table fe (id int, m numeric, d date, ia int[]);
create index on fa (n); create index on fa (s, d); create index on fb (m); create index on fb (w desc nulls last);
"""
TY = dict(int='integer', big='bigint', num='numeric', flt='double precision', bool='boolean', text='text', date='date', tstz='timestamp with time zone',
          ts='timestamp without time zone', iv='interval', json='jsonb', ia='integer[]', ta='text[]', vec='vector')
LIT = dict(int=['0', '1', '-1', '2', '3', '7', '10', '100', '-5', '2147483647'], big=['0::bigint', '5::bigint', '-3::bigint', '9000000000', '12345678901'],
           num=['0.0', '1.5', '-2.25', '10.00', '0.333', '123.456', '1e3', "'NaN'::numeric", '7.'],
           flt=["0::float8", "1.5::float8", "-0.25::float8", "1e10::float8", "'Infinity'::float8", "3::float8"],
           bool=['true', 'false', 'null::bool'], text=["''", "'a'", "'b'", "'Abc'", "'hello world'", "'10'", "'x_y%z'", "' pad '", "'A'", "'zz'"],
           date=["date '2024-02-29'", "date '2023-12-31'", "date '1999-01-01'", "date '2024-03-10'"],
           tstz=["timestamptz '2024-03-10 12:34:56.789+00'", "timestamptz '2023-12-31 23:59:59+05'", "timestamptz '2000-01-01 00:00:00+00'"],
           ts=["timestamp '2024-03-10 02:30:00'", "timestamp '1999-12-31 23:59:59.5'", "timestamp '2024-02-29 00:00:00'"],
           iv=["interval '1 day'", "interval '1 mon -1 day 02:03:04.5'", "interval '90 min'", "interval '0'", "interval '-3 years 2 mons'"],
           json=["'{}'::jsonb", "'{\"a\": 1, \"b\": [1,2,3]}'::jsonb", "'[1, \"x\", null]'::jsonb", "'null'::jsonb", "'\"str\"'::jsonb", "'{\"a\": {\"b\": \"c\"}}'::jsonb", "'1.50'::jsonb"],
           ia=["'{}'::int[]", "array[1,2,3]", "'{1,null,3}'::int[]", "'{{1,2},{3,4}}'::int[]", "array[5]"],
           ta=["'{}'::text[]", "array['a','b']", "'{x,NULL,\"q w\"}'::text[]"], vec=["'[1,2,3]'::vector", "'[0,0,0]'::vector", "'[0.5,-1,2]'::vector"])
COLS = dict(fa=dict(id='int', n='int', k='big', m='num', f='flt', b='bool', s='text', d='date', w='tstz', u='ts', j='json', ia='ia', ta='ta', v='vec'),
            fb=dict(id='int', n='int', m='num', b='bool', d='date', w='tstz', u='ts', j='json', ia='ia', ta='ta', v='vec', s='text', k='int', f='flt'),
            fc=dict(id='int', n='int', s='text'), fd=dict(id='int', w='tstz', j='json', v='vec'), fe=dict(id='int', m='num', d='date', ia='ia'))
# type: templates; {int} and so on are arguments
OPS = dict(
    int=['({int} + {int})', '({int} - {int})', '({int} * {int})', '({int} / nullif({int}, 0))', '({int} % nullif({int}, 0))', 'abs({int})', '(- {int})', 'length({text})', 'coalesce({int}, {int})',
         'nullif({int}, {int})', 'greatest({int}, {int})', 'least({int}, {int}, {int})', 'case when {bool} then {int} else {int} end', 'case {int} when {int} then {int} end', 'array_length({ia}, 1)',
         'cardinality({ia})', 'position({text} in {text})', '({date} - {date})', 'ascii({text})', '({ia})[1]', '({ia})[{int}]', 'array_position({ta}, {text})', 'sign({num})::int', '{bool}::int', '{flt}::int',
         '{num}::int', 'extract(year from {date})::int', 'extract(dow from {ts})::int', 'jsonb_array_length(case when jsonb_typeof({json}) = \'array\' then {json} else \'[]\' end)', '({json} ->> \'a\')::int', '({int} # {int})', '({int} & {int})', '({int} | {int})', '(~ {int})', '({int} << 2)', '({int} >> 1)', 'strpos({text}, {text})', 'octet_length({text})', 'bit_length({text})', 'array_upper({ia}, 1)', 'array_ndims({ia})', 'vector_dims({vec})', 'width_bucket({num}, 0, 10, 5)', 'num_nulls({int}, {text})', 'gcd({int}, {int})', 'char_length({text})'],
    big=['({big} + {int})', '({big} - {big})', 'count_big', '{int}::bigint', 'coalesce({big}, {big})', 'abs({big})', '{num}::bigint', 'greatest({big}, {int})', '({int} + {big})', 'extract(epoch from {ts})::bigint', 'factorial(5)::bigint', 'lcm({big}, 6::bigint)'],
    num=['({num} + {num})', '({num} - {num})', '({num} * {num})', '({num} / nullif({num}, 0))', '({num} % nullif({num}, 0))', 'round({num}, 1)', 'round({num})', 'trunc({num}, 1)', 'ceil({num})', 'floor({num})', 'abs({num})', '{int}::numeric', '{big}::numeric', '({int} + {num})', '({num} * {int})', 'coalesce({num}, {num})', 'coalesce({num}, {int})', 'case when {bool} then {num} else {int} end', 'greatest({num}, {int})', '{num}::numeric(12,3)', 'extract(epoch from {iv})', 'extract(second from {tstz})', 'extract(month from {date})', 'date_part(\'day\', {ts})::numeric', 'sqrt(abs({num}))', 'sign({num})', 'div({num}, nullif({num}, 0))', 'mod({num}, 7.5)', 'scale({num})::numeric', 'trim_scale({num})', 'min_scale({num})::numeric', 'round({num}, -1)', 'power(abs({num}), 2)', 'width_bucket({num}, 0.0, 10.0, 4)::numeric', 'extract(julian from {date})', 'extract(isoyear from {date})', 'extract(week from {ts})', 'to_number({int}::text, \'S99999\')'],
    flt=['({flt} + {flt})', '({flt} * {flt})', '({flt} - {int})', '{num}::float8', '{int}::float8', 'abs({flt})', 'floor({flt})', 'round({flt})', 'coalesce({flt}, {flt})', '({flt} / nullif({flt}, 0))', '({vec} <-> {vec})', '({vec} <#> {vec})', '({vec} <+> {vec})', 'date_part(\'epoch\', {tstz})', 'sign({flt})', 'greatest({flt}, {int})', '({int} * {flt})', 'case when {bool} then {flt} else {num} end', 'trunc({flt})', 'vector_norm({vec})', 'l2_distance({vec}, {vec})', '({vec} <=> {vec})'],
    bool=['({int} < {int})', '({int} = {int})', '({num} >= {num})', '({text} = {text})', '({text} < {text})', '({date} <= {date})', '({tstz} > {tstz})', '({ts} <> {ts})', '({bool} and {bool})', '({bool} or {bool})', '(not {bool})', '({int} is null)', '({text} is not null)', '({bool} is true)', '({bool} is not unknown)', '({int} between {int} and {int})', '({int} not between {int} and {int})', '({int} between symmetric {int} and {int})', '({int} in ({int}, {int}, {int}))', '({text} not in ({text}, {text}))', '({text} like {text})', '({text} like \'%a%\')', '({text} ilike \'a_c%\')', '({text} ~ \'^[a-h]\')', '({text} !~* \'B\')', '({text} similar to \'(a|b)%\')', '({int} = any ({ia}))', '({int} <> all ({ia}))', '({text} = any ({ta}))', '({ia} @> {ia})', '({ia} && {ia})', '({ta} <@ {ta})', '({ia} = {ia})', '({ia} < {ia})', '({json} @> {json})', '({json} ? \'a\')', '({json} ?| array[\'a\',\'b\'])', '({json} = {json})', '({json} < {json})', '({int} is distinct from {int})', '({num} is not distinct from {num})', '({int} = {num})', '({flt} < {num})', '({big} = {int})', '({date} < {ts})', '({ts} < {tstz})', '({iv} < {iv})', '(({int}, {text}) = ({int}, {text}))', '(({int}, {int}) < ({int}, {int}))', '({vec} = {vec})', '({vec} < {vec})', '(({int}, {text}) is null)', '(row({int}, {text}) is not null)', '(({date}, {date}) overlaps ({date}, {date}))', 'starts_with({text}, {text})', '({json} @? \'$.a\')', '({json} @@ \'$.a == 1\')', '({text} collate "C" < {text})', '(({int}, {num}) in (({int}, {num}), (1, 2)))', '({bool} = {bool})', '({bool} is distinct from {bool})', '({text}::varchar(3) = {text})', '({text}::char(4) = {text}::char(4))', '({num} = {flt})', '({int} > all (array[{int}, {int}]))', '({text} like any (array[{text}, \'%b%\']))', 'isfinite({date})', 'coalesce({bool}, {bool})', 'case when {bool} then {bool} end'],
    text=['({text} || {text})', 'upper({text})', 'lower({text})', 'initcap({text})', 'substring({text} from {int})', 'substring({text} from 2 for 3)', 'left({text}, {int})', 'right({text}, 2)', 'replace({text}, {text}, {text})', 'trim({text})', 'btrim({text}, \'a \')', 'ltrim({text})', 'rpad({text}, 6, \'*\')', 'lpad({text}, 5)', 'reverse({text})', 'repeat({text}, 2)', '{int}::text', '{num}::text', '{flt}::text', '{bool}::text', '{date}::text', '{tstz}::text', '{ts}::text', '{iv}::text', '{json}::text', '{ia}::text', '{ta}::text', '{vec}::text', 'coalesce({text}, {text})', 'case when {bool} then {text} else {text} end', 'split_part({text}, \' \', 1)', 'split_part({text}, \'b\', -1)', 'translate({text}, \'abc\', \'xy\')', 'concat({text}, {int}, {bool})', 'concat_ws(\'-\', {text}, {int}, {num})', 'format(\'%s|%I|%L\', {int}, {text}, {text})', 'to_char({num}, \'FM999990.00\')', 'to_char({int}, \'S099\')', 'to_char({date}, \'YYYY-MM-DD Dy Month\')', 'to_char({tstz}, \'HH24:MI:SS.MS TZ\')', 'to_char({ts}, \'FMDay, DDth IYYY-IW Q\')', 'to_char({iv}, \'DD HH24:MI\')', 'md5({text})', '({json} ->> \'a\')', '({json} #>> \'{a,b}\')', 'jsonb_typeof({json})', 'array_to_string({ia}, \',\', \'*\')', 'array_to_string({ta}, \'|\')', '({ta})[1]', 'quote_literal({text})', 'quote_ident({text})', 'quote_nullable({text})', 'regexp_replace({text}, \'[aeiou]\', \'#\', \'g\')', 'regexp_replace({text}, \'(.)(.)\', \'\\2\\1\')', 'substring({text} from \'[a-c]+\')', 'overlay({text} placing \'zz\' from 2 for 1)', 'chr(65 + abs({int} % 26))', 'to_hex({int})', 'nullif({text}, {text})', 'greatest({text}, {text})', 'min_text', '{text}::varchar(3)', '{text}::char(5)', 'encode({text}::bytea, \'hex\')', 'encode(convert_to({text}, \'UTF8\'), \'base64\')', 'pg_typeof({num})::text', 'pg_typeof({int} + {num})::text', 'age({ts}, {ts})::text', 'jsonb_pretty({json})', 'to_char({num}, \'999D99MI\')', 'to_char({flt}, \'9.99EEEE\')', 'string_to_array({text}, \' \')::text', 'lower({text}) || upper({text})', 'ascii({text})::text', '({text} || {int})', '({int} || {text})', 'unistr(\'\\0041\')', 'regexp_substr({text}, \'[a-z]+\')', '(regexp_match({text}, \'(l+)(o)\'))[2]'],
    date=['({date} + {int} % 1000)', '({date} - 7)', '{ts}::date', 'coalesce({date}, {date})', 'greatest({date}, {date})', '({date} + interval \'1 month\')::date', 'make_date(2024, 1 + abs({int} % 12), 1 + abs({int} % 28))', 'to_date(\'2024-05-06\', \'YYYY-MM-DD\')', 'case when {bool} then {date} else {date} end', '{tstz}::date', 'date_trunc(\'month\', {date})::date'],
    tstz=['({tstz} + {iv})', '({tstz} - {iv})', 'date_trunc(\'hour\', {tstz})', 'coalesce({tstz}, {tstz})', '{ts}::timestamptz', '({ts} at time zone \'Europe/Berlin\')', '{date}::timestamptz', 'date_trunc(\'week\', {tstz})', 'greatest({tstz}, {tstz})', 'date_bin(\'15 minutes\', {tstz}, timestamptz \'2001-01-01 00:00:00+00\')', 'to_timestamp({int})', 'date_trunc(\'day\', {tstz}, \'America/New_York\')'],
    ts=['({ts} + {iv})', '({date} + {iv})', 'date_trunc(\'quarter\', {ts})', '{tstz}::timestamp', '({tstz} at time zone \'America/New_York\')', '{date}::timestamp', '({date} + time \'03:04:05\')', 'coalesce({ts}, {ts})', 'make_timestamp(2024, 2, 29, 1, 2, 3.5)', 'least({ts}, {ts})', '({tstz} at time zone \'UTC\')', '{ts}::timestamp(0)'],
    iv=['({ts} - {ts})', '({tstz} - {tstz})', '({iv} + {iv})', '({iv} * 2)', '({iv} / 3)', '(- {iv})', 'age({ts}, {ts})', 'justify_interval({iv})', 'justify_hours({iv})', 'make_interval(days => {int} % 100)', 'coalesce({iv}, {iv})', '({iv} * 1.5)', 'justify_days({iv})', '({int} % 1000 * interval \'1 hour\')', 'date_trunc(\'hour\', {iv})'],
    json=['({json} -> \'a\')', '({json} -> 0)', '({json} #> \'{b,0}\')', '({json} || {json})', '({json} - \'a\')', 'to_jsonb({int})', 'to_jsonb({text})', 'to_jsonb({num})', 'to_jsonb({ia})', 'to_jsonb({date})', 'to_jsonb({tstz})', 'jsonb_build_object(\'k\', {int}, \'t\', {text})', 'jsonb_build_array({int}, {bool}, {num})', 'coalesce({json}, {json})', 'jsonb_set({json}, \'{a}\', \'9\')', 'jsonb_strip_nulls({json})', 'jsonb_path_query_first({json}, \'$.b[*] ? (@ > 1)\')', 'case when {bool} then {json} else {json} end', 'jsonb_insert(\'{"a":[1]}\'::jsonb, \'{a,0}\', to_jsonb({int}))', 'jsonb_path_query_array({json}, \'$.*\')', '({json} #- \'{a,b}\')', 'row_to_json(row({int}, {text}))::jsonb', 'to_jsonb({flt})', 'to_jsonb({bool})', 'jsonb_object({ta} || {ta})', 'to_jsonb({ts})'],
    ia=['({ia} || {int})', '({int} || {ia})', 'array[{int}, {int}]', 'array_append({ia}, {int})', 'array_remove({ia}, {int})', '({ia})[1:2]', '({ia})[2:]', 'coalesce({ia}, {ia})', 'array_cat({ia}, {ia})', 'array_replace({ia}, 1, {int})', 'array_positions({ia}, {int})', 'case when {bool} then {ia} else {ia} end', 'trim_array(array[1,2,3], 1)', 'array_prepend({int}, {ia})', 'array(select generate_series(1, abs({int} % 4)))', 'array_fill({int}, array[2])', "string_to_array('1,2,,3', ',', '')::int[]"],
    ta=['({ta} || {text})', 'array[{text}, {text}]', 'string_to_array({text}, \' \')', '{ia}::text[]', 'regexp_split_to_array({text}, \'[ _]\')', 'array_remove({ta}, {text})', 'coalesce({ta}, {ta})', '({ta})[1:1]', 'regexp_match({text}, \'([a-z])([a-z])\')', 'array_cat({ta}, {ta})'],
    vec=['({vec} + {vec})', '({vec} - {vec})', '({vec} * {vec})', 'coalesce({vec}, {vec})', 'l2_normalize({vec})', 'array[{int}, {int}, {int}]::vector', 'case when {bool} then {vec} else {vec} end', '{vec}::text::vector', 'subvector({vec}, 1, 3)'])
for k in OPS: OPS[k] = [o for o in OPS[k] if o not in ('count_big', 'min_text')]
AGG = dict(int=['count(*)', 'count({int})', 'count(distinct {text})', 'max({int})', 'min({int})', 'bit_and({int})', 'bit_or({int})', 'count(*) filter (where {bool})', 'bit_xor({int})', '(count(*) - count({num}))'],
           big=['sum({int})', 'sum({int}) filter (where {bool})', 'sum(distinct {int})', 'regr_count({flt}, {flt})'],
           num=['avg({int})', 'sum({num})', 'avg({num})', 'max({num})', 'min({num})', 'stddev({int})', 'var_pop({int})', 'sum({big})', 'percentile_disc(0.5) within group (order by {num})', 'variance({num})'],
           flt=['max({flt})', 'sum({flt})', 'percentile_cont(0.25) within group (order by {int})', 'min({flt})'],
           bool=['bool_and({bool})', 'bool_or({bool})', 'every({bool})'],
           text=['string_agg({text}, \',\' order by {=})', 'max({text})', 'min({text})', 'string_agg(distinct {text}, \';\')', 'mode() within group (order by {text})'],
           date=['max({date})', 'min({date})'], tstz=['max({tstz})'], ts=['min({ts})'], iv=['sum({iv})', 'avg({iv})', 'max({iv})'],
           json=['jsonb_agg({int} order by {=})', 'jsonb_agg({text} order by {=} desc nulls last)', 'jsonb_object_agg({int}::text || \'x\', 1 )', 'jsonb_agg({json} order by {=})'],
           ia=['array_agg({int} order by {=})', 'array_agg(distinct {int})', 'array_agg({int} order by {=} desc nulls last) filter (where {bool})'], ta=['array_agg({text} order by {=})'], vec=['avg({vec})', 'sum({vec})'])
WIN = dict(int=['row_number() over ({w})::int', 'rank() over ({w})::int', 'dense_rank() over ({w})::int', 'ntile(3) over ({w})', 'lag({int}) over ({w})', 'lead({int}, 2, -1) over ({w})', 'first_value({int}) over ({w})', 'last_value({int}) over ({wf})', 'nth_value({int}, 2) over ({wf})', 'count(*) over ({wf})::int', 'max({int}) over ({wf})'],
           big=['sum({int}) over ({wf})', 'count({text}) over ({wf})'], num=['avg({int}) over ({wf})', 'sum({num}) over ({wf})', 'percent_rank() over ({w})::numeric', 'cume_dist() over ({w})::numeric'], text=['min({text}) over ({wf})', 'string_agg({text}, \'\') over ({wf})', 'lag({text}, 1, \'none\') over ({w})'])
TYPES = list(TY)


class N:
    __slots__ = ('t', 'parts', 'key')
    def __init__(self, t, parts, key=''): self.t, self.parts, self.key = t, parts, key
    def __str__(self): return ''.join(map(str, self.parts))
    def kids(self): return [p for p in self.parts if isinstance(p, N)]


def fill(tmpl, t, d, sc, win=None):
    parts = []
    for p in re.split(r'(\{[\w=]+\})', tmpl):
        if p in ('{w}', '{wf}'): parts.append(window(sc, p == '{wf}'))
        elif p == '{=}': parts.append(last)
        elif re.fullmatch(r'\{\w+\}', p) and p[1:-1] in TY: parts.append(last := expr(p[1:-1], d - 1, sc))
        else: parts.append(p)
    return N(t, parts, tmpl)


def window(sc, frame):
    s = ''
    if R.random() < .6: s += 'partition by ' + str(expr(R.choice(['int', 'bool', 'text']), 1, sc)) + ' '
    s += 'order by ' + ''.join(str(col(R.choice(['int', 'text', 'num', 'date']), sc)) + R.choice([' ', ' desc ', ' nulls first ', ' desc nulls last ']) + ', ' for _ in range(R.randint(0, 1)))
    s += ', '.join(sc['uniq'])
    if frame and R.random() < .5:
        s += ' ' + R.choice(['rows between 1 preceding and 1 following', 'rows unbounded preceding', 'rows between current row and unbounded following', 'groups between 1 preceding and current row', 'rows between 2 preceding and 1 preceding', 'rows between unbounded preceding and unbounded following exclude current row'])
    return s


def col(t, sc):
    c = [x for x, y in sc['cols'] if y == t]
    return N(t, [R.choice(c)], 'col') if c else N(t, [R.choice(LIT[t])], 'lit')


def expr(t, d, sc):
    x = R.random()
    if d <= 0 or x < .25: return col(t, sc) if R.random() < .7 else N(t, [R.choice(LIT[t])], 'lit')
    if x > .96 and sc.get('sub', 0) < 2: return subq(t, d, sc)
    if sc.get('agg') and t in AGG and R.random() < .6: 
        inner = dict(sc, agg=False, cols=sc['inner']); return fill(R.choice(AGG[t]), t, min(d, 2), inner)
    if x > .94: return N(t, ['cast(null as ', TY[t], ')'], 'null')
    return fill(R.choice(OPS[t]), t, d, sc)


SUBN = [0]
def subq(t, d, sc):
    SUBN[0] += 1; a = f'q{SUBN[0]}'
    tb = R.choice(list(COLS)); inner = [(f'{a}.{c}', y) for c, y in COLS[tb].items()]
    isc = dict(cols=inner + sc['cols'], uniq=[f'{a}.id'], sub=sc.get('sub', 0) + 1)
    if t == 'bool':
        k = R.randint(0, 3)
        if k == 0: return N(t, [R.choice(['', 'not ']), 'exists (select 1 from ', tb, ' ', a, ' where ', expr('bool', d - 1, isc), ')'], 'exists')
        y = R.choice(['int', 'text', 'num', 'date'])
        if k == 1: return N(t, ['(', expr(y, d - 1, sc), R.choice([' in ', ' not in ']), '(select ', expr(y, 1, isc), ' from ', tb, ' ', a, ' where ', expr('bool', d - 1, isc), '))'], 'in-sub')
        return N(t, ['(', expr(y, d - 1, sc), R.choice([' < any ', ' >= all ', ' = some ']), '(select ', expr(y, 1, isc), ' from ', tb, ' ', a, ' where ', expr('bool', d - 1, isc), '))'], 'any-sub')
    if t in AGG and R.random() < .7:
        isc2 = dict(isc); return N(t, ['(select ', fill(R.choice(AGG[t]), t, 1, dict(isc2, cols=inner)), ' from ', tb, ' ', a, ' where ', expr('bool', d - 1, isc), ')'], 'agg-sub')
    return N(t, ['(select ', expr(t, d - 1, isc), ' from ', tb, ' ', a, ' where ', expr('bool', 1, isc), f' order by {a}.id, 1 limit 1)'], 'scalar-sub')


class Q:
    """A select whose clauses can be taken away one by one."""
    def __init__(self): self.sel, self.frm, self.where, self.group, self.gs, self.having, self.distinct, self.order, self.set, self.shape = [], [], None, [], '', None, '', '', None, 'plain'
    def __str__(self):
        names = ', '.join(f'{e} as c{i}' for i, e in enumerate(self.sel)) or '1 as c0'
        s = f'select {self.distinct}{names} from {"".join(map(str, self.frm))}'
        if self.where is not None: s += f' where {self.where}'
        if self.group:
            g = ', '.join(map(str, self.group))
            s += ' group by ' + (f'{self.group[0]}, rollup ({g})' if self.gs == 'mixed' else f'{self.gs} ({g})' if self.gs in ('rollup', 'cube') else f'grouping sets (({g}), ())' if self.gs else g)
        if self.having is not None: s += f' having {self.having}'
        if self.set: s = f'({s}) {self.set[0]} ({self.set[1]})'
        if self.order: s += f' {self.order}'
        if getattr(self, 'ctes', False): s = "with w0 as (select id, n, s from fc), w1(id, n, s) as materialized (values (1, null::int, 'a'), (2, 2, null), (null, 3, 'c')) " + s
        return s
    def roots(self):
        r = list(self.sel) + [x for x in self.frm if isinstance(x, N)] + ([self.where] if self.where is not None else []) + ([self.having] if self.having is not None else [])
        return r + (self.set[1].roots() if self.set else [])


DEEP = [0]
SHAPES = [0.0]


# ---------------------------------------------------------------- shapes: sets, WITH, LATERAL, grouping sets, whole rows, outer aggregates
SRF = dict(int=['generate_series(1, abs({int} % 3))', 'unnest({ia})', 'generate_subscripts({ia}, 1)', '(generate_series(1, 2) + {int})', 'generate_series(1, 2)', 'generate_series({int} % 3, {int} % 4)'],
           text=['unnest({ta})', "regexp_split_to_table({text}, '[ _]')", "string_to_table({text}, 'a')", "jsonb_object_keys('{\"a\": 1, \"b\": 2}'::jsonb)", "jsonb_array_elements_text('[1, \"x\", null]'::jsonb)", "(regexp_split_to_table({text}, ' ') || 'q')"],
           json=["jsonb_array_elements('[1, \"x\", null]'::jsonb)", "jsonb_path_query({json}, '$.*')"])
CONST = ['1', "'k'::text", 'null::int', 'true', 'now() is null', '1 + 1']


def source(i, cols):
    """an item of FROM with its columns: a table, a subquery, a reference of WITH, VALUES, a function"""
    a = f't{i}'; k = R.randint(0, 5)
    if k == 0: return f'(values (1, null::int, \'a\'), (2, 5, null), (3, null, null)) {a}(id, n, s)', [(f'{a}.id', 'int'), (f'{a}.n', 'int'), (f'{a}.s', 'text')], a
    if k == 1: return f'generate_series(1, 4) with ordinality {a}(id, n)', [(f'{a}.id', 'int')], a
    if k == 2: return f'{R.choice(["w0", "w1"])} {a}', [(f'{a}.id', 'int'), (f'{a}.n', 'int'), (f'{a}.s', 'text')], a
    if k == 3:
        tb = R.choice(['fa', 'fb', 'fc']); return f'(select id, n, s::text as s from {tb} where n is null or n <> 7 offset 0) {a}', [(f'{a}.id', 'int'), (f'{a}.n', 'int'), (f'{a}.s', 'text')], a
    tb = R.choice(['fa', 'fb', 'fc']); return f'{tb} {a}', [(f'{a}.{c}', y) for c, y in COLS[tb].items()], a


def shaped():
    SUBN[0] = 0; q = Q(); q.shape = 'shape'; q.ctes = True
    cols, names = [], []
    for i in range(R.choice([1, 2, 2, 3])):
        k = R.randint(0, 6)
        if i and k == 0:
            a = f't{i}'; sc = dict(cols=cols, uniq=[], sub=2)
            jk = R.choice(["join", "left join", "cross join"])
            q.frm += [f' {jk} lateral (select ', expr('int', 1, sc), ' as id, max(x.n) as n, ', expr('text', 1, sc), f' as s from {R.choice(["fc", "w0", "fb"])} x where x.id in (', expr('int', 1, sc), ', ', expr('int', 1, sc), f')) {a}']
            if 'cross' not in jk: q.frm.append(' on true')
            mine = [(f'{a}.id', 'int'), (f'{a}.n', 'int'), (f'{a}.s', 'text')]
        else:
            txt, mine, a = source(i, cols)
            if i == 0: q.frm.append(txt)
            else:
                j = R.choice(['join', 'left join', 'left join', 'right join', 'full join'])
                y = f'{names[-1]}.id = {a}.id'
                if j != 'full join' and R.random() < .3: q.frm += [f' {j} {txt} on ', expr('bool', 1, dict(cols=cols + mine, uniq=[], sub=2))]
                else: q.frm.append(f' {j} {txt} on {y}')
        cols += mine; names.append(a)
    sc = dict(cols=cols, uniq=[f'{a}::text' for a in names], sub=1)
    def member(d=1):
        k = R.randint(0, 5); w = R.choice(['w0', 'w1', 'fc']); x = f'x{R.randint(0, 99)}'
        if k == 0: return N('bool', ['(', expr('int', 1, sc), R.choice([' in ', ' not in ']), f'(select {x}.{R.choice(["id", "n"])} from {w} {x}', R.choice(['', f' where {x}.id is not null']), '))'], 'with-in')
        if k == 1: return N('bool', [R.choice(['', 'not ']), f'exists (select from {w} {x} where {x}.id = ', expr('int', 1, sc), ')'], 'with-exists')
        if k == 2: return N('bool', [f'exists (select from {w} {x} where {x}.id in (', col('int', sc), ', ', expr('int', 1, sc), '))'], 'in-outer')
        if k == 3: return N('bool', ['(', expr('int', 1, sc), R.choice([' = any ', ' <> all ', ' < all ', ' = any ']), R.choice(["('{}'::int[])", "(array[1, null, 3])", f'(select {x}.n from {w} {x})']), ')'], 'any')
        if k == 4: return N('bool', ['(not ', member(d - 1), ')'], 'not') if d > 0 else expr('bool', 1, sc)
        return N('bool', [R.choice(names), R.choice([' is null', ' is not null'])], 'row-null')
    if R.random() < .6: q.where = member() if R.random() < .7 else expr('bool', 2, sc)
    def srf(t=None):
        t = t or R.choice(list(SRF)); return fill(R.choice(SRF[t]), t, 1, dict(sc, sub=2))
    def whole():
        a = R.choice(names); return N('text', [f'{a}::text'], 'row')
    def outer(cols_ok):
        x = f'y{R.randint(0, 99)}'; c = col('int', sc)
        return R.choice([N('int', ['(select max(', c, '))'], 'outer-agg'), N('big', ['(select count(', c, f') from fc {x} where {x}.id = 1)'], 'outer-agg'), N('big', ['(select sum(', c, f' + 0 * {x}.id) from fc {x})'], 'inner-agg') if cols_ok else N('int', ['(select min(', c, ') filter (where ', c, ' > 0))'], 'outer-agg')])
    k = R.randint(0, 6)
    if k <= 2:
        keys = []
        for _ in range(R.randint(1, 3)):
            z = R.random(); keys.append(srf() if z < .35 else N('int', [R.choice(CONST)], 'lit') if z < .5 else R.choice(keys) if keys and z < .65 else expr(R.choice(['int', 'text', 'bool']), 1, dict(sc, sub=2)))
        q.sel = list(keys); g = [str(i + 1) for i in range(len(keys))]; R.shuffle(g)
        q.group = g; q.gs = R.choice(['', 'rollup', 'cube', 'sets', 'mixed']) 
        for _ in range(R.randint(0, 3)):
            z = R.random(); q.sel.append(N('big', ['count(*)'], 'agg') if z < .3 else N('text', [f'count({R.choice(names)})'], 'agg') if z < .5 else outer(False) if z < .7 else srf2(q) if z < .85 else fill(R.choice(AGG['int']), 'int', 1, dict(sc, agg=False)))
    elif k == 3:
        q.sel = [outer(False)] + [fill(R.choice(AGG['int']), 'int', 1, dict(sc, agg=False)) for _ in range(R.randint(0, 1))]
    else:
        q.sel = [R.choice([srf, srf, whole, lambda: outer(True) if False else expr('int', 1, sc), lambda: expr('text', 2, sc)])() for _ in range(R.randint(1, 4))]
        z = R.random()
        if z < .2: q.distinct = 'distinct '
        elif z < .35 and len(q.sel) > 1: q.distinct = 'distinct on (1) '; q.order = 'order by ' + ', '.join(str(i + 1) for i in range(len(q.sel)))
    # PostgreSQL 15 takes a constant key for the same in all grouping sets: no limit by it
    if not q.order and not q.gs and R.random() < .3: q.order = 'order by ' + ', '.join(f'{i + 1}{R.choice(["", " desc"])}' for i in range(len(q.sel))) + f' limit {R.choice([2, 5, 50])}'
    return q


def srf2(q): return N('int', [R.choice(['generate_series(1, 2)', 'generate_series(1, count(*)::int % 3)', 'unnest(array[count(*), 5])'])], 'srf-agg')


def gen():
    SUBN[0] = 0
    if R.random() < SHAPES[0]: return shaped()
    q = Q(); tabs = R.choices(list(COLS), weights=[5, 4, 2, 2, 2], k=R.choice([1, 1, 1, 2, 2, 3])); cols = []; uniq = []
    for i, tb in enumerate(tabs):
        a = f't{i}'; mine = [(f'{a}.{c}', y) for c, y in COLS[tb].items()]
        if i == 0: q.frm.append(f'{tb} {a}')
        else:
            j = R.choice(['join', 'left join', 'right join', 'full join', 'cross join', 'lateral', 'using'])
            if j == 'cross join': q.frm.append(f' cross join {tb} {a}')
            elif j == 'lateral':
                sc = dict(cols=mine + cols, uniq=[f'{a}.id'], sub=1)
                q.frm += [f' {R.choice(["left join", "join"])} lateral (select * from {tb} {a} where ', expr('bool', 2, sc), f' order by {a}.id, {a}::text limit 2) {a} on true']
            elif j in ('full join', 'right join', 'using'):
                y = R.choice(['id', 'id', 'n'] if 'n' in COLS[tb] and tabs[0] in ('fa', 'fb', 'fc') else ['id'])
                q.frm.append(f' {j if j != "using" else "join"} {tb} {a} on t0.{y} = {a}.{y}')
            else: q.frm += [f' {j} {tb} {a} on ', expr('bool', 2, dict(cols=mine + cols, uniq=uniq, sub=1)) if R.random() < .5 else N('bool', [f't0.id = {a}.id'], 'eq')]
        cols += mine; uniq += [f'{a}::text']
    sc = dict(cols=cols, uniq=uniq)
    if R.random() < .65: q.where = expr('bool', R.choice([1, 2, 3]) + DEEP[0], sc)
    sh = R.random(); types = [R.choice(TYPES) for _ in range(R.randint(1, 4))]
    if sh < .3:
        q.shape = 'group'
        ks = [c for c, y in R.sample(cols, min(len(cols), R.randint(0, 2))) if y not in ('json',)]
        kt = dict(cols)
        q.group = [N(kt[k], [k], 'col') for k in dict.fromkeys(ks)]
        if q.group and R.random() < .25: q.gs = R.choice(['rollup', 'cube', 'sets'])
        asc = dict(cols=[(str(g), g.t) for g in q.group], inner=cols, agg=True, uniq=uniq, sub=2)
        q.sel = list(q.group) + [fill(R.choice(AGG[t]), t, 2, dict(sc)) if R.random() < .6 else expr(t, 2, asc) for t in types if t in AGG]
        if R.random() < .25: q.having = expr('bool', 2, asc)
    elif sh < .45:
        q.shape = 'window'
        q.sel = [fill(R.choice(WIN[t]), t, 2, sc) for t in R.choices(list(WIN), k=R.randint(1, 3))] + [expr(t, 2, sc) for t in types[:1]]
    else:
        q.sel = [expr(t, R.choice([1, 2, 2, 3]) + DEEP[0], sc) for t in types]
        if sh < .55:
            q.shape = 'setop'
            q2 = Q(); tb = R.choice(list(COLS)); q2.frm = [f'{tb} u0']; s2 = dict(cols=[(f'u0.{c}', y) for c, y in COLS[tb].items()], uniq=['u0::text'])
            q2.sel = [expr(e.t, 2, s2) for e in q.sel]
            q.set = (R.choice(['union', 'union all', 'intersect', 'except', 'except all', 'intersect all']), q2)
        elif sh < .62: q.distinct = 'distinct '; q.shape = 'distinct'
    k = len(q.sel)
    if k and R.random() < .3:
        o = ', '.join(f'{i + 1}{R.choice(["", " desc", " nulls first", " desc nulls last"])}' for i in range(k))
        q.order = f'order by {o} limit {R.choice([1, 3, 5, 20])}' + R.choice(['', ' offset 1', ' offset 2'])
    return q


# ---------------------------------------------------------------- running and comparing
def connect(port, db):
    c = psycopg2.connect(host='127.0.0.1', port=port, user='postgres', dbname=db, connect_timeout=10); c.autocommit = True
    cur = c.cursor(); cur.execute("set timezone = 'Europe/Berlin'"); cur.execute("set statement_timeout = '20s'")
    return c


class AnyStr:
    pass


def result(c, sql):
    cur = c.cursor(cursor_factory=None)
    try:
        cur.execute(sql)
        rows = cur.fetchall()
        return ('rows', [(d.name, d.type_code) for d in cur.description], rows)
    except psycopg2.Error as e:
        if c.closed: return ('lost', str(e)[:200], None)
        return ('error', e.pgcode, (e.diag.message_primary or str(e)))
    finally:
        try: cur.close()
        except Exception: pass


def closef(x, y):
    if x == y: return True
    if x is None or y is None: return False
    try: a, b = float(x), float(y)
    except ValueError:
        n = re.compile(r'-?\d+(?:\.\d+)?(?:e[-+]?\d+)?')
        return n.sub('#', x) == n.sub('#', y) and all(closef(p, q) for p, q in zip(n.findall(x), n.findall(y)))
    return a == b or abs(a - b) <= 1e-9 * max(abs(a), abs(b)) and len(x) > 14


def compare(a, b, sql=''):
    """None when equal, else a kind"""
    if a[0] == 'error' and b[0] == 'error': return None if a[1] == b[1] else f'sqlstate {a[1]} for {b[1]}'
    if a[0] == 'lost': return 'LOST'
    if a[0] == 'error': return f'ours fails {a[1]}'
    if b[0] == 'error': return f'ours accepts, pg {b[1]}'
    ta, tb = [t for _, t in a[1]], [t for _, t in b[1]]
    if ta != tb and not all(x == y or (x > 16000 and y > 16000) for x, y in zip(ta, tb)): return f'column type {[(x, y) for x, y in zip(ta, tb) if x != y][:1]}'
    k = lambda r: tuple('\0' if v is None else v for v in r)
    ra, rb = sorted(a[2], key=k), sorted(b[2], key=k)
    if ra == rb: return None
    if len(ra) != len(rb): return 'row count'
    if all(len(x) == len(y) and all(closef(p, q) for p, q in zip(x, y)) for x, y in zip(ra, rb)): return 'last digits'
    return 'values'


def shrink(q, still, budget=220):
    def edits(q):
        # structural
        if q.set: p = copy.deepcopy(q); p.set = None; p.order = ''; yield p
        if q.order: p = copy.deepcopy(q); p.order = ''; yield p
        if q.where is not None: p = copy.deepcopy(q); p.where = None; yield p
        if q.having is not None: p = copy.deepcopy(q); p.having = None; yield p
        if q.distinct: p = copy.deepcopy(q); p.distinct = ''; yield p
        if q.gs: p = copy.deepcopy(q); p.gs = ''; yield p
        if len(q.sel) > 1 and not q.set:
            for i in range(len(q.sel)): p = copy.deepcopy(q); del p.sel[i]; p.order = ''; yield p
        if len(q.frm) > 1: p = copy.deepcopy(q); p.frm = q.frm[:1]; yield p
        # expressions
        n = sum(1 for _ in walk(q))
        for i in range(n):
            node = list(walk(q))[i]
            if node.key in ('col', 'lit', 'null'): continue
            cands = [k for k in desc(node) if k.t == node.t] + [N(node.t, [LIT[node.t][0]], 'lit'), N(node.t, [LIT[node.t][1]], 'lit'), N(node.t, ['cast(null as ', TY[node.t], ')'], 'null')]
            for c in cands[:6]:
                p = copy.deepcopy(q); tgt = list(walk(p))[i]; c = copy.deepcopy(c)
                tgt.parts, tgt.key, tgt.t = c.parts, c.key, c.t
                yield p
    used = 0; better = True
    while better and used < budget:
        better = False
        for p in edits(q):
            if len(str(p)) >= len(str(q)): continue
            used += 1
            if still(p): q = p; better = True; break
            if used >= budget: break
    return q


def walk(q):
    st = [x for x in q.roots()]
    while st:
        x = st.pop(0); yield x; st = x.kids() + st


def desc(n):
    out = []
    for k in n.kids(): out.append(k); out += desc(k)
    return out


def rowsql(tb, i):
    v = []
    for c, t in COLS[tb].items():
        v.append(str(i) if c == 'id' else 'null' if R.random() < .18 else {'k': str(R.randint(-50, 50)), 'f': str(R.randint(-20, 20) / 4), 's': R.choice(LIT['text'])}.get(c) or R.choice(LIT[t][:9]))
    return f'insert into {tb} ({", ".join(COLS[tb])}) values ({", ".join(v)})'


def main():
    p = argparse.ArgumentParser(); p.add_argument('--ours', type=int, required=True); p.add_argument('--pg', type=int, required=True); p.add_argument('--db', default='conf_fuzz')
    p.add_argument('--n', type=int, default=3000); p.add_argument('--seed', type=int, default=1); p.add_argument('--out', default='fuzz.json'); p.add_argument('--limit-s', type=int, default=900); p.add_argument('--deeper', type=int, default=0); p.add_argument('--shapes', type=float, default=.4, help='share of statements with sets, WITH, LATERAL, grouping sets, whole rows, outer aggregates')
    a = p.parse_args(); R.seed(a.seed); DEEP[0] = a.deeper; SHAPES[0] = a.shapes
    oids = ext.new_type(tuple(range(1, 6000)) , 'S', lambda v, c: v); ext.register_type(oids)
    for port in (a.ours, a.pg):
        c = psycopg2.connect(host='127.0.0.1', port=port, user='postgres', dbname='postgres'); c.autocommit = True
        cur = c.cursor()
        try: cur.execute(f'drop database if exists {a.db}')
        except psycopg2.Error as e: print(e)
        cur.execute(f'create database {a.db}'); c.close()
    ours, pg = connect(a.ours, a.db), connect(a.pg, a.db)
    rows = [rowsql(tb, i) for tb in COLS for i in range(1, {'fa': 25, 'fb': 20}.get(tb, 9))]
    for c in (ours, pg):
        cur = c.cursor()
        for s in SETUP.split(';'):
            if s.strip(): cur.execute(s)
        for s in rows: cur.execute(s)
    kinds = collections.OrderedDict(); n = eq = erreq = 0; t0 = time.time(); agree_rows = 0; counts = collections.Counter()
    while n < a.n and time.time() - t0 < a.limit_s:
        q = gen(); sql = str(q); n += 1
        x, y = result(ours, sql), result(pg, sql)
        if x[0] == 'lost': ours = connect(a.ours, a.db)
        k = compare(x, y)
        if k is None:
            eq += 1; erreq += x[0] == 'error'
            continue
        cls = re.sub(r'\d{5,}|\[.*', '', k)
        if y[0] == 'error' and 'could not determine polymorphic type' in str(y[2]): counts['known: unknown literal as polymorphic argument accepted'] += 1; continue
        if y[0] == 'error' and x[0] == 'rows' and y[1][:2] in ('22', '0A'): counts['known: PostgreSQL folds constants or evaluates in another order, and fails'] += 1; continue
        if x[0] == y[0] == 'error' and x[1][:2] in ('22', '0A') and y[1][:2] in ('22', '0A'): counts['known: another error first'] += 1; continue
        counts[k if not k.startswith('column type') else 'column type'] += 1
        def still(p):
            s = str(p); u, w = result(ours, s), result(pg, s)
            return compare(u, w) == k
        sq = shrink(q, still) if k != 'LOST' else q
        s = str(sq); u, w = result(ours, s), result(pg, s)
        sig = (k, tuple(sorted({nd.key for nd in walk(sq) if nd.key not in ('col', 'lit', 'null')})), (u[2][:60] if u[0] == 'error' else ''))
        if sig in kinds: kinds[sig]['n'] += 1
        else:
            kinds[sig] = dict(kind=k, n=1, sql=s, first=sql, ours=repr(u)[:600], pg=repr(w)[:600])
            print(f'[{n}] {k}: {s}\n    ours {repr(u)[:220]}\n    pg   {repr(w)[:220]}', flush=True)
    print(f'{n} queries: {eq} equal ({erreq} of them the same error), {n - eq} different in {len(kinds)} kinds; {time.time() - t0:.0f} s; {counts.most_common()}')
    json.dump(list(kinds.values()), open(a.out, 'w'), indent=1)


main()

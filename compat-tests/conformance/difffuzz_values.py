#!/usr/bin/python3
"""Random values of every scalar kind on both servers: texts of dates, times and intervals in all their forms, zones,
extreme numerics, to_char and to_timestamp patterns, text, bytea and bit functions.
difffuzz_values.py TUSK PG [SEED] [COUNT] [KINDS]   prints what differs, by kind."""
import sys, random, psycopg2, collections, time
port, pg_port = int(sys.argv[1]), int(sys.argv[2]); seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
count = int(sys.argv[4]) if len(sys.argv) > 4 else 2000
R = random.Random(seed)
P = psycopg2.connect(host='127.0.0.1', port=pg_port, user='postgres', dbname='postgres')
T = psycopg2.connect(host='127.0.0.1', port=port, user='postgres', dbname='postgres')
for c in (P, T): c.autocommit = True
p, t = P.cursor(), T.cursor()
pick = R.choice
def lit(s): return "'" + s.replace("'", "''") + "'"
def maybe(x, pr=0.5): return x if R.random() < pr else ''
ZONES = ['Europe/Berlin','America/New_York','Asia/Kolkata','UTC','GMT','Europe/London','Australia/Lord_Howe','America/St_Johns','Pacific/Apia','Africa/Casablanca','Europe/Dublin','Asia/Tehran','PST8PDT','CST7CDT','EST5EDT,M3.2.0,M11.1.0','<+05:30>-5:30','FOO-3','+3','-4:30','5','UTC+3','Etc/GMT-14','Europe/Amsterdam','America/Caracas','Antarctica/Troll','Asia/Pyongyang','Europe/Moscow']
ABBR = ['MSK','CEST','EST','EDT','PST','PDT','IST','BST','Z','zulu','UTC','gmt','VET','GET','ART','met dst','CET DST','NZDT','ACST','XYZ','WIB','UZT','KST','PKT','AMT','YEKT','ALMT','FKT','EASST','at','LMT']
def year(): return pick([str(R.randint(1, 99)), str(R.randint(1900, 2100)), str(R.randint(1900, 2100)), str(R.randint(100, 9999)).zfill(4), str(R.randint(10000, 300000)), '%02d' % R.randint(0, 99), '4714', '294276', '0'])
MON = 'jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september sept october november december'.split()
def mon(): return pick([str(R.randint(1, 12)), '%02d' % R.randint(1, 13), pick(MON), pick(MON).upper(), pick(MON).title()])
def day(): return pick([str(R.randint(1, 28)), '%02d' % R.randint(1, 31), '0', '32', str(R.randint(1,366)).zfill(3)])
def dateT():
    y, m, d = year(), mon(), day(); s = pick(['-', '/', '.', ' ', '-', '-', ', '])
    k = R.random()
    if k < .35: return y + s + m + s + d
    if k < .5: return m + s + d + s + y
    if k < .6: return d + s + m + s + y
    if k < .66: return '%s%02d%02d' % (str(R.randint(1900, 2100)), R.randint(1, 12), R.randint(1, 28))
    if k < .7: return '%02d%02d%02d' % (R.randint(0, 99), R.randint(1, 12), R.randint(1, 28))
    if k < .74: return 'J%d' % R.randint(0, 5000000) + maybe('.%d' % R.randint(0, 999), .3)
    if k < .78: return '%d.%03d' % (R.randint(1900, 2100), R.randint(1, 366))
    if k < .82: return 'y%sm%sd%s' % (R.randint(1900, 2100), R.randint(1, 12), R.randint(1, 28))
    if k < .86: return pick(['epoch', 'infinity', '-infinity', 'inf', '+infinity', 'today', 'tomorrow', 'yesterday'])
    if k < .9: return pick(['Mon', 'Tuesday', 'wed', 'thurs', 'Sat']) + ' ' + pick(MON) + ' ' + str(R.randint(1, 28)) + ' ' + year()
    return y + '-' + '%02d' % R.randint(1, 12) + '-' + '%02d' % R.randint(1, 28)
def timeT():
    h, m, s = str(R.randint(0, 24)), '%02d' % R.randint(0, 60), '%02d' % R.randint(0, 60)
    f = maybe('.' + str(R.randint(0, 9999999)), .4)
    k = R.random()
    if k < .6: return h.zfill(pick([1, 2])) + ':' + m + maybe(':' + s + f, .8)
    if k < .68: return h.zfill(2) + m + s + f
    if k < .72: return h.zfill(2) + m
    if k < .76: return m + ':' + s + '.' + str(R.randint(0, 999))
    if k < .8: return 'h%sm%ss%s' % (h, m, s) + f
    if k < .84: return 'allballs'
    if k < .88: return 'T' + h.zfill(2) + ':' + m
    return h.zfill(2) + ':' + m + ':' + s + f
def zoneT(): return pick(['+%02d' % R.randint(0, 16), '-%02d' % R.randint(0, 12), '+%02d:%02d' % (R.randint(0, 15), R.randint(0, 60)), '-%02d%02d' % (R.randint(0, 14), R.randint(0, 59)), '+5', '-12:30:45', ' ' + pick(ABBR), ' ' + pick(ABBR), ' ' + pick(ZONES), ' ' + pick(ZONES)])
def stampT():
    s = dateT() + pick([' ', ' ', ' ', 'T', '  ']) + timeT() if R.random() < .75 else (dateT() if R.random() < .6 else timeT() + ' ' + dateT())
    s += maybe(zoneT(), .4); s += maybe(pick([' BC', ' AD', ' am', ' pm', ' PM', 'AM', ' dst', ' at', ' on']), .15)
    return s if R.random() < .95 else s + pick(['x', ' 1', '!', ' 12:00', ',,', ' now'])
UN = 'us usec microseconds microsecond ms msec milliseconds s sec second seconds secs m min mins minute minutes h hr hour hours d day days w week weeks mon mons month months y yr year years decade decades c cent century centuries mil millennium millennia quarter qtr timezone'.split()
def num(): return pick(['', '-', '+', '']) + pick([str(R.randint(0, 99)), str(R.randint(0, 9999)), '%d.%d' % (R.randint(0, 99), R.randint(0, 9999)), '.5', '1.', '%.7f' % R.uniform(0, 100), str(R.randint(0, 2**31)), str(R.randint(0, 2**63)) if R.random() < .2 else '2', '0.1', '1.5', '2.7'])
def intervalT():
    k = R.random()
    if k < .5: return ' '.join(num() + pick([' ', '', ' ']) + pick(UN) for _ in range(R.randint(1, 4))) + maybe(' ' + pick(['', '-', '+']) + timeT(), .25) + maybe(' ago', .1)
    if k < .65: return num() + maybe(' ' + pick(['', '-', '+']) + timeT(), .7)
    if k < .72: return pick(['', '-', '+']) + '%d-%d' % (R.randint(0, 999), R.randint(0, 13)) + maybe(' ' + num() + ' ' + timeT(), .5)
    if k < .9:
        s = 'P' + ''.join(num() + u for u in 'YMWD' if R.random() < .4)
        return s + maybe('T' + ''.join(num() + u for u in 'HMS' if R.random() < .6), .7)
    if k < .95: return 'P%s-%s-%s' % (num(), num(), num()) + maybe('T%d:%d:%s' % (R.randint(0, 99), R.randint(0, 99), num()), .5)
    return pick(['P%08d' % R.randint(0, 99999999), 'P%08dT%06d' % (R.randint(0, 99999999), R.randint(0, 999999)), 'PT%06d' % R.randint(0, 999999), 'P', 'PT', 'P1', 'PT1.5', '@ 1 day', '1 day -', 'P1DT'])
def ts(): return pick(['timestamp %s', 'timestamptz %s']) % lit('%04d-%02d-%02d %02d:%02d:%02d.%06d' % (pick([R.randint(1, 9999), R.randint(1900, 2050)]), R.randint(1, 12), R.randint(1, 28), R.randint(0, 23), R.randint(0, 59), R.randint(0, 59), pick([0, R.randint(0, 999999)])) + pick(['', '', ' BC']))
def iv(): return 'interval ' + lit('%d mons %d days %02d:%02d:%02d.%06d' % (pick([0, R.randint(-500, 500)]), pick([0, R.randint(-1000, 1000)]), R.randint(0, 99), R.randint(0, 59), R.randint(0, 59), R.randint(0, 999999)))
UNITS = 'microseconds milliseconds second minute hour day week month quarter year decade century millennium dow isodow doy isoyear julian epoch timezone timezone_hour timezone_minute us seconds qtr mils jd timezone_h now mm'.split()
DP = 'HH HH12 HH24 MI SS MS US FF1 FF2 FF3 FF4 FF5 FF6 SSSS SSSSS AM PM am a.m. P.M. Y,YYY YYYY YYY YY Y IYYY IYY IY I BC AD b.c. MONTH Month month MON Mon mon MM DAY Day day DY Dy dy DDD IDDD DD D ID W WW IW CC J Q RM rm TZ tz TZH TZM OF FM FX TM th TH'.split()
def dpat(): return ''.join(pick(['FM', '', '', '', '', 'FX' if R.random() < .1 else '']) + pick(DP) + pick(['', '', 'th', 'TH']) * (R.random() < .15) + pick([' ', '-', '/', ':', '', '"lit"', ', ', '\\"', 'x', 'é', '.']) for _ in range(R.randint(1, 6)))
NP = ['9', '0', '9', '9', '0', '.', 'D', 'G', ',', 'S', 'MI', 'PL', 'SG', 'PR', 'FM', 'TH', 'th', 'V', 'L', 'EEEE', 'RN', 'rn', ' ', '"x"', 'B', '9', '9', '9']
def npat(): return ''.join(pick(NP) for _ in range(R.randint(1, 9)))
def numeric():
    k = R.random()
    if k < .4: return '%s%d.%s' % (pick(['', '-']), R.randint(0, 10**R.randint(0, 12)), ''.join(pick('0123456789') for _ in range(R.randint(1, 12))))
    if k < .55: return '%s%d' % (pick(['', '-']), R.randint(0, 10**R.randint(0, 25)))
    if k < .65: return '%s%de%d' % (pick(['', '-']), R.randint(1, 9999), R.randint(-40, 40))
    if k < .75: return pick(['0', '1', '-1', '0.5', '1.5', '2.5', '-2.5', '10', '0.0', '1.000', '100', '0.1', '3', '2'])
    if k < .8: return pick(["'NaN'", "'Infinity'", "'-Infinity'"])
    return '%.*f' % (R.randint(0, 8), R.uniform(-1000, 1000))
def N(): return '(' + numeric() + ')::numeric'
def F():
    return '(' + pick([numeric(), '%r' % R.uniform(-10, 10), '%r' % (R.uniform(-1, 1) * 10**R.randint(-300, 300)), "'NaN'", "'-0'", "'inf'", '1e308', '4.9e-324', '0.5', '30', '45', '90', '180']) + ')::float8'
CH = 'abcABCxyz é日😀0123 ,.-_\\\'"%$'
def text(n=8): return ''.join(pick(CH) for _ in range(R.randint(0, n)))
def X(n=8): return lit(text(n)) + '::text'
def I(): return str(pick([R.randint(-5, 12), R.randint(-3, 6), 0, 1, 2147483647, -2147483648]))
def BY(): return "'\\x" + ''.join('%02x' % R.randint(0, 255) for _ in range(R.randint(0, 8))) + "'::bytea"
def BT(): return "B'" + ''.join(pick('01') for _ in range(R.randint(0, 20))) + "'"
G = {}
G['date'] = lambda: lit(dateT()) + '::date'
G['timestamp'] = lambda: lit(stampT()) + '::timestamp'
G['timestamptz'] = lambda: lit(stampT()) + '::timestamptz'
G['time'] = lambda: lit(maybe(dateT() + ' ', .15) + timeT() + maybe(zoneT(), .2) + maybe(pick([' am', ' PM']), .2)) + '::time' + maybe('(%d)' % R.randint(0, 6), .2)
G['timetz'] = lambda: lit(maybe(dateT() + ' ', .3) + timeT() + maybe(zoneT(), .8)) + '::timetz'
G['interval'] = lambda: lit(intervalT()) + '::interval' + maybe(pick(['(2)', ' year', ' month', ' day to second', ' hour to minute', ' minute to second(1)', ' second(0)', ' day', ' year to month']), .2)
G['extract'] = lambda: pick(['extract(%s from %s)', 'date_part(%s, %s)']).replace('%s', '{}', 1).format("'" + pick(UNITS) + "'") .replace('%s', pick([ts(), iv(), "date '2020-05-06'", "time '01:02:03.5'", "timetz '01:02:03.5+05:30'", "timestamp 'infinity'", "date '-infinity'"]))
G['trunc'] = lambda: 'date_trunc(%s, %s)' % (lit(pick(UNITS)), pick([ts(), iv(), ts() + ', ' + lit(pick(ZONES + ABBR))]))
G['math'] = lambda: pick(['%s + %s', '%s - %s']) % (ts(), iv())
G['math2'] = lambda: pick(['%s - %s', 'age(%s, %s)', '%s > %s', '(%s, %s) overlaps (now(), interval \'1 day\')']) % (ts(), ts())
G['imath'] = lambda: pick([lambda: iv() + ' * ' + F(), lambda: iv() + ' / ' + F(), lambda: iv() + pick([' + ', ' - ', ' < ', ' = ']) + iv(), lambda: pick(['justify_hours', 'justify_days', 'justify_interval']) + '(' + iv() + ')', lambda: 'make_interval(%s)' % ', '.join(I() for _ in range(R.randint(0, 6))), lambda: 'date_bin(%s, timestamp %s, timestamp %s)' % (iv(), lit('2020-%02d-%02d 10:11:12' % (R.randint(1, 12), R.randint(1, 28))), lit('%d-01-01' % R.randint(1, 3000))), lambda: "time '10:00' " + pick('+-') + ' ' + iv(), lambda: "date '2020-01-31' " + pick('+-') + ' ' + iv()])()
G['atzone'] = lambda: '(%s) at time zone %s' % (pick([ts(), ts(), "timetz '10:00+03'"]), pick([lit(pick(ZONES)), lit(pick(ABBR)), iv(), "interval '-05:30'"]))
G['make'] = lambda: pick(['make_timestamp(%d,%d,%d,%d,%d,%s)', 'make_timestamptz(%d,%d,%d,%d,%d,%s)', 'make_timestamptz(%d,%d,%d,%d,%d,%s,' + lit(pick(ZONES + ABBR + ['+2', '-3:30', '2'])) + ')']) % (R.randint(-5, 3000), R.randint(1, 13), R.randint(1, 31), R.randint(0, 24), R.randint(0, 60), pick(['0', '59.999999', '60', '5.5', '60.1', '1e3', '2.0000005']))
G['tochar_date'] = lambda: 'to_char(%s, %s)' % (pick([ts(), ts(), iv(), "timestamp 'infinity'"]), lit(dpat()))
G['to_timestamp'] = lambda: (lambda f: pick(['to_timestamp(%s, %s)', 'to_date(%s, %s)']) % (pick(['to_char(%s, %s)' % (ts(), lit(f)), lit(stampT()), lit(text(12))]), lit(f if R.random() < .8 else dpat())))(dpat() if R.random() < .5 else pick(['YYYY-MM-DD HH24:MI:SS', 'YYYY Mon DD', 'YYYYMMDD', 'DD/MM/YY', 'IYYY-IW-ID', 'YYYY-DDD', 'HH:MI:SS PM', 'YYYY-MM-DD HH24:MI:SS.US', 'MS', 'YYYY-MM-DD HH24:MI:SSTZH:TZM', 'J', 'YY', 'CC YY', 'Y,YYY', 'FMMonth DD, YYYY', 'SSSS', 'BC YYYY', 'YYYY-MM-DD"T"HH24:MI']))
G['tochar_num'] = lambda: 'to_char(%s, %s)' % (pick([N(), N(), F(), str(R.randint(-99999, 99999)), '(%s)::float4' % pick(['1.5', '-0.001', '12345.678', '1e20', "'NaN'"])]), lit(npat()))
G['to_number'] = lambda: 'to_number(%s, %s)' % (pick(['to_char(%s, %s)' % (N(), lit(npat())), lit(numeric().strip("'")), lit(text())]), lit(npat()))
G['num1'] = lambda: pick(['sqrt(%s)', 'ln(%s)', 'exp(%s/100)', 'log(%s)', 'round(%s)', 'trunc(%s)', 'ceil(%s)', 'floor(%s)', 'abs(%s)', 'sign(%s)', 'scale(%s)', 'min_scale(%s)', 'trim_scale(%s)', '%s::int', '%s::int8', '%s::float8', '%s::float4', '%s::numeric(10,2)', '%s::numeric(5,-2)', '%s::numeric(3,5)', '%s::int2', 'factorial(%s::int8 % 30)', '-%s', 'numeric_send(%s)', 'exp(%s)']).replace('%s', N())
G['num2'] = lambda: pick(['%s / %s', '%s * %s', '%s + %s', '%s - %s', '%s % %s', 'power(%s, %s/10)', '%s ^ (%s)::int', 'log(%s, %s)', 'div(%s, %s)', 'mod(%s, %s)', 'gcd(%s, %s)', 'lcm(%s, %s)', '%s < %s', '%s = %s', 'round(%s, (%s)::int % 20)', 'trunc(%s, (%s)::int % 20)', 'width_bucket(%s, %s, 10, 5)', 'power(%s, %s)']).replace('%s', '@', 1).replace('%s', N(), 1).replace('@', N())
G['float'] = lambda: pick(['sqrt(%s)', 'cbrt(%s)', 'round(%s)', 'trunc(%s)', 'ceil(%s)', 'sign(%s)', '%s::text', '%s::numeric', '%s::int', '%s::float4', 'degrees(%s)', 'radians(%s)', '%s * %s', '%s / %s', '%s + %s', 'float8send(%s)', '%s < %s', 'sind(%s)', 'cosd(%s)']).replace('%s', F())
G['floatlib'] = lambda: pick(['sin(%s)', 'cos(%s)', 'tan(%s)', 'asin(%s)', 'acos(%s)', 'atan(%s)', 'atan2(%s,1.5)', 'exp(%s)', 'ln(%s)', 'log(%s)', 'power(%s,1.5)', 'sinh(%s)', 'cosh(%s)', 'tanh(%s)', 'asinh(%s)', 'acosh(%s)', 'atanh(%s)', 'cot(%s)', 'cbrt(%s)', 'tand(%s)', 'cotd(%s)', 'asind(%s)', 'acosd(%s)', 'atand(%s)']).replace('%s', '(%r)::float8' % R.uniform(-pick([1, 1, 10, 700]), pick([1, 10, 700])))
def fn(f, *a): return f + '(' + ', '.join(a) + ')'
G['text1'] = lambda: pick([lambda: fn(pick('lower upper initcap length char_length octet_length bit_length ascii reverse btrim ltrim rtrim quote_ident quote_literal quote_nullable md5 to_ascii'.split()), X()), lambda: fn('chr', str(pick([R.randint(0, 300), 8364, 128512, 55296, 1114112, -1]))), lambda: fn(pick(['left', 'right']), X(), I()), lambda: fn(pick(['substr', 'substring']), X(), I(), I()), lambda: fn('split_part', X(12), X(1), I()), lambda: fn('translate', X(), X(4), X(4)), lambda: fn('overlay', X(), X(3), I()) if R.random() < .5 else fn('overlay', X(), X(3), I(), I()), lambda: fn(pick(['lpad', 'rpad']), X(), str(R.randint(-2, 20)), X(3)), lambda: fn(pick(['btrim', 'ltrim', 'rtrim']), X(), X(3)), lambda: fn('replace', X(12), X(1), X(3)), lambda: fn('repeat', X(3), str(R.randint(-1, 5))), lambda: fn('strpos', X(12), X(1)), lambda: fn('starts_with', X(), X(1)), lambda: fn('concat_ws', X(2), X(), 'null', X()), lambda: fn('string_to_array', X(12), X(1)), lambda: fn('to_hex', str(R.randint(-10**6, 10**9))), lambda: 'substring(%s from %s for %s)' % (X(), I(), I()), lambda: 'trim(%s %s from %s)' % (pick(['leading', 'trailing', 'both']), X(2), X()), lambda: fn('normalize', X()), lambda: fn('unistr', lit(pick(['\\0041', '\\+01F600', '\\u00e9', '\\\\', 'x\\', '\\d83d\\de00', '\\zzzz', '\\U00110000']) + text(3))), lambda: fn('parse_ident', lit(pick(['a.b', '"A".b', 'a."', 'A$1.c ', text(6)]))), lambda: fn('string_agg', X(), X(1)), lambda: 'position(%s in %s)' % (X(1), X())])()
G['format'] = lambda: 'format(%s, %s)' % (lit(''.join(pick(['%s', '%I', '%L', '%%', '%1$s', '%2$L', '%-5s', '%5s', '%*s', '%1$10s', 'x', '%', '%3$s', '%-*s', '%I']) for _ in range(R.randint(1, 4)))), ', '.join(pick([X(), 'null', str(R.randint(-6, 9))]) for _ in range(R.randint(1, 3))))
G['bytea'] = lambda: pick([lambda: fn(pick(['length', 'md5', 'sha256', 'octet_length', 'bit_length', 'bit_count']), BY()), lambda: fn('get_byte', BY(), I()), lambda: fn('set_byte', BY(), I(), I()), lambda: fn('get_bit', BY(), I()), lambda: fn('set_bit', BY(), I(), pick(['0', '1', '2'])), lambda: fn('encode', BY(), lit(pick(['hex', 'base64', 'escape', 'zzz']))), lambda: fn('decode', lit(pick([text(8), 'abcd', 'YWJj', 'YWJ', '\\001a', '\\\\', '\\1', 'zz', 'YW Jj', '0 a', 'YWJj=', '====']) ), lit(pick(['hex', 'base64', 'escape']))), lambda: fn(pick(['substr', 'substring']), BY(), I(), I()), lambda: fn('overlay', BY(), BY(), I(), I()), lambda: fn(pick(['btrim', 'ltrim', 'rtrim']), BY(), BY()), lambda: fn('convert_from', BY(), lit(pick(['utf8', 'latin1', 'sql_ascii', 'zzz']))), lambda: fn('convert_to', X(), lit(pick(['utf8', 'latin1', 'zzz']))), lambda: lit(pick(['\\x4', '\\xzz', '\\x 41', 'a\\000b', '\\', '\\\\', '\\08', '\\x41 42', text(6)])) + '::bytea', lambda: BY() + ' || ' + BY(), lambda: 'position(%s in %s)' % (BY(), BY())])()
G['bit'] = lambda: pick([lambda: pick(['%s & %s', '%s | %s', '%s # %s', '%s || %s', '%s < %s', '%s = %s', 'position(%s in %s)']).replace('%s', '@', 1).replace('%s', BT()).replace('@', BT()), lambda: '~' + BT(), lambda: BT() + pick([' << ', ' >> ']) + I(), lambda: fn('get_bit', BT(), I()), lambda: fn('set_bit', BT(), I(), '1'), lambda: fn('substring', BT(), I(), I()), lambda: fn('overlay', BT(), BT(), I(), I()), lambda: BT() + '::' + pick(['int', 'int8', 'bit(5)', 'varbit(5)', 'bit', 'text']), lambda: '(%s)::bit(%d)' % (str(R.randint(-100, 1000)), R.randint(1, 40)), lambda: fn('bit_count', BT()), lambda: lit(pick(['101', 'x1f', '102', 'X', 'b1', 'b', 'xg'])) + pick(['::bit(4)', '::varbit', '::bit'])])()
G['literal'] = lambda: lit(pick([numeric().strip("'"), text(5), ' 12 ', '1_000', '0x1F', '1e', '.', '+', '-', '1.5.5', 'tru', 'yes', 'o', ' on ', '1e400', '99999999999999999999', '-32769', '1e-400', 'nan', ' -inf ', 'Infinityx', '1 2', '']) ) + '::' + pick(['int', 'int2', 'int8', 'numeric', 'float8', 'float4', 'bool', 'oid', '"char"', 'name', 'char(3)', 'varchar(3)', 'uuid', 'numeric(6,2)'])
G['size'] = lambda: pick(['pg_size_pretty(%s)' % pick([str(R.randint(-10**18, 10**18)) + '::int8', N(), str(R.randint(-30000, 30000)), str(10240 * 1024**R.randint(0, 4)) + '::int8', str(20479 * 1024**R.randint(0, 4) // 2) + '::int8']), 'pg_size_bytes(%s)' % lit(pick([numeric().strip("'"), '1', '1.5', '.5', '1e3', '-1', '']) + pick(['', ' ']) + pick(['', 'kB', 'MB', 'gb', 'TB', 'PB', 'bytes', 'B', 'xb', 'k', 'EB']))])
kinds = sys.argv[5].split(',') if len(sys.argv) > 5 else list(G)
def run(c, q):
    try:
        c.execute(q); r = c.fetchall() if c.description else None
        return ('ok', [tuple(None if v is None else str(v) for v in x) for x in r])
    except psycopg2.Error as e:
        d = e.diag
        return ('err', e.pgcode, d.message_primary, d.message_detail, d.message_hint)
n = collections.Counter(); bad = collections.defaultdict(list); start = time.time()
for i in range(count):
    if time.time() - start > 290: print('time is up at', i); break
    if i % 40 == 0:
        for s in ("set timezone = " + lit(pick(ZONES)), "set datestyle = '%s, %s'" % (pick(['ISO', 'Postgres', 'SQL', 'German']), pick(['MDY', 'DMY', 'YMD'])), 'set intervalstyle = ' + pick(['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601']), 'set extra_float_digits = %d' % pick([1, 0, -3, 3])):
            for c in (p, t):
                try: c.execute(s)
                except psycopg2.Error as e: print('SET', s, e)
    k = pick(kinds); q = 'select (' + G[k]() + ')::text'
    a, b = run(p, q), run(t, q); n[k] += 1
    if a != b: bad[k].append((q, a, b))
for k in bad:
    print('== %s: %d of %d' % (k, len(bad[k]), n[k]))
    for q, a, b in bad[k][:int(sys.argv[6]) if len(sys.argv) > 6 else 6]: print('  ', q, '\n      pg  ', a, '\n      tusk', b)
print('statements', sum(n.values()), 'different', sum(map(len, bad.values())), {k: '%d/%d' % (len(bad[k]), n[k]) for k in n})

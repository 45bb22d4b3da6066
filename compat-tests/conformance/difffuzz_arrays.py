#!/usr/bin/python3
"""Differential fuzz of arrays with bounds, slices, jsonb subscripts and edits, jsonpath, VARIADIC, regular expressions.

  difffuzz_arrays.py --ours PORT --pg PORT [--n 4000] [--seed 1] [--limit-s 280] [--kinds ia,ta,jb,jp,re,var]
Prints each kind of difference once. Compares rows, column types, SQLSTATE and the primary message.
"""
import argparse, collections, random, re, time, psycopg2, psycopg2.extensions as ext
R = random.Random()
c = lambda *a: R.choice(a)
I = lambda: c('0','1','2','3','-1','4','5','null::int','-2','7')
S = lambda: c("'a'","'b'","''","'x y'","null::text","'NULL'","'q\"r'","'{'")
def ia():
    return c("'{}'::int[]","array[1,2,3]","'{1,null,3}'::int[]","'{{1,2},{3,4}}'::int[]","array[5]","'[0:2]={7,8,9}'::int[]","'[-1:0][2:3]={{1,2},{3,null}}'::int[]","'[5:6]={1,2}'::int[]","null::int[]","'{{{1},{2}},{{3},{4}}}'::int[]","'[2:2]={4}'::int[]", "'{{1,2,3}}'::int[]")
def ta(): return c("'{}'::text[]","array['a','b']","'{x,NULL,\"q w\"}'::text[]","'[0:1]={a,b}'::text[]","'{{a,b},{c,d}}'::text[]","null::text[]","'[3:4]={a,NULL}'::text[]")
def b(): return c('',I())
def sub1(): return f'[{I()}]' if R.random()<.5 else f'[{b()}:{b()}]'
def iae(d=2):
    if d==0 or R.random()<.3: return ia()
    k=R.randint(0,16); e=lambda: iae(d-1)
    return [lambda:f'({e()})[{b()}:{b()}]',lambda:f'({e()})[{b()}:{b()}]{sub1()}',lambda:f'array_append({e()},{I()})',lambda:f'array_prepend({I()},{e()})',lambda:f'array_cat({e()},{e()})',lambda:f'({e()} || {e()})',lambda:f'({e()} || {I()})',lambda:f'({I()} || {e()})',lambda:f'array_remove({e()},{I()})',lambda:f'array_replace({e()},{I()},{I()})',lambda:f'trim_array({e()},{I()})',lambda:f'array[{e()},{e()}]',lambda:f'array_fill({I()},array[{c("1","2","0","3")},{c("1","2")}],array[{I()},{I()}])',lambda:f'array_positions({e()},{I()})',lambda:f'array(select unnest({e()}))',lambda:f'(select array_agg(x) from unnest({e()}) x)',lambda:f'(({e()})[{b()}:{b()}])[{b()}:{b()}]'][k]()
def g_ia():
    e=iae
    return c(lambda:e(3),lambda:f'({e()}){sub1()}',lambda:f'({e()}){sub1()}{sub1()}',lambda:f'({e()}){sub1()}{sub1()}{sub1()}',lambda:f'array_dims({e()})',lambda:f'array_length({e()},{I()})',lambda:f'array_lower({e()},{I()})',lambda:f'array_upper({e()},{I()})',lambda:f'array_ndims({e()})',lambda:f'cardinality({e()})',lambda:f'array_position({e()},{I()})',lambda:f'array_position({e()},{I()},{I()})',lambda:f"array_to_string({e()},{S()},{S()})",lambda:f'{e()}::text[]',lambda:f'{e()}::float8[]',lambda:f'({e()} = {e()})',lambda:f'({e()} < {e()})',lambda:f'({e()} @> {e()})',lambda:f'({e()} && {e()})',lambda:f'({I()} = any ({e()}))',lambda:f'({I()} <> all ({e()}))',lambda:f'to_jsonb({e()})',lambda:f'array_to_json({e()})',lambda:f'(select count(*) from unnest({e()}))',lambda:f'(select string_agg(coalesce(x::text,$$-$$),$$,$$) from generate_subscripts({e()},{I()}) x)',lambda:f'array_dims({e()}::text[])',lambda:f'({e()})::text', lambda:f'{e()}::text::int[]',lambda:f'array_agg_dims({e()})' if 0 else f'array_dims(array[{e()}])',lambda:f'coalesce({e()},{e()})',lambda:f'string_to_array({S()},{S()},{S()})',lambda:f'array_larger({e()},{e()})' if 0 else f'greatest({e()},{e()})',lambda:f"({ta()} || {S()})",lambda:f'array_cat({ta()},{ta()})',lambda:f'array_to_string({ta()},{S()})',lambda:f'({ta()}){sub1()}{sub1()}',lambda:f'array_remove({ta()},{S()})',lambda:f'array_replace({ta()},{S()},{S()})',lambda:f'array_position({ta()},{S()})')()
def alit():
    return ''.join(c('{','}',',','a','"','\\','NULL',' ','[1:2]=','[0:0]=','{','}','1',',') for _ in range(R.randint(1,9)))
def g_alit(): return f"$q${alit()}$q$::text[]" if R.random()<.7 else "$q$%s$q$::int[]"%''.join(c('{','}',',','1','2','[1:2]={','[-1:0]={','[0:1][1:1]={','NULL',' ','{','}') for _ in range(R.randint(1,8)))
JS=["{}","[]","1","null","\"s\"","true","{\"a\":1}","{\"a\":{\"b\":[1,2]}}","[1,[2,{\"a\":3}],null]","{\"a\":null,\"b\":[]}","[\"a\",\"b\",\"a\"]","{\"1\":\"x\"}","[[1],[2]]","{\"a\":[{\"b\":1},{\"b\":\"x\"}]}","1.50","[1,2.0,\"3\"]","\"2020-01-02\"","[{\"a\":1,\"b\":2},{\"a\":\"z\"}]"]
def J(): return "'"+R.choice(JS)+"'::jsonb"
def P(): return c("'{a}'","'{a,b}'","'{0}'","'{a,b,1}'","'{-1}'","'{1,a}'","'{}'","'{5}'","'{a,NULL}'","'{x,y,z}'","'{1,1,a}'","'{-7}'","'{a,0,b}'","'{null}'")
def jsb(): return c("['a']","['b']","[0]","[1]","[-1]","['0']","['x']","[null]","[-9]","['1']","[5]","['a'::text]")
def je(d=2):
    if d==0 or R.random()<.3: return J()
    e=lambda: je(d-1)
    return c(lambda:f'({e()}){jsb()}',lambda:f'({e()}){jsb()}{jsb()}',lambda:f'({e()} || {e()})',lambda:f'({e()} - {c("$$a$$","0","-1","1","array[$$a$$,$$b$$]","array[]::text[]")})',lambda:f'({e()} #- {P()})',lambda:f'jsonb_set({e()},{P()},{e()},{c("true","false")})',lambda:f'jsonb_set({e()},{P()},{e()})',lambda:f'jsonb_insert({e()},{P()},{e()},{c("true","false")})',lambda:f"jsonb_set_lax({e()},{P()},{c('null',e())},true,{c(*[repr(x) for x in ('use_json_null','delete_key','return_target','raise_exception','bad')])})",lambda:f'jsonb_strip_nulls({e()})',lambda:f'({e()} -> {c("$$a$$","0","-1")})',lambda:f'({e()} #> {P()})',lambda:f'jsonb_extract_path({e()},{c("$$a$$","variadic "+P())})')()
def g_jb():
    e=je
    return c(lambda:e(3),lambda:f'({e()} @> {e()})',lambda:f'({e()} <@ {e()})',lambda:f'({e()} = {e()})',lambda:f'({e()} < {e()})',lambda:f"({e()} ? {c('$$a$$','$$1$$','$$s$$')})",lambda:f"({e()} ?| array['a','1'])",lambda:f"({e()} ?& array['a','b'])",lambda:f'({e()} #>> {P()})',lambda:f'({e()} ->> {c("$$a$$","0","-1")})',lambda:f'jsonb_array_length({e()})',lambda:f'jsonb_typeof({e()})',lambda:f'jsonb_pretty({e()})',lambda:f'(select jsonb_agg(x) from jsonb_array_elements({e()}) x)',lambda:f'(select string_agg(k,$$,$$) from jsonb_object_keys({e()}) k)',lambda:f'(select jsonb_agg(x) from jsonb_each({e()}) x)',lambda:f'({e()})::text',lambda:f'({e()})::{c("int","numeric","bool","float8")}',lambda:f"(('{R.choice(JS)}'::json) {c('->','->>')} {c('$$a$$','0','-1')})",lambda:f"('{R.choice(JS)}'::json #> {P()})",lambda:f"json_strip_nulls('{R.choice(JS)}')",lambda:f'jsonb_build_object({S()},{e()})',lambda:f'jsonb_object({ta()})',lambda:f'jsonb_object({ta()},{ta()})')()
def path(d=3):
    if d==0: return c('$','@','$.a','1','"a"','$x','2.5','true','null','$[0]','@.b')
    p=lambda: path(d-1)
    return c(lambda:c('$','@'),lambda:f'{p()}.a',lambda:f'{p()}.b',lambda:f'{p()}[*]',lambda:f'{p()}[{c("0","1","last","0 to 1","last - 1","-1","1, 0","$x")}]',lambda:f'{p()}.*',lambda:f'{p()}.**',lambda:f'{p()}.**{{{c("1","1 to 2","last","0 to last")}}}',lambda:f'{p()} ? ({pred(d-1)})',lambda:f'({p()} {c("+","-","*","/","%")} {p()})',lambda:f'{c("-","+")}{p()}',lambda:f'{p()}.{c("type()","size()","abs()","double()","floor()","ceiling()","keyvalue()")}',lambda:f'({p()})',lambda:f'({pred(d-1)})')()
def pred(d=2):
    p=lambda: path(max(0,d-1))
    if d<=0: return f'{p()} == {p()}'
    q=lambda: pred(d-1)
    return c(lambda:f'{p()} {c("==","!=","<","<=",">",">=","<>")} {p()}',lambda:f'({q()}) && ({q()})',lambda:f'{q()} || {q()}',lambda:f'!({q()})',lambda:f'({q()}) is unknown',lambda:f'exists ({p()})',lambda:f'{p()} starts with {c(chr(34)+"a"+chr(34),"$x")}',lambda:f'{p()} like_regex "{c("a","^.$","[0-9]")}"{c(""," flag "+chr(34)+"i"+chr(34))}')()
def g_jp():
    q="'"+c('','','strict ','lax ')+c(path,pred,path)(R.randint(1,3)).replace("'","")+"'"
    return c(lambda:f'{q}::jsonpath',lambda:f'jsonb_path_query_array({J()},{q},$v${{"x":{c("1","[1]",chr(34)+"a"+chr(34))}}}$v${c("",",true",",false")})',lambda:f'({J()} @? {q})',lambda:f'({J()} @@ {q})',lambda:f'jsonb_path_exists({J()},{q},$v${{"x":1}}$v${c("",",true")})',lambda:f'jsonb_path_match({J()},{q},$v${{"x":1}}$v${c("",",true")})',lambda:f'jsonb_path_query_first({J()},{q})',lambda:f"({q}::jsonpath)::text::jsonpath")()
def rx(d=3):
    if d==0: return c('a','b','.','[ab]','c','\\d','\\w','[^a]')
    r=lambda: rx(d-1)
    return c(lambda:r()+r(),lambda:r()+r(),lambda:r()+r()+r(),lambda:f'({r()})',lambda:f'(?:{r()})',lambda:f'{r()}|{r()}',lambda:f'({r()}|{r()})',atomq,atomq,lambda:c('^','$','\\m','\\M','\\y','\\A','\\Z','')+r(),lambda:f'({r()}){c("*","+","?","*?","+?","??","{2}","{1,2}","{0,2}?","{1,1}","{1,1}?")}',lambda:f'({r()})\\1',lambda:f'(?={r()}){r()}',lambda:f'(?!{r()}){r()}')()
def atomq(): return c('a','b','.','[ab]','(?:ab)','(?:a|ab)')+c('*','+','?','*?','+?','??','{2}','{1,2}','{2,}?')
def T(): return "'"+''.join(c('a','b','c','a','b',' ','1','\n') for _ in range(R.randint(0,8)))+"'"
def g_re():
    p="'"+R.choice(['','','','(?i)','(?n)'])+rx(R.randint(1,3)).replace("'","")+"'"; t=T()
    return c(lambda:f'({t} ~ {p})',lambda:f'regexp_match({t},{p})',lambda:f'substring({t} from {p})',lambda:f'regexp_replace({t},{p},$$<\\1\\&>$$,$$g$$)',lambda:f'regexp_replace({t},{p},$$<\\1\\&>$$)',lambda:f'(select array_agg(m::text) from regexp_matches({t},{p},$$g$$) m)',lambda:f'regexp_split_to_array({t},{p})',lambda:f'regexp_count({t},{p},{c("1","2","3")})',lambda:f'regexp_instr({t},{p},{c("1","2")},{c("1","2")},{c("0","1")},$$$$,{c("0","1","2")})',lambda:f'regexp_substr({t},{p},{c("1","2")},{c("1","2")},$$i$$,{c("0","1")})',lambda:f'regexp_like({t},{p},$$i$$)',lambda:f'regexp_replace({t},{p},$$[\\1]$$,{c("1","2")},{c("0","1","2")})')()
def g_var():
    a=c(lambda:iae(1),ta,ia,lambda:'null',lambda:I(),lambda:S(),lambda:"'{a,b}'",lambda:"'{1,2}'::int[]")()
    f=lambda x: f'concat({x})',
    x=c('',S()+', ',I()+', ',I()+', '+S()+', ')
    return c(f'concat({x}variadic {a})',f'concat_ws({S()},{x}variadic {a})',f"format({c('$$%s %s$$','$$%2$s$$','$$%L|%I$$','$$x$$')},{x}variadic {a})",f'num_nulls({x}variadic {a})',f'num_nonnulls({x}variadic {a})',f'json_build_array({x}variadic {a})',f'jsonb_build_array({x}variadic {a})',f'json_build_object({x}variadic {a})',f'jsonb_build_object({x}variadic {a})',f'jsonb_extract_path({J()},{x}variadic {a})',f'jsonb_extract_path_text({J()},variadic {a})',f'to_jsonb({a})',f'jsonb_agg({a})',f'array_agg({a})',f'array_append({a},{I()})',f'array_cat({a},{c(a,ta())})',f'coalesce({a},{c(a,ta(),I())})',f'greatest({a},{I()})',f'pg_typeof({a} || {c(I(),S(),ta())})',f'nullif({a},{c(I(),S())})',f'case when {c("true","false","null")} then {a} else {c(I(),S(),ta())} end',f'array[{a},{c(I(),S(),ia())}]',f'array_position({a},{c(I(),S())})',f'({a} = any ({c(ia(),ta(),a)}))',f'pg_typeof({a})', f'array_to_string({a},$$,$$)')
G=dict(ia=g_ia,al=g_alit,jb=g_jb,jp=g_jp,re=g_re,var=g_var)
def conn(p,db):
    k=psycopg2.connect(host='127.0.0.1',port=p,user='postgres',dbname=db); k.autocommit=True
    cur=k.cursor(); cur.execute("set statement_timeout='10s'"); return k
def run(k,s):
    cur=k.cursor()
    try:
        cur.execute(s); return ('rows',[d.type_code for d in cur.description],cur.fetchall())
    except psycopg2.Error as e: return ('err',e.pgcode,(e.diag.message_primary or str(e)))
def main():
    p=argparse.ArgumentParser()
    for a,t,d in(('ours',int,5432),('pg',int,5433),('n',int,4000),('seed',int,1),('limit-s',int,280)): p.add_argument('--'+a,type=t,default=d)
    p.add_argument('--kinds',default=','.join(G)); p.add_argument('--db',default='postgres'); p.add_argument('--pgdb',default='h_arrays'); p.add_argument('--show',type=int,default=60)
    a=p.parse_args(); R.seed(a.seed); ext.register_type(ext.new_type(tuple(range(1,6000)),'S',lambda v,c:v))
    o,g=conn(a.ours,a.db),conn(a.pg,a.pgdb); t0=time.time(); n=eq=er=0; seen=collections.Counter()
    while n<a.n and time.time()-t0<a.limit_s:
        k=R.choice(a.kinds.split(',')); s='select '+G[k](); n+=1
        try: x=run(o,s)
        except Exception as e: o=conn(a.ours,a.db); x=('lost',str(e)[:80],'')
        y=run(g,s)
        if x==y: eq+=1; er+=x[0]=='err'; continue
        if x[0]=='err' and y[0]=='err' and x[1]==y[1]: sig=(k,'message',re.sub(r'".*?"|\d+','#',y[2])[:60])
        elif x[0]=='err' and y[0]=='err': sig=(k,'sqlstate',x[1],y[1])
        elif x[0]=='err': sig=(k,'ours fails',x[1],re.sub(r'".*?"|\d+','#',x[2])[:60])
        elif y[0]=='err': sig=(k,'ours accepts',y[1],re.sub(r'".*?"|\d+','#',y[2])[:60])
        elif x[0]=='lost': sig=(k,'LOST')
        elif x[1]!=y[1]: sig=(k,'type',str(x[1]),str(y[1]))
        else: sig=(k,'values',re.match(r'select \(*(\w*)',s).group(1))
        seen[sig]+=1
        if seen[sig]<=2 and sum(v>0 for v in seen.values())<=a.show: print(f'{sig}\n  {s}\n  ours {str(x[1:])[:200]}\n  pg   {str(y[1:])[:200]}',flush=True)
    print(f'{n} statements, {eq} equal ({er} same error), {len(seen)} kinds, {sum(seen.values())} different, {time.time()-t0:.0f} s'); print(seen.most_common(80))
main()

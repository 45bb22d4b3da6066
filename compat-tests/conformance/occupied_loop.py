#!/usr/bin/env python3
"""Holds one event loop with a statement that was quick 20,000 times and is not with other values, and says how long
others wait: occupied_loop.py PORT [COSTLY [QUICK]]. Eight sessions ask select 1, and new ones log in, for five seconds."""
import socket,struct,sys,time,threading,psycopg2
port=int(sys.argv[1]); bad=sys.argv[2] if len(sys.argv)>2 else r"select repeat('a',80)||'b' ~ '^(a*)*\1$'"
warm=sys.argv[3] if len(sys.argv)>3 else r"select repeat('a',3)||'b' ~ '^(a*)*\1$'"
def conn():
    c=psycopg2.connect(host='127.0.0.1',port=port,user='postgres',dbname='postgres'); c.autocommit=True; return c
w=conn(); k=w.cursor()
t=time.time()
for i in range(20000): k.execute(warm); k.fetchall()
print('warm us/query', (time.time()-t)/20000*1e6)
ns=[conn() for _ in range(8)]
for c in ns:
    k2=c.cursor()
    for i in range(500): k2.execute('select 1'); k2.fetchall()
def evil():
    try:
        k.execute("set statement_timeout='8s'"); k.execute(bad); print('evil result',k.fetchall())
    except Exception as e: print('evil', str(e).strip())
th=threading.Thread(target=evil); th.start(); time.sleep(0.1)
worst=0; logins=0; end=time.time()+5; n=0; lock=threading.Lock(); ws=[]
def neigh(c):
    global n
    k2=c.cursor(); m=0
    while time.time()<end:
        t=time.time(); k2.execute('select 1'); k2.fetchall(); m=max(m,time.time()-t); n+=1; time.sleep(0.005)
    ws.append(m)
ths=[threading.Thread(target=neigh,args=(c,)) for c in ns]
for x in ths: x.start()
lw=0
while time.time()<end:
    t=time.time(); conn().close(); lw=max(lw,time.time()-t); logins+=1; time.sleep(0.02)
for x in ths: x.join()
print('select 1: n',n,'worst ms per session',[round(m*1000,1) for m in sorted(ws)],' logins',logins,'worst ms',round(lw*1000,1))
th.join()

-- The extension fuzzystrmatch.
select soundex('before it is there');
create extension fuzzystrmatch;
select extversion from pg_extension where extname = 'fuzzystrmatch';
select w, soundex(w), text_soundex(w), metaphone(w, 8), metaphone(w, 2) from unnest(array[
  'hello world!', 'Anne', 'Andrew', 'Margaret', 'Robert', 'Rupert', 'Tymczak', 'Pfister', 'Honeyman', '', ' 12', 'A5M', 'Ñandú', 'éclair', '!Gnome',
  'Knight', 'Psychology', 'Pneumonia', 'Aesop', 'Wrack', 'Whale', 'Wave', 'Xavier', 'Lamb', 'Special', 'Scene', 'School', 'Christ', 'Church',
  'Edge', 'Judgement', 'Laugh', 'Night', 'Signed', 'Sign', 'Signal', 'Egg', 'Gem', 'Ghost', 'Bough', 'Physics', 'Shoe', 'Vision', 'Asia',
  'Schwarz', 'Nation', 'Thumb', 'Box', 'Beyond', 'Fuzzy', 'Queue', 'Back', 'accident', 'Hiccough', 'George', 'Jazz']) w;
select a, b, difference(a, b), levenshtein(a, b), levenshtein(a, b, 2, 1, 1), levenshtein(a, b, 1, 3, 5), levenshtein_less_equal(a, b, 2), levenshtein_less_equal(a, b, 4),
  levenshtein_less_equal(a, b, 2, 1, 3, 5), levenshtein_less_equal(a, b, 0), levenshtein_less_equal(a, b, -1)
 from (values ('GUMBO', 'GAMBOL'), ('extensive', 'exhaustive'), ('', ''), ('', 'abc'), ('abc', ''), ('kitten', 'sitting'), ('same', 'same'), ('Anne', 'Ann'),
  ('größe', 'grösse'), ('日本語', '日本'), ('abcdefgh', 'hgfedcba'), ('a', 'b'), ('saturday', 'sunday'), ('naïve', 'naive')) v(a, b);
select sum(levenshtein(a, b)), sum(levenshtein_less_equal(a, b, 3)), sum(levenshtein_less_equal(a, b, 1, 2, 3, 6)), sum(levenshtein(a, b, 0, 2, 1)), sum(levenshtein_less_equal(a, b, 0, 0, 1, 2))
 from (select md5(i::text) a, substr(md5((i / 2)::text), i % 7, 20 + i % 20) b from generate_series(1, 300) i) v;
select levenshtein(repeat('a', 255), repeat('b', 255)), levenshtein_less_equal(repeat('a', 255), repeat('ä', 255), 10);
select levenshtein(repeat('a', 256), 'b');
select levenshtein(repeat('a', 256), '');
select levenshtein_less_equal('b', repeat('a', 256), 2);
select metaphone('word', 0);
select metaphone('word', 256);
select metaphone(repeat('ä', 128), 4);
select metaphone('', 0), soundex(null), levenshtein(null, 'a'), metaphone('word', null);
select id from (values (1, 'Schmidt'), (2, 'Smith'), (3, 'Smythe'), (4, 'Meier')) people(id, name) where soundex(name) = soundex('Smith') order by levenshtein(name, 'Smith'), id;
select string_agg(w || ' ' || dmetaphone(w) || '/' || dmetaphone_alt(w), ', ' order by o) from unnest(array['smith', 'schmidt', 'snider', 'schneider', 'caesar', 'chianti', 'michael', 'chemistry', 'chorus', 'chore', 'architect', 'orchestra', 'orchid', 'arch', 'wachtler', 'wechsler', 'tichner', 'mchugh', 'church', 'czerny', 'wicz', 'filipowicz', 'focaccia', 'mcclellan', 'bellocchio', 'bacchus', 'accident', 'accede', 'succeed', 'bacci', 'bertucci', 'acquire', 'ack', 'city', 'special', 'cello', 'cyan', 'mac caffrey', 'mac gregor', 'edge', 'edgar', 'width', 'added', 'ghislane', 'ghost', 'hugh', 'bough', 'broughton', 'laugh', 'mclaughlin', 'cough', 'rough', 'tough', 'night', 'weigh', 'cagney', 'signal', 'agnes', 'wagner', 'tagliaro', 'gesture', 'gyro', 'germ', 'danger', 'ranger', 'manger', 'energy', 'biology', 'biaggi', 'van gelder', 'schlager', 'forget', 'rogier', 'haggis', 'huhha', 'aha', 'jose', 'san jacinto', 'jankelowicz', 'bajador', 'raj', 'hajji', 'major', 'cabrillo', 'gallegos', 'valle', 'villa', 'thumb', 'dumber', 'campbell', 'raspberry', 'phil', 'qatar', 'hochmeier', 'meier', 'rr', 'island', 'isle', 'carlisle', 'sugar', 'shoe', 'holmsheim', 'sholz', 'asia', 'vision', 'smith', 'szabo', 'school', 'schooner', 'schermerhorn', 'schenker', 'schwarz', 'schist', 'science', 'scat', 'resnais', 'artois', 'boss', 'nation', 'tia', 'watch', 'thomas', 'thames', 'thin', 'matthew', 'van thorn', 'tt', 'vv', 'wrist', 'wasserman', 'vasserman', 'whale', 'womo', 'uomo', 'arnow', 'arnoff', 'lewinsky', 'kowalski', 'horowitz', 'breaux', 'box', 'excel', 'axx', 'zhao', 'pizza', 'mozza', 'tsar', 'zz', 'zelda', 'krzysztof', 'ludwig', 'xavier', 'gnome', 'knight', 'pneumonia', 'psalm', 'wright', 'baker', 'chaemical', 'bacher', 'macher', 'achim', 'bachmann', 'Ñandú', 'Ça', 'éclair', 'straße', 'дом', 'ǆ', '123', 'a b']) with ordinality u(w, o);
select md5(string_agg(dmetaphone(w) || ' ' || dmetaphone_alt(w) || ' ' || metaphone(w, 9), ',' order by i))
 from (select i, translate(left(md5(i::text) || md5((i + 1)::text), 3 + i % 9), '0123456789abcdef', substr('aeioubcdfghjklmnpqrstvwxyzschghcczwthgnsh', 1 + i % 25, 16)) w from generate_series(1, 20000) i) v;
select dmetaphone(''), dmetaphone_alt(null);
drop extension fuzzystrmatch;
